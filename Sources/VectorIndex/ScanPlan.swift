import CVectorKernels

/// What a search scans and how it scores: an owner of the kernels' plan and of the queries in it.
final class ScanPlan {
    let handle: OpaquePointer
    private var queries: [OpaquePointer] = []

    init(variant: cvk_variant = cvk_best()) throws(VectorIndexError) {
        guard let plan = cvk_plan_make(variant) else { throw .outOfMemory }
        handle = plan
    }

    deinit {
        cvk_plan_free(handle)
        for query in queries { cvk_query_free(query) }
    }

    /// Ranks by q . c: the scan reads the combined vectors, the exact score adds up the facets.
    static func combined(
        _ query: [Float], weights: [Float], variant: cvk_variant = cvk_best()
    ) throws(VectorIndexError) -> ScanPlan {
        let plan = try ScanPlan(variant: variant)
        let own = try plan.query(query, normalise: true)
        cvk_plan_scan(plan.handle, 0, own, [Float](repeating: 1, count: 16))
        plan.scoreFacets(own, weights: weights)
        return plan
    }

    /// Scans like `combined` and scores like `clamped`: a score can be above the bound that the scan gives.
    static func proposing(
        _ query: [Float], weights: [Float], variant: cvk_variant = cvk_best()
    ) throws(VectorIndexError) -> ScanPlan {
        let plan = try combined(query, weights: weights, variant: variant)
        cvk_plan_clamp(plan.handle, false, true)
        return plan
    }

    /// Ranks by the sum of weighted cosines, negative ones counted as 0: the scan reads the four facet matrices.
    static func clamped(
        _ query: [Float], weights: [Float], variant: cvk_variant = cvk_best()
    ) throws(VectorIndexError) -> ScanPlan {
        let plan = try ScanPlan(variant: variant)
        let own = try plan.query(query, normalise: true)
        for facet in 0..<FacetSet.facetCount {
            cvk_plan_scan(plan.handle, UInt32(facet + 1), own, column(facet, of: weights))
        }
        plan.scoreFacets(own, weights: weights)
        cvk_plan_clamp(plan.handle, true, true)
        return plan
    }

    /// Ranks by the mean cosine over the chosen facets of a reference title; where either lacks one, it counts 0.
    static func similar(to reference: [[Float]?], facets: FacetSet) throws(VectorIndexError) -> ScanPlan {
        let plan = try ScanPlan()
        let weights = [Float](repeating: 1 / Float(facets.positions.count), count: 16)
        for facet in facets.positions {
            guard let vector = reference[facet] else { continue }
            let own = try plan.query(vector, normalise: false)
            cvk_plan_scan(plan.handle, UInt32(facet + 1), own, weights)
            cvk_plan_exact(plan.handle, UInt32(facet), own, weights)
        }
        return plan
    }

    private func query(_ vector: [Float], normalise: Bool) throws(VectorIndexError) -> OpaquePointer {
        guard let query = cvk_query_make(vector, UInt32(vector.count), normalise) else { throw .outOfMemory }
        queries.append(query)
        return query
    }

    private func scoreFacets(_ query: OpaquePointer, weights: [Float]) {
        for facet in 0..<FacetSet.facetCount {
            cvk_plan_exact(handle, UInt32(facet), query, Self.column(facet, of: weights))
        }
    }

    /// One facet's weight for each of the 16 masks.
    private static func column(_ facet: Int, of weights: [Float]) -> [Float] {
        (0..<16).map { weights[$0 * FacetSet.facetCount + facet] }
    }
}
