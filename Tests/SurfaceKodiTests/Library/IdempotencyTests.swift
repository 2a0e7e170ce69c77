import Foundation
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: requests that come again")
struct IdempotencyTests {
    private static func add(_ ids: String, key: String? = "key") -> Scenario {
        let scenario = Scenario(
            "add \(ids)", .post, "/v1/library/add", as: .member, json: #"{"imdb_ids": [\#(ids)]}"#)
        return key.map { scenario.with("Idempotency-Key", $0) } ?? scenario
    }

    @Test("the same key and the same value: the first answer, its version included")
    func replay() async throws {
        try await KodiHousehold.with { household in
            let first = try await household.surface.run(
                Self.add(#""tt0000001""#).answers(200).expecting("Idempotency-Replayed", nil))
            try await household.surface.run(Self.add(#""tt0000002""#, key: nil).answers(200))
            let again = try await household.surface.run(
                Self.add(#""tt0000001""#).answers(200).expecting("Idempotency-Replayed", "true"))
            #expect(again.text == first.text)
            var spaced = Self.add("")
            spaced.request.body = Array("{ \"imdb_ids\" : [\n\"tt\\u0030000001\" ] }".utf8)
            let same = try await household.surface.run(spaced.answers(200).expecting("Idempotency-Replayed", "true"))
            #expect(same.text == first.text)
            #expect(try await household.version()["version"] == .int(2))
        }
    }

    @Test("the same key for another body is refused and does nothing")
    func reuse() async throws {
        let reused =
            #"{"success": false, "error": "Idempotency key was used for another request", "#
            + #""error_code": "IDEMPOTENCY_KEY_REUSED"}"#
        try await KodiHousehold.with { household in
            try await household.surface.run(Self.add(#""tt0000001""#).answers(200))
            try await household.surface.run(Self.add(#""tt0000002""#).answers(422, json: reused))
            #expect(try await household.listed() == ["tt0000001"])
            let remove = Scenario(
                "remove", .post, "/v1/library/remove", as: .member, json: #"{"imdb_ids": ["tt0000001"]}"#
            ).with("Idempotency-Key", "key")
            try await household.surface.run(remove.answers(200).expecting("Idempotency-Replayed", nil))
            household.world.advance(seconds: 86_401)
            try await household.surface.run(
                Self.add(#""tt0000002""#).answers(200).expecting("Idempotency-Replayed", nil))
        }
    }

    @Test("an error is not kept, so that the corrected request may use the key")
    func errors() async throws {
        try await KodiHousehold.with { household in
            var wrong = Self.add("")
            wrong.request.body = Array(#"{"imdb_ids": 5}"#.utf8)
            try await household.surface.run(wrong.fails(400, "imdb_ids must be a list"))
            try await household.surface.run(Self.add(#""tt0000001""#).answers(200))
        }
    }

    @Test(
        "keys that are none",
        arguments: ["", "two words", "ümlaut", String(repeating: "x", count: 256), "tab\tbed"])
    func badKeys(_ key: String) async throws {
        let error = "Idempotency-Key must be 1 to 255 visible ASCII characters"
        try await KodiHousehold.run(Self.add(#""tt0000001""#, key: key).fails(400, error))
    }

    @Test("keys need not be UUIDs", arguments: ["1754700000-12345-0", "~", String(repeating: "x", count: 255)])
    func goodKeys(_ key: String) async throws {
        try await KodiHousehold.run(Self.add(#""tt0000001""#, key: key).answers(200))
    }

    @Test("fifty at once with one key: one acts, all get its answer")
    func concurrent() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            let scenario = KodiHousehold.chunk(upload, 0, imdbIDs(0..<20), key: "same").answers(200)
            let texts = try await withThrowingTaskGroup(of: (String, Bool).self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        let answer = try await household.surface.run(scenario)
                        return (answer.text, answer.header("Idempotency-Replayed") == "true")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(texts.map(\.0)).count == 1 && texts.count { !$0.1 } == 1)
            let done = try await household.commit(upload)
            #expect(done["final_tallies"]?["accepted"] == .int(20) && done["chunks_processed"] == .int(1))
        }
    }
}
