import Domain
import TestKit
import Testing

@testable import Search

@Suite("Clips among titles")
struct ClipSearchTests {
    /// Two films and three clips, of which one clip fits a query best.
    private func with(_ body: (SearchBench) async throws -> Void) async throws {
        try await SearchBench.with(FakeEmbedder(["pier": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Pier", imdb: "tt1", all: .cosine(0.5))
            await bench.database.shelve(2, "Harbour", imdb: "tt2", all: .cosine(0.2))
            for (number, title, cosine) in [(3, "Pier", 0.9), (4, "Pier at night", 0.8), (5, "Rain", 0.1)] {
                await bench.shelveClip(Int32(number), title, .cosine(Float(cosine)))
            }
            try await bench.catchUp()
            try await body(bench)
        }
    }

    private func found(
        _ bench: SearchBench, by ranking: Ranking, _ scope: SearchScope
    ) async throws -> Set<Int32> {
        Set(try await bench.search.rank("pier", by: ranking, limit: 9, within: scope).map(\.titleID.rawValue))
    }

    @Test("A search finds none of them, by words or by meaning", arguments: Ranking.allCases)
    func leftOut(ranking: Ranking) async throws {
        try await with { bench in
            let ids = try await found(bench, by: ranking, .everything)
            #expect(ids.contains(1) && ids.isDisjoint(with: [3, 4, 5]), "\(ids)")
        }
    }

    @Test("A search in the archive finds nothing else", arguments: Ranking.allCases)
    func alone(ranking: Ranking) async throws {
        try await with { bench in
            let ids = try await found(bench, by: ranking, .clips)
            #expect(ids.isSuperset(of: [3, 4]) && ids.isDisjoint(with: [1, 2]), "\(ids)")
            let best = try await bench.search.rank("pier", by: ranking, limit: 1, within: .clips)
            #expect(best.map(\.titleID.rawValue) == [3])
        }
    }

    @Test("A limit is reached although clips fit better")
    func limit() async throws {
        try await with { bench in
            let best = try await bench.search.rank("pier", by: .meaning, limit: 2)
            #expect(best.map(\.titleID.rawValue) == [1, 2])
            #expect(try await bench.ids("pier") == ["tt1", "tt2"])
        }
    }

    @Test("Clips that come and go count at once")
    func changes() async throws {
        try await with { bench in
            #expect(try await found(bench, by: .meaning, .everything) == [1, 2])
            await bench.shelveClip(6, "Pier again", .cosine(0.95))
            await bench.database.shelve(7, "Pier film", imdb: "tt7", all: .cosine(0.7))
            try await bench.catchUp()
            #expect(try await found(bench, by: .meaning, .everything) == [1, 2, 7])
            #expect(try await found(bench, by: .meaning, .clips) == [3, 4, 5, 6])
        }
    }

    @Test("Without any clip everything is everything, and the archive is empty")
    func none() async throws {
        try await SearchBench.with(FakeEmbedder(["pier": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Pier", imdb: "tt1", all: .cosine(0.5))
            try await bench.catchUp()
            #expect(try await found(bench, by: .meaning, .everything) == [1])
            #expect(try await found(bench, by: .meaning, .clips).isEmpty)
            #expect(try await found(bench, by: .words, .clips).isEmpty)
        }
    }
}

extension SearchBench {
    fileprivate func shelveClip(_ id: Int32, _ title: String, _ vector: [Float]) async {
        let draft = TitleDraft(kind: .scene, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(title: title))
        await database.shelve(id, draft)
        await database.embed(id, Dictionary(uniqueKeysWithValues: Facet.allCases.map { ($0, vector) }))
    }
}
