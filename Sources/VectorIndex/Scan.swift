import CVectorKernels

/// One search over one state of the index.
struct Scan {
    let state: IndexState
    /// A bitmap over all rows, nil for all.
    let wanted: [UInt64]?
    let count: Int
    /// A row that is never an answer.
    var excluded: Int?

    /// The exact answer of a plan: candidates by upper bound, scored in full precision until no further bound reaches
    /// the worst score kept. When candidates that were let go could still belong to the answer, more are collected.
    func ranked(_ plan: ScanPlan) throws(VectorIndexError) -> [Hit] {
        guard count > 0, state.keys.count > 0 else { return [] }
        var keep = max(
            VectorIndexLimits.candidatesMin, min(count, state.keys.count) * VectorIndexLimits.candidatesPerHit)
        while true {
            let collector = try collect(plan, keep: keep)
            let best = score(collector, plan)
            let lost = Double(collector.lost)
            if lost == -.infinity || best.worst > lost { return best.hits }
            keep *= VectorIndexLimits.candidateGrowth
        }
    }

    /// The product's ranking from the titles that the combined vectors put first, scored by their facets in this order.
    /// Negative cosines counted as 0 lift a title above its combined score; the allowance says by how much at most. A
    /// gap between the last answer and the next title that is smaller widens the window, and where the widest does not
    /// suffice, `fallback` scans the facet matrices. Of few `titles` all are proposed at once.
    func windowed(_ plan: ScanPlan, titles: Int, fallback: ScanPlan) throws(VectorIndexError) -> [Hit] {
        guard count > 0, state.keys.count > 0 else { return [] }
        var window = max(
            VectorIndexLimits.facetWindowMin, min(count, state.keys.count) * VectorIndexLimits.facetWindowPerHit)
        if titles <= VectorIndexLimits.facetWindowWhole { window = max(window, titles) }
        while true {
            let collector = try collect(plan, keep: window)
            let best = score(collector, plan, allowance: VectorIndexLimits.clampAllowance)
            let lost = Double(collector.lost)
            if lost == -.infinity || best.worst - lost > VectorIndexLimits.clampAllowance { return best.hits }
            if window >= VectorIndexLimits.facetWindowMax { return try ranked(fallback) }
            window *= VectorIndexLimits.facetWindowGrowth
        }
    }

    private func collect(_ plan: ScanPlan, keep: Int) throws(VectorIndexError) -> Collector {
        let collector = try Collector(keep: min(keep, state.segments.count * state.segmentRows))
        for (slot, segment) in state.segments.enumerated() {
            guard let segment else { continue }
            let first = UInt32(slot * state.segmentRows)
            withUnsafePointer(to: segment.block.block) { block in
                guard let wanted else {
                    cvk_scan(plan.handle, block, UInt32(segment.rows), nil, first, collector.handle)
                    return
                }
                wanted.withUnsafeBufferPointer { words in
                    let own = words.baseAddress.map { $0 + slot * state.wordsPerSegment }
                    cvk_scan(plan.handle, block, UInt32(segment.rows), own, first, collector.handle)
                }
            }
        }
        return collector
    }

    /// Scores candidates in the order of their bounds until none can enter, where a score may be above its bound by
    /// `allowance`. `worst` is the score to beat, minus infinity while the answer is not full.
    private func score(
        _ collector: Collector, _ plan: ScanPlan, allowance: Double = 0
    ) -> (hits: [Hit], worst: Double) {
        var best = BestTitles(count: count)
        var (done, candidates) = (0, collector.sorted(VectorIndexLimits.candidatesPerStep))
        while done < candidates.count {
            for candidate in candidates[done...] {
                if Double(candidate.upper) + allowance < best.worst { return (best.hits, best.worst) }
                let row = Int(candidate.row)
                guard row != excluded, let segment = state.segments[row / state.segmentRows] else { continue }
                let local = row % state.segmentRows
                let exact = withUnsafePointer(to: segment.block.block) { cvk_exact(plan.handle, $0, UInt32(local)) }
                best.offer(key: segment.block.key(at: local), score: exact)
            }
            done = candidates.count
            candidates = collector.sorted(VectorIndexLimits.candidatesPerStep)
        }
        return (best.hits, best.worst)
    }
}

/// An owner of the kernels' collector.
private final class Collector {
    let handle: OpaquePointer

    init(keep: Int) throws(VectorIndexError) {
        guard let made = cvk_collector_make(UInt32(keep)) else { throw .outOfMemory }
        handle = made
    }

    deinit { cvk_collector_free(handle) }

    /// No row that was let go has a higher bound; minus infinity while all were kept.
    var lost: Float { cvk_collector_lost(handle) }

    /// The best candidates by bound, `more` of them than before, valid until the next call.
    func sorted(_ more: Int) -> UnsafeBufferPointer<cvk_candidate> {
        let count = cvk_collector_next(handle, UInt32(more))
        return UnsafeBufferPointer(start: cvk_collector_candidates(handle), count: Int(count))
    }
}
