import HTTPTypes
import TestKit
import Testing

/// Lists that are far too long: refused by the bytes of the body, and where those would do by their count.
@Suite("Kodi: huge lists")
struct HugeListTests {
    private static let tooLarge = "Request body is too large"
    private static let tooMany =
        #"{"success": false, "error": "A request can have at most 5000 entries", "error_code": "BATCH_TOO_LARGE"}"#
    private static let tooManyItems =
        #"{"success": false, "error": "A chunk can have at most 1000 items", "error_code": "CHUNK_TOO_LARGE"}"#

    private static func list(_ count: Int, of element: String) -> String {
        "[" + Array(repeating: element, count: count).joined(separator: ",") + "]"
    }

    private static func change(_ verb: String, _ list: String) -> Scenario {
        Scenario(verb, .post, "/v1/library/\(verb)", as: .member, json: #"{"imdb_ids": \#(list)}"#)
    }

    private static func chunk(_ upload: String, _ items: String) -> Scenario {
        Scenario(
            "chunk", .put, "/library/batch/\(upload)/chunk", as: .member,
            json: #"{"chunk_index": 0, "items": \#(items)}"#)
    }

    @Test("a million elements are too many bytes, and nobody looks whether they are JSON at all")
    func million() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([1]) }) { household in
            let upload = try await household.start()
            for list in [Self.list(1_000_000, of: "1"), Self.list(1_000_000, of: "1") + "}"] {
                for scenario in [
                    Self.change("add", list), Self.change("remove", list), Self.chunk(upload, list),
                    Self.chunk("u_none", list),
                ] { try await household.surface.run(scenario.fails(413, Self.tooLarge)) }
            }
            #expect(try await household.listed() == imdbIDs([1]))
        }
    }

    @Test(
        "as many as a body can hold are refused by their count, with and without a key",
        arguments: [nil, "key"] as [String?])
    func asManyAsFit(_ key: String?) async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([1]) }) { household in
            let upload = try await household.start()
            let list = Self.list(200_000, of: "null")
            for (scenario, error) in [
                (Self.change("add", list), Self.tooMany), (Self.change("remove", list), Self.tooMany),
                (Self.chunk(upload, list), Self.tooManyItems),
            ] {
                let keyed = key.map { scenario.with("Idempotency-Key", $0) } ?? scenario
                try await household.surface.run(keyed.answers(400, json: error))
            }
            #expect(try await household.version()["version"] == .int(1))
            #expect(try await household.commit(upload)["chunks_processed"] == .int(0))
        }
    }

    @Test("a chunk of one MiB is read, one byte more is 413")
    func bytes() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            let (start, end) = (#"{"chunk_index": 0, "items": [{"imdb_id": "tt1"}], "padding": ""#, "\"}")
            func padded(_ bytes: Int) -> Scenario {
                let padding = String(repeating: "x", count: bytes - start.utf8.count - end.utf8.count)
                return Self.chunk(upload, "[]").with(body: Array((start + padding + end).utf8))
            }
            try await household.surface.run(padded((1 << 20) + 1).fails(413, Self.tooLarge))
            try await household.surface.run(padded(1 << 20).answers(200))
            #expect(try await household.commit(upload)["user_movie_count"] == .int(1))
        }
    }
}
