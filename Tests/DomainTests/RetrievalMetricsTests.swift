import Basics
import Foundation
import Testing

@Suite("Measuring ranked lists")
struct RetrievalMetricsTests {
    @Test("NDCG on examples counted by hand")
    func ndcg() {
        func ndcg(_ ranked: [String], _ relevant: Set<String>, _ depth: Int = 10) -> Double {
            RetrievalMetrics.ndcg(ranked, relevant: relevant, depth: depth)
        }
        #expect(ndcg(["a", "b"], ["a", "b"]) == 1)
        #expect(ndcg(["b", "a"], ["a"]) == 1 / log2(3))
        // Hits at ranks 1 and 3 of 3 relevant: (1 + 1/2) / (1 + 1/log2 3 + 1/2).
        #expect(abs(ndcg(["a", "x", "b"], ["a", "b", "c"]) - 1.5 / 2.130_929_753_571_457_4) < 1e-12)
        #expect(ndcg(["x", "y"], ["a"]) == 0)
        #expect(ndcg([], ["a"]) == 0)
        #expect(ndcg(["a"], []) == 0)
        // Beyond the depth nothing counts; more relevant ones than places cannot all be found.
        #expect(ndcg(["x", "a"], ["a"], 1) == 0)
        #expect(ndcg(["a"], ["a", "b"], 1) == 1)
    }

    @Test("Recall and hit on examples counted by hand")
    func recallAndHit() {
        let ranked = (0..<60).map { "t\($0)" }
        #expect(RetrievalMetrics.recall(ranked, relevant: ["t0", "t49", "t50", "x"], depth: 50) == 0.5)
        #expect(RetrievalMetrics.recall(ranked, relevant: [], depth: 50) == 0)
        #expect(RetrievalMetrics.hit(ranked, relevant: ["t9"], depth: 10) == 1)
        #expect(RetrievalMetrics.hit(ranked, relevant: ["t10"], depth: 10) == 0)
        #expect(RetrievalMetrics.hit([String](), relevant: ["t10"], depth: 10) == 0)
    }
}
