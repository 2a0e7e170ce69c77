@testable import VectorIndex

extension FacetIndex {
    /// An index with segments so small that a test fills many.
    static func small(dimension: Int, segmentRows: Int = 64) throws -> FacetIndex {
        try FacetIndex(dimension: dimension, weights: .seed, segmentRows: segmentRows)
    }
}

extension [Hit] {
    var keys: [Int64] { map(\.key) }

    func scores(are expected: [Double]) -> Bool {
        count == expected.count && zip(self, expected).allSatisfy { abs(Double($0.score) - $1) < 1e-6 }
    }
}
