/// One change of the index.
package enum VectorChange: Sendable {
    /// Sets a title's vectors: four entries in the order plot, mood, themes, genre; nil where the title has none.
    /// Vectors are scaled to length 1, zero vectors count as missing, and a title without any vector is removed.
    case put(key: Int64, facets: [[Float]?])
    /// Removes a title; an unknown key is ignored.
    case remove(key: Int64)

    var key: Int64 {
        switch self {
        case .put(let key, _), .remove(let key): key
        }
    }
}

/// One answer of a search. Answers are sorted by score downwards, equal scores by key upwards.
package struct Hit: Sendable, Equatable {
    package let key: Int64
    package let score: Float

    package init(key: Int64, score: Float) {
        self.key = key
        self.score = score
    }
}

/// What an index takes up.
package struct IndexMemory: Sendable, Equatable {
    package let titles: Int
    /// Rows of removed or replaced titles that wait for the compaction of their segment.
    package let deadRows: Int
    /// Memory of our own, in bytes.
    package let heapBytes: Int
    /// Bytes of a snapshot file in the address space; the system loads and drops its pages as needed.
    package let mappedBytes: Int
}
