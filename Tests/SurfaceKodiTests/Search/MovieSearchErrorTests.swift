import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: searches that are refused")
struct MovieSearchErrorTests {
    private static let path = "/kodi/search/movies"

    private static func body(_ name: String, _ json: String?) -> Scenario {
        Scenario(name, .post, path, as: .member, json: json)
    }

    private static let withoutQuery: [Scenario] = [
        body("no body", nil), body("an empty body", ""), body("no JSON", "query=space"), body("a list", "[]"),
        body("null", "null"), body("a text", #""space""#), body("no query", "{}"),
        body("a null query", #"{"query": null}"#), body("a number", #"{"query": 5}"#),
        body("true", #"{"query": true}"#), body("a list as query", #"{"query": ["space"]}"#),
        body("an object as query", #"{"query": {"text": "space"}}"#), body("an empty query", #"{"query": ""}"#),
        body("blanks", #"{"query": " \t\r\n"}"#), body("odd blanks", #"{"query": "\u00a0\u2003\u3000"}"#),
        body("control characters", #"{"query": "\u0000\u0001\u001b\u007f"}"#),
        body("another case", #"{"Query": "space"}"#), body("a limit alone", #"{"limit": 5}"#),
        body("a bad limit besides", #"{"limit": 0}"#),
    ]

    @Test("without a query there is nothing to search", arguments: withoutQuery)
    func queryRequired(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario.failsListing(400, "Search query required"))
    }

    @Test(
        "a limit must be a whole number of at least 1",
        arguments: [
            "0", "-1", "1.5", "true", "false", #""5""#, "null", "[]", "{}", "1e400", "99999999999999999999",
        ])
    func badLimits(_ limit: String) async throws {
        try await KodiHousehold.run(
            Self.body("limit \(limit)", #"{"query": "space", "limit": \#(limit)}"#)
                .failsListing(400, "limit must be a whole number of at least 1"))
    }

    @Test("2,000 characters are a query, one more is not; bytes do not count", arguments: ["x", "é", "🎬"])
    func length(_ character: String) async throws {
        try await KodiHousehold.with { household in
            for (count, status) in [(2_000, 200), (2_001, 400)] {
                let query = String(repeating: character, count: count)
                try await household.surface.run(
                    Self.body("\(count) characters", #"{"query": "\#(query)"}"#).answers(status))
            }
        }
    }

    @Test("a million characters are refused without being searched")
    func million() async throws {
        try await KodiHousehold.with { household in
            let query = String(repeating: "x", count: 1_000_000)
            try await household.surface.run(
                Self.body("a million", #"{"query": "\#(query)"}"#)
                    .failsListing(400, "Search query must not be longer than 2000 characters"))
            #expect(household.embedder.queryCount == 0)
        }
    }
}
