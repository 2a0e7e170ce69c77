import Domain
import HTTPTypes
import SurfaceKodi
import TestKit
import Testing

/// The fields that the newest add-on sends, and the answers that it can read.
@Suite("Kodi: the newest client")
struct NewerClientTests {
    private static let owner = KodiHousehold.Settings {
        $0.owned = ["tt1375666", "tt0816692", "tt0468569", "tt0071562"]
    }

    private static func search(_ body: String) -> Scenario {
        Scenario(body, .post, "/kodi/search/movies", as: .member, json: body)
    }

    @Test("its panel sends `vibe` in the place of `query`, with a mode and a model")
    func panel() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let body = #"{"vibe": "tense thriller", "limit": 200, "mode": "hybrid", "use_llm": true}"#
            let answer = try await household.surface.run(Self.search(body).answers(200))
            #expect(try answer.json["query"] == .text("tense thriller") && answer.json["mode"] == .text("hybrid"))
            #expect(try answer.imdbIDs.first == "tt0468569")
            let entries = try #require(try answer.json["results"]?.list)
            #expect(entries.allSatisfy { $0["bm25_score"]?.number != nil })
            let scores = entries.compactMap { $0["score"]?.number }
            #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (0...1).contains($0) })
            #expect(try answer.json["max_score"]?.number == scores.first && answer.json["diagnostics"] == nil)
        }
    }

    @Test("words first finds by words and fills up by meaning")
    func wordsFirst() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let answer = try await household.surface.run(
                Self.search(#"{"query": "crew crosses", "mode": "bm25"}"#).answers(200))
            let entries = try #require(try answer.json["results"]?.list)
            #expect(entries.first?["imdb_id"] == .text("tt0816692"))
            #expect((entries.first?["bm25_score"]?.number ?? 0) > 0 && (entries.first?["score"]?.number ?? 0) > 0.5)
            #expect(entries.dropFirst().allSatisfy { ($0["score"]?.number ?? 1) <= 0.5 })
        }
    }

    @Test("a film's own name comes first with the highest score", arguments: ["bm25", "hybrid"])
    func name(_ mode: String) async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let answer = try await household.surface.run(
                Self.search(#"{"query": "the godfather, part II", "mode": "\#(mode)"}"#).answers(200))
            #expect(try answer.imdbIDs.first == "tt0071562" && answer.json["max_score"]?.number == 1)
        }
    }

    @Test("only films are told, however well a series fits, and even if it is named")
    func filmsOnly() async throws {
        try await KodiHousehold.with { household in
            for body in [
                #"{"query": "crew crosses space"}"#, #"{"query": "Spacetime"}"#,
                #"{"query": "Spacetime", "mode": "bm25"}"#, #"{"query": "crew crosses space", "mode": "hybrid"}"#,
            ] {
                let answer = try await household.surface.run(Self.search(body).answers(200))
                #expect(try !answer.imdbIDs.contains("tt0000600"), "\(body)")
            }
            let similar = try await household.surface.run(
                Scenario(
                    "similar", .post, "/similar_to",
                    json: #"{"reference_imdb_id": "tt0816692", "include_plot": true}"#
                ).answers(200))
            #expect(try !similar.imdbIDs.isEmpty && !similar.imdbIDs.contains("tt0000600"))
        }
    }

    @Test("diagnostics say how the answer came about")
    func diagnostics() async throws {
        try await KodiHousehold.with(Self.owner) { household in
            let body = #"{"query": "space", "use_llm": true, "debug_intent": true}"#
            let answer = try await household.surface.run(Self.search(body).answers(200)).json
            #expect(
                try answer["diagnostics"]
                    == JSONValue(
                        parsing: """
                            {"llm_used": false, "fallback_used": true,
                             "fallback_reason": "no language model is set up",
                             "execution_mode": "hybrid", "parsed_intent_summary": "space",
                             "vector_weights": {"plot": 0.4, "mood": 0.3, "themes": 0.2, "genre": 0.1}}
                            """))
        }
    }

    @Test("without a model words answer, and the diagnostics say so")
    func withoutModel() async throws {
        let settings = KodiHousehold.Settings { $0.hasModel = false }
        try await KodiHousehold.with(settings) { household in
            let body = #"{"query": "Inception", "mode": "hybrid", "debug_intent": true}"#
            let answer = try await household.surface.run(Self.search(body).answers(200))
            #expect(try answer.imdbIDs == ["tt1375666"])
            #expect(try answer.json["diagnostics"]?["execution_mode"] == .text("bm25"))
        }
    }

    @Test("an empty collection searches the whole catalogue, and one that is not empty stays inside")
    func scope() async throws {
        for (settings, count) in [
            (KodiHousehold.Settings(), 2), (KodiHousehold.Settings { $0.owned = ["tt0068646"] }, 1),
        ] {
            try await KodiHousehold.with(settings) { household in
                let answer = try await household.surface.run(
                    Self.search(#"{"query": "mafia family", "mode": "bm25"}"#).answers(200))
                let found = try Set(answer.imdbIDs).intersection(["tt0068646", "tt0071562"])
                #expect(found.count == count)
            }
        }
    }

    private static let refused: [Scenario] =
        ["null", "5", "\"\"", "\"semantic\"", "\"BM25\""].map {
            search(#"{"query": "x", "mode": \#($0)}"#).failsListing(400, #"mode must be \"bm25\" or \"hybrid\""#)
        }
        + ["use_llm", "debug_intent"].flatMap { field in
            ["null", "1", "\"true\""].map {
                search(#"{"query": "x", "\#(field)": \#($0)}"#).failsListing(400, "\(field) must be true or false")
            }
        }
        + [#"{"vibe": " "}"#, #"{"vibe": 5, "mode": "hybrid"}"#, #"{"mode": "hybrid", "use_llm": true}"#].map {
            search($0).failsListing(400, "Search query required")
        }

    @Test("what is refused", arguments: refused)
    func errors(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    private static func similar(_ more: String = "", as caller: TestCaller = .member) -> Scenario {
        Scenario(
            "similar\(more)", .post, "/similar_to", as: caller,
            json: #"{"reference_imdb_id": "tt0068646", "include_genre": true\#(more)}"#)
    }

    @Test("films like another, with scores and inside the collection, for whoever says that it can read them")
    func scored() async throws {
        let device = "LibraryGenie-Kodi/0.8.49"
        try await KodiHousehold.with(Self.owner) { household in
            for scenario in [Self.similar().with("User-Agent", device), Self.similar(#", "with_scores": true"#)] {
                let answer = try await household.surface.run(scenario.answers(200))
                #expect(try answer.imdbIDs.first == "tt0071562")
                #expect(try Set(answer.imdbIDs).isSubset(of: Self.owner.owned))
                let scores = try #require(try answer.json["results"]?.list).compactMap { $0["score"]?.number }
                #expect(try scores.count == answer.imdbIDs.count && scores == scores.sorted(by: >))
            }
            for scenario in [
                Self.similar(as: .nobody).with("User-Agent", device), Self.similar().with("User-Agent", "Kodi/20"),
                Self.similar(#", "with_scores": true"#, as: .nobody), Self.similar(#", "with_scores": "yes""#),
            ] {
                let answer = try await household.surface.run(scenario.answers(200)).json
                #expect(answer["results"]?.list?.allSatisfy { $0.text != nil } == true)
            }
        }
    }

    @Test("the setting gives older add-ons of that name their plain ids")
    func never() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.scoredSimilar = .never }) { household in
            let scenario = Self.similar().with("User-Agent", "LibraryGenie-Kodi/0.7").answers(200)
            let answer = try await household.surface.run(scenario).json
            #expect(answer["results"]?.list?.allSatisfy { $0.text != nil } == true)
        }
    }

    @Test("its second way to pair")
    func oneTimeCode() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            let scenario = Scenario("otp", .post, "/otp/exchange", json: #"{"otp_code": "12345678"}"#)
            let answer = try await household.surface.run(scenario.answers(200)).json
            #expect(answer["user_email"] == .text("user@example.com") && answer["success"] == .bool(true))
            let key = try #require(answer["api_key"]?.text)
            try await household.surface.run(Scenario("key", .get, "/kodi/test", as: .key(key)).answers(200))
            try await household.surface.run(scenario.fails(400, "Pairing code has expired or been used"))
        }
    }

    private static let refusedCodes: [Scenario] =
        [
            (nil, "JSON data required"), ("[]", "JSON data required"), ("{}", "Pairing code required"),
            (#"{"otp_code": null}"#, "Pairing code required"), (#"{"otp_code": " "}"#, "Pairing code required"),
            (#"{"otp_code": "ABCDEFGH"}"#, "Invalid pairing code"), (#"{"otp_code": 5}"#, "Invalid pairing code"),
            (#"{"otp_code": "87654321"}"#, "Invalid pairing code"),
        ].map { Scenario("otp \($0.0 ?? "")", .post, "/otp/exchange", json: $0.0).fails(400, $0.1) }

    @Test("codes that are refused", arguments: refusedCodes)
    func codes(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }
}
