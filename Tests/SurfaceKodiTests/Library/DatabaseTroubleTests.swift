import HTTPTypes
import SQL
import Synchronization
import TestKit
import Testing

/// A database that is full, locked or read-only for the moment: clients are told that it passes, and nothing changes.
@Suite("Kodi: a database in trouble")
struct DatabaseTroubleTests {
    private static let trouble = "Service temporarily unavailable"
    private static let noMorePages = "PRAGMA max_page_count = 1"
    private static let room = "PRAGMA max_page_count = 1000000"

    private static func add(_ ids: [String]) -> Scenario {
        let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
        return Scenario("add", .post, "/v1/library/add", as: .member, json: #"{"imdb_ids": [\#(list)]}"#)
            .with("Idempotency-Key", "add")
    }

    @Test("a chunk for which there is no room stages nothing, and is taken when there is room again")
    func fullAtChunk() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start("replace", count: 9_000)
            func chunk(_ index: Int) -> Scenario {
                let ids = imdbIDs(index * 1_000..<(index + 1) * 1_000)
                return KodiHousehold.chunk(upload, index, ids, key: "chunk-\(index)")
            }
            try await household.onWriter(Self.noMorePages)
            // The first chunks may find room in pages that are free.
            var index = 0
            while try await household.surface.send(chunk(index).request).status == 200, index < 9 { index += 1 }
            try await household.surface.run(chunk(index).fails(503, Self.trouble))
            try await household.onWriter(Self.room)
            let taken = try await household.surface.run(
                chunk(index).answers(200).expecting("Idempotency-Replayed", nil))
            #expect(try taken.json["results"]?["accepted"] == .int(1_000))
            #expect(try await household.commit(upload)["user_movie_count"] == .int((index + 1) * 1_000))
        }
    }

    @Test("a commit for which there is no room leaves the library and the upload as they were")
    func fullAtCommit() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([9_999]) }) { household in
            let upload = try await household.start(count: 5_000)
            for index in 0..<5 {
                try await household.chunk(upload, index, imdbIDs(index * 1_000..<(index + 1) * 1_000))
            }
            try await household.onWriter(Self.noMorePages)
            try await household.surface.run(KodiHousehold.commit(upload).fails(503, Self.trouble))
            #expect(try await household.listed() == imdbIDs([9_999]))
            let status = try await household.surface.run(
                Scenario("status", .get, "/library/batch/\(upload)/status", as: .member).answers(200)
            ).json
            #expect(status["status"] == .text("active") && status["chunks_received"] == .int(5))
            try await household.onWriter(Self.room)
            #expect(try await household.commit(upload)["user_movie_count"] == .int(5_001))
        }
    }

    @Test("an addition for which there is no room adds nothing, and may come again under its key")
    func fullAtAdd() async throws {
        try await KodiHousehold.with { household in
            let add = Self.add(imdbIDs(0..<5_000))
            try await household.onWriter(Self.noMorePages)
            try await household.surface.run(add.fails(503, Self.trouble))
            #expect(try await household.version()["version"] == .int(0))
            try await household.onWriter(Self.room)
            let done = try await household.surface.run(add.answers(200).expecting("Idempotency-Replayed", nil))
            #expect(try done.json["item_count"] == .int(5_000))
        }
    }

    @Test("a database that another program holds answers again when that lets go")
    func locked() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start(count: 2)
            try await household.chunk(upload, 0, imdbIDs([1]))
            let requests = [
                KodiHousehold.chunk(upload, 1, imdbIDs([2]), key: "chunk"), KodiHousehold.commit(upload),
                Self.add(imdbIDs([3])),
            ]
            try await household.onWriter("PRAGMA busy_timeout = 10")
            try await household.stores.reopened { other in
                let (holding, holdingNow) = AsyncStream.makeStream(of: Void.self)
                let released = Atomic(false)
                async let holder: Void = other.database.write { _ in
                    holdingNow.yield()
                    while !released.load(ordering: .acquiring) {}
                }
                for await _ in holding { break }
                // Nothing may throw here, or the other program would never let go.
                for request in requests {
                    let answer = try? await household.surface.run(request.fails(503, Self.trouble))
                    #expect(answer != nil)
                }
                released.store(true, ordering: .releasing)
                try await holder
            }
            for request in requests { try await household.surface.run(request.answers(200)) }
            #expect(try await household.listed() == imdbIDs([1, 2, 3]))
        }
    }

    @Test("a database that takes no change is still read")
    func readOnly() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([9]) }) { household in
            let upload = try await household.start("replace", count: 1)
            try await household.chunk(upload, 0, imdbIDs([1]))
            try await household.onWriter("PRAGMA query_only = 1")
            let changes = [
                KodiHousehold.chunk(upload, 1, imdbIDs([2])), KodiHousehold.commit(upload), Self.add(imdbIDs([3])),
                Scenario("start", .post, "/library/batch/start", as: .member, json: #"{"total_count": 1}"#),
                Scenario("clear", .delete, "/kodi/movies/clear", as: .member),
            ]
            for change in changes {
                let answer = try await household.surface.run(change.fails(503, Self.trouble))
                #expect(answer.header("WWW-Authenticate") == nil)
            }
            #expect(try await household.listed() == imdbIDs([9]))
        }
    }
}

extension KodiHousehold {
    /// Runs a statement on the one link over which everything is written.
    fileprivate func onWriter(_ statement: String) async throws {
        try await stores.database.write { try $0.run(script: statement) }
    }
}
