import Foundation
import VectorIndex

/// The files that make_data.py makes: float32 vectors row by row, a facet of zeros is missing; int32 keys.
struct BenchmarkData {
    let folder: String
    let dimension: Int
    let titles: Int
    let queries: [[Float]]
    let owned: [Int64]
    private let facets: Data

    init(folder: String, dimension: Int) throws {
        func read(_ name: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name), options: .alwaysMapped)
        }
        self.folder = folder
        self.dimension = dimension
        facets = try read("facets.f32")
        titles = facets.count / (16 * dimension)
        let flat = try read("queries.f32").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        queries = stride(from: 0, to: flat.count, by: dimension).map { Array(flat[$0..<($0 + dimension)]) }
        owned = try read("owned.i32").withUnsafeBytes { $0.bindMemory(to: Int32.self).map(Int64.init) }
    }

    func fill(_ index: FacetIndex) throws {
        let batch = 2000
        for start in stride(from: 0, to: titles, by: batch) {
            try index.apply((start..<min(start + batch, titles)).map { .put(key: Int64($0), facets: vectors(of: $0)) })
        }
    }

    private func vectors(of title: Int) -> [[Float]?] {
        facets.withUnsafeBytes { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            return (0..<4).map { facet in
                let start = (title * 4 + facet) * dimension
                return Array(floats[start..<(start + dimension)])
            }
        }
    }
}
