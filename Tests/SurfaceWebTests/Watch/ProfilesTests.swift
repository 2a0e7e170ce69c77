import Activity
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: profiles")
struct ProfilesTests {
    /// Makes a profile over the website; returns its id. It is the session's then.
    @discardableResult
    private func add(
        _ house: WebHousehold, _ theatre: TestTheatre, _ name: String, pin: String = "", limit: String = ""
    ) async throws -> ProfileID {
        let answer = try await house.post("/profiles/add", [("name", name), ("pin", pin), ("limit", limit)])
        #expect(answer.status == 303 && answer.header("Location") == "/profiles?done=added", "\(answer.text)")
        let all = try await theatre.profiles.list(of: house.people.member.id)
        return try #require(all.first { $0.name == name }).id
    }

    private func active(_ house: WebHousehold, _ theatre: TestTheatre) async throws -> String {
        let (session, user) = try await house.session(of: "member")
        return try await theatre.profiles.active(in: session, of: user.id).name
    }

    private func first(_ house: WebHousehold, _ theatre: TestTheatre) async throws -> ProfileID {
        try await theatre.profiles.standard(of: house.people.member.id).id
    }

    @Test("everybody of the household is there, and a new one is watched as at once")
    func picker() async throws {
        try await WebHousehold.withFilms { house, theatre in
            try await house.surface.run(
                house.page("/profiles").expecting(
                    text: ["<h1>Who is watching?</h1>", "watching now"], noText: ["Remove for good"]))
            try await add(house, theatre, "Ben <3", pin: "4711", limit: "12")
            #expect(try await active(house, theatre) == "Ben <3")
            try await house.surface.run(
                house.page("/profiles?done=added").expecting(
                    text: ["Ben &lt;3", "watching now, up to 12", "Remove for good", "you watch as it now"],
                    noText: ["4711", "Ben <3"]))
        }
    }

    @Test("a profile is chosen with a form, and the way goes on where it was to go")
    func select() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let own = try await first(house, theatre)
            try await add(house, theatre, "Ben")
            for (next, place) in [("", "/films"), ("/watch/7", "/watch/7"), ("https://evil.example", "/home")] {
                let answer = try await house.post("/profiles/select", [("profile", "\(own)"), ("next", next)])
                #expect(answer.status == 303 && answer.header("Location") == place)
            }
            #expect(try await active(house, theatre) == "user")
        }
    }

    @Test("nobody becomes a profile of another account, or one that there is not")
    func foreign() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let guest = try await theatre.profiles.standard(of: house.people.guest.id)
            for path in ["select", "edit", "remove", "pin"] {
                for profile in ["\(guest.id)", "99999", "x", ""] {
                    let answer = try await house.post(
                        "/profiles/\(path)", [("profile", profile), ("name", "Mine"), ("pin", "1234")])
                    #expect(answer.status == 404, "\(path) \(profile)")
                }
            }
            #expect(try await theatre.profiles.list(of: house.people.guest.id) == [guest])
        }
    }

    @Test("a locked profile is let in with its PIN only, which opens it")
    func locked() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let own = try await first(house, theatre)
            let ben = try await add(house, theatre, "Ben", pin: "4711")
            _ = try await house.post("/profiles/select", [("profile", "\(own)")])
            try await house.surface.run(
                house.page("/profiles").expecting(text: [#"href="/profiles?who=\#(ben)&amp;next=""#, "with a PIN"]))
            let asked = try await house.post("/profiles/select", [("profile", "\(ben)"), ("next", "/films")])
            #expect(asked.status == 303 && asked.header("Location") == "/profiles?who=\(ben)&next=/films")
            try await house.surface.run(
                house.page("/profiles?who=\(ben)&next=/films").expecting(
                    text: ["<h1>The PIN of Ben</h1>", #"action="/profiles/select""#, #"name="next" value="/films""#]))
            let wrong = try await house.post(
                "/profiles/select", [("profile", "\(ben)"), ("pin", "0000"), ("next", "/films")])
            #expect(wrong.status == 403 && wrong.text.contains("That PIN is not right. 4 attempts left."))
            #expect(try await active(house, theatre) == "user")
            let right = try await house.post(
                "/profiles/select", [("profile", "\(ben)"), ("pin", "4711"), ("next", "/films")])
            #expect(right.status == 303 && right.header("Location") == "/films")
            #expect(try await active(house, theatre) == "Ben")
            try await house.surface.run(house.page("/watch/\(theatre.id("Big Buck Bunny"))"))
            house.world.advance(seconds: 901)
            let path = "/watch/\(theatre.id("Big Buck Bunny"))"
            try await house.surface.run(
                Scenario(path, .get, path, as: .signedIn("member")).answers(303)
                    .expecting("Location", "/profiles?who=\(ben)&unlock=1&next=\(path)"))
        }
    }

    @Test("too many PINs are refused, the right one as well, and say how long to wait")
    func attempts() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let ben = try await add(house, theatre, "Ben", pin: "4711")
            for _ in 0..<ActivityLimits.pinAttempts {
                #expect(try await house.post("/profiles/pin", [("profile", "\(ben)"), ("pin", "0000")]).status == 403)
            }
            let refused = try await house.post("/profiles/pin", [("profile", "\(ben)"), ("pin", "4711")])
            #expect(refused.status == 429 && refused.text.contains("too many attempts"))
            #expect(Int(refused.header("Retry-After") ?? "") ?? 0 > 0)
        }
    }

    @Test("what a limit keeps is opened by the PIN for a while, in this session")
    func limit() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let kid = try await add(house, theatre, "Kid", pin: "4711", limit: "PG")
            let path = "/films/\(theatre.id("Night of the Living Dead"))"
            let film = Scenario(path, .get, path, as: .signedIn("member"))
            let question = "/profiles?who=\(kid)&unlock=1&next=\(path)"
            try await house.surface.run(film.answers(303).expecting("Location", question))
            try await house.surface.run(
                house.page(question).expecting(
                    text: [#"action="/profiles/pin""#, "sees films up to PG", #"name="unlock" value="1""#]))
            // Choosing the profile with its PIN opens nothing.
            _ = try await house.post("/profiles/select", [("profile", "\(kid)"), ("pin", "4711")])
            try await house.surface.run(film.answers(303))
            let opened = try await house.post(
                "/profiles/pin", [("profile", "\(kid)"), ("pin", "4711"), ("next", path), ("unlock", "1")])
            #expect(opened.status == 303 && opened.header("Location") == path)
            try await house.surface.run(film.answers(200))
            house.world.advance(seconds: 901)
            try await house.surface.run(film.answers(303))
        }
    }

    @Test("under a limit nobody makes or changes a profile into one that sees more")
    func escape() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let own = try await first(house, theatre)
            let kid = try await add(house, theatre, "Kid", pin: "4711", limit: "PG")
            let question = "/profiles?who=\(kid)&unlock=1&next=/profiles"
            for (path, fields) in [
                ("add", [("name", "Free")]), ("add", [("name", "Free"), ("pin", "1234"), ("limit", "18")]),
                ("edit", [("profile", "\(own)"), ("name", "user")]),
                ("edit", [("profile", "\(kid)"), ("name", "Kid"), ("limit", "")]),
            ] {
                let answer = try await house.post("/profiles/" + path, fields)
                #expect(answer.status == 303 && answer.header("Location") == question, "\(fields)")
            }
            #expect(try await theatre.profiles.list(of: house.people.member.id).count == 2)
            try await add(house, theatre, "Sister", pin: "1234", limit: "U")
        }
    }

    @Test("a profile is changed, its PIN only where a new one is given")
    func edit() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let ben = try await add(house, theatre, "Ben", pin: "4711")
            _ = try await house.post("/profiles/pin", [("profile", "\(ben)"), ("pin", "4711")])
            let changed = try await house.post(
                "/profiles/edit",
                [("profile", "\(ben)"), ("name", "Benjamin"), ("pin", ""), ("skips_intro", "on"), ("limit", "15")])
            #expect(changed.header("Location") == "/profiles?done=changed")
            let all = try await theatre.profiles.list(of: house.people.member.id)
            let profile = try #require(all.first { $0.id == ben })
            #expect(profile.name == "Benjamin" && profile.hasPIN && profile.certificateLimit == .fifteen)
            #expect(profile.playback.skipsIntro && !profile.playback.skipsCredits && !profile.playback.playsNext)
            let again = try await house.post("/profiles/pin", [("profile", "\(ben)"), ("pin", "4711")])
            #expect(again.status == 303)
        }
    }

    @Test(
        "what cannot be is said",
        arguments: [
            ([("name", " ")], "1 to 50 characters"), ([("name", "A"), ("pin", "123")], "4 to 10 characters"),
            ([("name", "A"), ("limit", "12")], "A limit needs a PIN"),
            ([("name", "A"), ("pin", "1234"), ("limit", "99")], "one of the limits"),
            ([("name", String(repeating: "x", count: 51))], "1 to 50 characters"),
        ])
    func refused(_ fields: [(String, String)], _ words: String) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let answer = try await house.post("/profiles/add", fields)
            #expect(answer.status == 400 && answer.text.contains(words))
            #expect(try await theatre.profiles.list(of: house.people.member.id).count == 1)
        }
    }

    @Test("there is an end to profiles, and the last one stays")
    func bounds() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let own = try await first(house, theatre)
            let last = try await house.post("/profiles/remove", [("profile", "\(own)")])
            #expect(last.status == 400 && last.text.contains("The last profile stays."))
            for number in 2...ActivityLimits.profilesMax { try await add(house, theatre, "P\(number)") }
            let more = try await house.post("/profiles/add", [("name", "One more")])
            #expect(more.status == 400 && more.text.contains("at most 20 profiles"))
        }
    }

    @Test("a profile goes with what it watched; a locked one only after its PIN")
    func remove() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let own = try await first(house, theatre)
            let ben = try await add(house, theatre, "Ben", pin: "4711")
            _ = try await house.post("/list/\(theatre.id("Big Buck Bunny"))/add")
            _ = try await house.post("/profiles/select", [("profile", "\(own)")])
            let asked = try await house.post("/profiles/remove", [("profile", "\(ben)")])
            #expect(asked.header("Location") == "/profiles?who=\(ben)&unlock=1&next=/profiles")
            _ = try await house.post("/profiles/pin", [("profile", "\(ben)"), ("pin", "4711")])
            let gone = try await house.post("/profiles/remove", [("profile", "\(ben)")])
            #expect(gone.header("Location") == "/profiles?done=removed")
            #expect(try await theatre.profiles.list(of: house.people.member.id).map(\.id) == [own])
        }
    }

    @Test("without the session's token nothing happens", arguments: ["select", "pin", "add", "edit", "remove"])
    func forged(_ action: String) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let fields = [("profile", "1"), ("name", "Forged"), ("pin", "1234"), ("csrf", "x")]
            let form = WebHousehold.form("/profiles/\(action)", as: .signedIn("member"), fields)
            try await house.surface.run(form.answers(403))
            #expect(try await theatre.profiles.list(of: house.people.member.id).count == 1)
        }
    }
}
