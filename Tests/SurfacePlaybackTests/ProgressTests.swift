import Domain
import Storage
import Streaming
import TestKit
import Testing

/// What players report, and what follows from it.
@Suite struct ProgressTests {
    @Test(arguments: ["0", "12.9", "259200", "007", "60&paused=1&device_name=TV&rebuffered=0"])
    func timesThatAreTaken(_ time: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.post("progress", "id=\(house.id("Big Buck Bunny"))&time=\(time)")
        }
    }

    @Test(arguments: ["-1", "259201", "1e9", "", "abc", "nan", "inf", "12,5", "1:30"])
    func timesThatAreNone(_ time: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.post("progress", "id=\(house.id("Big Buck Bunny"))&time=\(time)", .invalid)
            #expect(try await house.playbacks.live().isEmpty)
        }
    }

    @Test func whatIsMissingOrUnknown() async throws {
        try await PlaybackHousehold.with { house in
            for form in ["", "time=5", "id=x&time=5", "id=\(house.id("Pilot"))", "id=0&time=5"] {
                try await house.phone.post("progress", form, .invalid)
            }
            try await house.phone.post("progress", "id=999999&time=5", .missing)
            try await house.phone.post("progress", "id=\(house.id("Signal House"))&time=5", .missing)
        }
    }

    @Test func badExtrasAreLeftOut() async throws {
        try await PlaybackHousehold.with { house in
            let extras =
                "&paused=perhaps&buffer_seconds=lots&rebuffer_count=-1&rebuffer_seconds=nan&rebuffered=2"
                + "&device_name=" + String(repeating: "x", count: 300)
            let saved = try await house.phone.watch("Big Buck Bunny", to: 70, extras)
            #expect(saved["stop_playback"] == .bool(false))
            let live = try await house.playbacks.live()
            #expect(live.first?.device?.count == 100)
            #expect(live.first?.isPaused == false)
        }
    }

    @Test func decimalsAreCutOffAndTheLastWordCounts() async throws {
        try await PlaybackHousehold.with { house in
            let bunny = house.id("Big Buck Bunny")
            for (time, kept) in [("100.9", 100), ("90.2", 90), ("250", 250), ("0.9", 0)] {
                house.world.advance(seconds: 1)
                try await house.phone.post("progress", "id=\(bunny)&time=\(time)")
                #expect(try await house.phone.details("Big Buck Bunny")["resume_time"] == .int(kept))
            }
        }
    }

    @Test(arguments: [(539, false), (540, true), (600, true), (5000, true)])
    func ninetyPercentAreTheEnd(_ seconds: Int, _ isOver: Bool) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Big Buck Bunny", to: seconds)
            let video = try await house.phone.details("Big Buck Bunny")
            #expect(video["watched"] == .bool(isOver))
            #expect(video["resume_time"] == .int(isOver ? 0 : seconds))
            #expect(video["progress_percent"] == .int(isOver ? 100 : 89))
            #expect(video["can_resume"] == .bool(!isOver))
            let begun = try await house.phone.names("dashboard", in: "continue_watching")
            #expect(begun == (isOver ? [] : ["Big Buck Bunny"]))
        }
    }

    @Test(arguments: [(499, false), (500, true)])
    func theCreditsAreTheEndToo(_ seconds: Int, _ isOver: Bool) async throws {
        try await PlaybackHousehold.with { house in
            try await house.reprobe("Static") {
                $0.details.credits = SkipMarker(startSeconds: 500, endSeconds: 590, confidence: 0.5, isManual: false)
            }
            try await house.phone.watch("Static", to: seconds)
            #expect(try await house.phone.details("Static")["watched"] == .bool(isOver))
        }
    }

    @Test func withoutALengthThereIsNoEnd() async throws {
        try await PlaybackHousehold.with { house in
            try await house.reprobe("Big Buck Bunny") { $0.durationMilliseconds = nil }
            try await house.phone.watch("Big Buck Bunny", to: 200_000)
            let video = try await house.phone.details("Big Buck Bunny")
            #expect(video["watched"] == .bool(false))
            #expect(video["progress_percent"] == .int(0))
            #expect(video["resume_time"] == .int(200_000))
            #expect(video["total_duration"] == .int(0))
            #expect(video["finishes_at"] == .null && video["finishes_at_label"] == .null)
        }
    }

    @Test func everyViewingIsOneEvent() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let profile = ProfileID(Int32(try await phone.activeProfile()))
            @Sendable func count() async throws -> Int {
                try await house.stores.stores.watching.events(of: profile, limit: 10).count
            }
            try await phone.watch("Big Buck Bunny", to: 300)
            #expect(try await count() == 0)
            for seconds in [545, 560, 600] { try await phone.watch("Big Buck Bunny", to: seconds) }
            #expect(try await count() == 1)
            // Going back a little begins nothing anew.
            try await phone.watch("Big Buck Bunny", to: 400)
            try await phone.watch("Big Buck Bunny", to: 580)
            #expect(try await count() == 1)
            try await phone.watch("Big Buck Bunny", to: 120)
            #expect(try await phone.details("Big Buck Bunny")["watched"] == .bool(false))
            #expect(try await phone.details("Big Buck Bunny")["resume_time"] == .int(120))
            try await phone.watch("Big Buck Bunny", to: 570)
            #expect(try await count() == 2)
        }
    }

    @Test func theDashboardGoesOnWithTheSeries() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            @Sendable func resumed() async throws -> String? {
                let rows = try await phone.get("dashboard")["continue_watching"]?.list
                return rows?.first?.at("resume_episode", "title")?.text
            }
            try await phone.watch("Pilot", to: 300)
            #expect(try await resumed() == "Pilot")
            try await phone.watch("Pilot", to: 590)
            #expect(try await resumed() == nil)
            try await phone.watch("Static", to: 100)
            #expect(try await resumed() == "Static")
            try await phone.watch("Return", to: 100)
            #expect(try await resumed() == "Return")
            #expect(try await phone.names("dashboard", in: "continue_watching") == ["Signal House"])
        }
    }

    @Test func profilesAndAccountsWatchForThemselves() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Big Buck Bunny", to: 300)
            #expect(try await house.device("ben").details("Big Buck Bunny")["resume_time"] == .int(0))
            _ = try await house.phone.addProfile("name=Kim")
            #expect(try await house.phone.details("Big Buck Bunny")["resume_time"] == .int(0))
            #expect(try await house.phone.names("dashboard", in: "continue_watching").isEmpty)
        }
    }
}
