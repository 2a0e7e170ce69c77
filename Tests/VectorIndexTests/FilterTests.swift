import Testing
import VectorIndex

@Suite("Searches within a set of titles")
struct FilterTests {
    private let reference = ReferenceIndex.clustered(3000, dimension: 32, seed: 11)
    private let query: [Float] = {
        var numbers = SeededNumbers(seed: 12)
        return numbers.vector(32)
    }()

    @Test("Only titles of the set are found, whatever part of the index it is", arguments: [2, 3, 10, 100, 1000])
    func agree(step: Int) throws {
        let index = try reference.index()
        let keys = reference.titles.keys.sorted().enumerated().filter { $0.offset % step == 0 }.map(\.element)
        let filter = index.bitmap(of: keys)
        let expected = reference.search(query, count: 40, within: Set(keys))
        #expect(filter.count == keys.count)
        #expect(try index.search(query, count: 40, filter: filter).keys == expected)
        #expect(try index.search(query, count: 40, filter: filter, exhaustive: true).keys == expected)
        let combined = reference.search(query, count: 40, clamped: false, within: Set(keys))
        #expect(try index.searchCombined(query, count: 40, filter: filter).keys == combined)
    }

    @Test("An empty set gives no hits")
    func emptySet() throws {
        let index = try reference.index()
        let filter = index.bitmap(of: [])
        #expect(try index.search(query, count: 40, filter: filter).isEmpty)
        #expect(try index.searchCombined(query, count: 40, filter: filter).isEmpty)
        #expect(try index.similar(to: 1, facets: .all, count: 40, filter: filter)?.isEmpty == true)
    }

    @Test("Unknown and repeated keys change nothing")
    func unknownKeys() throws {
        let index = try reference.index()
        let filter = index.bitmap(of: [1, 1, 2, -7, .max, .min, 4])
        #expect(filter.count == 2)
        #expect(Set(try index.search(query, count: 40, filter: filter).keys) == [1, 4])
    }

    @Test("Similar titles stay within the set, and the title itself need not be in it")
    func similarWithin() throws {
        let index = try reference.index()
        let hits = try index.similar(to: 1, facets: .plot, count: 10, filter: index.bitmap(of: [1, 4, 7]))
        #expect(Set(hits?.keys ?? []) == [4, 7])
    }

    @Test("A set made earlier follows the index: new titles come in, removed ones go")
    func setsFollowChanges() throws {
        let index = try reference.index()
        let filter = index.bitmap(of: [1, 4, 50_000])
        try index.apply([.put(key: 50_000, facets: [query, nil, nil, nil]), .remove(key: 4)])
        #expect(try index.search(query, count: 40, filter: filter).keys == [50_000, 1])
    }
}
