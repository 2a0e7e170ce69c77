#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How good a ranked list is against a set of relevant items. All measures are in 0...1.
package enum RetrievalMetrics {
    /// Normalised discounted cumulative gain with binary gains: `Σ 1/log2(rank + 1)` over the hits among the first
    /// `depth`, divided by the best possible sum (Järvelin and Kekäläinen, 2002).
    package static func ndcg<Item: Hashable>(_ ranked: [Item], relevant: Set<Item>, depth: Int) -> Double {
        guard !relevant.isEmpty else { return 0 }
        let gain = ranked.prefix(depth).enumerated().reduce(0.0) { sum, hit in
            relevant.contains(hit.element) ? sum + discount(hit.offset) : sum
        }
        let best = (0..<min(depth, relevant.count)).reduce(0.0) { $0 + discount($1) }
        return gain / best
    }

    /// The share of the relevant items among the first `depth`.
    package static func recall<Item: Hashable>(_ ranked: [Item], relevant: Set<Item>, depth: Int) -> Double {
        guard !relevant.isEmpty else { return 0 }
        return Double(ranked.prefix(depth).count { relevant.contains($0) }) / Double(relevant.count)
    }

    /// 1 when any of the first `depth` is relevant, else 0.
    package static func hit<Item: Hashable>(_ ranked: [Item], relevant: Set<Item>, depth: Int) -> Double {
        ranked.prefix(depth).contains(where: relevant.contains) ? 1 : 0
    }

    private static func discount(_ index: Int) -> Double { 1 / log2(Double(index) + 2) }
}
