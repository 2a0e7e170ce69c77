import Domain
import Foundation
import Synchronization
import Testing

@testable import Search

@Suite("Measuring rankings")
struct EvaluationTests {
    private func with(_ body: (SearchBench) async throws -> Void) async throws {
        try await SearchBench.with(FakeEmbedder(["pirates": .cosine(1), "nothing like it": .cosine(1)])) { bench in
            await bench.database.shelve(1, "Pirates at Sea", imdb: "tt1", all: .cosine(0.1), votes: 10)
            await bench.database.shelve(2, "Buccaneers", imdb: "tt2", all: .cosine(0.9), votes: 10)
            await bench.database.shelve(3, "Tax Forms", imdb: "tt3", all: .cosine(0.3), votes: 10)
            try await bench.catchUp()
            try await body(bench)
        }
    }

    @Test("Words, meaning and both are measured in this order, averaged over the queries")
    func marks() async throws {
        try await with { bench in
            let queries = [
                JudgedQuery(query: "pirates", relevant: ["tt1", "tt2"]),
                JudgedQuery(query: "nothing like it", relevant: ["tt404", "not an id"]),
            ]
            let steps = Mutex<[[Int]]>([])
            let marks = try await SearchEvaluation(search: bench.search).run(queries) { done, total in
                steps.withLock { $0.append([done, total]) }
            }
            #expect(marks.map(\.ranking) == ["words", "meaning", "hybrid"])
            #expect(steps.withLock { $0 } == [[1, 2], [2, 2]])
            // Words find tt1 alone; meaning has tt2, tt3, tt1.
            let best = 1 + 1 / log2(3.0)
            #expect(abs(marks[0].ndcgAt10 - 1 / best / 2) < 1e-12)
            #expect(abs(marks[1].ndcgAt10 - 1.5 / best / 2) < 1e-12)
            #expect(marks.map(\.recallAt50) == [0.25, 0.5, 0.5])
            #expect(marks.map(\.hitAt10) == [0.5, 0.5, 0.5])
        }
    }

    @Test("No queries give marks of 0")
    func noQueries() async throws {
        try await with { bench in
            let marks = try await SearchEvaluation(search: bench.search).run([])
            #expect(marks.map(\.ndcgAt10) == [0, 0, 0])
        }
    }

    @Test("Each ranking has its own order, and the hybrid has what either side finds")
    func rankings() async throws {
        try await with { bench in
            func ids(_ ranking: Ranking, limit: Int = 10) async throws -> [Int32] {
                try await bench.search.rank("pirates", by: ranking, limit: limit).map(\.titleID.rawValue)
            }
            let (words, meaning, hybrid) = (try await ids(.words), try await ids(.meaning), try await ids(.hybrid))
            #expect(words == [1])
            #expect(meaning == [2, 3, 1])
            #expect(hybrid == [2, 3, 1])
            #expect(try await ids(.hybrid, limit: 1) == [2])
        }
    }
}
