/// Why the index refused a call. Nothing was changed.
package enum VectorIndexError: Error, Equatable, Sendable {
    case dimensionOutOfRange(Int)
    case weightsInvalid
    /// A put without exactly four entries.
    case facetCount(key: Int64, found: Int)
    case wrongDimension(expected: Int, found: Int)
    case notFinite
    /// A query of length 0 has no direction.
    case zeroQuery
    case noFacetChosen
    case indexFull
    case outOfMemory
    case snapshot(SnapshotProblem)
}

/// What is wrong with a snapshot file. On opening, each of these means: build the index anew.
package enum SnapshotProblem: Equatable, Sendable {
    case missing
    case unreadable(errno: Int32)
    case unwritable(errno: Int32)
    case notASnapshot
    case otherVersion(Int)
    case otherModel(String)
    case otherDimension(Int)
    case otherWeights
    /// The file is shorter or longer than its header says.
    case cut
    /// The digest does not match.
    case damaged
    case stampTooLong
}
