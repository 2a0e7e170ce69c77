import Domain
import Foundation
import TestKit
import Testing
import VectorIndex

@testable import Search

@Suite("The snapshot of the vectors")
struct VectorSnapshotTests {
    private static let count = SearchLimits.snapshotAfterChanges + 20

    private func fill(_ bench: SearchBench) async {
        for id in 1...Int32(Self.count) {
            let vector = [Float].cosine(Float(id) / Float(Self.count + 1))
            await bench.database.shelve(id, "Film \(id)", imdb: "tt\(id)", all: vector)
        }
    }

    private let embedder = FakeEmbedder(["query": [1, 0, 0, 0]])

    @Test("A later start reads the file instead of the database and gives equal answers")
    func readBack() async throws {
        try await SearchBench.with(embedder) { bench in
            await fill(bench)
            try await bench.catchUp()
            let hits = try await bench.search.search("query", limit: 100, within: .everything)
            #expect(hits.count == 100)
            let later = try await bench.restarted()
            #expect(later.index.vectors?.memory.mappedBytes ?? 0 > 0)
            #expect(later.index.vectors?.count == Self.count)
            #expect(try await later.search.search("query", limit: 100, within: .everything) == hits)
            let reference = try IMDbID.test("tt250")
            let alike = try await bench.search.similar(to: reference, facets: [.mood, .plot], limit: 50)
            #expect(try await later.search.similar(to: reference, facets: [.mood, .plot], limit: 50) == alike)
        }
    }

    @Test("A later start adds what changed and removes what went since the file was written")
    func changedSince() async throws {
        try await SearchBench.with(embedder) { bench in
            await fill(bench)
            try await bench.catchUp()
            await bench.database.shelve(9_000, "Late", imdb: "tt9000", all: [1, 0, 0, 0])
            _ = await bench.database.remove([TitleID(Int32(Self.count))])
            let later = try await bench.restarted()
            #expect(later.index.vectors?.memory.mappedBytes ?? 0 > 0)
            let hits = try await later.search.search("query", limit: 2, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt9000", "tt\(Self.count - 1)"])
        }
    }

    @Test("A file that is cut, damaged, foreign or a folder is not read, and the answers are the same")
    func damaged() async throws {
        try await SearchBench.with(embedder) { bench in
            await fill(bench)
            try await bench.catchUp()
            let hits = try await bench.search.search("query", limit: 30, within: .everything)
            let whole = try Data(contentsOf: URL(filePath: bench.path))
            var flipped = whole
            flipped[whole.count / 2] ^= 0x10
            for bytes in [flipped, whole.prefix(whole.count - 9), Data("no snapshot".utf8), Data()] {
                try bytes.write(to: URL(filePath: bench.path))
                let later = try await bench.restarted()
                #expect(try await later.search.search("query", limit: 30, within: .everything) == hits)
                // What was read from the database is written at once, so the file is good again.
                #expect(try Data(contentsOf: URL(filePath: bench.path)).count == whole.count)
            }
        }
    }

    @Test("A folder in the file's place costs the snapshot and nothing else")
    func unwritable() async throws {
        try await SearchBench.with(embedder) { bench in
            await fill(bench)
            let inside = URL(filePath: bench.path).appending(path: "inside")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try await bench.catchUp()
            #expect(bench.index.isReady)
            let hits = try await bench.search.search("query", limit: 3, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt\(Self.count)", "tt\(Self.count - 1)", "tt\(Self.count - 2)"])
        }
    }

    @Test("A small catalogue writes no file: it is read from the database in no time")
    func small() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: [1, 0, 0, 0])
            try await bench.catchUp()
            #expect(!FileManager.default.fileExists(atPath: bench.path))
            #expect(try await bench.restarted().index.vectors?.count == 1)
        }
    }

    @Test("A database from a backup does not leave the file's later vectors in the answers")
    func restoredBackup() async throws {
        try await SearchBench.with(embedder) { bench in
            await fill(bench)
            try await bench.catchUp()
            await bench.database.loseEverything()
            await bench.database.shelve(1, "Film 1", imdb: "tt1", all: [0, 1, 0, 0])
            let later = try await bench.restarted()
            #expect(later.index.vectors?.count == 1)
            #expect(later.index.titleCount == 1)
        }
    }
}
