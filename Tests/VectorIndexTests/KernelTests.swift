import CVectorKernels
import Testing

@testable import VectorIndex

@Suite("Instruction sets of the scan")
struct KernelTests {
    static let available = [CVK_AVX2, CVK_AVX512, CVK_AVX512_VNNI, CVK_NEON].filter { cvk_available($0) }.map(
        \.rawValue)
    private let capacity: UInt32 = 192

    /// Random titles and one of extreme codes: every element the largest there is.
    private func block(_ dimension: Int, _ numbers: inout SeededNumbers) throws -> SegmentBlock {
        let block = try SegmentBlock(dimension: dimension, capacity: Int(capacity))
        let weights = FacetWeights.seed.table
        for row in 0..<Int(capacity) {
            let plain = (0..<4).map { _ in numbers.chance(0.2) ? nil : numbers.vector(dimension) }
            let extreme = [Float](repeating: row % 2 == 0 ? 1 : -1, count: dimension)
            block.put(row, key: Int64(row), facets: row % 50 < 2 ? [extreme, nil, nil, nil] : plain, weights: weights)
        }
        return block
    }

    private func dots(
        _ variant: UInt32, _ block: SegmentBlock, _ rows: [UInt32]?, _ query: OpaquePointer
    ) -> [Int32] {
        let count = rows?.count ?? Int(capacity) - 3
        var out = [Int32](repeating: 0, count: count + 1)
        withUnsafePointer(to: block.block.matrix.0) {
            cvk_dots(cvk_variant(rawValue: variant), $0, block.block.stride, rows, UInt32(count), query, &out)
        }
        #expect(out.removeLast() == 0, "written behind the end")
        return out
    }

    @Test("Each gives the integers of the portable one", arguments: available)
    func integersAgree(variant: UInt32) throws {
        var numbers = SeededNumbers(seed: 41)
        for dimension in [1, 64, 65, 384, 768, 1000] {
            let block = try block(dimension, &numbers)
            for vector in [numbers.vector(dimension), [Float](repeating: -1, count: dimension)] {
                let query = try #require(cvk_query_make(vector, UInt32(dimension), true))
                defer { cvk_query_free(query) }
                for rows in [nil, [5], [191, 0, 64, 63, 7], (0..<64).map { UInt32($0 * 3 % 192) }] {
                    let expected = dots(CVK_PORTABLE.rawValue, block, rows, query)
                    #expect(dots(variant, block, rows, query) == expected, "dimension \(dimension)")
                }
            }
        }
    }

    @Test("Each gives the same bounds and the same exact scores, and no bound is below its score", arguments: available)
    func scoresAgree(variant: UInt32) throws {
        var numbers = SeededNumbers(seed: 42)
        for dimension in [3, 100, 384] {
            let block = try block(dimension, &numbers)
            let query = numbers.vector(dimension)
            let weights = FacetWeights.seed.table
            let portable = try scan(.clamped(query, weights: weights, variant: CVK_PORTABLE), block)
            let own = try scan(.clamped(query, weights: weights, variant: cvk_variant(rawValue: variant)), block)
            #expect(own.map(\.row) == portable.map(\.row))
            #expect(own.map(\.exact) == portable.map(\.exact))
            #expect(own.allSatisfy { $0.exact <= Double($0.upper) })
            let plan = try ScanPlan.combined(query, weights: weights, variant: cvk_variant(rawValue: variant))
            let combined = try scan(plan, block)
            #expect(combined.allSatisfy { $0.exact <= Double($0.upper) && Double($0.upper) < $0.exact + 0.05 })
            let single = combined.map { block.bound(of: Int($0.row), plan) }
            #expect(zip(combined, single).allSatisfy { abs($0.upper - $1) < 1e-6 })
        }
    }

    private func scan(_ plan: ScanPlan, _ block: SegmentBlock) throws -> [(row: UInt32, upper: Float, exact: Double)] {
        let collector = try #require(cvk_collector_make(capacity))
        defer { cvk_collector_free(collector) }
        return withUnsafePointer(to: block.block) { pointer in
            cvk_scan(plan.handle, pointer, capacity, nil, 0, collector)
            let count = Int(cvk_collector_next(collector, .max))
            return UnsafeBufferPointer(start: cvk_collector_candidates(collector), count: count)
                .map { (row: $0.row, upper: $0.upper, exact: cvk_exact(plan.handle, pointer, $0.row)) }
                .sorted { $0.row < $1.row }
        }
    }
}
