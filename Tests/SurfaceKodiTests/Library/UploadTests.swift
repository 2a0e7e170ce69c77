import Domain
import Foundation
import HTTPTypes
import Library
import TestKit
import Testing

@Suite("Kodi: uploads in chunks")
struct UploadTests {
    private static let notActive =
        #"{"success": false, "error": "Upload session is not active", "error_code": "BATCH_NOT_ACTIVE"}"#

    @Test("a replacement in three chunks, of which one comes twice, is visible only after its commit")
    func replacement() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs(0..<3) }) { household in
            let upload = try await household.start("replace", count: 5)
            #expect(upload.hasPrefix("u_"))
            try await household.chunk(upload, 0, imdbIDs([1, 7]), key: "a")
            try await household.chunk(upload, 500, imdbIDs([7, 8]) + ["nonsense"], key: "b")
            let replayed = try await household.chunk(upload, 500, imdbIDs([7, 8]) + ["nonsense"], key: "b")
            #expect(replayed.header("Idempotency-Replayed") == "true")
            #expect(
                try replayed.json
                    == JSONValue(
                        parsing: """
                            {"success": true, "chunk_index": 500, "items_processed": 3, "status": "processed",
                             "results": {"accepted": 1, "duplicates": 1, "invalid": 1},
                             "item_details": [{"imdb_id": "tt1000007", "status": "duplicate"},
                                {"imdb_id": "tt1000008", "status": "accepted"},
                                {"imdb_id": "nonsense", "status": "invalid"}]}
                            """))
            #expect(try await household.listed() == imdbIDs(0..<3))
            let done = try await household.commit(upload)
            #expect(
                try done
                    == JSONValue(
                        parsing: """
                            {"success": true, "upload_id": "\(upload)", "mode": "replace",
                             "final_tallies": {"accepted": 3, "duplicates": 1, "invalid": 1}, "user_movie_count": 3,
                             "chunks_processed": 2, "removed_count": 2, "missing_count": 0}
                            """))
            #expect(try await household.listed() == imdbIDs([1, 7, 8]))
            #expect(try await household.commit(upload) == done)
            #expect(try await household.version()["version"] == .int(2))
        }
    }

    @Test("the same library merged every hour moves neither version nor etag")
    func repeatedMerge() async throws {
        try await KodiHousehold.with { household in
            for round in 0..<3 {
                let upload = try await household.start(count: 4)
                try await household.chunk(upload, 0, imdbIDs(0..<4))
                let done = try await household.commit(upload)
                #expect(done["final_tallies"]?["accepted"] == .int(round == 0 ? 4 : 0))
                #expect(done["final_tallies"]?["duplicates"] == .int(round == 0 ? 0 : 4))
                #expect(done["removed_count"] == .int(0) && done["user_movie_count"] == .int(4))
            }
            #expect(try await household.version()["version"] == .int(1))
        }
    }

    @Test("in merge mode what the collection has is a duplicate, in replace mode it is not")
    func duplicates() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([1]) }) { household in
            for (mode, status) in [("merge", "duplicate"), ("replace", "accepted")] {
                let upload = try await household.start(mode, count: 1)
                let answer = try await household.chunk(upload, 0, imdbIDs([1])).json
                #expect(answer["item_details"]?.list?.first?["status"] == .text(status))
            }
        }
    }

    @Test("anything may stand in the place of an item, and never fails the rest")
    func oddItems() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            let body = """
                {"chunk_index": 0, "extra": 1, "items": [{"imdb_id": "tt1"}, 5, null, "tt2", [], {"imdb_id": 7}, {},
                 {"imdb_id": null}, {"imdb_id": "TT1"}, {"imdb_id": " tt1"}, {"imdb_id": "tt12345678901"},
                 {"imdb_id": "tt\u{0661}"}, {"imdb_id": "tt0000001", "title": "x"}]}
                """
            let answer = try await household.surface.run(
                Scenario("odd", .put, "/library/batch/\(upload)/chunk", as: .member, json: body).answers(200)
            ).json
            let details = try #require(answer["item_details"]?.list)
            #expect(
                details.map { $0["status"]?.text } == ["accepted"] + Array(repeating: "invalid", count: 11)
                    + ["accepted"])
            #expect(details[5]["imdb_id"] == .null && details[8]["imdb_id"] == .text("TT1"))
            #expect(answer["results"]?["invalid"] == .int(11) && answer["items_processed"] == .int(13))
            try await household.chunk(upload, 1, [])
            _ = try await household.commit(upload)
            #expect(try await household.listed() == ["tt1", "tt0000001"])
        }
    }

    @Test("a chunk's number that comes again adds to the upload, and the status tells what is missing")
    func status() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start(count: 9)
            for (index, ids) in [(7, [1]), (0, [2]), (7, [3])] {
                try await household.chunk(upload, index, imdbIDs(ids))
            }
            let path = "/library/batch/\(upload)/status"
            let expected = """
                {"success": true, "upload_id": "\(upload)", "status": "active", "mode": "merge", "total_count": 9,
                 "chunks_received": 2, "processed_chunks": [0, 7],
                 "stats": {"accepted": 3, "duplicates": 0, "invalid": 0}, "started_at": "2023-11-14T22:13:20",
                 "committed_at": null}
                """
            try await household.surface.run(
                Scenario("active", .get, path, as: .member).answers(200, json: expected))
            _ = try await household.commit(upload)
            let done = try await household.surface.run(Scenario("done", .get, path, as: .member).answers(200)).json
            #expect(done["status"] == .text("committed") && done["committed_at"] == .text("2023-11-14T22:13:20"))
            try await household.surface.run(
                Scenario("other", .get, path, as: .guest).fails(404, "Upload session not found"))
        }
    }

    @Test("an eleventh upload ends the oldest, and so does a day without a chunk")
    func expiry() async throws {
        try await KodiHousehold.with { household in
            let first = try await household.start()
            household.world.advance(seconds: 1)
            for _ in 0..<10 { _ = try await household.start() }
            try await household.surface.run(
                KodiHousehold.chunk(first, 0, imdbIDs([1])).answers(400, json: Self.notActive))
            household.world.advance(seconds: 1)
            let last = try await household.start()
            household.world.advance(seconds: 86_400)
            try await household.surface.run(KodiHousehold.commit(last).answers(400, json: Self.notActive))
            let listed = try await household.surface.run(
                Scenario("batches", .get, "/kodi/movies/batches", as: .member).answers(200)
            ).json["batches"]?.list
            #expect(listed?.count == 12 && listed?.first?["batch_id"] == .text(last))
            #expect(Set(listed?.compactMap { $0["status"]?.text } ?? []) == ["expired"])
        }
    }

    @Test("the list of uploads has the words of its clients")
    func batches() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start("replace", count: 3)
            try await household.chunk(upload, 0, imdbIDs([1, 1]) + ["x"])
            _ = try await household.commit(upload)
            let expected = """
                {"success": true, "batches": [{"batch_id": "\(upload)", "batch_type": "replace",
                 "status": "completed", "total_movies": 3, "successful_imports": 2, "failed_imports": 1,
                 "started_at": "2023-11-14T22:13:20", "completed_at": "2023-11-14T22:13:20"}]}
                """
            try await household.surface.run(
                Scenario("batches", .get, "/kodi/movies/batches", as: .member).answers(200, json: expected))
        }
    }

    @Test(
        "a commit says what it wants with its path alone, whatever its body says",
        arguments: [#"{"mode": "replace", "total_count": 0}"#, "[]", "nonsense", "{", "\0", " "])
    func bodyOfCommit(_ body: String) async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([1]) }) { household in
            let upload = try await household.start(count: 1)
            try await household.chunk(upload, 0, imdbIDs([2]))
            let commit = KodiHousehold.commit(upload).with(body: Array(body.utf8))
            let done = try await household.surface.run(commit.answers(200)).json
            #expect(done["mode"] == .text("merge") && done["user_movie_count"] == .int(2))
        }
    }

    @Test("of a long history the newest fifty are told, newest start first")
    func longHistory() async throws {
        try await KodiHousehold.with { household in
            var uploads: [String] = []
            for _ in 0..<52 {
                uploads.append(try await household.start())
                household.world.advance(seconds: 1)
            }
            let listed = try await household.surface.run(
                Scenario("batches", .get, "/kodi/movies/batches", as: .member).answers(200)
            ).json["batches"]?.list
            #expect(listed?.compactMap { $0["batch_id"]?.text } == Array(uploads.suffix(50).reversed()))
        }
    }

    @Test("a library has ten thousand films at most, whichever way they come")
    func limits() async throws {
        let full =
            #"{"success": false, "error": "A library can hold at most 10000 movies", "#
            + #""error_code": "LIBRARY_LIMIT_EXCEEDED"}"#
        try await KodiHousehold.with { household in
            for start in stride(from: 0, to: 10_000, by: 5_000) {
                _ = try await household.library.add(
                    imdbIDs(start..<start + 5_000).map { .init($0) }, to: household.people.member.id)
            }
            let upload = try await household.start(count: 2)
            try await household.chunk(upload, 0, imdbIDs([5]))
            try await household.chunk(upload, 1, imdbIDs([20_000]))
            try await household.surface.run(KodiHousehold.commit(upload).answers(400, json: full))
            #expect(try await household.version()["item_count"] == .int(10_000))
            for refused in [KodiHousehold.commit(upload), KodiHousehold.chunk(upload, 2, imdbIDs([6]))] {
                try await household.surface.run(refused.answers(400, json: Self.notActive))
            }
            let add = Scenario(
                "add", .post, "/v1/library/add", as: .member, json: #"{"imdb_ids": ["tt1020001"]}"#)
            try await household.surface.run(add.answers(400, json: full))
        }
    }

    @Test("merging what is there is no matter of size")
    func fullMerge() async throws {
        try await KodiHousehold.with { household in
            _ = try await household.library.add(imdbIDs(0..<5_000).map { .init($0) }, to: household.people.member.id)
            let upload = try await household.start(count: 10_000)
            try await household.chunk(upload, 0, imdbIDs(0..<1_000))
            #expect(try await household.commit(upload)["missing_count"] == .int(9_000))
        }
    }
}
