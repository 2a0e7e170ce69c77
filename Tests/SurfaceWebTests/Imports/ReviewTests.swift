import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: deciding about the films of a file")
struct ReviewTests {
    @Test(
        "all sure films are added at once, as the file has them, as watched, or with stars for all",
        arguments: [("file", [9, 4]), ("watched", [nil, nil]), ("3", [6, 6])])
    func sure(_ way: String, _ values: [Int?]) async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.table, "title=0&date=1&rating=2")
            let answer = try await house.post(address + "/add-sure", [("as", way)])
            #expect(answer.status == 303 && answer.header("Location") == address + "?added=2")
            try await house.surface.run(
                house.page(address + "?added=2").expecting(
                    text: ["2 films are added.", "Everything is decided.", "Decided (2)"], noText: ["sure one"]))
            let ratings = [try await house.rating(of: "Inception"), try await house.rating(of: "Interstellar")]
            #expect(ratings == values)
            #expect(try await house.watched() == ["Inception 2023-03-09", "Interstellar 2023-03-08"])
        }
    }

    @Test("the doubtful ones are shown with what may be meant, and how sure that is")
    func doubtful() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime)
            let page = try await house.surface.run(
                house.page(address).expecting(
                    text: [
                        "<strong>Godfather</strong> · watched 2 January 2023", "Perhaps the one; look twice",
                        "Or is it one of these?", "The Godfather Part II", "A film that nobody made",
                        "Nothing was found under this title", "4 stars for Godfather",
                    ], noText: ["<strong>Inception</strong>"]))
            #expect(page.text.components(separatedBy: "data-card>").count == 3)
        }
    }

    @Test("stars, watched and skip are written, shown, and undone one by one, without a script")
    func forms() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime)
            let films = address + "/films/"
            let rated = try await house.post(films + "0/add", [("stars", "4"), ("show", "sure")])
            #expect(rated.status == 303 && rated.header("Location") == address + "?show=sure&done=0#content")
            #expect(try await house.rating(of: "Inception") == 8)
            try await house.surface.run(
                house.page(address + "?done=0").expecting(
                    text: ["“Inception” is added.", films + "0/undo", "Decided (1)"]))
            _ = try await house.post(films + "3/watched")
            _ = try await house.post(films + "2/skip")
            #expect(try await house.watched() == ["Inception 2023-03-09", "Interstellar 2022-05-05"])
            #expect(try await house.rating(of: "Interstellar") == nil)
            try await house.surface.run(
                house.page(address + "?show=done").expecting(text: ["Added.", "Skipped.", "Decided (3)"]))
            #expect(try await house.post(films + "0/undo").status == 303)
            #expect(try await house.rating(of: "Inception") == nil)
            #expect(try await house.watched() == ["Interstellar 2022-05-05"])
            try await house.surface.run(
                house.page(address + "?done=0").expecting(text: ["“Inception” is undecided."], noText: ["data-offer"]))
        }
    }

    @Test("the page's script gets the outcome of a decision alone")
    func script() async throws {
        try await WebHousehold.withImports { house in
            let films = try await house.bring(TestHistories.prime) + "/films/"
            let added = try await house.decide(films + "0/add", [("stars", "5")])
            #expect(
                try added.status == 200
                    && added.json
                        == JSONValue(
                            parsing: #"""
                                {"isDecided": true, "words": "Added with 5 stars.",
                                 "remaining": "3 films are undecided."}
                                """#)
            )
            let undone = try await house.decide(films + "0/undo")
            #expect(try undone.json["isDecided"] == .bool(false))
            let problems = [
                (try await house.decide(films + "0/undo"), 409, "nothing to undo"),
                (try await house.decide(films + "2/add", [("stars", "4")]), 409, "No film was found"),
                (try await house.decide(films + "0/add", [("stars", "6")]), 400, "one to five stars"),
                (try await house.decide(films + "0/add"), 400, "one to five stars"),
            ]
            for (answer, status, words) in problems {
                #expect(answer.status == status && answer.text.contains(words), "\(answer.text)")
            }
        }
    }

    @Test("a film that is decided stays as it is, and the page says so")
    func twice() async throws {
        try await WebHousehold.withImports { house in
            let films = try await house.bring(TestHistories.prime) + "/films/"
            _ = try await house.post(films + "0/add", [("stars", "4")])
            let again = try await house.post(films + "0/add", [("stars", "1")])
            #expect(again.status == 409 && again.text.contains("That film is decided already."))
            #expect(try await house.rating(of: "Inception") == 8)
        }
    }

    @Test("an alternative is chosen, and then rated as the film that it is")
    func alternative() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime)
            let answer = try await house.post(address + "/films/1/match", [("choice", "0")])
            #expect(answer.status == 303 && answer.header("Location") == address + "?chosen=1#f1")
            try await house.surface.run(
                house.page(address + "?chosen=1").expecting(
                    text: ["“Godfather” is another film now.", "The Godfather Part II", "This is the one"]))
            _ = try await house.post(address + "/films/1/add", [("stars", "2")])
            #expect(try await house.rating(of: "The Godfather Part II") == 4)
            #expect(try await house.rating(of: "The Godfather") == nil)
        }
    }

    @Test("another film is searched for and chosen, also for a title under which nothing was found")
    func search() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime)
            let path = address + "/films/2/"
            let page = try await house.surface.run(
                house.page(path + "search?q=silent").expecting(
                    text: ["Which film is “A film that nobody made”?", "It is this one"]))
            let key = try #require(page.text.firstMatch(of: /name="key" value="([^"]+)"/)).output.1
            let chosen = try await house.post(path + "match", [("q", "silent"), ("key", String(key))])
            #expect(chosen.status == 303)
            _ = try await house.post(path + "add", [("stars", "3")])
            #expect(try await house.rating(of: "Silent") == 6)
            try await house.surface.run(
                house.page(address + "/films/1/search?q=zzzz").expecting(
                    text: ["Nothing was found.", "own catalogue"]))
            let strange = try await house.post(address + "/films/1/match", [("q", "silent"), ("key", "tmdb-1")])
            #expect(strange.text.contains("not found any more"))
        }
    }

    @Test("many films come in pages, and every film is on one of them")
    func pages() async throws {
        try await WebHousehold.withImports { house in
            let rows = (1...30).map { "\"2023-01-01\",\"Movie\",\"Nothing like film number \($0)\"" }
            let address = try await house.bring("Date Watched,Type,Title\n" + rows.joined(separator: "\n"))
            var seen: Set<String> = []
            for page in 1...3 {
                let text = try await house.surface.run(house.page(address + "?page=\(page)")).text
                seen.formUnion(text.matches(of: /<li id="f(\d+)"/).map { String($0.output.1) })
                #expect(text.contains(">More</a>") == (page < 3) && text.contains(">Back</a>") == (page > 1))
            }
            #expect(seen.count == 30)
        }
    }

    @Test("imports of others, and such that there are not, look alike")
    func foreign() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime)
            for path in [address, "/import/11112222-3333-4444-5555-666677778888", "/import/x"] {
                for more in ["", "/status", "/films/0/search"] {
                    let scenario = Scenario(path + more, .get, path + more, as: .signedIn("guest")).answers(404)
                    try await house.surface.run(scenario.expecting(text: ["not open any more"]))
                }
                #expect(try await house.post(path + "/films/0/add", as: "guest", [("stars", "5")]).status == 404)
            }
            #expect(try await house.post(address + "/films/99/skip").status == 404)
            #expect(try await house.post(address + "/films/x/skip").status == 404)
            #expect(try await house.post(address + "/add-sure", [("as", "6")]).status == 404)
        }
    }
}
