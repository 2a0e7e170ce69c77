import Basics
import Domain
import Foundation

/// A query with the titles that people say belong to it.
package struct JudgedQuery: Sendable, Codable {
    package let query: String
    /// IMDb ids.
    package let relevant: [String]

    package init(query: String, relevant: [String]) {
        self.query = query
        self.relevant = relevant
    }
}

/// The marks of one way of ranking, averaged over all queries.
package struct RankingMarks: Sendable, Codable, Equatable {
    package let ranking: String
    package let ndcgAt10: Double
    package let recallAt50: Double
    package let hitAt10: Double

    package init(ranking: String, ndcgAt10: Double, recallAt50: Double, hitAt10: Double) {
        self.ranking = ranking
        self.ndcgAt10 = ndcgAt10
        self.recallAt50 = recallAt50
        self.hitAt10 = hitAt10
    }
}

/// Measures the three rankings on judged queries.
package struct SearchEvaluation: Sendable {
    private let search: TitleSearch

    package init(search: TitleSearch) {
        self.search = search
    }

    /// The marks of `words`, `meaning` and `hybrid`, in this order.
    package func run(
        _ queries: [JudgedQuery], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> [RankingMarks] {
        var sums = [Ranking: Sums]()
        for (number, query) in queries.enumerated() {
            let relevant = Set(query.relevant.compactMap { IMDbID($0) })
            for ranking in Ranking.allCases {
                let hits = try await search.rank(query.query, by: ranking, limit: 50).compactMap(\.imdbID)
                sums[ranking, default: Sums()].add(hits, relevant)
            }
            progress(number + 1, queries.count)
        }
        return Ranking.allCases.map { (sums[$0] ?? Sums()).marks(of: $0) }
    }

    private struct Sums {
        var (ndcg, recall, hit) = (0.0, 0.0, 0.0)
        var count = 0

        mutating func add(_ ranked: [IMDbID], _ relevant: Set<IMDbID>) {
            ndcg += RetrievalMetrics.ndcg(ranked, relevant: relevant, depth: 10)
            recall += RetrievalMetrics.recall(ranked, relevant: relevant, depth: 50)
            hit += RetrievalMetrics.hit(ranked, relevant: relevant, depth: 10)
            count += 1
        }

        func marks(of ranking: Ranking) -> RankingMarks {
            let count = Double(max(1, count))
            return RankingMarks(
                ranking: ranking.rawValue, ndcgAt10: ndcg / count, recallAt50: recall / count, hitAt10: hit / count)
        }
    }
}
