import Accounts
import Activity
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

/// Making, choosing, changing and removing profiles.
@Suite struct ProfileTests {
    @Test func theFirstProfileIsThereByItself() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("profiles")
            let list = try #require(answer["profiles"]?.list)
            #expect(list.count == 1)
            let id = try #require(list.first?["id"]?.int)
            #expect(id > 0)
            #expect(answer["active_profile_id"] == .int(id))
            #expect(
                list.first
                    == .object([
                        "id": .int(id), "name": .text("Anna"), "max_content_rating": .null, "max_rating": .null,
                        "auto_skip_intro": .bool(false), "auto_skip_credits": .bool(false),
                        "autoplay_next": .bool(true), "has_pin": .bool(false),
                    ]))
        }
    }

    @Test func aNewProfileIsTheSessions() async throws {
        try await PlaybackHousehold.with { house in
            let form =
                "name=++Kim++&max_content_rating=PG&pin=1234&max_rating=7.5&auto_skip_intro=1"
                + "&auto_skip_credits=true&autoplay_next=0"
            let added = try await house.phone.post("profiles_add", form)
            let id = try #require(added.at("profile", "id")?.int)
            #expect(added["active_profile_id"] == .int(id))
            #expect(
                added["profile"]
                    == .object([
                        "id": .int(id), "name": .text("Kim"), "max_content_rating": .text("PG"),
                        "max_rating": .text("7.5"), "auto_skip_intro": .bool(true), "auto_skip_credits": .bool(true),
                        "autoplay_next": .bool(false), "has_pin": .bool(true),
                    ]))
            let session = try await house.phone.get("session")
            #expect(session["active_profile"] == added["profile"])
            let all = try await house.phone.get("profiles")
            #expect(all["profiles"].names == ["Anna", "Kim"])
            for answer in [added, session, all] {
                #expect(!answer.pretty.contains("1234") && !answer.pretty.contains("hash"))
            }
        }
    }

    @Test func flagsAndNumbersMayBeJSON() async throws {
        try await PlaybackHousehold.with { house in
            let json = #"{"name": "Kim", "auto_skip_intro": true, "autoplay_next": false, "max_rating": 7.5}"#
            let answer = try await house.surface.run(
                Scenario("json", .post, "/api/profiles_add", as: .app("anna"), json: json).answers(200))
            let profile = try #require(try answer.json["profile"])
            #expect(profile["auto_skip_intro"] == .bool(true) && profile["autoplay_next"] == .bool(false))
            #expect(profile["max_rating"] == .text("7.5"))
        }
    }

    @Test func otherDevicesKeepTheirProfile() async throws {
        try await PlaybackHousehold.with { house in
            let tablet = try await house.anotherDevice(of: house.anna)
            let first = try await tablet.activeProfile()
            let kim = try await house.phone.addProfile("name=Kim")
            #expect(try await tablet.activeProfile() == first)
            #expect(try await house.phone.activeProfile() == kim)
        }
    }

    @Test(arguments: ["U", "PG", "12", "12A", "15", "18", "R18"])
    func everyRungIsALimit(_ limit: String) async throws {
        try await PlaybackHousehold.with { house in
            let added = try await house.phone.post("profiles_add", "name=Kim&pin=1234&max_content_rating=\(limit)")
            #expect(added.at("profile", "max_content_rating") == .text(limit))
        }
    }

    @Test(arguments: [
        "", "name=", "name=+++", "name=" + String(repeating: "x", count: 51), "name=Kim&max_content_rating=PG",
        "name=Kim&max_content_rating=PG&pin=", "name=Kim&pin=1234&max_content_rating=21",
        "name=Kim&pin=1234&max_content_rating=pg13", "name=Kim&pin=123", "name=Kim&pin=12345678901",
        "name=Kim&max_rating=11", "name=Kim&max_rating=-1", "name=Kim&max_rating=high",
    ])
    func badProfilesAreRefused(_ form: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.post("profiles_add", form, .invalid)
            #expect(try await house.phone.names("profiles", in: "profiles") == ["Anna"])
        }
    }

    @Test(arguments: [
        "name=K", "name=" + String(repeating: "x", count: 50), "name=Kim&pin=1234", "name=Kim&pin=1234567890",
        "name=Kim&pin=%C3%A4b+c&max_rating=10", "name=Kim&max_content_rating=&pin=", "name=%F0%9F%A6%8A&max_rating=0",
    ])
    func goodProfilesAreMade(_ form: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.post("profiles_add", form)
        }
    }

    @Test func twentyAreEnough() async throws {
        try await PlaybackHousehold.with { house in
            for number in 2...20 { try await house.phone.post("profiles_add", "name=\(number)") }
            try await house.phone.post("profiles_add", "name=21", .invalid)
            #expect(try await house.phone.get("profiles")["profiles"]?.list?.count == 20)
            try await house.device("ben").post("profiles_add", "name=Bea")
        }
    }

    @Test func choosingOne() async throws {
        try await PlaybackHousehold.with { house in
            let anna = try await house.phone.activeProfile()
            let kim = try await house.phone.addProfile("name=Kim")
            let chosen = try await house.phone.post("profiles_select", "profile_id=\(anna)")
            #expect(chosen == .object(["status": .text("success"), "active_profile_id": .int(anna)]))
            #expect(try await house.phone.get("profiles")["active_profile_id"] == .int(anna))
            // A PIN for a profile that has none is not looked at.
            try await house.phone.post("profiles_select", "profile_id=\(kim)&pin=9999")
            let bens = try await house.device("ben").activeProfile()
            for id in ["\(bens)", "99999"] {
                try await house.phone.post("profiles_select", "profile_id=\(id)", .missing)
            }
            for id in ["", "x", "0", "-1", "1.5", "2147483648"] {
                try await house.phone.post("profiles_select", "profile_id=\(id)", .invalid)
            }
            try await house.phone.post("profiles_select", "", .invalid)
            #expect(try await house.phone.activeProfile() == kim)
        }
    }

    @Test func removingOne() async throws {
        try await PlaybackHousehold.with { house in
            let (phone, tablet) = (house.phone, try await house.anotherDevice(of: house.anna))
            let anna = try await phone.activeProfile()
            let kim = try await phone.addProfile("name=Kim")
            try await tablet.post("profiles_select", "profile_id=\(kim)")
            try await phone.watch("Big Buck Bunny", to: 580)
            try await phone.post("watch_list_add", "video_id=\(house.id("Vanished"))")
            let removed = try await phone.post("profiles_remove", "profile_id=\(kim)")
            #expect(
                removed
                    == .object([
                        "status": .text("success"), "deleted_profile_id": .int(kim), "active_profile_id": .int(anna),
                    ]))
            for device in [phone, tablet] { #expect(try await device.activeProfile() == anna) }
            #expect(try await phone.names("watch_list", in: "videos").isEmpty)
            let gone = ProfileID(Int32(kim))
            let events = try await house.stores.stores.watching.events(of: gone, limit: 10)
            let state = try await house.stores.stores.watching.state(
                of: TitleID(house.id("Big Buck Bunny")), for: gone)
            #expect(events.isEmpty && state == nil)
            try await phone.post("profiles_remove", "profile_id=\(kim)", .missing)
            try await phone.get("library?profile_id=\(kim)", .missing)
        }
    }

    @Test func whatCannotBeRemoved() async throws {
        try await PlaybackHousehold.with { house in
            let bens = try await house.device("ben").activeProfile()
            try await house.device("ben").post("profiles_remove", "profile_id=\(bens)", .invalid)
            try await house.phone.post("profiles_remove", "", .invalid)
            try await house.phone.post("profiles_remove", "profile_id=x", .invalid)
            try await house.phone.post("profiles_remove", "profile_id=\(bens)", .missing)
        }
    }

    @Test func changingOneLeavesTheRest() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let anna = try await phone.activeProfile()
            let kim = try await phone.addProfile("name=Kim&max_rating=6&auto_skip_intro=1&autoplay_next=0")
            try await phone.post("profiles_select", "profile_id=\(anna)")
            let changed = try await phone.post("profiles_edit", "profile_id=\(kim)&name=Kimberley&auto_skip_credits=1")
            #expect(changed["active_profile_id"] == .int(anna))
            #expect(
                changed["profile"]
                    == .object([
                        "id": .int(kim), "name": .text("Kimberley"), "max_content_rating": .null,
                        "max_rating": .text("6"), "auto_skip_intro": .bool(true), "auto_skip_credits": .bool(true),
                        "autoplay_next": .bool(false), "has_pin": .bool(false),
                    ]))
            #expect(try await phone.get("profiles")["profiles"]?.list?.last == changed["profile"])
            try await phone.post("profiles_edit", "profile_id=\(kim)&max_content_rating=PG", .invalid)
            try await phone.post(
                "profiles_edit", "profile_id=\(kim)&name=" + String(repeating: "x", count: 51), .invalid)
            try await phone.post("profiles_edit", "name=x", .invalid)
            try await phone.post("profiles_edit", "profile_id=99999&name=x", .missing)
            let bens = try await house.device("ben").activeProfile()
            try await phone.post("profiles_edit", "profile_id=\(bens)&name=x", .missing)
        }
    }

    /// `profile_id` answers for another profile, for this call only.
    @Test(arguments: [
        "library", "search?query=bunny", "dashboard", "details?id=VIDEO", "series_details?id=SERIES",
        "series_episodes?id=SERIES", "play?id=VIDEO", "playback_status?id=VIDEO", "watch_list",
        "watch_list?video_id=VIDEO",
    ])
    func questionsForAnotherProfile(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            let path = action.replacing("VIDEO", with: "\(house.id("Big Buck Bunny"))")
                .replacing("SERIES", with: "\(house.id("Signal House"))")
            let mark = path.contains("?") ? "&" : "?"
            let phone = house.phone
            let anna = try await phone.activeProfile()
            let kim = try await phone.addProfile("name=Kim")
            try await phone.get("\(path)\(mark)profile_id=\(anna)")
            #expect(try await phone.activeProfile() == kim)
            let bens = try await house.device("ben").activeProfile()
            for id in ["\(bens)", "99999"] { try await phone.get("\(path)\(mark)profile_id=\(id)", .missing) }
            for id in ["x", "0", "-1", "2147483648"] { try await phone.get("\(path)\(mark)profile_id=\(id)", .invalid) }
        }
    }

    @Test func changesForAnotherProfile() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let anna = try await phone.activeProfile()
            let kim = try await phone.addProfile("name=Kim")
            let bunny = house.id("Big Buck Bunny")
            try await phone.watch("Big Buck Bunny", to: 200, "&profile_id=\(anna)")
            try await phone.post("watch_list_add", "video_id=\(bunny)&profile_id=\(anna)")
            #expect(try await phone.details("Big Buck Bunny")["resume_time"] == .int(0))
            #expect(try await phone.names("watch_list", in: "videos").isEmpty)
            let other = try await phone.get("details?id=\(bunny)&profile_id=\(anna)")
            #expect(other.at("video", "resume_time") == .int(200))
            #expect(try await phone.names("watch_list?profile_id=\(anna)", in: "videos") == ["Big Buck Bunny"])
            try await phone.post("watch_list_remove", "video_id=\(bunny)&profile_id=\(kim)")
            #expect(try await phone.names("watch_list?profile_id=\(anna)", in: "videos") == ["Big Buck Bunny"])
            for action in ["watch_list_add", "watch_list_remove"] {
                try await phone.post(action, "video_id=\(bunny)&profile_id=99999", .missing)
                try await phone.post(action, "video_id=\(bunny)&profile_id=x", .invalid)
            }
            try await phone.post("progress", "id=\(bunny)&time=1&profile_id=99999", .missing)
            try await phone.post("progress", "id=\(bunny)&time=1&profile_id=x", .invalid)
        }
    }
}
