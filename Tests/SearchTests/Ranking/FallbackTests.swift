import Domain
import Embedding
import TestKit
import Testing

@testable import Search

@Suite("Searching when something is missing")
struct FallbackTests {
    private struct Broken: Error {}

    private func with(
        _ embedder: FakeEmbedder = FakeEmbedder(["query": [1, 0, 0, 0]]), _ body: (SearchBench) async throws -> Void
    ) async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Space Pirates", imdb: "tt1", all: .cosine(0.2))
            await bench.database.shelve(2, "Pirates", imdb: "tt2", all: .cosine(0.9))
            await bench.database.shelve(3, "Lost Space Station", imdb: "tt3", all: .cosine(0.5))
            try await bench.catchUp()
            try await body(bench)
        }
    }

    @Test("A model that fails is answered for by the words: best first, scores between 0 and 1, names first")
    func modelDown() async throws {
        try await with { bench in
            bench.embedder.fail(with: EmbeddingError.timedOut(seconds: 8))
            let hits = try await bench.search.search("space pirates film", limit: 20, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt1", "tt2", "tt3"])
            #expect(hits.map(\.score) == [0.167, 0.091, 0.091])
            #expect(try await bench.ids("pirates") == ["tt2", "tt1"])
            #expect(bench.embedder.queries.count == 2)
        }
    }

    @Test("A model that recovers is asked again, also for the query that it failed at")
    func recovers() async throws {
        try await with { bench async throws in
            bench.embedder.fail(with: EmbeddingError.timedOut(seconds: 8))
            #expect(try await bench.ids("query").isEmpty)
            bench.embedder.fail(with: nil)
            #expect(try await bench.ids("query") == ["tt2", "tt3", "tt1"])
        }
    }

    @Test("In a collection the words find its films too, although many others fit as well")
    func modelDownInCollection() async throws {
        try await SearchBench.with { bench in
            for id in 1...Int32(SearchLimits.hybridCandidates + 50) {
                await bench.database.shelve(id, "Space \(id)", imdb: "tt\(id)", all: [1, 0, 0, 0])
            }
            try await bench.catchUp()
            bench.embedder.fail(with: EmbeddingError.timedOut(seconds: 8))
            let last = "tt\(SearchLimits.hybridCandidates + 50)"
            let owned = SearchScope.owned(OwnedSet.test([last, "tt7"]))
            #expect(try await bench.ids("outer space", within: owned) == [last, "tt7"].sorted())
        }
    }

    @Test("A vector that cannot be compared counts as none", arguments: [[], [0, 0, 0, 0], [1, 0], [.nan, 0, 0, 0]])
    func uselessVector(vector: [Float]) async throws {
        try await with(FakeEmbedder(["space": vector])) { bench async throws in
            #expect(try await bench.ids("space") == ["tt1", "tt3"])
        }
    }

    @Test("Before there are any vectors the words answer, and the model is not asked")
    func noVectors() async throws {
        try await SearchBench.with { bench in
            await bench.database.shelve(1, .film("Space Pirates", imdb: "tt1"))
            try await bench.catchUp()
            #expect(try await bench.ids("space") == ["tt1"])
            #expect(bench.embedder.queries.isEmpty)
            await #expect(throws: SearchError.unknownReference) {
                try await bench.search.similar(to: .test("tt1"), facets: [.plot], limit: 5)
            }
        }
    }

    @Test("Without a model at all the words answer, although vectors are stored")
    func noModel() async throws {
        try await with { bench in
            let search = TitleSearch(index: bench.index, embedder: nil)
            let hits = try await search.search("space", limit: 5, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt1", "tt3"])
        }
    }

    @Test("Before everything is read no search is answered")
    func notReady() async throws {
        try await SearchBench.with { bench in
            #expect(!bench.search.isReady)
            await #expect(throws: SearchError.notReady) { try await bench.ids("space") }
            await #expect(throws: SearchError.notReady) {
                try await bench.search.rank("space", by: .words, limit: 5)
            }
            await #expect(throws: SearchError.notReady) {
                try await bench.search.similar(to: .test("tt1"), facets: [.plot], limit: 5)
            }
        }
    }

    @Test("When neither model nor words can be had the search is not available; words alone are not needed")
    func nothingLeft() async throws {
        try await with { bench async throws in
            await bench.words.fail(with: Broken())
            #expect(try await bench.ids("query") == ["tt2", "tt3", "tt1"])
            bench.embedder.fail(with: EmbeddingError.timedOut(seconds: 8))
            await #expect(throws: SearchError.notReady) { try await bench.ids("other") }
        }
    }

    @Test("A blank query and one of control characters find nothing and do no harm", arguments: ["", "  \u{0}\u{7} "])
    func blank(query: String) async throws {
        try await with(FakeEmbedder(["": []])) { bench async throws in
            #expect(try await bench.ids(query).isEmpty)
        }
    }
}
