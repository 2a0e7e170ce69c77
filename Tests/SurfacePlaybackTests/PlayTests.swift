import Accounts
import Basics
import Domain
import HTTPTypes
import Streaming
import TestKit
import Testing

/// Beginning to play, and how many may at once.
@Suite struct PlayTests {
    @Test(arguments: ["", "/vod"])
    func playingGivesAddresses(_ mount: String) async throws {
        try await PlaybackHousehold.with { house in
            let data = try await house.phone.play("Big Buck Bunny", mount: mount)
            let base = "http://films.example:5020\(mount)"
            let stream = try #require(data["stream_url"]?.text)
            #expect(stream.hasPrefix("\(base)/stream/") && stream.hasSuffix(".mp4"))
            #expect(data["has_subtitles"] == .bool(true))
            #expect(data["subtitle_url"]?.text?.hasPrefix("\(base)/subtitles/") == true)
            #expect(data["subtitle_language"] == .text("en"))
            for name in ["next_episode", "intro_marker", "credits_marker"] { #expect(data[name] == .null) }
            #expect(data["content_type"] == .text("video/mp4"))
            #expect(data["duration"] == .int(600))
            #expect(data["resume_time"] == .int(0))
            let tracks = try #require(data["subtitles"]?.list)
            #expect(
                tracks == [
                    .object([
                        "url": data["subtitle_url"] ?? .null, "language": .text("en"), "label": .text("English"),
                        "forced": .bool(false), "sdh": .bool(false), "default": .bool(true),
                    ])
                ])
        }
    }

    @Test func anEpisodeTellsWhatPlayersSkip() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Pilot", to: 100)
            let data = try await house.phone.play("Pilot")
            #expect(data.at("next_episode", "title") == .text("Static"))
            #expect(data.at("intro_marker", "start_seconds") == .int(10))
            #expect(data.at("credits_marker", "start_seconds") == .int(560))
            #expect(data["resume_time"] == .int(100))
            #expect(data["has_subtitles"] == .bool(false))
            #expect(data["subtitle_url"] == .null && data["subtitle_language"] == .null)
            #expect(data["subtitles"] == .list([]))
            #expect(data["content_type"] == .text("video/x-matroska"))
        }
    }

    @Test func whatCannotBePlayed() async throws {
        try await PlaybackHousehold.with { house in
            let gone = try await house.phone.get("play?id=\(house.id("Vanished"))", .gone)
            #expect(gone["message"] == .text("This media is currently unavailable."))
            #expect(try await house.playbacks.live().isEmpty)
            try await house.phone.get("play?id=999999", .missing)
            try await house.phone.get("play?id=\(house.id("Signal House"))", .missing)
            for id in ["", "?id=", "?id=x", "?id=0"] { try await house.phone.get("play\(id)", .invalid) }
            // The disk is asked at this moment, whatever a list has just said.
            #expect(try await house.phone.details("Big Buck Bunny")["available"] == .bool(true))
            try await house.loseFile(of: "Big Buck Bunny")
            try await house.phone.get("play?id=\(house.id("Big Buck Bunny"))", .gone)
        }
    }

    @Test func theFourthDeviceHasToWait() async throws {
        try await PlaybackHousehold.with { house in
            let devices = try await Self.devices(4, house)
            for device in devices.prefix(3) { _ = try await device.play("Big Buck Bunny") }
            let night = "play?id=\(house.id("Night of the Living Dead"))"
            let refused = try await devices[3].get(night, .tooManyPlay)
            #expect(refused["limit"] == .int(3) && refused["active_playbacks"] == .int(3))
            // The limit is told before the file is looked at, and other accounts have their own.
            try await devices[3].get("play?id=\(house.id("Vanished"))", .tooManyPlay)
            try await house.device("ben").get(night)
            // Whoever plays goes on to the next film.
            for device in devices.prefix(3) { try await device.get(night) }
            #expect(try await house.playbacks.live().count == 4)
        }
    }

    @Test func slotsAreGivenOneAfterTheOther() async throws {
        try await PlaybackHousehold.with { house in
            let request = "play?id=\(house.id("Big Buck Bunny"))"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for device in try await Self.devices(8, house) {
                    group.addTask { try await house.surface.send(device.asking(request).request).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 200, 200, 429, 429, 429, 429, 429])
            #expect(try await house.playbacks.live().count == 3)
        }
    }

    @Test func profilesShareTheLimit() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.playback.playbacksMax = 1 }) { house in
            let devices = try await Self.devices(2, house)
            _ = try await devices[1].addProfile("name=Kim")
            _ = try await devices[0].play("Pilot")
            let refused = try await devices[1].get("play?id=\(house.id("Pilot"))", .tooManyPlay)
            #expect(refused["limit"] == .int(1) && refused["active_playbacks"] == .int(1))
            _ = try await devices[0].play("Static")
        }
    }

    @Test func anAccountMayHaveANumberOfItsOwn() async throws {
        try await PlaybackHousehold.with { house in
            let devices = try await Self.devices(5, house)
            try await house.accounts.setPlaybacksMax(0, of: house.anna.id)
            for device in devices { _ = try await device.play("Big Buck Bunny") }
            let status = try await devices[4].get("playback_status?id=\(house.id("Big Buck Bunny"))")
            #expect(status["revoke"] == .bool(false) && status["limit"] == .int(0))
            #expect(status["active_playbacks"] == .int(5))
        }
    }

    enum Ending: CaseIterable { case signingOut, silence, stopping }

    @Test(arguments: Ending.allCases)
    func aSlotIsFreeAgainAfter(_ ending: Ending) async throws {
        try await PlaybackHousehold.with { house in
            let devices = try await Self.devices(4, house)
            for device in devices.prefix(3) { _ = try await device.play("Big Buck Bunny") }
            let bunny = house.id("Big Buck Bunny")
            switch ending {
            case .signingOut: try await devices[0].post("logout")
            case .stopping: try await devices[0].post("playback_stop", "id=\(bunny)")
            case .silence:
                house.world.advance(seconds: 59)
                for device in devices[1...2] { try await device.post("progress", "id=\(bunny)&time=60") }
                try await devices[3].get("play?id=\(bunny)", .tooManyPlay)
                house.world.advance(seconds: 2)
            }
            _ = try await devices[3].play("Big Buck Bunny")
            if ending != .signingOut { try await devices[0].get("play?id=\(bunny)", .tooManyPlay) }
        }
    }

    @Test func stoppingWantsAVideo() async throws {
        try await PlaybackHousehold.with { house in
            for form in ["", "id=x", "id=0"] { try await house.phone.post("playback_stop", form, .invalid) }
            try await house.phone.post("playback_stop", "id=999999", .missing)
            // Twice is as good as once.
            for _ in 0..<2 { try await house.phone.post("playback_stop", "id=\(house.id("Pilot"))") }
        }
    }

    @Test func statusTellsAndChangesNothing() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.playback.playbacksMax = 2 }) { house in
            let devices = try await Self.devices(3, house)
            let path = "playback_status?id=\(house.id("Big Buck Bunny"))"
            @Sendable func status(_ device: Device) async throws -> [JSONValue?] {
                let answer = try await device.get(path)
                #expect(answer["limit"] == .int(2))
                #expect((answer["revoke"] == .bool(true)) == (answer["message"]?.text != nil))
                return ["active_playbacks", "projected_playbacks", "revoke"].map { answer[$0] }
            }
            #expect(try await status(devices[0]) == [.int(0), .int(1), .bool(false)])
            _ = try await devices[0].play("Big Buck Bunny")
            #expect(try await status(devices[0]) == [.int(1), .int(1), .bool(false)])
            #expect(try await status(devices[1]) == [.int(1), .int(2), .bool(false)])
            _ = try await devices[1].play("Big Buck Bunny")
            #expect(try await status(devices[1]) == [.int(2), .int(2), .bool(false)])
            #expect(try await status(devices[2]) == [.int(2), .int(3), .bool(true)])
            #expect(try await house.playbacks.live().count == 2)
            // Asking keeps nobody alive.
            house.world.advance(seconds: 61)
            #expect(try await status(devices[2]) == [.int(0), .int(1), .bool(false)])
            for id in ["", "?id=x"] { try await devices[0].get("playback_status\(id)", .invalid) }
            try await devices[0].get("playback_status?id=999999", .missing)
        }
    }

    @Test func whoeverStartedLastIsStopped() async throws {
        try await PlaybackHousehold.with { house in
            let devices = try await Self.devices(3, house)
            for device in devices {
                _ = try await device.play("Big Buck Bunny")
                house.world.advance(seconds: 1)
            }
            try await house.accounts.setPlaybacksMax(1, of: house.anna.id)
            let bunny = house.id("Big Buck Bunny")
            for (place, device) in devices.enumerated() {
                let status = try await device.get("playback_status?id=\(bunny)")
                #expect(status["revoke"] == .bool(place > 0))
                let saved = try await device.post("progress", "id=\(bunny)&time=\(100 + place)")
                #expect(saved["status"] == .text("saved"))
                #expect(saved["stop_playback"] == .bool(place > 0))
                #expect(saved["limit"] == .int(1))
                #expect((saved["message"] == .null) == (place == 0))
                house.world.advance(seconds: 1)
            }
            // The position of whoever had to stop is kept nevertheless.
            #expect(try await house.phone.details("Big Buck Bunny")["resume_time"] == .int(102))
        }
    }

    @Test func reportsTakeASlotThatIsFree() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.playback.playbacksMax = 1 }) { house in
            let devices = try await Self.devices(2, house)
            let first = try await devices[0].watch("Pilot", to: 5)
            #expect(
                first
                    == .object([
                        "status": .text("saved"), "stop_playback": .bool(false), "limit": .int(1),
                        "active_playbacks": .int(1), "message": .null,
                    ]))
            let second = try await devices[1].watch("Pilot", to: 6)
            #expect(second["stop_playback"] == .bool(true) && second["active_playbacks"] == .int(1))
            #expect(second["message"]?.text?.isEmpty == false)
            try await devices[0].post("playback_stop", "id=\(house.id("Pilot"))")
            #expect(try await devices[1].watch("Pilot", to: 7)["stop_playback"] == .bool(false))
        }
    }

    @Test func bytesKeepAPlaybackAlive() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.play("Big Buck Bunny")["stream_url"]?.text.path ?? ""
            house.world.advance(seconds: 50)
            try await house.surface.run(Scenario("bytes", .get, path).with("Range", "bytes=0-99").answers(206))
            let isSeen = await eventually { try await house.playbacks.live().first?.seenAt == house.world.now }
            #expect(isSeen)
            house.world.advance(seconds: 50)
            #expect(try await house.playbacks.live().count == 1)
            house.world.advance(seconds: 11)
            #expect(try await house.playbacks.live().isEmpty)
        }
    }

    private static func devices(_ count: Int, _ house: PlaybackHousehold) async throws -> [Device] {
        var devices = [house.phone]
        while devices.count < count { devices.append(try await house.anotherDevice(of: house.anna)) }
        return devices
    }
}

/// Asks until the answer is yes; false when it still is not after a time that no healthy machine needs.
private func eventually(_ isSo: () async throws -> Bool) async -> Bool {
    for _ in 0..<3000 {
        if (try? await isSo()) == true { return true }
        try? await Task.sleep(for: pause)
    }
    return false
}

private let pause = Duration.milliseconds(10)
