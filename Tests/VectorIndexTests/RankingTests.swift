import Testing
import VectorIndex

@Suite("Ranking of titles by facet vectors")
struct RankingTests {
    @Test("A search gives exactly the titles of the formula", arguments: [8, 50, 100, 384])
    func searchAgrees(dimension: Int) throws {
        let reference = ReferenceIndex.clustered(700, dimension: dimension, seed: 1)
        let index = try reference.index()
        var numbers = SeededNumbers(seed: 2)
        for _ in 0..<10 {
            let query = numbers.vector(dimension)
            #expect(try index.search(query, count: 50).keys == reference.search(query, count: 50))
            #expect(try index.search(query, count: 50, exhaustive: true).keys == reference.search(query, count: 50))
            let combined = try index.searchCombined(query, count: 50).keys
            #expect(combined == reference.search(query, count: 50, clamped: false))
        }
    }

    @Test("The window of a large index misses nothing, whether or not the best titles stand out")
    func windowAgrees() throws {
        let reference = ReferenceIndex.clustered(6000, dimension: 24, seed: 3)
        let index = try reference.index(segmentRows: 1024)
        var numbers = SeededNumbers(seed: 4)
        for title in reference.changes.prefix(4) {
            guard case .put(_, let facets) = title, let near = facets.compactMap({ $0 }).first else { continue }
            let query = numbers.vector(near: near, noise: 0.8)
            #expect(try index.search(query, count: 50).keys == reference.search(query, count: 50))
            let opposite = query.map { -$0 }
            #expect(try index.search(opposite, count: 50).keys == reference.search(opposite, count: 50))
        }
    }

    @Test("Scores are the cosines, weighted .4, .3, .2, .1")
    func scores() throws {
        let index = try FacetIndex(dimension: 2)
        let (right, up, slanted): ([Float], [Float], [Float]) = ([1, 0], [0, 2], [3, 4])
        try index.apply([.put(key: 1, facets: [right, up, slanted, right])])
        let hits = try index.search([5, 0], count: 1)
        #expect(hits.scores(are: [0.4 + 0.2 * 0.6 + 0.1]))
    }

    @Test("The weight of a missing facet is spread over the others")
    func missingFacets() throws {
        let index = try FacetIndex(dimension: 2)
        try index.apply([
            .put(key: 1, facets: [nil, [1, 0], nil, [0, 1]]), .put(key: 2, facets: [nil, nil, nil, [1, 0]]),
        ])
        let hits = try index.search([1, 0], count: 2)
        #expect(hits.keys == [2, 1])
        #expect(hits.scores(are: [1, 0.75]))
    }

    @Test("Negative cosines count as 0 in the product's ranking and as they are in the combined one")
    func negativeCosines() throws {
        let index = try FacetIndex(dimension: 2)
        try index.apply([.put(key: 1, facets: [[1, 0], [-1, 0], nil, nil])])
        #expect(try index.search([1, 0], count: 1).scores(are: [4.0 / 7]))
        #expect(try index.searchCombined([1, 0], count: 1).scores(are: [1.0 / 7]))
    }

    @Test("Equal scores are in the order of the keys, also beyond the last place")
    func ties() throws {
        let index = try FacetIndex.small(dimension: 4)
        let same: [Float] = [1, 2, 3, 4]
        let keys = (0..<900).map { Int64(($0 * 7919) % 900) - 450 }
        try index.apply(keys.map { .put(key: $0, facets: [same, same, nil, same]) })
        let expected = Array(keys.sorted().prefix(20))
        #expect(try index.search(same, count: 20).keys == expected)
        #expect(try index.searchCombined(same, count: 20).keys == expected)
        #expect(try index.search([-1, -2, -3, -4], count: 20).keys == expected)
        #expect(try index.similar(to: -450, facets: .all, count: 5)?.keys == [-449, -448, -447, -446, -445])
    }

    @Test(
        "Similar titles are ranked by the mean cosine of the chosen facets",
        arguments: [[0], [1], [2, 3], [0, 1, 2, 3]])
    func similar(chosen: [Int]) throws {
        let reference = ReferenceIndex.clustered(500, dimension: 40, seed: 5, missing: 0.3)
        let index = try reference.index(segmentRows: 128)
        let facets = FacetSet(rawValue: chosen.reduce(0) { $0 | 1 << UInt8($1) })
        for key in [Int64(1), 301, 1000] {
            let hits = try index.similar(to: key, facets: facets, count: 30)
            #expect(hits?.keys == reference.similar(to: key, facets: chosen, count: 30))
        }
        #expect(try index.similar(to: 2, facets: facets, count: 30) == nil)
    }

    @Test("Asked for more than there is, a search gives all; asked for none, nothing")
    func counts() throws {
        let index = try ReferenceIndex.clustered(30, dimension: 8, seed: 6).index()
        let query: [Float] = [1, 2, 3, 4, 5, 6, 7, 8]
        #expect(try index.search(query, count: 1000).count == 30)
        #expect(try index.search(query, count: .max).count == 30)
        #expect(try index.search(query, count: 0).isEmpty)
        #expect(try FacetIndex(dimension: 8).search(query, count: 5).isEmpty)
    }
}
