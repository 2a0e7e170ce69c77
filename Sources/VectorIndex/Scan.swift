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
            let best = score(collector, plan, refined: nil)
            let lost = Double(collector.lost)
            if lost == -.infinity || best.worst > lost { return best.hits }
            keep *= VectorIndexLimits.candidateGrowth
        }
    }

    /// The product's ranking from the titles that the combined vectors put first, scored by their facets in this order.
    /// Negative cosines counted as 0 lift a title above its combined score; the allowance says by how much at most. A
    /// gap between the last answer and the next title that is smaller widens the window, and where the widest does not
    /// suffice, `exhaustive` scans the facet matrices; before, it tells which candidates are worth an exact score. Of
    /// few `titles` all are proposed at once.
    func windowed(_ plan: ScanPlan, titles: Int, exhaustive: ScanPlan) throws(VectorIndexError) -> [Hit] {
        guard count > 0, state.keys.count > 0 else { return [] }
        var window = max(
            VectorIndexLimits.facetWindowMin, min(count, state.keys.count) * VectorIndexLimits.facetWindowPerHit)
        if titles <= VectorIndexLimits.facetWindowWhole { window = max(window, titles) }
        while true {
            let collector = try collect(plan, keep: window)
            let best = score(collector, plan, refined: exhaustive, allowance: VectorIndexLimits.clampAllowance)
            let lost = Double(collector.lost)
            if lost == -.infinity || best.worst - lost > VectorIndexLimits.clampAllowance { return best.hits }
            if window >= VectorIndexLimits.facetWindowMax { return try ranked(exhaustive) }
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

    /// Scores the best candidates in the order of their bounds, then all others that can enter, where a score may be
    /// above its bound by `allowance`, but never above the bound by `refined`. `worst` is the score to beat, minus
    /// infinity while the answer is not full.
    private func score(
        _ collector: Collector, _ plan: ScanPlan, refined: ScanPlan?, allowance: Double = 0
    ) -> (hits: [Hit], worst: Double) {
        var best = BestTitles(count: count)
        let first = collector.sorted(min(count, state.keys.count) + VectorIndexLimits.candidatesSorted)
        offer(first[...], plan, refined: nil, allowance: allowance, to: &best)
        let all = collector.reaching(best.worst - allowance)
        offer(all[first.count...], plan, refined: refined, allowance: allowance, to: &best)
        return (best.hits, best.worst)
    }

    private func offer(
        _ candidates: Slice<UnsafeBufferPointer<cvk_candidate>>, _ plan: ScanPlan, refined: ScanPlan?,
        allowance: Double, to best: inout BestTitles
    ) {
        for number in candidates.indices where Double(candidates[number].upper) + allowance >= best.worst {
            let ahead = number + VectorIndexLimits.boundsAhead
            if let refined, ahead < candidates.endIndex, let (block, row) = place(of: candidates[ahead]) {
                block.expectBound(of: row, refined)
            }
            guard Int(candidates[number].row) != excluded, let (block, row) = place(of: candidates[number]) else {
                continue
            }
            if let refined, Double(block.bound(of: row, refined)) < best.worst { continue }
            best.offer(key: block.key(at: row), score: block.exact(of: row, plan))
        }
    }

    private func place(of candidate: cvk_candidate) -> (block: SegmentBlock, row: Int)? {
        let (slot, row) = Int(candidate.row).quotientAndRemainder(dividingBy: state.segmentRows)
        return state.segments[slot].map { ($0.block, row) }
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

    /// The best candidates by bound, at most `count`; asked for once, before `reaching`.
    func sorted(_ count: Int) -> UnsafeBufferPointer<cvk_candidate> {
        candidates(cvk_collector_next(handle, UInt32(clamping: count)))
    }

    /// The sorted ones, and behind them, in no order, all others whose bound is at least `bound`.
    func reaching(_ bound: Double) -> UnsafeBufferPointer<cvk_candidate> {
        // Rounded down, so that none on the edge is missed.
        candidates(cvk_collector_reaching(handle, Float(bound).nextDown))
    }

    private func candidates(_ count: UInt32) -> UnsafeBufferPointer<cvk_candidate> {
        UnsafeBufferPointer(start: cvk_collector_candidates(handle), count: Int(count))
    }
}
