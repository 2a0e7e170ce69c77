import Testing

@testable import VectorIndex

@Suite("Readers beside a writer")
struct ConcurrencyTests {
    private static let keys: [Int64] = Array(0..<150)

    /// Version v puts every title at the same place, so that all scores of one answer are of one version.
    private static func batch(_ version: Int) -> [VectorChange] {
        let angle = Float(version % 50) / 50
        return keys.map { .put(key: $0, facets: [[1, angle], nil, nil, nil]) }
    }

    @Test("Every answer shows one batch as a whole, whatever the writer does meanwhile")
    func answersAreConsistent() async throws {
        let index = try FacetIndex.small(dimension: 2)
        try index.apply(Self.batch(0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    let filter = index.bitmap(of: Self.keys)
                    for round in 0..<150 {
                        let hits = try index.search([1, 0], count: 500, filter: round % 2 == 0 ? filter : nil)
                        #expect(hits.keys == Self.keys)
                        #expect(Set(hits.map(\.score)).count == 1)
                    }
                }
            }
            group.addTask {
                for version in 1..<200 { try index.apply(Self.batch(version)) }
            }
            try await group.waitForAll()
        }
        #expect(index.count == Self.keys.count)
    }

    @Test("Writers at the same time lose nothing of each other")
    func writersWait() async throws {
        let index = try FacetIndex.small(dimension: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<100 {
                        let key = Int64(writer * 1000 + number)
                        try index.apply([.put(key: key, facets: [[1, Float(number)], nil, nil, nil])])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(index.count == 400)
        #expect(try index.search([1, 0], count: 4).keys == [0, 1000, 2000, 3000])
    }
}
