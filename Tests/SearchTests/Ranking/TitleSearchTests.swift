import Domain
import Embedding
import TestKit
import Testing

@testable import Search

@Suite("Searching films")
struct TitleSearchTests {
    /// Films whose vectors have these cosines to the query "query", by id from 1 on.
    private func with(_ cosines: [Float], _ body: (SearchBench) async throws -> Void) async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            for (place, cosine) in cosines.enumerated() {
                await bench.database.shelve(
                    Int32(place + 1), "Film \(place + 1)", imdb: "tt\(place + 1)", all: .cosine(cosine))
            }
            try await bench.catchUp()
            try await body(bench)
        }
    }

    @Test("The best fitting come first, with cosines of three decimals; what rounds to 0 is left out")
    func scores() async throws {
        try await with([0.12345, 0.9996, 0.00049, 0.00051, -0.5, 0]) { bench in
            let hits = try await bench.search.search("query", limit: 20, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt2", "tt1", "tt4"])
            #expect(hits.map(\.score) == [1, 0.123, 0.001])
        }
    }

    @Test("Facets count .4, .3, .2 and .1; a missing one's weight goes to the others; negative cosines count 0")
    func formula() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            let films: [[Facet: [Float]]] = [
                [.plot: .cosine(1), .mood: .cosine(0.5), .themes: .cosine(0.25), .genre: .cosine(0.2)],
                [.mood: .cosine(0.6), .genre: .cosine(0.2)],
                [.plot: .cosine(0.5), .mood: .cosine(-0.9), .themes: .cosine(0), .genre: .cosine(0)],
            ]
            for (place, film) in films.enumerated() {
                await bench.database.shelve(Int32(place + 1), .film("F\(place)", imdb: "tt\(place + 1)"))
                await bench.database.embed(Int32(place + 1), film)
            }
            try await bench.catchUp()
            let hits = try await bench.search.search("query", limit: 20, within: .everything)
            #expect(hits.map(\.score) == [0.62, 0.5, 0.2])
            #expect(hits.map(\.imdbID.rawValue) == ["tt1", "tt2", "tt3"])
        }
    }

    @Test("Equal scores are in the order of the ids, also at the limit and after rounding")
    func ties() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            // The title's own number runs against the IMDb id; differences vanish in the third decimal.
            for number in 1...60 as ClosedRange<Int32> {
                let cosine = 0.7 + Float(number) * 0.000_001
                await bench.database.shelve(number, "Film", imdb: "tt\(1000 - number)", all: .cosine(cosine))
            }
            await bench.database.shelve(99, "Best", imdb: "tt9999", all: .cosine(0.9))
            try await bench.catchUp()
            let all = try await bench.ids("query", limit: 100)
            #expect(all == ["tt9999"] + (940...999).map { "tt\($0)" })
            for limit in [1, 2, 5, 30, 60, 61] {
                #expect(try await bench.ids("query", limit: limit) == Array(all.prefix(limit)))
            }
        }
    }

    @Test("A film without an IMDb id is never told and takes nobody's place")
    func withoutIMDbID() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            for id in 1...200 as ClosedRange<Int32> {
                await bench.database.shelve(id, "Film", imdb: nil, all: .cosine(0.9))
            }
            for id in 201...205 as ClosedRange<Int32> {
                await bench.database.shelve(id, "Film", imdb: "tt\(id)", all: .cosine(0.5))
            }
            try await bench.catchUp()
            #expect(try await bench.ids("query", limit: 4) == ["tt201", "tt202", "tt203", "tt204"])
            #expect(try await bench.ids("film", limit: 9).count == 5)
            bench.embedder.fail(with: EmbeddingError.remoteUnavailable("down"))
            #expect(try await bench.ids("a film", limit: 4) == ["tt201", "tt202", "tt203", "tt204"])
        }
    }

    @Test("The limit holds: 0 and less give nothing, more than 100 give 100")
    func limits() async throws {
        try await with((1...130).map { Float($0) / 200 }) { bench in
            for (limit, count) in [(-5, 0), (0, 0), (1, 1), (100, 100), (1_000, 100)] {
                let hits = try await bench.search.search("query", limit: limit, within: .everything)
                #expect(hits.count == count)
                #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score >= $1.score })
            }
            #expect(try await bench.ids("film 3", limit: 1) == ["tt3"])
            #expect(try await bench.ids("film 3", limit: 0).isEmpty)
        }
    }

    @Test("A search in a collection finds its films only, whatever else fits better")
    func ownedScope() async throws {
        try await with([0.9, 0.8, 0.7, 0.6, 0.5]) { bench async throws in
            let owned = SearchScope.owned(OwnedSet.test(["tt5", "tt404", "tt3"]))
            let nothing = SearchScope.owned(OwnedSet.test([], etag: "e2"))
            #expect(try await bench.ids("query", within: owned) == ["tt3", "tt5"])
            #expect(try await !bench.ids("film 1", within: owned).contains("tt1"))
            #expect(try await bench.ids("film 5", within: owned).first == "tt5")
            #expect(try await bench.ids("query", within: nothing).isEmpty)
        }
    }

    @Test("The same query in the same state has the same answer, and the model is asked once")
    func repetition() async throws {
        try await with([0.9, 0.8, 0.7]) { bench in
            let first = try await bench.search.search("query", limit: 3, within: .everything)
            for text in ["query", " query ", "query\n", "\tquery"] {
                #expect(try await bench.search.search(text, limit: 3, within: .everything) == first)
            }
            #expect(bench.embedder.queries == ["query"])
        }
    }
}
