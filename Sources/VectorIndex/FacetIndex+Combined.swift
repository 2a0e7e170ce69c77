extension FacetIndex {
    /// One vector for all facets of a title: their sum by the index's weights, those of missing facets spread over the
    /// others. Nil for an unknown key, and for a title without vectors.
    package func combined(of key: Int64) -> [Float]? {
        guard let facets = facets(of: key) else { return nil }
        let mask = facets.indices.reduce(0) { facets[$1] == nil ? $0 : $0 | 1 << $1 }
        guard mask != 0 else { return nil }
        var sum = [Float](repeating: 0, count: dimension)
        for (place, facet) in facets.enumerated() {
            guard let facet else { continue }
            let weight = weightTable[mask * FacetSet.facetCount + place]
            for element in sum.indices { sum[element] += weight * facet[element] }
        }
        return sum
    }
}
