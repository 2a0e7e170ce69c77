import Domain
import HTTPTypes
import Library
import TestKit
import Testing

@Suite("Kodi: searching inside the library")
struct LibrarySearchTests {
    private static func search(_ parameters: String, as caller: TestCaller = .member) -> Scenario {
        Scenario(parameters, .get, "/v1/library/search?\(parameters)", as: caller)
    }

    private static let owner = KodiHousehold.Settings { $0.owned = ["tt0816692", "tt0111161", "tt9999999"] }

    @Test("only films of the collection are found, with the version that they belong to")
    func inside() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let answer = try await household.surface.run(Self.search("q=sad+time+space&only_owned=true").answers(200))
            #expect(Set(try answer.imdbIDs) == ["tt0816692", "tt0111161"])
            let set = try await household.library.set(of: household.people.member.id)
            #expect(try answer.json["library_version"] == .int(1))
            #expect(try answer.json["library_etag"] == .text(set.etag))
            #expect(try answer.json["query"] == .text("sad time space"))
            #expect(try answer.json["total_results"] == .int(2))
        }
    }

    @Test("an empty collection is an empty list, also for a film's own name")
    func emptyCollection() async throws {
        try await KodiHousehold.with { household in
            for query in ["space", "Inception"] {
                let answer = try await household.surface.run(Self.search("q=\(query)&only_owned=true").answers(200))
                #expect(try answer.json["total_results"] == .int(0) && answer.imdbIDs.isEmpty)
                #expect(try answer.json["library_version"] == .int(0))
            }
        }
    }

    @Test("the same ranking as the other search has")
    func sameRanking() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let one = try await household.surface.run(Self.search("q=sad%20time%20space&only_owned=true").answers(200))
            let other = try await household.surface.run(
                Scenario(
                    "movies", .post, "/kodi/search/movies", as: .member, json: #"{"query": "sad time space"}"#
                ).answers(200))
            #expect(try one.json["results"] == other.json["results"])
        }
    }

    @Test("version and etag follow the collection")
    func version() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let scenario = Self.search("q=space&only_owned=true").answers(200)
            let before = try await household.surface.run(scenario).json
            _ = try await household.library.add([try #require(IMDbID("tt1375666"))], to: household.people.member.id)
            let after = try await household.surface.run(scenario).json
            #expect(after["library_version"] == .int(2))
            #expect(after["library_etag"] != before["library_etag"])
            #expect(after["library_etag"]?.text?.count == 12)
        }
    }

    @Test("only_owned is true in any case", arguments: ["true", "TRUE", "True", "tRuE"])
    func onlyOwned(_ value: String) async throws {
        try await KodiHousehold.run(Self.search("q=space&only_owned=\(value)").answers(200))
    }

    private static let refused: [Scenario] =
        ["only_owned=true", "q=&only_owned=true", "q=+%20%09&only_owned=true", "Q=space&only_owned=true", ""]
        .map { search($0).failsListing(400, "Search query required") }
        + [
            "q=space", "q=space&only_owned=", "q=space&only_owned=false", "q=space&only_owned=1",
            "q=space&only_owned=yes", "q=space&only_owned=%20true",
        ].map { search($0).failsListing(400, "only_owned=true is required") }
        + ["0", "-1", "1.5", "true", "x", "", "99999999999999999999"].map {
            search("q=space&only_owned=true&limit=\($0)")
                .failsListing(400, "limit must be a whole number of at least 1")
        }

    @Test("what is missing or wrong is named", arguments: refused)
    func refuses(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    @Test("a query has at most 2,000 characters")
    func length() async throws {
        try await KodiHousehold.with { household in
            for (count, status) in [(2_000, 200), (2_001, 400)] {
                let query = String(repeating: "x", count: count)
                try await household.surface.run(Self.search("q=\(query)&only_owned=true").answers(status))
            }
        }
    }

    @Test(
        "a limit is obeyed, standard is 20, and more than 100 means 100",
        arguments: [
            ("", 20), ("&limit=1", 1), ("&limit=100", 100), ("&limit=101", 100),
        ])
    func limits(_ more: String, _ count: Int) async throws {
        let settings = KodiHousehold.Settings {
            $0.films = (0..<120).map { TestFilms.film("tt1\(1000 + $0)", "Film \($0)", "same words", nil, nil, nil) }
            $0.owned = (0..<120).map { "tt1\(1000 + $0)" }
        }
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(
                Self.search("q=same+words&only_owned=true\(more)").answers(200))
            #expect(try answer.json["total_results"] == .int(count))
        }
    }

    @Test(
        "the query is decoded as browsers and Python encode it",
        arguments: [
            ("am%C3%A9lie", "amélie"), ("a+b", "a b"), ("a%2Bb", "a+b"), ("a%26b", "a&b"), ("100%25", "100%"),
            ("100%+fun", "100% fun"), ("a=b", "a=b"), ("%F0%9F%8E%AC", "🎬"),
        ])
    func decoding(_ encoded: String, _ query: String) async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.search("q=\(encoded)&only_owned=true").answers(200))
            #expect(try answer.json["query"] == .text(query))
        }
    }
}
