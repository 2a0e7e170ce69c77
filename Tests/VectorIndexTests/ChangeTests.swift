import Testing

@testable import VectorIndex

@Suite("Changes of the vector index")
struct ChangeTests {
    @Test("A put, a new put and a removal show in the next search")
    func nextSearch() throws {
        let index = try FacetIndex(dimension: 2)
        try index.apply([
            .put(key: 1, facets: [[1, 0], nil, nil, nil]), .put(key: 2, facets: [[1, 1], nil, nil, nil]),
        ])
        #expect(try index.search([1, 0], count: 5).keys == [1, 2])
        try index.apply([.put(key: 1, facets: [[0, 1], nil, nil, nil])])
        #expect(try index.search([1, 0], count: 5).keys == [2, 1])
        #expect(index.facets(of: 1) == [[0, 1], nil, nil, nil])
        try index.apply([.remove(key: 2), .remove(key: 77)])
        #expect(try index.search([1, 0], count: 5).keys == [1])
        #expect(index.count == 1 && !index.contains(2) && index.facets(of: 2) == nil)
    }

    @Test("Within a batch the last change of a key wins")
    func lastChangeWins() throws {
        let index = try FacetIndex(dimension: 1)
        try index.apply([
            .put(key: 1, facets: [[1], nil, nil, nil]), .remove(key: 1), .put(key: 2, facets: [[1], nil, nil, nil]),
            .put(key: 2, facets: [nil, [-1], nil, nil]), .remove(key: 3), .put(key: 3, facets: [[1], nil, nil, nil]),
        ])
        #expect(index.count == 2)
        #expect(index.facets(of: 2) == [nil, [-1], nil, nil])
        #expect(try index.searchCombined([1], count: 3).keys == [3, 2])
    }

    @Test("A search that is under way keeps the titles that it began with")
    func runningSearch() throws {
        let reference = ReferenceIndex.clustered(300, dimension: 16, seed: 21)
        let index = try reference.index(segmentRows: 64)
        let query = [Float](repeating: 1, count: 16)
        let before = Scan(state: index.state, wanted: index.state.wanted(nil), count: 20)
        let fresh = (0..<500).map { VectorChange.put(key: 90_000 + $0, facets: [query, query, query, query]) }
        try index.apply(reference.titles.keys.map { .remove(key: $0) } + fresh)
        let hits = try before.ranked(.clamped(query, weights: index.weightTable))
        #expect(hits.keys == reference.search(query, count: 20))
        #expect(try index.search(query, count: 20).keys == (0..<20).map { 90_000 + $0 })
    }

    @Test("Segments whose titles are mostly gone are given back")
    func compaction() throws {
        var reference = ReferenceIndex.clustered(1280, dimension: 16, seed: 22)
        let index = try reference.index(segmentRows: 64)
        let full = index.memory
        let gone = reference.titles.keys.sorted().enumerated().filter { $0.offset % 8 != 0 }.map(\.element)
        for key in gone { reference.titles[key] = nil }
        for start in stride(from: 0, to: gone.count, by: 100) {
            try index.apply(gone[start..<min(start + 100, gone.count)].map { .remove(key: $0) })
        }
        #expect(index.memory.titles == 160)
        #expect(index.memory.deadRows <= 160 + 64)
        #expect(index.memory.heapBytes * 2 < full.heapBytes)
        let query = [Float](repeating: 1, count: 16)
        #expect(try index.search(query, count: 200).keys == reference.search(query, count: 200))
    }

    @Test("Rewriting every title again and again does not fill the memory")
    func rewriting() throws {
        let reference = ReferenceIndex.clustered(200, dimension: 16, seed: 23)
        let index = try reference.index(segmentRows: 64)
        let first = index.memory.heapBytes
        for _ in 0..<30 { try index.apply(reference.changes) }
        #expect(index.memory.heapBytes <= 4 * first)
        #expect(index.count == 200)
        let query = [Float](repeating: -1, count: 16)
        #expect(try index.search(query, count: 50).keys == reference.search(query, count: 50))
    }
}
