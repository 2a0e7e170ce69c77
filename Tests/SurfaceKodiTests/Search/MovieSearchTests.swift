import Domain
import HTTPTypes
import Library
import TestKit
import Testing

@Suite("Kodi: searching films")
struct MovieSearchTests {
    private static func search(_ query: String, _ more: String = "", as caller: TestCaller = .member) -> Scenario {
        Scenario(query, .post, "/kodi/search/movies", as: caller, json: #"{"query": "\#(query)"\#(more)}"#)
    }

    @Test("the query comes back as it was sent, counts and scores belong to the list")
    func fields() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.search("  Thriller\\t HEIST \\u00e9  ").answers(200))
            let json = try answer.json
            let results = try #require(json["results"]?.list)
            #expect(json["query"] == .text("  Thriller\t HEIST é  "))
            #expect(json["total_results"] == .int(results.count) && results.count > 1)
            #expect(json["max_score"] == results.first?["score"])
            let scores = results.compactMap { $0["score"]?.number }
            #expect(scores == scores.sorted(by: >) && scores.allSatisfy { $0 > 0 && $0 <= 1 })
            #expect(scores.allSatisfy { abs(($0 * 1000).rounded() - $0 * 1000) < 1e-9 })
            #expect(Set(try answer.imdbIDs).count == results.count)
            #expect(json["success"] == .bool(true))
        }
    }

    @Test("plot weighs more than mood, mood more than themes, themes more than genre")
    func weights() async throws {
        let word = "unmistakable"
        let settings = KodiHousehold.Settings {
            $0.films = [
                TestFilms.film("tt0000004", "Four", "a", "b", "c", word),
                TestFilms.film("tt0000003", "Three", "a", "b", word, "d"),
                TestFilms.film("tt0000002", "Two", "a", word, "c", "d"),
                TestFilms.film("tt0000001", "One", word, "b", "c", "d"),
            ]
        }
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(Self.search(word).answers(200))
            #expect(try answer.imdbIDs == ["tt0000001", "tt0000002", "tt0000003", "tt0000004"])
            let scores = try answer.json["results"]?.list?.compactMap { $0["score"]?.number }
            #expect(scores == [0.4, 0.3, 0.2, 0.1])
        }
    }

    @Test("a missing facet's weight goes to the others")
    func missingFacets() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(
                Self.search("clockmaker repairs automaton", #", "limit": 1"#).answers(200))
            #expect(try answer.json["results"] == JSONValue(parsing: #"[{"imdb_id": "tt0000500", "score": 1}]"#))
        }
    }

    @Test(
        "a film named like the query comes first with score 1, however it is typed",
        arguments: [
            ("Amelie", "tt0211915"), ("AMÉLIE!", "tt0211915"), ("dark knight", "tt0468569"),
            ("the shawshank   redemption", "tt0111161"), ("Godfather", "tt0068646"), ("space", "tt0000300"),
        ])
    func titlesFirst(_ query: String, _ imdbID: String) async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.search(query).answers(200))
            #expect(try answer.imdbIDs.first == imdbID)
            #expect(try answer.json["max_score"]?.number == 1)
        }
    }

    @Test("results are the caller's own films; an empty collection means the whole catalogue")
    func collection() async throws {
        let settings = KodiHousehold.Settings { $0.owned = ["tt0816692", "tt0111161", "tt9999999"] }
        try await KodiHousehold.with(settings) { household in
            let own = try await household.surface.run(Self.search("sad time tense").answers(200))
            #expect(Set(try own.imdbIDs) == ["tt0816692", "tt0111161"])
            let foreignTitle = try await household.surface.run(Self.search("Inception").answers(200))
            #expect(try !foreignTitle.imdbIDs.contains("tt1375666"))
            let guest = try await household.surface.run(Self.search("sad time tense", as: .guest).answers(200))
            #expect(Set(try guest.imdbIDs).isSuperset(of: ["tt0816692", "tt0111161", "tt1375666"]))
        }
    }

    @Test("a film added to the collection can be found at once")
    func addedFilm() async throws {
        let settings = KodiHousehold.Settings { $0.owned = ["tt0816692"] }
        try await KodiHousehold.with(settings) { household in
            let before = try await household.surface.run(Self.search("thief dreams").answers(200))
            #expect(try !before.imdbIDs.contains("tt1375666"))
            _ = try await household.library.add([try #require(IMDbID("tt1375666"))], to: household.people.member.id)
            let after = try await household.surface.run(Self.search("thief dreams").answers(200))
            #expect(try after.imdbIDs.first == "tt1375666")
        }
    }

    @Test("a title without an IMDb id is never told, and takes nobody's place")
    func withoutIMDbID() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.search("thief enters dreams").answers(200))
            #expect(try answer.imdbIDs.first == "tt1375666")
            #expect(try answer.imdbIDs.allSatisfy { IMDbID($0) != nil })
            let named = try await household.surface.run(Self.search("Home Movie").answers(200))
            #expect(try named.json["max_score"]?.number != 1)
        }
    }

    @Test("a limit of one is filled although a title without an IMDb id ranks as high")
    func limitIsFilled() async throws {
        try await KodiHousehold.with { household in
            for query in ["thief enters dreams", "tense puzzling"] {
                let answer = try await household.surface.run(Self.search(query, #", "limit": 1"#).answers(200))
                #expect(try answer.imdbIDs == ["tt1375666"])
            }
        }
    }

    @Test("equal scores are in the order of the ids")
    func ties() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.search("twins mirror eerie").answers(200))
            #expect(try answer.imdbIDs.prefix(2) == ["tt0000201", "tt0000202"])
            let results = try #require(try answer.json["results"]?.list)
            #expect(results[0]["score"] == results[1]["score"])
        }
    }

    @Test("the same question gets the same answer, byte for byte")
    func stable() async throws {
        try await KodiHousehold.with { household in
            let scenario = Self.search("tense drama family time").answers(200)
            let first = try await household.surface.run(scenario)
            for _ in 1...5 { #expect(try await household.surface.run(scenario).text == first.text) }
            #expect(household.embedder.queryCount == 1)
        }
    }

    @Test("nothing alike is an empty list with a best score of 0")
    func nothing() async throws {
        try await KodiHousehold.run(
            Self.search("qqqqqq").answers(
                200, json: #"{"success": true, "query": "qqqqqq", "total_results": 0, "max_score": 0, "results": []}"#))
    }

    @Test(
        "a limit is obeyed, standard is 20, and more than 100 means 100",
        arguments: [
            ("", 20), (#", "limit": 1"#, 1), (#", "limit": 100"#, 100), (#", "limit": 101"#, 100),
            (#", "limit": 200"#, 100), (#", "limit": 9223372036854775807"#, 100),
        ])
    func limits(_ more: String, _ count: Int) async throws {
        let settings = KodiHousehold.Settings {
            $0.films = (0..<120).map { TestFilms.film("tt1\(1000 + $0)", "Film \($0)", "same words", nil, nil, nil) }
        }
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(Self.search("same words", more).answers(200))
            #expect(try answer.json["total_results"] == .int(count))
            #expect(try answer.imdbIDs == (0..<count).map { "tt1\(1000 + $0)" })
        }
    }

    @Test(
        "odd characters are a query like any other",
        arguments: [
            "🎬🍿", "\\\"'; DROP TABLE title; --", "* NEAR( OR AND NOT", "100%", "../../etc/passwd", "\\u202egnp",
            "猫 и кот",
            "a", "-", "\\u0000space",
        ])
    func oddCharacters(_ query: String) async throws {
        try await KodiHousehold.run(Self.search(query).answers(200).expecting(text: [#""success":true"#]))
    }
}
