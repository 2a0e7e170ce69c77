/// Why a search cannot be answered.
package enum SearchError: Error, Equatable, Sendable {
    /// The index is still being read, or neither an embedding of the query nor an index of words is to be had.
    case notReady
    /// The reference of a "more like this" is not in the catalogue or has no vectors yet.
    case unknownReference
}
