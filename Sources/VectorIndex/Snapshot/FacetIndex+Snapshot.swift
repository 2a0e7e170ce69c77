import CVectorKernels

extension FacetIndex {
    /// Writes the present state to a file that replaces `path` in one step. Changes may be applied meanwhile; they are
    /// not in the file.
    package func write(to path: String, stamp: SnapshotStamp) throws(VectorIndexError) {
        guard stamp.model.utf8.count <= VectorIndexLimits.modelNameBytesMax else { throw .snapshot(.stampTooLong) }
        let file = try TemporaryFile(replacing: path)
        let expectation = SnapshotExpectation(model: stamp.model, dimension: dimension, weights: weights)
        var body = SnapshotBody(header: SnapshotHeader(expectation: expectation, revision: stamp.revision), file: file)
        try body.write(state)
        try write(body.header.encoded, to: file)
        try file.moveIntoPlace()
    }

    private func write(_ page: [UInt8], to file: TemporaryFile) throws(VectorIndexError) {
        let result = page.withUnsafeBytes { bytes in
            Result { () throws(VectorIndexError) in try file.write(bytes, at: 0) }
        }
        try result.get()
    }

    /// Maps a snapshot and verifies all of it. Each error means that the file is of no use and the index is to be built
    /// anew. Vectors stay in the file; later changes go to memory.
    package static func open(path: String, expecting: SnapshotExpectation) throws(VectorIndexError) -> OpenedSnapshot {
        let file = try MappedFile(path: path)
        let header = try SnapshotHeader(file.bytes)
        let found = header.expectation
        guard found.model == expecting.model else { throw .snapshot(.otherModel(found.model)) }
        guard found.dimension == expecting.dimension else { throw .snapshot(.otherDimension(found.dimension)) }
        guard found.weights == expecting.weights else { throw .snapshot(.otherWeights) }
        guard file.sizeBytes == SnapshotHeader.sizeBytes + header.bodyBytes else { throw .snapshot(.cut) }
        let body = UnsafeRawBufferPointer(rebasing: file.bytes[SnapshotHeader.sizeBytes...])
        var digest = cvk_digest()
        cvk_digest_begin(&digest)
        cvk_digest_add(&digest, body.baseAddress, body.count)
        guard cvk_digest_end(&digest) == header.bodyDigest else { throw .snapshot(.damaged) }
        let index = FacetIndex(state: try state(of: file, header), weights: found.weights)
        return OpenedSnapshot(index: index, stamp: SnapshotStamp(model: found.model, revision: header.revision))
    }

    private static func state(of file: MappedFile, _ header: SnapshotHeader) throws(VectorIndexError) -> IndexState {
        let dimension = header.expectation.dimension
        guard (1...VectorIndexLimits.dimensionMax).contains(dimension), header.segmentRows > 0,
            header.segmentRows % 64 == 0
        else { throw .snapshot(.damaged) }
        var state = IndexState(dimension: dimension, segmentRows: header.segmentRows)
        var offset = SnapshotHeader.sizeBytes
        for slot in 0..<header.segmentCount {
            let (rows, capacity) = (header.rows(of: slot), header.capacity(of: slot))
            let size = cvk_block_bytes(UInt32(dimension), UInt32(capacity))
            guard size > 0, rows > 0, rows <= capacity, capacity <= header.segmentRows, offset + size <= file.sizeBytes
            else {
                throw .snapshot(.damaged)
            }
            let block = SegmentBlock(file: file, offset: offset, dimension: dimension, capacity: capacity)
            for row in 0..<rows { _ = state.keys.set(block.key(at: row), to: slot * header.segmentRows + row) }
            state.segments.append(
                IndexState.Segment(block: block, rows: rows, live: fullWords(rows), liveCount: rows))
            offset += size
        }
        guard state.keys.count == header.titles else { throw .snapshot(.damaged) }
        return state
    }

    private static func fullWords(_ rows: Int) -> [UInt64] {
        let rest = rows % 64
        return [UInt64](repeating: .max, count: rows / 64) + (rest > 0 ? [(1 << UInt64(rest)) - 1] : [])
    }
}

/// Packs the live rows of a state into full segments and writes them behind the header's page.
private struct SnapshotBody {
    var header: SnapshotHeader
    let file: TemporaryFile

    mutating func write(_ state: IndexState) throws(VectorIndexError) {
        header.segmentRows = state.segmentRows
        header.titles = state.keys.count
        header.segmentCount = (header.titles + state.segmentRows - 1) / state.segmentRows
        let lastRows = header.titles - max(header.segmentCount - 1, 0) * state.segmentRows
        header.lastCapacity = (lastRows + 63) / 64 * 64
        var digest = cvk_digest()
        cvk_digest_begin(&digest)
        var rows = LiveRows(state: state)
        for slot in 0..<header.segmentCount {
            let block = try SegmentBlock(dimension: state.dimension, capacity: header.capacity(of: slot))
            for row in 0..<header.rows(of: slot) {
                if let (source, sourceRow) = rows.next() { block.copy(row: sourceRow, of: source, to: row) }
            }
            try file.write(block.bytes, at: SnapshotHeader.sizeBytes + header.bodyBytes)
            cvk_digest_add(&digest, block.bytes.baseAddress, block.bytes.count)
            header.bodyBytes += block.bytes.count
        }
        header.bodyDigest = cvk_digest_end(&digest)
    }
}

/// The live rows of a state in the order of their numbers.
private struct LiveRows: IteratorProtocol {
    let state: IndexState
    private var slot = 0
    private var row = 0

    init(state: IndexState) {
        self.state = state
    }

    mutating func next() -> (SegmentBlock, Int)? {
        while slot < state.segments.count {
            guard let segment = state.segments[slot], row < segment.rows else {
                slot += 1
                row = 0
                continue
            }
            defer { row += 1 }
            if segment.live[row / 64] >> UInt64(row % 64) & 1 == 1 { return (segment.block, row) }
        }
        return nil
    }
}
