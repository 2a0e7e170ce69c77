import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Kodi: films like another")
struct SimilarTests {
    private static func similar(_ reference: String, _ facets: String...) -> Scenario {
        let chosen = facets.map { #", "include_\#($0)": true"# }.joined()
        return Scenario(
            "\(reference) by \(facets)", .post, "/similar_to",
            json: #"{"reference_imdb_id": "\#(reference)"\#(chosen)}"#)
    }

    @Test("ids alone, best first, without the reference")
    func ids() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(
                Self.similar("tt0068646", "plot", "mood", "genre").answers(200))
            #expect(try answer.imdbIDs.first == "tt0071562")
            #expect(try !answer.imdbIDs.contains("tt0068646"))
            #expect(try Set(answer.imdbIDs).count == answer.imdbIDs.count)
        }
    }

    @Test(
        "only the chosen facets count, each alike",
        arguments: [
            ("plot", "tt0000001"), ("mood", "tt0000002"), ("themes", "tt0000003"), ("genre", "tt0000004"),
        ])
    func facets(_ facet: String, _ best: String) async throws {
        let settings = KodiHousehold.Settings {
            $0.films = [
                TestFilms.film("tt0000009", "Nine", "plot", "mood", "theme", "genre"),
                TestFilms.film("tt0000001", "One", "plot", "m1", "t1", "g1"),
                TestFilms.film("tt0000002", "Two", "p2", "mood", "t2", "g2"),
                TestFilms.film("tt0000003", "Three", "p3", "m3", "theme", "g3"),
                TestFilms.film("tt0000004", "Four", "p4", "m4", "t4", "genre"),
            ]
        }
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(Self.similar("tt0000009", facet).answers(200))
            #expect(try answer.imdbIDs.first == best)
            let all = try await household.surface.run(
                Self.similar("tt0000009", "plot", "mood", "themes", "genre").answers(200))
            #expect(try all.imdbIDs == ["tt0000001", "tt0000002", "tt0000003", "tt0000004"])
        }
    }

    @Test("at most fifty, ties by id, and titles without an IMDb id left out")
    func fifty() async throws {
        let settings = KodiHousehold.Settings {
            $0.films =
                (0..<60).map { TestFilms.film("tt1\(1000 + $0)", "Film \($0)", "same words", nil, nil, nil) }
                + [TestFilms.film(nil, "Nameless", "same words", nil, nil, nil)]
        }
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(Self.similar("tt11000", "plot").answers(200))
            #expect(try answer.imdbIDs == (1...50).map { "tt1\(1000 + $0)" })
        }
    }

    @Test("the whole catalogue is looked at, whatever the caller owns")
    func wholeCatalogue() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = ["tt0816692"] }) { household in
            var scenario = Self.similar("tt0068646", "genre")
            let stranger = try await household.surface.run(scenario.answers(200))
            scenario.request.caller = .member
            let member = try await household.surface.run(scenario.answers(200))
            #expect(try member.text == stranger.text && member.imdbIDs.contains("tt0071562"))
        }
    }

    @Test("the same question gets the same answer")
    func stable() async throws {
        try await KodiHousehold.with { household in
            let scenario = Self.similar("tt1375666", "plot", "mood", "themes", "genre").answers(200)
            let first = try await household.surface.run(scenario).text
            for _ in 1...5 { #expect(try await household.surface.run(scenario).text == first) }
        }
    }

    private static func body(_ json: String?) -> Scenario {
        Scenario(json ?? "no body", .post, "/similar_to", json: json)
    }

    private static let withoutReference: [Scenario] =
        [nil, "", "nonsense", "[]", "null", #""tt1375666""#, "{}", #"{"include_plot": true}"#]
        .map { body($0) }
        + [
            #"{"reference_imdb_id": null, "include_plot": true}"#, #"{"reference_imdb_id": ""}"#,
            #"{"reference_imdb_id": " \t", "include_plot": true}"#,
        ].map { body($0) }

    @Test("a reference is required", arguments: withoutReference)
    func referenceRequired(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario.fails(400, "reference_imdb_id is required"))
    }

    @Test(
        "the reference must be an IMDb id, before the facets are looked at",
        arguments: [
            #""1375666""#, #""nm0000001""#, #""TT1375666""#, #""tt""#, #""tt12345678901""#, #""tt1375666 ""#,
            #""tt１２３""#,
            #""tt-1""#, "1375666", "true", "[]", "{}", #""tt1375666\n""#,
        ])
    func referenceFormat(_ value: String) async throws {
        try await KodiHousehold.run(
            Self.body(#"{"reference_imdb_id": \#(value)}"#).fails(400, "Invalid IMDb ID format"))
    }

    @Test(
        "one facet at least", arguments: ["", #", "include_plot": false"#, #", "include_mood": false, "plot": true"#])
    func facetRequired(_ more: String) async throws {
        try await KodiHousehold.run(
            Self.body(#"{"reference_imdb_id": "tt1375666"\#(more)}"#).fails(400, "At least one facet must be included"))
    }

    @Test(
        "a facet is true or false and nothing else", arguments: ["1", "0", #""true""#, "null", "[]", "{}"],
        ["include_plot", "include_mood", "include_themes", "include_genre"])
    func facetType(_ value: String, _ facet: String) async throws {
        let other = facet == "include_plot" ? "include_mood" : "include_plot"
        try await KodiHousehold.run(
            Self.body(#"{"reference_imdb_id": "tt1375666", "\#(other)": true, "\#(facet)": \#(value)}"#)
                .fails(400, "\(facet) must be true or false"))
    }

    @Test(
        "an unknown film, one without vectors and a stub are not found", arguments: ["tt7777777", "tt0000400", "tt1"])
    func unknownReference(_ reference: String) async throws {
        try await KodiHousehold.with { household in
            _ = try await household.stores.stores.catalogue.addStubs([try #require(IMDbID("tt1"))])
            try await household.surface.run(Self.similar(reference, "plot").fails(404, "Reference movie not found"))
        }
    }

    @Test("the facets are checked before the reference is looked for")
    func orderOfChecks() async throws {
        try await KodiHousehold.run(
            Self.similar("tt7777777").fails(400, "At least one facet must be included"))
    }
}
