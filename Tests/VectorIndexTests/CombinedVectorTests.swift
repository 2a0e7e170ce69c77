import Testing
import VectorIndex

@Suite("One vector for all facets")
struct CombinedVectorTests {
    @Test("it is the sum by the weights, those of missing facets spread over the others")
    func sum() throws {
        let index = try FacetIndex(
            dimension: 2, weights: FacetWeights(plot: 0.4, mood: 0.3, themes: 0.2, genre: 0.1))
        try index.apply([
            .put(key: 1, facets: [[1, 0], [0, 1], [1, 0], [0, 1]]), .put(key: 2, facets: [[2, 0], nil, nil, [0, 3]]),
            .put(key: 3, facets: [nil, nil, nil, nil]),
        ])
        let whole = try #require(index.combined(of: 1))
        #expect(zip(whole, [0.6, 0.4]).allSatisfy { abs($0 - $1) < 1e-6 })
        let part = try #require(index.combined(of: 2))
        #expect(zip(part, [0.8, 0.2]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(index.combined(of: 3) == nil && index.combined(of: 4) == nil)
    }

    @Test("its dot product with a query is the score of the combined search")
    func score() throws {
        let index = try FacetIndex(dimension: 3)
        try index.apply([.put(key: 7, facets: [[1, 2, 2], [0, 1, 0], nil, [3, 0, 4]])])
        let hit = try #require(try index.searchCombined([0, 0.6, 0.8], count: 1).first)
        let vector = try #require(index.combined(of: 7))
        #expect(abs(Float(hit.score) - (0.6 * vector[1] + 0.8 * vector[2])) < 1e-5)
    }

    @Test("the version rises with every batch that was applied")
    func version() throws {
        let index = try FacetIndex(dimension: 1)
        let first = index.version
        try index.apply([.put(key: 1, facets: [[1], nil, nil, nil])])
        let second = index.version
        try? index.apply([.put(key: 2, facets: [[1, 2], nil, nil, nil])])
        #expect(second > first && index.version == second, "a refused batch changes nothing")
    }
}
