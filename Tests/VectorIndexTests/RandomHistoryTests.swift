import Foundation
import Testing

@testable import VectorIndex

@Suite("Random histories of changes")
struct RandomHistoryTests {
    @Test("After any sequence of puts and removals every search agrees with the formulas", arguments: 1...12)
    func historiesAgree(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed) * 1000)
        let dimension = [1, 3, 16, 63, 64, 65, 130][seed % 7]
        var reference = ReferenceIndex()
        var index = try FacetIndex.small(dimension: dimension, segmentRows: seed % 2 == 0 ? 64 : 192)
        for step in 0..<25 {
            try index.apply(change(&reference, &numbers, dimension))
            if step % 8 == 7 { index = try reopened(index) }
            try compare(index, reference, &numbers)
        }
    }

    private func change(
        _ reference: inout ReferenceIndex, _ numbers: inout SeededNumbers, _ dimension: Int
    ) -> [VectorChange] {
        (0..<Int.random(in: 0...60, using: &numbers)).map { _ in
            let key = Int64.random(in: -60...60, using: &numbers)
            guard numbers.chance(0.7) else {
                reference.titles[key] = nil
                return .remove(key: key)
            }
            let facets = (0..<4).map { _ in numbers.chance(0.3) ? nil : numbers.vector(dimension) }
            reference.titles[key] = facets.allSatisfy { $0 == nil } ? nil : facets
            return .put(key: key, facets: facets)
        }
    }

    private func reopened(_ index: FacetIndex) throws -> FacetIndex {
        let file = SnapshotFile()
        try index.write(to: file.path, stamp: SnapshotStamp(model: "m", revision: 1))
        let expectation = SnapshotExpectation(model: "m", dimension: index.dimension)
        return try FacetIndex.open(path: file.path, expecting: expectation).index
    }

    private func compare(
        _ index: FacetIndex, _ reference: ReferenceIndex, _ numbers: inout SeededNumbers
    ) throws {
        #expect(index.count == reference.titles.count)
        let query = numbers.vector(index.dimension)
        let keys = Set((0..<30).map { _ in Int64.random(in: -60...60, using: &numbers) })
        let filter = index.bitmap(of: keys)
        #expect(agree(try index.search(query, count: 15), reference.search(query, count: 15), index.dimension))
        let within = reference.search(query, count: 15, within: keys)
        #expect(agree(try index.search(query, count: 15, filter: filter), within, index.dimension))
        if let key = reference.titles.keys.sorted().first {
            let expected = reference.similar(to: key, facets: [0, 3], count: 15)
            let hits = try index.similar(to: key, facets: [.plot, .genre], count: 15) ?? []
            #expect(agree(hits, expected, index.dimension))
        }
    }

    /// In one or three dimensions many scores are equal but for rounding; there only the number of hits is compared.
    private func agree(_ hits: [Hit], _ expected: [Int64], _ dimension: Int) -> Bool {
        dimension > 3 ? hits.keys == expected : hits.count == expected.count
    }
}
