/// One published state of the index. Readers take a copy (some references) and are never disturbed by the writer.
struct IndexState: Sendable {
    let dimension: Int
    /// Every segment's rows are numbered from a multiple of this; a multiple of 64.
    let segmentRows: Int
    /// A slot that was compacted away is nil until it is used again.
    var segments: [Segment?] = []
    var keys = KeyTable()
    var generation = Generation()

    /// A segment as one state sees it.
    struct Segment: Sendable {
        let block: SegmentBlock
        /// Rows that are visible in this state.
        var rows: Int
        /// A bit for each row that still holds a title.
        var live: [UInt64]
        var liveCount: Int
    }

    init(dimension: Int, segmentRows: Int) {
        self.dimension = dimension
        self.segmentRows = segmentRows
    }

    /// Rows of a full segment for a dimension: a power of two, so that a segment's matrix stays near one size.
    static func segmentRows(dimension: Int) -> Int {
        var rows = VectorIndexLimits.segmentRowsMax
        while rows > VectorIndexLimits.segmentRowsMin && rows * dimension > VectorIndexLimits.segmentElements {
            rows /= 2
        }
        return rows
    }

    var wordsPerSegment: Int { segmentRows / 64 }

    var deadRows: Int {
        segments.reduce(0) { $0 + ($1.map { $0.rows - $0.liveCount } ?? 0) }
    }

    /// The block and the row in it of a title.
    func place(of key: Int64) -> (block: SegmentBlock, row: Int)? {
        guard let row = keys[key], let segment = segments[row / segmentRows] else { return nil }
        return (segment.block, row % segmentRows)
    }

    /// A bitmap over all rows, one bit for each of the titles; unknown keys are passed over.
    func words(of wanted: [Int64]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: segments.count * wordsPerSegment)
        for key in wanted {
            guard let row = keys[key] else { continue }
            words[row / 64] |= 1 << UInt64(row % 64)
        }
        return words
    }

    /// The rows that a search looks at: nil for all there are.
    func wanted(_ filter: Bitmap?) -> [UInt64]? {
        if let filter {
            return filter.generation === generation ? filter.words : words(of: filter.keys)
        }
        guard deadRows > 0 else { return nil }
        return segments.flatMap { segment in
            let live = segment?.live ?? []
            return live + [UInt64](repeating: 0, count: wordsPerSegment - live.count)
        }
    }
}
