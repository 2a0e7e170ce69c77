import Domain
import TestKit
import Testing

@testable import Search

@Suite("More like this film")
struct SimilarTests {
    private let near: [Float] = [1, 0, 0, 0]

    private func with(
        _ films: [Int32: [Facet: [Float]]], _ body: (SearchBench) async throws -> Void
    ) async throws {
        try await SearchBench.with { bench in
            for (id, vectors) in films.sorted(by: { $0.key < $1.key }) {
                await bench.database.shelve(id, .film("Film \(id)", imdb: "tt\(id)"))
                await bench.database.embed(id, vectors)
            }
            try await bench.catchUp()
            try await body(bench)
        }
    }

    private func ids(_ bench: SearchBench, _ facets: Set<Facet>, limit: Int = 50) async throws -> [String] {
        try await bench.search.similar(to: .test("tt1"), facets: facets, limit: limit).map(\.imdbID.rawValue)
    }

    @Test("Each chosen facet counts the same, and the others not at all")
    func chosenFacets() async throws {
        try await with([
            1: [.plot: near, .mood: near, .themes: near],
            2: [.plot: .cosine(0.9), .mood: .cosine(0.1), .themes: .cosine(0.6)],
            3: [.plot: .cosine(0.5), .mood: .cosine(0.8), .themes: .cosine(0.1)],
        ]) { bench async throws in
            #expect(try await ids(bench, [.plot]) == ["tt2", "tt3"])
            #expect(try await ids(bench, [.mood]) == ["tt3", "tt2"])
            #expect(try await ids(bench, [.plot, .mood]) == ["tt3", "tt2"])
            #expect(try await ids(bench, [.plot, .mood, .themes]) == ["tt2", "tt3"])
        }
    }

    @Test("The film itself is not among them, and a film that is nothing like it still is, last")
    func everybodyElse() async throws {
        try await with([
            1: [.plot: near], 2: [.plot: .cosine(-0.5)], 3: [.plot: .cosine(0.1)], 4: [.plot: near],
            5: [.mood: near],
        ]) { bench in
            #expect(try await ids(bench, [.plot]) == ["tt4", "tt3", "tt5", "tt2"])
            let hits = try await bench.search.similar(to: .test("tt1"), facets: [.plot], limit: 50)
            #expect(hits.map(\.score) == [1, 0.1, 0, 0])
        }
    }

    @Test("Films that differ in the fourth decimal are in the order of their likeness")
    func closeCalls() async throws {
        try await with([1: [.plot: near], 2: [.plot: .cosine(0.8001)], 3: [.plot: .cosine(0.8004)]]) {
            bench async throws in
            #expect(try await ids(bench, [.plot]) == ["tt3", "tt2"])
        }
    }

    @Test("Equal films are in the order of their ids, also at the limit, which is 50 at most")
    func ties() async throws {
        try await SearchBench.with { bench in
            await bench.database.shelve(1, "Reference", imdb: "tt1", all: near)
            for id in 2...90 as ClosedRange<Int32> {
                await bench.database.shelve(id, "Film", imdb: "tt\(1000 - id)", all: .cosine(0.5))
            }
            await bench.database.shelve(91, "No id", imdb: nil, all: near)
            try await bench.catchUp()
            let expected = (910...998).map { "tt\($0)" }
            #expect(try await ids(bench, [.genre], limit: 1_000) == Array(expected.prefix(50)))
            #expect(try await ids(bench, [.genre], limit: 3) == Array(expected.prefix(3)))
            #expect(try await ids(bench, [.genre], limit: 0).isEmpty)
            #expect(try await ids(bench, [.genre], limit: -1).isEmpty)
        }
    }

    @Test("A film that is not in the catalogue, or has no vectors, is an unknown reference")
    func unknown() async throws {
        try await with([1: [.plot: near]]) { bench in
            await bench.database.shelve(2, .film("Bare", imdb: "tt2"))
            try await bench.catchUp()
            for id in ["tt404", "tt2"] {
                await #expect(throws: SearchError.unknownReference) {
                    try await bench.search.similar(to: .test(id), facets: [.plot], limit: 5)
                }
            }
            #expect(try await ids(bench, [.plot]).isEmpty)
        }
    }
}
