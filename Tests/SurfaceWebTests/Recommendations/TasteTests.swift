import Basics
import Domain
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: taste")
struct TasteTests {
    private func omissions(_ house: WebHousehold, of user: User? = nil) async throws -> [TasteOmission] {
        try await house.stores.tastes.omissions(of: (user ?? house.people.member).id).map(\.omission)
    }

    @Test("a taste is told in words and in numbers, with what was watched lately")
    func full() async throws {
        try await WebHousehold.withFilms { house, theatre in
            for name in ["Big Buck Bunny", "Night of the Living Dead", "Pilot"] {
                try await house.watch(name, by: house.people.member)
            }
            try await house.surface.run(
                house.page("/taste").expecting(
                    text: [
                        "<h1>Your taste</h1>", "You have watched 2 films", "Genres", "Animation", "<span>1 film</span>",
                        "Decades", "2000s", "1960s", "Directors", "Director of Big Buck Bunny", "Joan Player",
                        "<span>2 films</span>", #"<rect class="bar-ready" width="100" height="8"/>"#, "Watched lately",
                        "1968 · watched 2 hours ago", "Everything counts.",
                        #"name="title" value="\#(theatre.id("Big Buck Bunny"))""#, "<option>Animation</option>",
                    ], noText: ["style=", "http://", "Signal House"]))
            try await house.surface.run(
                house.page("/taste/series").expecting(
                    text: ["1 series", "Signal House", "watched 1 hour ago"], noText: ["Decades"]))
        }
    }

    @Test("without a history it says how a taste begins to show")
    func empty() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                house.page("/taste").expecting(
                    text: ["There is nothing to tell yet.", "Everything counts."],
                    noText: ["In numbers", "Watched lately", "A genre"]))
        }
    }

    @Test("a title is left out and comes back")
    func title() async throws {
        try await WebHousehold.withFilms { house, theatre in
            try await house.watch("Big Buck Bunny", by: house.people.member)
            let id = theatre.id("Big Buck Bunny")
            let answer = try await house.post("/taste/omit", [("title", "\(id)"), ("kind", "movie")])
            #expect(answer.status == 303 && answer.header("Location") == "/taste?done=omitted")
            #expect(try await omissions(house) == [.title(TitleID(id))])
            let page = try await house.surface.run(
                house.page("/taste?done=omitted").expecting(
                    text: ["That is left out from now on.", "Let it count again"],
                    noText: ["Everything counts.", #"name="title" value="\#(id)""#, "Director of Big Buck Bunny"]))
            let omission = try #require(page.text.firstMatch(of: /name="omission" value="(\d+)"/)).output.1
            let back = try await house.post("/taste/restore", [("omission", "\(omission)"), ("kind", "series")])
            #expect(back.status == 303 && back.header("Location") == "/taste/series?done=restored")
            #expect(try await omissions(house).isEmpty)
        }
    }

    @Test("genres and weeks are left out by name and by day")
    func genresAndWeeks() async throws {
        try await WebHousehold.with { house in
            _ = try await house.post("/taste/omit", [("genre", " Horror <3 ")])
            _ = try await house.post("/taste/omit", [("week", "2026-03-04")])
            let monday = Instant(milliseconds: 1_772_409_600_000)
            #expect(
                try await omissions(house) == [
                    .genre("Horror <3"), .period(monday..<monday.adding(seconds: 7 * 86_400)),
                ])
            try await house.surface.run(
                house.page("/taste").expecting(
                    text: [
                        "everything that is Horror &lt;3", "what was watched from 2 March 2026 to 8 March 2026",
                    ]))
        }
    }

    @Test(
        "what is no genre and no week is told, and nothing is left out",
        arguments: [
            ("genre", "", "A genre has 1 to 100 characters."),
            ("genre", String(repeating: "x", count: 101), "A genre has 1 to 100 characters."),
            ("week", "", "Choose one of the days"), ("week", "2026-02-30", "Choose one of the days"),
            ("week", "soon", "Choose one of the days"),
        ])
    func badSubject(_ name: String, _ value: String, _ words: String) async throws {
        try await WebHousehold.with { house in
            for more in [[], [("do", "preview")]] {
                let answer = try await house.post("/taste/omit", [(name, value)] + more)
                #expect(answer.status == 400 && answer.text.contains(words))
            }
            let path = "/taste/change?\(name)=\(value)"
            try await house.surface.run(
                Scenario(path, .get, path, as: .signedIn("member")).answers(400).expecting(text: [words]))
            #expect(try await omissions(house).isEmpty)
        }
    }

    @Test("titles that there are not, and nothing at all, cannot be left out")
    func unknownSubject() async throws {
        try await WebHousehold.with { house in
            for fields in [[("title", "999999")], [("title", "x")], [("kind", "movie")]] {
                #expect(try await house.post("/taste/omit", fields).status == 404)
            }
            for query in ["title=999999", "title=x", "", "kind=movie"] {
                let path = "/taste/change?" + query
                try await house.surface.run(Scenario(path, .get, path, as: .signedIn("member")).answers(404))
            }
            #expect(try await omissions(house).isEmpty)
        }
    }

    @Test("what would change is shown and changes nothing")
    func change() async throws {
        try await WebHousehold.with { house in
            for name in ["The Godfather", "Inception"] {
                _ = try await house.post("/rate/\(house.title(name))", [("value", "9")])
            }
            let id = try await house.title("Inception")
            let asked = try await house.post("/taste/omit", [("title", "\(id)"), ("do", "preview")])
            #expect(asked.status == 303 && asked.header("Location") == "/taste/change?title=\(id)&kind=movie")
            try await house.surface.run(
                house.page("/taste/change?title=\(id)&kind=movie").expecting(
                    text: [
                        "<h1>Without Inception</h1>", "the first 12 picks", "Nothing is changed yet.", "Leave it out",
                        #"name="title" value="\#(id)""#,
                    ]))
            let genre = try await house.post("/taste/omit", [("genre", "Sci & Fi"), ("do", "preview")])
            #expect(genre.header("Location") == "/taste/change?genre=Sci%20%26%20Fi&kind=movie")
            try await house.surface.run(
                house.page("/taste/change?genre=Sci%20%26%20Fi&kind=movie").expecting(
                    text: [
                        "Without everything that is Sci &amp; Fi", "Nothing would change at the top.",
                        #"name="genre" value="Sci &amp; Fi""#,
                    ]))
            #expect(try await omissions(house).isEmpty)
            #expect(try await house.stores.recommendations.runs(of: house.people.member.id, limit: 9).isEmpty)
        }
    }

    @Test("nobody sees or changes the taste of somebody else")
    func foreign() async throws {
        try await WebHousehold.withFilms { house, theatre in
            try await house.watch("Big Buck Bunny", by: house.people.guest)
            let stored = try #require(
                try await house.stores.tastes.omit(
                    .genre("Horror"), of: house.people.guest.id, at: house.world.now))
            try await house.surface.run(
                house.page("/taste").expecting(noText: ["Big Buck Bunny", "Horror", "Let it count again"]))
            for id in ["\(stored.id)", "999999", "x", ""] {
                #expect(try await house.post("/taste/restore", [("omission", id)]).status == 404, "\(id)")
            }
            #expect(try await omissions(house, of: house.people.guest) == [.genre("Horror")])
        }
    }

    @Test("it is said anew when somebody asks, by the language model where there is one")
    func renew() async throws {
        let settings = WebHousehold.Settings { settings in
            settings.theatre = TheatreSettings()
            settings.picks.model = { ScriptedChat { _ in "You love <rabbits>.\n\nBig ones." } }
        }
        try await WebHousehold.with(settings) { house in
            try await house.watch("Big Buck Bunny", by: house.people.member)
            let answer = try await house.post("/taste/renew", [("kind", "movie")])
            #expect(answer.status == 303 && answer.header("Location") == "/taste?done=renewed")
            try await house.surface.run(
                house.page("/taste?done=renewed").expecting(
                    text: [
                        "<p>You love &lt;rabbits&gt;.</p>", "<p>Big ones.</p>", " by scripted", "That is said anew.",
                    ]
                ))
        }
    }

    @Test("under a limit of another profile the way leads to its PIN")
    func limit() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let kid = try await house.watch(as: "Kid", pin: "4711", limit: "PG")
            let question = "/profiles?who=\(kid)&unlock=1&next=/taste"
            for path in ["/taste", "/taste/change?genre=Horror"] {
                try await house.surface.run(
                    Scenario(path, .get, path, as: .signedIn("member")).answers(303).expecting("Location", question))
            }
            for (path, fields) in [
                ("omit", [("genre", "Horror")]), ("restore", [("omission", "1")]), ("renew", [("kind", "movie")]),
            ] {
                let answer = try await house.post("/taste/" + path, fields)
                #expect(answer.status == 303 && answer.header("Location") == question, "\(path)")
            }
            #expect(try await omissions(house).isEmpty)
            _ = try await house.post("/profiles/pin", [("profile", "\(kid)"), ("pin", "4711"), ("unlock", "1")])
            try await house.surface.run(house.page("/taste"))
        }
    }

    @Test("without the session's token nothing changes")
    func forged() async throws {
        try await WebHousehold.with { house in
            let stored = try #require(
                try await house.stores.tastes.omit(
                    .genre("Horror"), of: house.people.member.id, at: house.world.now))
            try await house.forge("/taste/omit", [("genre", "Drama")])
            try await house.forge("/taste/restore", [("omission", "\(stored.id)")])
            try await house.forge("/taste/renew", [("kind", "movie")])
            #expect(try await omissions(house) == [.genre("Horror")])
        }
    }

    @Test("there is an end to what can be left out")
    func bounds() async throws {
        try await WebHousehold.with { house in
            for number in 0..<DomainLimits.omissionsMax {
                _ = try await house.stores.tastes.omit(
                    .genre("Genre \(number)"), of: house.people.member.id, at: house.world.now)
            }
            let answer = try await house.post("/taste/omit", [("genre", "One more")])
            #expect(answer.status == 400 && answer.text.contains("At most 500 things can be left out."))
        }
    }
}
