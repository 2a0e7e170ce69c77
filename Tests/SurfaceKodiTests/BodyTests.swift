import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: bodies")
struct BodyTests {
    private static let search = Scenario(
        "search", .post, "/kodi/search/movies", as: .member, json: #"{"query": "space"}"#)

    /// A JSON object of exactly so many bytes.
    private static func object(_ start: String, bytes: Int) -> [UInt8] {
        let frame = start + #", "padding": ""}"#
        return Array(
            (start + #", "padding": ""# + String(repeating: "x", count: bytes - frame.utf8.count) + "\"}").utf8)
    }

    @Test(
        "any Content-Type will do", arguments: ["application/json; charset=utf-8", "text/plain", "", "*/*", "nonsense"])
    func contentType(_ type: String) async throws {
        try await KodiHousehold.run(Self.search.with("Content-Type", type).answers(200))
    }

    @Test("a GET may say that it brings JSON, as the add-on's requests do")
    func contentTypeOfGET() async throws {
        try await KodiHousehold.run(
            Scenario("test", .get, "/kodi/test", as: .member).with("Content-Type", "application/json").answers(200))
    }

    @Test("unknown fields are ignored")
    func unknownFields() async throws {
        let json = #"{"query": "space", "mode": "hybrid", "nested": {"a": [1, null]}, "query2": 1}"#
        try await KodiHousehold.run(
            Scenario("unknown", .post, "/kodi/search/movies", as: .member, json: json).answers(200))
    }

    private static let posts: [(path: String, caller: TestCaller, start: String, lists: Bool)] = [
        ("/kodi/search/movies", .member, #"{"query": "space""#, true),
        ("/similar_to", .nobody, #"{"reference_imdb_id": "tt1375666", "include_plot": true"#, false),
        ("/pairing-code/exchange", .nobody, #"{"pairing_code": "12345678""#, false),
        ("/v1/auth/otp", .nobody, #"{"otp": "12345678""#, false),
        ("/otp/exchange", .nobody, #"{"otp_code": "12345678""#, false),
        ("/library/batch/start", .member, #"{"total_count": 1"#, false),
        ("/v1/library/add", .member, #"{"imdb_ids": []"#, false),
        ("/v1/library/remove", .member, #"{"imdb_ids": []"#, false),
    ]

    @Test("one MiB is read, one byte more is 413", arguments: posts.indices)
    func sizes(_ index: Int) async throws {
        let post = Self.posts[index]
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            let scenario = Scenario(post.path, .post, post.path, as: post.caller)
            let tooLarge = scenario.with(body: Self.object(post.start, bytes: (1 << 20) + 1))
            let error = "Request body is too large"
            try await household.surface.run(post.lists ? tooLarge.failsListing(413, error) : tooLarge.fails(413, error))
            try await household.surface.run(
                scenario.with(body: Self.object(post.start, bytes: 1 << 20)).answers(200))
        }
    }

    @Test(
        "bytes that are no UTF-8 and endless nesting are no JSON",
        arguments: [
            [0x7b, 0x22, 0x71, 0xff, 0xfe, 0x22, 0x7d], Array(repeating: UInt8(ascii: "["), count: 200_000),
            Array(#"{"query": "\#(String(repeating: #"{"a":"#, count: 5_000))"#.utf8), [0], [],
        ])
    func brokenJSON(_ body: [UInt8]) async throws {
        try await KodiHousehold.run(
            Self.search.with(body: body).failsListing(400, "Search query required"))
    }

    @Test("answers are UTF-8 JSON that nobody may keep")
    func headersOfAnswers() async throws {
        try await KodiHousehold.with { household in
            for scenario in [
                Self.search.answers(200), Scenario("no key", .get, "/kodi/test").answers(401),
                Scenario("no such path", .get, "/kodi/none").answers(404),
            ] {
                let answer = try await household.surface.run(
                    scenario.expecting("Content-Type", "application/json; charset=utf-8")
                        .expecting("X-Content-Type-Options", "nosniff").expecting("Cache-Control", "no-store"))
                #expect(answer.header("Content-Length") == String(answer.text.utf8.count))
                #expect(answer.header("X-Request-Id")?.isEmpty == false)
            }
        }
    }
}
