import CVectorKernels

/// Applies a checked batch of changes to a copy of the state. New rows are appended behind the visible ones, old rows
/// lose their live bit; nothing that a reader can see is written.
struct IndexWriter {
    var state: IndexState
    let weights: [Float]

    mutating func apply(_ changes: [VectorChange]) throws(VectorIndexError) {
        for change in changes {
            switch change {
            case .put(let key, let facets) where facets.contains(where: { $0 != nil }):
                let (slot, row) = try room()
                state.segments[slot]?.block.put(row, key: key, facets: facets, weights: weights)
                publish(key, slot: slot, row: row)
            case .put(let key, _), .remove(let key):
                if let row = state.keys.remove(key) { kill(row) }
            }
        }
        try compact()
        state.generation = Generation()
    }

    /// A free row: in the newest segment, in a larger copy of it, or in a new one.
    private mutating func room() throws(VectorIndexError) -> (slot: Int, row: Int) {
        if let slot = state.segments.indices.last(where: { state.segments[$0].map(canGrow) ?? false }),
            let segment = state.segments[slot]
        {
            if segment.rows == segment.block.capacity { try enlarge(slot, segment) }
            return (slot, segment.rows)
        }
        let first = min(VectorIndexLimits.segmentRowsFirst, state.segmentRows)
        let capacity = state.segments.isEmpty ? first : state.segmentRows
        let block = try SegmentBlock(dimension: state.dimension, capacity: capacity)
        let fresh = IndexState.Segment(block: block, rows: 0, live: [], liveCount: 0)
        if let free = state.segments.firstIndex(where: { $0 == nil }) {
            state.segments[free] = fresh
            return (free, 0)
        }
        guard (state.segments.count + 1) * state.segmentRows <= VectorIndexLimits.rowsMax else { throw .indexFull }
        state.segments.append(fresh)
        return (state.segments.count - 1, 0)
    }

    private func canGrow(_ segment: IndexState.Segment) -> Bool {
        !segment.block.isMapped && segment.rows < state.segmentRows
    }

    /// Readers of earlier states keep the smaller block; row numbers stay as they are.
    private mutating func enlarge(_ slot: Int, _ segment: IndexState.Segment) throws(VectorIndexError) {
        let capacity = min(segment.block.capacity * VectorIndexLimits.segmentGrowth, state.segmentRows)
        let block = try SegmentBlock(dimension: state.dimension, capacity: capacity)
        for row in 0..<segment.rows { block.copy(row: row, of: segment.block, to: row) }
        state.segments[slot] = IndexState.Segment(
            block: block, rows: segment.rows, live: segment.live, liveCount: segment.liveCount)
    }

    private mutating func publish(_ key: Int64, slot: Int, row: Int) {
        if row / 64 == state.segments[slot]?.live.count { state.segments[slot]?.live.append(0) }
        state.segments[slot]?.live[row / 64] |= 1 << UInt64(row % 64)
        state.segments[slot]?.liveCount += 1
        state.segments[slot]?.rows = row + 1
        if let previous = state.keys.set(key, to: slot * state.segmentRows + row) { kill(previous) }
    }

    private mutating func kill(_ row: Int) {
        let slot = row / state.segmentRows
        let bit = row % state.segmentRows
        state.segments[slot]?.live[bit / 64] &= ~(1 << UInt64(bit % 64))
        state.segments[slot]?.liveCount -= 1
    }

    /// Moves the titles of segments that are mostly dead to the end, so that dead rows never outnumber live ones by
    /// much. The newest segment waits until it is full.
    private mutating func compact() throws(VectorIndexError) {
        for slot in state.segments.indices {
            guard let segment = state.segments[slot], !canGrow(segment), segment.liveCount * 2 < segment.rows else {
                continue
            }
            state.segments[slot] = nil
            for row in 0..<segment.rows where segment.live[row / 64] >> UInt64(row % 64) & 1 == 1 {
                let (target, targetRow) = try room()
                state.segments[target]?.block.copy(row: row, of: segment.block, to: targetRow)
                move(segment.block.key(at: row), slot: target, row: targetRow)
            }
        }
    }

    /// Like ``publish(_:slot:row:)`` for a title whose old segment is gone as a whole.
    private mutating func move(_ key: Int64, slot: Int, row: Int) {
        _ = state.keys.remove(key)
        publish(key, slot: slot, row: row)
    }
}
