/// A set of titles to search in, made by ``FacetIndex/bitmap(of:)``. It stays valid while the index changes: when rows
/// have moved since, the index works it out again from the keys.
package struct Bitmap: Sendable {
    /// Titles of the set that the index knew when the bitmap was made.
    package let count: Int
    let words: [UInt64]
    let keys: [Int64]
    let generation: Generation

    init(keys: [Int64], state: IndexState) {
        self.keys = keys
        generation = state.generation
        words = state.words(of: keys)
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}

/// Tells one arrangement of rows from another; compared by identity.
final class Generation: Sendable {}
