import CVectorKernels
import Synchronization

/// An exact index over titles with up to four facet vectors each, ranked by a fixed weighting of the facets.
///
/// One combined vector per title, the weighted sum of its unit facet vectors, turns the weighted search into one dot
/// product. 8-bit codes of it are scanned for candidates, which are then scored in full precision; an error bound
/// stored with every row tells when no other title can belong to the answer.
///
/// All calls are synchronous work on the calling thread. Any number of threads may search while one applies changes: a
/// search sees the state before or after a batch, never something between.
package final class FacetIndex: Sendable {
    package let dimension: Int
    package let weights: FacetWeights
    let weightTable: [Float]
    private let published: Mutex<IndexState>
    private let writing = Mutex<Void>(())
    private let batches = Atomic(0)

    /// An empty index for vectors of 1 to 4096 elements.
    package convenience init(dimension: Int, weights: FacetWeights = .seed) throws(VectorIndexError) {
        guard (1...VectorIndexLimits.dimensionMax).contains(dimension) else { throw .dimensionOutOfRange(dimension) }
        try self.init(dimension: dimension, weights: weights, segmentRows: IndexState.segmentRows(dimension: dimension))
    }

    /// `segmentRows` is a multiple of 64; tests choose it small to get many segments.
    init(dimension: Int, weights: FacetWeights, segmentRows: Int) throws(VectorIndexError) {
        guard weights.isValid else { throw .weightsInvalid }
        self.dimension = dimension
        self.weights = weights
        weightTable = weights.table
        published = Mutex(IndexState(dimension: dimension, segmentRows: segmentRows))
    }

    /// An index over a state that was read from a snapshot.
    init(state: IndexState, weights: FacetWeights) {
        dimension = state.dimension
        self.weights = weights
        weightTable = weights.table
        published = Mutex(state)
    }

    /// The newest state.
    var state: IndexState { published.withLock { $0 } }

    /// Titles in the index.
    package var count: Int { state.keys.count }

    /// Rises with every batch that was applied.
    package var version: Int { batches.load(ordering: .relaxed) }

    package func contains(_ key: Int64) -> Bool {
        state.keys[key] != nil
    }

    /// A title's four vectors, scaled to length 1, nil where it has none; nil for an unknown key.
    package func facets(of key: Int64) -> [[Float]?]? {
        state.place(of: key).map { $0.block.facets(of: $0.row) }
    }

    package var memory: IndexMemory {
        let state = state
        let blocks = state.segments.compactMap { $0?.block }
        return IndexMemory(
            titles: state.keys.count,
            deadRows: state.deadRows,
            heapBytes: blocks.filter { !$0.isMapped }.reduce(0) { $0 + $1.bytes.count },
            mappedBytes: blocks.filter(\.isMapped).reduce(0) { $0 + $1.bytes.count },
        )
    }

    /// A filter for searches. Unknown keys are passed over; they count once they are in the index.
    package func bitmap(of keys: some Sequence<Int64>) -> Bitmap {
        Bitmap(keys: Array(keys), state: state)
    }

    /// Applies a batch in order: all of it, visible at once, or with an error nothing. Later changes of a key win.
    /// Writers wait for each other; readers are not held up.
    package func apply(_ changes: [VectorChange]) throws(VectorIndexError) {
        let checked = try check(changes)
        try writing.withLock { _ throws(VectorIndexError) in
            var writer = IndexWriter(state: state, weights: weightTable)
            try writer.apply(checked)
            published.withLock { $0 = writer.state }
            batches.add(1, ordering: .relaxed)
        }
    }

    /// Refuses bad vectors and turns zero vectors into missing ones.
    private func check(_ changes: [VectorChange]) throws(VectorIndexError) -> [VectorChange] {
        var checked: [VectorChange] = []
        checked.reserveCapacity(changes.count)
        for change in changes {
            guard case .put(let key, var facets) = change else {
                checked.append(change)
                continue
            }
            guard facets.count == FacetSet.facetCount else {
                throw .facetCount(key: key, found: facets.count)
            }
            for place in facets.indices {
                guard let vector = facets[place] else { continue }
                if try !isUsable(vector) { facets[place] = nil }
            }
            checked.append(.put(key: key, facets: facets))
        }
        return checked
    }

    /// False for a zero vector.
    func isUsable(_ vector: [Float]) throws(VectorIndexError) -> Bool {
        guard vector.count == dimension else { throw .wrongDimension(expected: dimension, found: vector.count) }
        switch cvk_examine(vector, UInt32(dimension)) {
        case CVK_USABLE: return true
        case CVK_ZERO: return false
        default: throw .notFinite
        }
    }
}
