import Domain
import HTTPTypes
import TestKit
import Testing

/// What the newest client gets when a language model reads its queries.
@Suite("Kodi: queries that a language model reads")
struct ModelReadingTests {
    private static let query = "something for tonight"
    private static let reading = WrittenFacets(mood: "tense puzzling", themes: "reality guilt")

    private static func settings(_ reading: WrittenFacets?) -> KodiHousehold.Settings {
        KodiHousehold.Settings {
            $0.owned = ["tt0068646", "tt1375666"]
            $0.queryReader = ScriptedReader(reading: reading)
        }
    }

    private static func search(_ more: String) -> Scenario {
        Scenario(
            "search\(more)", .post, "/kodi/search/movies", as: .member,
            json: #"{"vibe": "\#(query)", "mode": "hybrid"\#(more)}"#)
    }

    @Test("what it reads joins the meaning of the query, and the diagnostics tell it")
    func used() async throws {
        try await KodiHousehold.with(Self.settings(Self.reading)) { household in
            let answer = try await household.surface.run(
                Self.search(#", "use_llm": true, "debug_intent": true"#).answers(200))
            #expect(try answer.imdbIDs.first == "tt1375666" && answer.json["query"] == .text(Self.query))
            #expect(
                try answer.json["diagnostics"]
                    == JSONValue(
                        parsing: """
                            {"llm_used": true, "fallback_used": false, "fallback_reason": null,
                             "execution_mode": "hybrid",
                             "parsed_intent_summary": "something for tonight; tense puzzling; reality guilt",
                             "vector_weights": {"plot": 0.4, "mood": 0.3, "themes": 0.2, "genre": 0.1}}
                            """))
        }
    }

    @Test("nobody asks it who does not want it", arguments: ["", #", "use_llm": false"#])
    func unwanted(_ wish: String) async throws {
        try await KodiHousehold.with(Self.settings(Self.reading)) { household in
            let answer = try await household.surface.run(
                Self.search(wish + #", "debug_intent": true"#).answers(200))
            let diagnostics = try #require(try answer.json["diagnostics"])
            #expect(diagnostics["llm_used"] == .bool(false) && diagnostics["fallback_used"] == .bool(false))
            #expect(diagnostics["parsed_intent_summary"] == .text(Self.query))
        }
    }

    @Test("one that is late or says nothing fails no search: the answer is the one without it, and says so")
    func late() async throws {
        try await KodiHousehold.with(Self.settings(nil)) { household in
            let plain = try await household.surface.run(Self.search("").answers(200))
            let answer = try await household.surface.run(
                Self.search(#", "use_llm": true, "debug_intent": true"#).answers(200))
            #expect(try answer.json["results"] == plain.json["results"])
            let diagnostics = try #require(try answer.json["diagnostics"])
            #expect(diagnostics["llm_used"] == .bool(false) && diagnostics["fallback_used"] == .bool(true))
            #expect(
                diagnostics["fallback_reason"] == .text("the language model gave no usable answer in time"))
        }
    }
}

/// Reads the same in every query.
private struct ScriptedReader: QueryReader {
    let reading: WrittenFacets?

    func read(_ query: String) async -> WrittenFacets? { reading }
}
