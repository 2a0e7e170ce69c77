import HTTPTypes
import TestKit
import Testing

/// The interface description's own examples of uploading and of reading what came, word for word: an upload of 1,500
/// items of which two are no films, which replaces a library of 150 others.
@Suite("Kodi: conformance of uploads")
struct UploadConformanceTests {
    private static func start(_ json: String) -> Scenario {
        Scenario("start", .post, "/library/batch/start", as: .member, json: json).answers(200)
    }

    private static func read(_ path: String) -> Scenario {
        Scenario(path, .get, path, as: .member).answers(200)
    }

    /// Moments of this part of the interface have no zone.
    private static func isMoment(_ value: JSONValue?) -> Bool {
        value?.text?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil
    }

    @Test("start batch upload session")
    func start() async throws {
        let request = #"""
            {
              "mode": "merge",
              "total_count": 1234,
              "source": "kodi"
            }
            """#
        let example = #"{"success": true, "upload_id": "u_abc123-456-789", "max_chunk": 1000}"#
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(Self.start(request)).json
            #expect(try answer.hasShape(of: JSONValue(parsing: example)) && answer["max_chunk"] == .int(1_000))
            #expect(answer["upload_id"]?.text?.wholeMatch(of: /u_[A-Za-z0-9]+/) != nil)
        }
    }

    @Test("upload movie chunk")
    func chunk() async throws {
        let request = #"""
            {
              "chunk_index": 0,
              "items": [
                {"imdb_id": "tt1234567"},
                {"imdb_id": "tt7654321"}
              ]
            }
            """#
        let example = #"""
            {
              "success": true,
              "chunk_index": 0,
              "items_processed": 500,
              "results": {
                "accepted": 495,
                "invalid": 2,
                "duplicates": 3
              },
              "item_details": [
                {"imdb_id": "tt1234567", "status": "accepted"},
                {"imdb_id": "tt7654321", "status": "duplicate"}
              ],
              "status": "processed"
            }
            """#
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = ["tt7654321"] }) { household in
            let upload = try await household.start(count: 2)
            let answer = try await household.surface.run(
                Scenario("chunk", .put, "/library/batch/\(upload)/chunk", as: .member, json: request)
                    .with("Idempotency-Key", "7c9e6679-7425-40de-944b-e07fc1f90ae7").answers(200)
            ).json
            let wanted = try JSONValue(parsing: example)
            #expect(answer.hasShape(of: wanted))
            for member in ["success", "chunk_index", "item_details", "status"] {
                #expect(answer[member] == wanted[member])
            }
        }
    }

    @Test("get batch status: two of three chunks have come")
    func status() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start("replace", count: 1_500)
            try await household.chunk(upload, 0, imdbIDs(0..<497) + imdbIDs(0..<2) + ["nonsense"])
            try await household.chunk(upload, 1, imdbIDs(497..<995) + imdbIDs([0]) + ["nonsense"])
            let answer = try await household.surface.run(Self.read("/library/batch/\(upload)/status")).json
            let example = #"""
                {
                  "success": true,
                  "upload_id": "\#(upload)",
                  "status": "active",
                  "mode": "replace",
                  "total_count": 1500,
                  "chunks_received": 2,
                  "processed_chunks": [0, 1],
                  "stats": {
                    "accepted": 995,
                    "duplicates": 3,
                    "invalid": 2
                  },
                  "committed_at": null
                }
                """#
            #expect(try answer.includes(JSONValue(parsing: example)), "\(answer.pretty)")
            #expect(Self.isMoment(answer["started_at"]))
        }
    }

    /// Sends and commits the upload of the examples; the answer to its commit.
    private static func replace(_ household: KodiHousehold) async throws -> (upload: String, answer: JSONValue) {
        let upload = try await household.start("replace", count: 1_500)
        try await household.chunk(upload, 0, imdbIDs(0..<500))
        try await household.chunk(upload, 1, imdbIDs(500..<1_000))
        try await household.chunk(upload, 2, imdbIDs(1_000..<1_498) + ["nonsense", "tt"])
        return (upload, try await household.commit(upload))
    }

    private static let others = KodiHousehold.Settings { $0.owned = imdbIDs(5_000..<5_150) }

    @Test("commit batch session")
    func commit() async throws {
        try await KodiHousehold.with(Self.others) { household in
            let (upload, answer) = try await Self.replace(household)
            let example = #"""
                {
                  "success": true,
                  "upload_id": "\#(upload)",
                  "mode": "replace",
                  "final_tallies": {
                    "accepted": 1498,
                    "duplicates": 0,
                    "invalid": 2
                  },
                  "user_movie_count": 1498,
                  "chunks_processed": 3,
                  "removed_count": 150
                }
                """#
            #expect(try answer.includes(JSONValue(parsing: example)), "\(answer.pretty)")
        }
    }

    @Test("get batch history")
    func history() async throws {
        try await KodiHousehold.with(Self.others) { household in
            let (upload, _) = try await Self.replace(household)
            let batches = try await household.surface.run(Self.read("/kodi/movies/batches")).json["batches"]?.list
            let example = #"""
                {
                  "batch_id": "\#(upload)",
                  "batch_type": "replace",
                  "status": "completed",
                  "total_movies": 1500,
                  "successful_imports": 1498,
                  "failed_imports": 2
                }
                """#
            let batch = try #require(batches?.first)
            #expect(try batches?.count == 1 && batch.includes(JSONValue(parsing: example)), "\(batch.pretty)")
            #expect(Self.isMoment(batch["started_at"]) && Self.isMoment(batch["completed_at"]))
        }
    }

    @Test("get library hash, get movie list, clear movie list")
    func reading() async throws {
        try await KodiHousehold.with(Self.others) { household in
            _ = try await Self.replace(household)
            let hash = try await household.surface.run(Self.read("/library/hash")).json
            let prints = try #require(hash["fingerprints"]?.list)
            #expect(hash["success"] == .bool(true) && hash["count"] == .int(1_498) && prints.count == 1_498)
            #expect(prints.allSatisfy { $0.text?.wholeMatch(of: /[0-9a-f]{8}/) != nil })
            let list = try await household.surface.run(Self.read("/kodi/movies/list")).json
            let example = #"""
                {
                  "success": true,
                  "pagination": {
                    "page": 1,
                    "pages": 15,
                    "per_page": 100,
                    "total": 1498,
                    "has_next": true,
                    "has_prev": false
                  },
                  "user_movie_count": 1498
                }
                """#
            #expect(try list.includes(JSONValue(parsing: example)))
            #expect(list["movies"]?.list?.compactMap(\.text) == imdbIDs(0..<100))
            let cleared = #"""
                {
                  "success": true,
                  "message": "Cleared 1498 movies from your list",
                  "deleted_count": 1498
                }
                """#
            try await household.surface.run(
                Scenario("clear", .delete, "/kodi/movies/clear", as: .member).answers(200, json: cleared))
        }
    }
}
