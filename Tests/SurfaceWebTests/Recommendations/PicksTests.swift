import Accounts
import Basics
import Domain
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: picks")
struct PicksTests {
    private static let films = ["The Godfather", "Inception", "Space"]

    @Test("picks stand in their order, each with a sentence, what led to it, and its parts in numbers")
    func full() async throws {
        try await WebHousehold.with { house in
            try await house.recommend(Self.films, because: ["Interstellar", "Silent"], to: house.people.member)
            let answer = try await house.surface.run(
                house.page("/picks").expecting(
                    text: [
                        "<h1>Picked for you</h1>", "3 films, the best first", ">2 hours ago</time>",
                        "out of 1,234 films", "Because of Inception &amp; more.", "<cite>Interstellar</cite>",
                        "one of your favourites", "<cite>Silent</cite>", "Close to your taste", "<span>75 %</span>",
                        #"<rect class="bar-ready" width="75" height="8"/>"#, "New to you", "Rated by others",
                        "<span>25 %</span>", "Unlike the other picks", "What do you think of it?", "Not for me",
                        "Choose anew", "/assets/picks.css",
                    ], noText: ["style=", "http://", "onclick", "Nothing has been picked"]))
            let places = try Self.films.map { try #require(answer.text.range(of: "Because of \($0)")).lowerBound }
            #expect(places == places.sorted())
        }
    }

    @Test("what changed since the run before is one step away")
    func compares() async throws {
        try await WebHousehold.with { house in
            let (path, link) = ("/picks/compare?kind=movie", "Compare with the run before")
            try await house.surface.run(house.page(path).expecting(text: ["There is nothing to compare yet"]))
            try await house.recommend(["The Godfather", "Inception", "Silent"], to: house.people.member)
            try await house.surface.run(house.page("/picks").expecting(noText: [link]))
            try await house.recommend(["Inception", "Space", "Silent"], to: house.people.member)
            try await house.surface.run(house.page("/picks").expecting(text: [link, #"href="\#(path)""#]))
            try await house.surface.run(
                house.page(path).expecting(
                    text: [
                        "<h1>What changed in your picks</h1>", "What came", "Now place 2, with 80 % · before not among",
                        "What went", "Now not among the best · before place 1, with 90 %", "What moved",
                        "Now place 1, with 90 % · before place 2, with 80 %", "1 film kept the place.",
                    ], noText: ["What they were made with"]))
            try await house.surface.run(
                house.page("/picks/compare?kind=series").expecting(text: ["There is nothing to compare yet"]))
        }
    }

    @Test("before the first choice the page says what to do")
    func empty() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                house.page("/picks").expecting(
                    text: [
                        "Nothing has been picked for you yet.", #"href="/search""#, "Choose now",
                        "Give hearts to a few films",
                    ], noText: ["the best first", #"class="pick""#]))
            try await house.surface.run(
                house.page("/picks/series").expecting(text: ["Give hearts to a few series", #"value="series""#]))
            try await house.recommend([], to: house.people.member)
            try await house.surface.run(
                house.page("/picks").expecting(text: ["There is too little to go by yet.", "Choose anew"]))
        }
    }

    @Test("whose account gets none is told, and nothing is chosen")
    func off() async throws {
        try await WebHousehold.with { house in
            var membership = Membership()
            membership.getsSeriesPicks = false
            try await house.accounts.setMembership(membership, displayName: nil, of: house.people.member.id)
            try await house.surface.run(
                house.page("/picks/series").expecting(
                    text: ["Recommendations are off for your account."], noText: ["Choose now", "Choose anew"]))
            let answer = try await house.post("/picks/choose", [("kind", "series")])
            #expect(answer.status == 303 && answer.header("Location") == "/picks/series")
            #expect(try await house.stores.recommendations.runs(of: house.people.member.id, limit: 9).isEmpty)
        }
    }

    @Test("nobody sees what was picked for somebody else")
    func foreign() async throws {
        try await WebHousehold.with { house in
            try await house.recommend(Self.films, to: house.people.guest)
            try await house.surface.run(
                house.page("/picks").expecting(
                    text: ["Nothing has been picked for you yet."], noText: ["Because of", "The Godfather"]))
            try await house.surface.run(house.page("/home").expecting(noText: ["Picked for you"]))
            try await house.surface.run(
                Scenario("nobody", .get, "/picks").answers(303).expecting("Location", "/signin?next=/picks"))
        }
    }

    @Test("hearts make picks, and what has some is not picked any more")
    func chooses() async throws {
        try await WebHousehold.with { house in
            let liked = try await house.title("The Godfather")
            let rated = try await house.post("/rate/\(liked)", [("value", "9"), ("back", "/picks")])
            #expect(rated.status == 303 && rated.header("Location") == "/picks")
            let answer = try await house.post("/picks/choose", [("kind", "movie")])
            #expect(answer.status == 303 && answer.header("Location") == "/picks?done=chosen")
            let page = try await house.surface.run(
                house.page("/picks?done=chosen").expecting(text: ["That is chosen anew.", #"class="pick""#])
            )
            #expect(!page.text.contains(#"action="/rate/\#(liked)""#))
            let disliked = try #require(page.text.firstMatch(of: /action="\/rate\/(\d+)"/)).output.1
            _ = try await house.post("/rate/\(disliked)", [("value", "2"), ("back", "/picks#t\(disliked)")])
            try await house.surface.run(
                house.page("/picks").expecting(text: ["You gave it 2 of 10", "It counts from the next choice on."]))
            _ = try await house.post("/picks/choose", [("kind", "movie")])
            try await house.surface.run(
                house.page("/picks").expecting(noText: [#"action="/rate/\#(disliked)""#]))
        }
    }

    @Test("a choice that goes on is told, and no second one is begun; one that was interrupted holds nobody up")
    func running() async throws {
        try await WebHousehold.with { house in
            let member = house.people.member.id
            _ = try await house.stores.recommendations.begin(.movie, of: member, cause: .scheduled, at: house.world.now)
            house.world.advance(seconds: 120)
            try await house.surface.run(
                house.page("/picks").expecting(
                    text: ["Titles are being chosen for you.", ">2 minutes ago</time>", "Look again"],
                    noText: ["Choose now"]))
            try await house.surface.run(
                house.page("/picks/series").expecting(text: ["Choose now"], noText: ["being chosen"]))
            let answer = try await house.post("/picks/choose", [("kind", "movie")])
            #expect(answer.status == 303 && answer.header("Location") == "/picks")
            #expect(try await house.stores.recommendations.runs(of: member, limit: 9).count == 1)
            house.world.advance(seconds: 900)
            try await house.surface.run(
                house.page("/picks").expecting(text: ["Choose now"], noText: ["being chosen"]))
            _ = try await house.post("/picks/choose", [("kind", "movie")])
            #expect(try await house.stores.recommendations.runs(of: member, limit: 9).count == 2)
        }
    }

    @Test("who does not wait finds that it goes on, and then what was chosen")
    func impatient() async throws {
        let gate = RequestGate()
        await gate.hold()
        let settings = WebHousehold.Settings { settings in
            settings.picks.patienceSeconds = 0
            settings.picks.model = {
                ScriptedChat { _ in
                    await gate.pass()
                    return nil
                }
            }
        }
        try await WebHousehold.with(settings) { house in
            _ = try await house.post("/rate/\(house.title("The Godfather"))", [("value", "9")])
            let answer = try await house.post("/picks/choose", [("kind", "movie")])
            #expect(answer.status == 303 && answer.header("Location") == "/picks")
            await gate.untilHeld(1)
            try await house.surface.run(house.page("/picks").expecting(text: ["being chosen"]))
            await gate.releaseAll()
            while try await house.stores.recommendations.latest(.movie, of: house.people.member.id) == nil {
                await Task.yield()
            }
            try await house.surface.run(
                house.page("/picks").expecting(text: [#"class="pick""#], noText: ["being chosen"]))
        }
    }

    @Test("a choice that failed says why, and what was chosen before stays")
    func failed() async throws {
        try await WebHousehold.with { house in
            try await house.recommend(Self.films, to: house.people.member)
            let store = house.stores.recommendations
            let run = try await store.begin(.movie, of: house.people.member.id, cause: .manual, at: house.world.now)
            try await store.fail(run, problem: "The disk is <full>.", at: house.world.now)
            try await house.surface.run(
                house.page("/picks?done=chosen").expecting(
                    text: ["did not work. The disk is &lt;full&gt;.", "Because of Space"],
                    noText: ["That is chosen anew"]))
        }
    }

    @Test("the start page has the best of them, with the way to the reasons")
    func home() async throws {
        try await WebHousehold.with { house in
            try await house.recommend(Self.films, to: house.people.member)
            try await house.surface.run(
                house.page("/home").expecting(
                    text: ["Picked for you", #"<a href="/picks">All picks, with reasons</a>"#, "Inception"]))
        }
    }

    @Test("under a limit nothing above it is seen, nor may the taste behind it be changed")
    func limit() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let films = ["Night of the Living Dead", "Big Buck Bunny"]
            // The sentence may name every reason.
            try await house.recommend(films, because: ["Vanished", films[0]], to: house.people.member)
            let kid = try await house.watch(as: "Kid", pin: "4711", limit: "PG")
            for path in ["/picks", "/home"] {
                try await house.surface.run(
                    house.page(path).expecting(
                        text: ["Big Buck Bunny"], noText: ["Night of the Living Dead", "Because of"]))
            }
            try await house.surface.run(house.page("/picks").expecting(text: ["<cite>Vanished (1999)</cite>"]))
            let question = "/profiles?who=\(kid)&unlock=1&next=/picks"
            let bunny = theatre.id("Big Buck Bunny")
            for (path, fields) in [
                ("/picks/choose", [("kind", "movie")]), ("/rate/\(bunny)", [("value", "9"), ("back", "/picks")]),
            ] {
                let answer = try await house.post(path, fields)
                #expect(answer.status == 303 && answer.header("Location") == question, "\(path)")
            }
            let hidden = try await house.post("/rate/\(theatre.id("Night of the Living Dead"))", [("value", "9")])
            #expect(hidden.status == 404)
            #expect(try await house.stores.ratings.ratings(by: house.people.member.id).isEmpty)
        }
    }

    @Test("under a limit no sentence of another profile is read: it may name what is no reason")
    func limitedSentence() async throws {
        try await WebHousehold.withFilms { house, _ in
            try await house.recommend(["Big Buck Bunny"], because: ["Vanished"], to: house.people.member)
            try await house.surface.run(house.page("/picks").expecting(text: ["Because of Big Buck Bunny"]))
            _ = try await house.watch(as: "Kid", pin: "4711", limit: "PG")
            try await house.surface.run(
                house.page("/picks").expecting(
                    text: ["<cite>Vanished (1999)</cite>"], noText: ["Because of Big Buck Bunny"]))
        }
    }

    @Test("where a language model writes the reasons, what that costs stands beside the button")
    func cost() async throws {
        let words = "gpt-4o-mini writes the reasons, which costs about $0.02."
        let settings = WebHousehold.Settings { $0.picks.filmCost = words }
        try await WebHousehold.with(settings) { house in
            try await house.surface.run(house.page("/picks").expecting(text: [words, "Choose now"]))
            try await house.surface.run(
                house.page("/picks/series").expecting(text: ["Choose now"], noText: ["writes the reasons"]))
            var membership = Membership()
            membership.getsMoviePicks = false
            try await house.accounts.setMembership(membership, displayName: nil, of: house.people.member.id)
            try await house.surface.run(house.page("/picks").expecting(noText: ["writes the reasons"]))
        }
    }

    @Test("without the session's token nothing is chosen and nothing is rated")
    func forged() async throws {
        try await WebHousehold.with { house in
            try await house.forge("/picks/choose", [("kind", "movie")])
            try await house.forge("/rate/\(house.title("Space"))", [("value", "9")])
            #expect(try await house.stores.recommendations.runs(of: house.people.member.id, limit: 9).isEmpty)
            #expect(try await house.stores.ratings.ratings(by: house.people.member.id).isEmpty)
        }
    }

    @Test("what is no kind is not chosen from", arguments: ["", "episode", "MOVIE", "movie series"])
    func badKind(_ kind: String) async throws {
        try await WebHousehold.with { house in
            let answer = try await house.post("/picks/choose", [("kind", kind)])
            #expect(answer.status == 404)
        }
    }
}
