package import Basics

/// How well a way of choosing titles foretold what people liked, in shares of 0...1.
package struct RecommenderMark: Hashable, Sendable {
    /// What was measured: `recommender`, `popularity`, `vote_weighted` or a variant of the recommender.
    package let scorer: String
    package let hitRate: Double
    package let ndcg: Double
    package let recall: Double
    /// The share of the catalogue in all first tens.
    package let coverage: Double
    /// Mean self-information of what was recommended, in bits.
    package let novelty: Double

    package init(
        scorer: String, hitRate: Double, ndcg: Double, recall: Double, coverage: Double, novelty: Double
    ) {
        self.scorer = scorer
        self.hitRate = hitRate
        self.ndcg = ndcg
        self.recall = recall
        self.coverage = coverage
        self.novelty = novelty
    }
}

/// One measurement on the household's own history.
package struct RecommenderMeasurement: Hashable, Sendable {
    package let kind: TitleKind
    package let measuredAt: Instant
    /// People whose held-out titles were foretold.
    package let userCount: Int
    package let interactionCount: Int
    package let marks: [RecommenderMark]
    /// The variant that chooses since then.
    package let live: String

    package init(
        kind: TitleKind, measuredAt: Instant, userCount: Int, interactionCount: Int, marks: [RecommenderMark],
        live: String
    ) {
        self.kind = kind
        self.measuredAt = measuredAt
        self.userCount = userCount
        self.interactionCount = interactionCount
        self.marks = marks
        self.live = live
    }
}

/// The marks of the recommender over time. Each method is one transaction.
package protocol RecommenderMarkStore: Sendable {
    /// Stores a measurement; the oldest beyond `DomainLimits.measurementsKept` go.
    func add(_ measurement: RecommenderMeasurement) async throws
    /// Newest first.
    func measurements(_ kind: TitleKind, limit: Int) async throws -> [RecommenderMeasurement]
}
