import CVectorKernels

/// The memory of one segment: own pages, or a part of a mapped snapshot.
///
/// Safe to share: a row is written once, by the index's only writer, before the state that makes it visible is
/// published under a lock; a visible row never changes, and mapped blocks are never written.
final class SegmentBlock: @unchecked Sendable {
    let block: cvk_block
    let isMapped: Bool
    private let base: UnsafeMutableRawPointer
    private let sizeBytes: Int
    private let file: MappedFile?

    init(dimension: Int, capacity: Int) throws(VectorIndexError) {
        sizeBytes = cvk_block_bytes(UInt32(dimension), UInt32(capacity))
        guard sizeBytes > 0, let memory = cvk_memory_take(sizeBytes) else { throw .outOfMemory }
        base = memory
        file = nil
        isMapped = false
        block = cvk_block_at(memory, UInt32(dimension), UInt32(capacity))
    }

    /// A block inside a mapped file. The caller has checked that it fits.
    init(file: MappedFile, offset: Int, dimension: Int, capacity: Int) {
        sizeBytes = cvk_block_bytes(UInt32(dimension), UInt32(capacity))
        base = file.base + offset
        self.file = file
        isMapped = true
        block = cvk_block_at(base, UInt32(dimension), UInt32(capacity))
    }

    deinit {
        if !isMapped { cvk_memory_release(base, sizeBytes) }
    }

    var capacity: Int { Int(block.capacity) }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: sizeBytes) }

    func key(at row: Int) -> Int64 { block.keys[row] }

    /// No score of the row by the facets or the combined vector, whichever the plan scans, is higher.
    func bound(of row: Int, _ plan: ScanPlan) -> Float {
        withUnsafePointer(to: block) { cvk_bound(plan.handle, $0, UInt32(row)) }
    }

    /// The score of the row in full precision.
    func exact(of row: Int, _ plan: ScanPlan) -> Double {
        withUnsafePointer(to: block) { cvk_exact(plan.handle, $0, UInt32(row)) }
    }

    /// Has the memory ready that `bound` reads; worth it some rows ahead.
    func expectBound(of row: Int, _ plan: ScanPlan) {
        withUnsafePointer(to: block) { cvk_bound_ahead(plan.handle, $0, UInt32(row)) }
    }

    /// Writes a row that no published state shows yet.
    func put(_ row: Int, key: Int64, facets: [[Float]?], weights: [Float]) {
        withPointers(to: facets) { pointers in
            withUnsafePointer(to: block) { cvk_row_put($0, UInt32(row), key, pointers, weights) }
        }
    }

    func copy(row source: Int, of other: SegmentBlock, to row: Int) {
        withUnsafePointer(to: block) { target in
            withUnsafePointer(to: other.block) { cvk_row_copy(target, UInt32(row), $0, UInt32(source)) }
        }
    }

    /// The unit vectors of a row, nil where it has none.
    func facets(of row: Int) -> [[Float]?] {
        let dimension = Int(block.dimension)
        let mask = FacetSet(rawValue: block.mask[row])
        return (0..<FacetSet.facetCount).map { facet in
            guard mask.positions.contains(facet) else { return nil }
            let start = block.vectors + (row * FacetSet.facetCount + facet) * dimension
            return Array(UnsafeBufferPointer(start: start, count: dimension))
        }
    }

    private func withPointers(to facets: [[Float]?], _ body: (UnsafePointer<UnsafePointer<Float>?>) -> Void) {
        let dimension = Int(block.dimension)
        let flat = facets.flatMap { $0 ?? [Float](repeating: 0, count: dimension) }
        flat.withUnsafeBufferPointer { all in
            let placed = facets.indices.map { place in
                facets[place] == nil ? nil : all.baseAddress.map { $0 + place * dimension }
            }
            placed.withUnsafeBufferPointer { list in
                if let first = list.baseAddress { body(first) }
            }
        }
    }
}
