import Basics
import Domain

/// Adds up the marks of one way of ranking over people. Everything is a share of 0...1 but novelty, which is in bits.
struct MarkTally {
    private let scorer: String
    private var people = 0.0
    private var (hits, ndcg, recall, novelty) = (0.0, 0.0, 0.0, 0.0)
    private var shown: Set<TitleID> = []

    /// Titles of a ranking that hit rate, NDCG, coverage and novelty look at.
    static let depth = 10
    static let recallDepth = 20

    init(scorer: String) {
        self.scorer = scorer
    }

    /// `ranked` begins with the best title; `surprise` is the self-information of a title, in bits.
    mutating func add(_ ranked: [TitleID], heldOut: Set<TitleID>, surprise: (TitleID) -> Double) {
        people += 1
        let top = ranked.prefix(Self.depth)
        hits += RetrievalMetrics.hit(ranked, relevant: heldOut, depth: Self.depth)
        ndcg += RetrievalMetrics.ndcg(ranked, relevant: heldOut, depth: Self.depth)
        recall += RetrievalMetrics.recall(ranked, relevant: heldOut, depth: Self.recallDepth)
        if !top.isEmpty { novelty += top.reduce(0) { $0 + surprise($1) } / Double(top.count) }
        shown.formUnion(top)
    }

    func mark(catalogueCount: Int) -> RecommenderMark {
        let people = max(people, 1)
        return RecommenderMark(
            scorer: scorer, hitRate: hits / people, ndcg: ndcg / people, recall: recall / people,
            coverage: Double(shown.count) / Double(max(catalogueCount, 1)), novelty: novelty / people)
    }
}
