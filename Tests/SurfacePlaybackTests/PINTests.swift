import Basics
import Domain
import TestKit
import Testing

/// PINs: what they open, for whom and how long, and how often they may be tried.
@Suite struct PINTests {
    private static let child = "name=Kim&pin=1234&max_content_rating=PG"
    private static let locked = "name=Parents&pin=9876"

    @Test func aRightPINOpensAWindowInThisSession() async throws {
        try await PlaybackHousehold.with { house in
            let (phone, tablet) = (house.phone, try await house.anotherDevice(of: house.anna))
            let kim = try await phone.addProfile(Self.child)
            try await tablet.post("profiles_select", "profile_id=\(kim)")
            let night = "play?id=\(house.id("Night of the Living Dead"))"
            // Making a profile opens nothing.
            try await phone.get(night, .pinRequired)
            let verified = try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
            let now = Int(house.world.now.seconds)
            #expect(verified["verified_until"] == .int(now + 900))
            #expect(verified["message"]?.text?.isEmpty == false)
            try await phone.get(night)
            try await tablet.get(night, .pinRequired)
            house.world.advance(seconds: 899)
            try await phone.get(night)
            house.world.advance(seconds: 2)
            try await phone.get(night, .pinRequired)
        }
    }

    @Test func theWindowEndsWithTheSessionAndWithAnotherPIN() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let kim = try await phone.addProfile(Self.child)
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
            let night = "play?id=\(house.id("Night of the Living Dead"))"
            try await phone.get(night)
            try await phone.post("profiles_edit", "profile_id=\(kim)&pin=4321")
            try await phone.get(night, .pinRequired)
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234", .wrongPIN)
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=4321")
            try await phone.post("logout")
            let next = try await house.anotherDevice(of: house.anna)
            try await next.post("profiles_select", "profile_id=\(kim)")
            try await next.get(night, .pinRequired)
        }
    }

    @Test func nobodyGetsAroundALockByMakingOrRemovingProfiles() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let parents = try #require(try await phone.get("profiles")["profiles"]?.list?.first?["id"]?.int)
            try await phone.post("profiles_edit", "profile_id=\(parents)&pin=9876")
            // The account's first profile is locked now, and in use without its PIN.
            try await phone.post("profiles_add", "name=free", .pinRequired)
            try await phone.post("verify_pin", "profile_id=\(parents)&pin=9876")
            let kim = try await phone.addProfile(Self.child)
            house.world.advance(seconds: 1000)
            // Removing one's own profile would fall back to the locked one.
            try await phone.post("profiles_remove", "profile_id=\(kim)", .pinRequired)
            try await phone.post("profiles_add", "name=free", .pinRequired)
            let tablet = try await house.anotherDevice(of: house.anna)
            try await tablet.post("profiles_add", "name=free", .pinRequired)
            try await tablet.post("profiles_remove", "profile_id=\(kim)", .pinRequired)
            try await tablet.post("verify_pin", "profile_id=\(parents)&pin=9876")
            try await tablet.post("profiles_remove", "profile_id=\(kim)")
        }
    }

    @Test func pagesAboveTheLimitAskForThePIN() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let kim = try await phone.addProfile(Self.child)
            // Selecting needs no PIN, and a right one opens no window.
            try await phone.post("profiles_select", "profile_id=\(kim)")
            try await phone.post("profiles_select", "profile_id=\(kim)&pin=1234")
            let above = [
                "play?id=\(house.id("A Quiet Stone"))", "details?id=\(house.id("A Quiet Stone"))",
                "play?id=\(house.id("Pilot"))", "details?id=\(house.id("Pilot"))",
                "series_details?id=\(house.id("Signal House"))",
            ]
            for path in above { try await phone.get(path, .pinRequired) }
            for action in ["play", "details"] { try await phone.get("\(action)?id=\(house.id("Big Buck Bunny"))") }
            // What does not exist is told first.
            try await phone.get("play?id=999999", .missing)
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
            for path in above { try await phone.get(path) }
            #expect(try await phone.names("library").count == 5)
        }
    }

    @Test(arguments: [
        ("U", ["Vanished"]), ("PG", ["Big Buck Bunny", "Vanished"]),
        ("12", ["Big Buck Bunny", "Signal House", "Vanished"]),
        ("12A", ["Big Buck Bunny", "Signal House", "Vanished"]),
        ("15", ["Big Buck Bunny", "Signal House", "Vanished"]),
        ("18", ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Signal House", "Vanished"]),
        ("R18", ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Signal House", "Vanished"]),
    ])
    func listsLeaveOutWhatIsAboveTheLimit(_ limit: String, _ visible: [String]) async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            _ = try await phone.addProfile("name=Kim&pin=1234&max_content_rating=\(limit)")
            #expect(try await phone.names("library") == visible)
            #expect(try await phone.get("library")["total"] == .int(visible.count))
            #expect(try await phone.get("get_libraries")["data"]?.list?.first?["count"] == .int(visible.count))
            for name in ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Signal House", "Vanished"] {
                let found = try await phone.names("search?query=" + name.replacing(" ", with: "+"))
                #expect(found == (visible.contains(name) ? [name] : []))
            }
            try await expectRows(house, Set(visible))
            let isSeriesVisible = visible.contains("Signal House")
            let episodes = try await phone.get("series_episodes?id=\(house.id("Signal House"))")
            #expect(episodes["total"] == .int(isSeriesVisible ? 4 : 0))
            #expect(episodes["data"]?.list?.count == (isSeriesVisible ? 4 : 0))
        }
    }

    /// An episode without a certificate has that of its series.
    @Test func episodesMayHaveTheirOwnCertificate() async throws {
        try await PlaybackHousehold.with { house in
            try await house.addSeries(
                "Mixed", certificate: "PG", episodes: [("Mild", "U"), ("Rough", "18"), ("Plain", nil)])
            let phone = house.phone
            let kim = try await phone.addProfile(Self.child)
            let card = try #require(try await phone.get("search?query=mixed")["data"]?.list?.first)
            let series = card["series_id"]?.int ?? 0
            #expect(card["total_episodes"] == .int(2))
            let page = try await phone.get("series_details?id=\(series)")
            #expect(page["episodes"].names == ["Mild", "Plain"])
            let mild = card["id"]?.int ?? 0
            for action in ["details", "play"] {
                let answer = try await phone.get("\(action)?id=\(mild)")
                let next = answer.at(action == "play" ? "data" : "video", "next_episode", "title")
                #expect(next == .text("Plain"))
            }
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
            let all = try await phone.get("series_episodes?id=\(series)")["data"]?.list ?? []
            let rough = all.map { $0["id"]?.int ?? 0 }[1]
            #expect(all.map { $0["title"]?.text } == ["Mild", "Rough", "Plain"])
            try await phone.get("play?id=\(rough)")
            house.world.advance(seconds: 901)
            for action in ["details", "play"] { try await phone.get("\(action)?id=\(rough)", .pinRequired) }
        }
    }

    /// The rows of the dashboard and the watch list.
    private func expectRows(_ house: PlaybackHousehold, _ visible: Set<String>) async throws {
        let phone = house.phone
        let films = ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Vanished"]
        for name in films + ["Pilot"] {
            try await phone.watch(name, to: 100)
            try await phone.post("watch_list_add", "video_id=\(house.id(name))")
        }
        let dashboard = try await phone.get("dashboard")
        #expect(Set(dashboard["continue_watching"].names) == visible)
        #expect(Set(dashboard["recent_movies"].names) == visible.subtracting(["Signal House"]))
        #expect(Set(dashboard["recent_shows"].names) == visible.intersection(["Signal House"]))
        let kept = try await phone.get("watch_list")
        let expected = Set(visible.map { $0 == "Signal House" ? "Pilot" : $0 })
        #expect(Set(kept["videos"].names) == expected)
        #expect(kept["total"] == .int(expected.count))
    }

    @Test func aLockedProfileLetsNobodyInWithoutItsPIN() async throws {
        try await PlaybackHousehold.with { house in
            let (phone, tablet) = (house.phone, try await house.anotherDevice(of: house.anna))
            let parents = try await phone.addProfile(Self.locked)
            let bunny = "play?id=\(house.id("Big Buck Bunny"))"
            // It is the session's, and nothing plays yet.
            try await phone.get(bunny, .pinRequired)
            try await tablet.post("profiles_select", "profile_id=\(parents)", .pinRequired)
            try await tablet.post("profiles_select", "profile_id=\(parents)&pin=", .pinRequired)
            try await tablet.post("profiles_select", "profile_id=\(parents)&pin=1111", .pinRequired)
            #expect(try await tablet.activeProfile() != parents)
            try await tablet.post("profiles_select", "profile_id=\(parents)&pin=9876")
            try await tablet.get(bunny)
            // An open window does as well.
            try await tablet.post("profiles_select", "profile_id=\(parents)")
            house.world.advance(seconds: 901)
            try await tablet.get(bunny, .pinRequired)
            try await tablet.post("profiles_select", "profile_id=\(parents)", .pinRequired)
        }
    }

    @Test func aLockedProfileIsNeitherLentNorRemoved() async throws {
        try await PlaybackHousehold.with { house in
            let (phone, tablet) = (house.phone, try await house.anotherDevice(of: house.anna))
            let parents = try await phone.addProfile(Self.locked)
            let bunny = house.id("Big Buck Bunny")
            let questions = [
                "library?", "search?query=bunny&", "dashboard?", "details?id=\(bunny)&",
                "series_details?id=\(house.id("Signal House"))&", "series_episodes?id=\(house.id("Signal House"))&",
                "play?id=\(bunny)&", "playback_status?id=\(bunny)&", "watch_list?",
            ]
            for question in questions { try await tablet.get("\(question)profile_id=\(parents)", .pinRequired) }
            for action in ["watch_list_add", "watch_list_remove"] {
                try await tablet.post(action, "video_id=\(bunny)&profile_id=\(parents)", .pinRequired)
            }
            try await tablet.post("progress", "id=\(bunny)&time=5&profile_id=\(parents)", .pinRequired)
            try await tablet.post("profiles_remove", "profile_id=\(parents)", .pinRequired)
            // Naming the session's own is no borrowing.
            for question in questions where !question.hasPrefix("play?") {
                try await phone.get("\(question)profile_id=\(parents)")
            }
            try await phone.post("progress", "id=\(bunny)&time=5&profile_id=\(parents)")
            try await phone.post("profiles_remove", "profile_id=\(parents)", .pinRequired)
            try await tablet.post("verify_pin", "profile_id=\(parents)&pin=9876")
            for question in questions { try await tablet.get("\(question)profile_id=\(parents)") }
            try await tablet.post("profiles_remove", "profile_id=\(parents)")
            #expect(try await phone.activeProfile() != parents)
        }
    }

    @Test func aLimitIsNotEscapedByMakingAProfile() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let kim = try await phone.addProfile(Self.child)
            for form in ["name=Free", "name=Free&pin=5555", "name=Free&pin=5555&max_content_rating=12"] {
                try await phone.post("profiles_add", form, .pinRequired)
            }
            for limit in ["U", "PG"] {
                try await phone.post("profiles_add", "name=Pal&pin=5555&max_content_rating=\(limit)")
                try await phone.post("profiles_select", "profile_id=\(kim)")
            }
            try await phone.post("profiles_edit", "profile_id=\(kim)&max_content_rating=", .pinRequired)
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
            try await phone.post("profiles_add", "name=Free")
        }
    }

    @Test func badPINsAreRefused() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let anna = try await phone.activeProfile()
            let kim = try await phone.addProfile(Self.child)
            for form in [
                "", "profile_id=\(kim)", "profile_id=\(kim)&pin=", "pin=1234", "profile_id=x&pin=1234",
                "profile_id=\(kim)&pin=12345678901", "profile_id=\(anna)&pin=1234",
            ] {
                try await phone.post("verify_pin", form, .invalid)
            }
            let bens = try await house.device("ben").activeProfile()
            for id in ["\(bens)", "99999"] { try await phone.post("verify_pin", "profile_id=\(id)&pin=1234", .missing) }
            for (tries, pin) in ["1", "12345", "1234567890"].enumerated() {
                let wrong = try await phone.post("verify_pin", "profile_id=\(kim)&pin=\(pin)", .wrongPIN)
                #expect(wrong["attempts_remaining"] == .int(4 - tries))
            }
            try await phone.post("verify_pin", "profile_id=\(kim)&pin=1234")
        }
    }

    @Test func fiveTriesOfAnAccountAreEnoughOnAllDevices() async throws {
        try await PlaybackHousehold.with { house in
            let (phone, tablet) = (house.phone, try await house.anotherDevice(of: house.anna))
            let kim = try await phone.addProfile(Self.child)
            try await phone.post("profiles_select", "profile_id=\(kim)")
            let parents = try await tablet.addProfile(Self.locked)
            // Ten wrong ones from two devices, and both ways to enter one.
            for number in 0..<10 {
                let refusal: Refusal = number < 5 ? .wrongPIN : .tooMany
                let chosen: Refusal = number < 5 ? .pinRequired : .tooMany
                switch number % 4 {
                case 0: try await phone.post("verify_pin", "profile_id=\(kim)&pin=0000", refusal)
                case 1: try await tablet.post("profiles_select", "profile_id=\(parents)&pin=0000", chosen)
                case 2: try await tablet.post("verify_pin", "profile_id=\(kim)&pin=0000", refusal)
                default: try await phone.post("profiles_select", "profile_id=\(parents)&pin=0000", chosen)
                }
            }
            let right = "profile_id=\(kim)&pin=1234"
            for device in [phone, tablet] {
                let answer = try await house.surface.run(device.changing("verify_pin", right).answers(429))
                let seconds = try #require(try answer.json["retry_after"]?.int)
                #expect((1...60).contains(seconds))
                #expect(answer.header("Retry-After") == "\(seconds)")
                try await device.post("profiles_select", "profile_id=\(parents)&pin=9876", .tooMany)
                // What needs no PIN goes on.
                try await device.post("profiles_select", "profile_id=\(kim)")
            }
            let ben = house.device("ben")
            let bens = try await ben.addProfile(Self.child)
            try await ben.post("verify_pin", "profile_id=\(bens)&pin=1234")
            house.world.advance(seconds: 61)
            try await phone.post("verify_pin", right)
        }
    }
}
