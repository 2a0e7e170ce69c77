import Testing
import VectorIndex

@Suite("Input that the vector index refuses")
struct BadInputTests {
    private let good: [Float] = [1, 0, 0]

    private func index() throws -> FacetIndex {
        let index = try FacetIndex(dimension: 3)
        try index.apply([.put(key: 1, facets: [good, good, nil, nil])])
        return index
    }

    @Test("Queries of the wrong size, without a direction or not finite")
    func queries() throws {
        let index = try index()
        #expect(throws: VectorIndexError.wrongDimension(expected: 3, found: 2)) { try index.search([1, 0], count: 1) }
        #expect(throws: VectorIndexError.wrongDimension(expected: 3, found: 0)) {
            try index.searchCombined([], count: 1)
        }
        #expect(throws: VectorIndexError.zeroQuery) { try index.search([0, 0, -0.0], count: 1) }
        #expect(throws: VectorIndexError.zeroQuery) { try index.searchCombined([0, 0, 0], count: 1) }
        for bad in [Float.nan, .infinity, -.infinity] {
            #expect(throws: VectorIndexError.notFinite) { try index.search([1, bad, 0], count: 1) }
            #expect(throws: VectorIndexError.notFinite) { try index.searchCombined([bad, 0, 0], count: 1) }
        }
        #expect(throws: VectorIndexError.noFacetChosen) { try index.similar(to: 1, facets: [], count: 1) }
    }

    @Test("A batch with one bad vector leaves nothing of the others")
    func batches() throws {
        let bad: [([[Float]?], VectorIndexError)] = [
            ([good, [1, 2], nil, nil], .wrongDimension(expected: 3, found: 2)),
            ([good, nil, [1, .nan, 0], nil], .notFinite),
            ([nil, nil, nil, [0, 0, .infinity]], .notFinite),
            ([good, good, good], .facetCount(key: 3, found: 3)),
        ]
        for (facets, error) in bad {
            let index = try index()
            #expect(throws: error) {
                try index.apply([
                    .put(key: 2, facets: [good, nil, nil, nil]), .remove(key: 1), .put(key: 3, facets: facets),
                ])
            }
            #expect(index.count == 1)
            #expect(index.contains(1) && !index.contains(2) && !index.contains(3))
            try index.apply([.put(key: 9, facets: [nil, nil, good, nil])])
            #expect(Set(try index.search(good, count: 9).keys) == [1, 9])
        }
    }

    @Test("A zero vector counts as a missing facet, and a title of nothing else is removed")
    func zeroVectors() throws {
        let index = try index()
        try index.apply([.put(key: 2, facets: [[0, 0, 0], good, nil, nil])])
        #expect(index.facets(of: 2) == [nil, good, nil, nil])
        try index.apply([
            .put(key: 1, facets: [[0, 0, 0], nil, nil, nil]), .put(key: 2, facets: [nil, nil, nil, nil]),
        ])
        #expect(index.count == 0)
    }

    @Test("Very long and very short vectors keep their direction")
    func extremeLengths() throws {
        let index = try index()
        try index.apply([
            .put(key: 2, facets: [[0, 3e38, 3e38], nil, nil, nil]),
            .put(key: 3, facets: [[0, 1e-38, 0], nil, nil, nil]),
        ])
        let hits = try index.search([0, .leastNonzeroMagnitude, 0], count: 2)
        #expect(hits.keys == [3, 2])
        #expect(hits.scores(are: [1, 0.5.squareRoot()]))
    }

    @Test("Dimensions and weights out of range")
    func construction() throws {
        for dimension in [0, -1, 4097] {
            #expect(throws: VectorIndexError.dimensionOutOfRange(dimension)) { try FacetIndex(dimension: dimension) }
        }
        for plot in [Float(0), -1, .nan, .infinity] {
            #expect(throws: VectorIndexError.weightsInvalid) {
                try FacetIndex(dimension: 3, weights: FacetWeights(plot: plot, mood: 1, themes: 1, genre: 1))
            }
        }
        #expect(try FacetIndex(dimension: 4096).count == 0)
    }
}
