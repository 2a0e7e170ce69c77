extension FacetIndex {
    /// The titles with the highest sum of weighted cosines, negative cosines counted as 0: the product's ranking.
    ///
    /// Titles are proposed by the combined vector, at least 512 of them, and ranked by their facets in full precision.
    /// The answer is exact unless a title outside of it has negative cosines that weigh more than the gap between its
    /// combined score and the last answer's score, which is at least 0.02: the window grows up to 32,768 titles. Should
    /// the gap still be smaller, for up to 2,048 titles, or with `exhaustive`, the facet matrices are scanned, which is
    /// exact without condition and four times the work.
    ///
    /// The query need not be of length 1. Fewer than `count` hits come back only when there are fewer titles.
    package func search(
        _ query: [Float],
        count: Int,
        filter: Bitmap? = nil,
        exhaustive: Bool = false,
    ) throws(VectorIndexError) -> [Hit] {
        guard try isUsable(query) else { throw .zeroQuery }
        let scan = scan(count: count, filter: filter)
        let clamped = try ScanPlan.clamped(query, weights: weightTable)
        let titles = filter?.count ?? scan.state.keys.count
        if exhaustive || titles <= VectorIndexLimits.exhaustiveTitlesMax {
            return try scan.ranked(clamped)
        }
        return try scan.windowed(
            .proposing(query, weights: weightTable), titles: titles, exhaustive: clamped)
    }

    /// The titles with the highest dot product of the query, scaled to length 1, and the combined vector: exact.
    /// Negative cosines count as they are.
    package func searchCombined(
        _ query: [Float],
        count: Int,
        filter: Bitmap? = nil,
    ) throws(VectorIndexError) -> [Hit] {
        guard try isUsable(query) else { throw .zeroQuery }
        return try scan(count: count, filter: filter).ranked(.combined(query, weights: weightTable))
    }

    /// The titles most like another one: mean cosine over the chosen facets, exact, without the title itself. A facet
    /// that either title lacks counts 0. Nil for an unknown key.
    package func similar(
        to key: Int64,
        facets: FacetSet,
        count: Int,
        filter: Bitmap? = nil,
    ) throws(VectorIndexError) -> [Hit]? {
        guard !facets.positions.isEmpty else { throw .noFacetChosen }
        var scan = scan(count: count, filter: filter)
        guard let place = scan.state.place(of: key) else { return nil }
        scan.excluded = scan.state.keys[key]
        return try scan.ranked(.similar(to: place.block.facets(of: place.row), facets: facets))
    }

    private func scan(count: Int, filter: Bitmap?) -> Scan {
        let state = state
        return Scan(state: state, wanted: state.wanted(filter), count: count)
    }
}
