/// What a snapshot file was made from; the owner compares the revision with its own.
package struct SnapshotStamp: Sendable, Equatable {
    /// Name of the embedding model, at most 512 bytes of UTF-8.
    package let model: String
    package let revision: Int64

    package init(model: String, revision: Int64) {
        self.model = model
        self.revision = revision
    }
}

/// What a snapshot must have been made with to be of use.
package struct SnapshotExpectation: Sendable, Equatable {
    package let model: String
    package let dimension: Int
    package let weights: FacetWeights

    package init(model: String, dimension: Int, weights: FacetWeights = .seed) {
        self.model = model
        self.dimension = dimension
        self.weights = weights
    }
}

/// An index whose vectors stay in the mapped file; later changes go to memory.
package struct OpenedSnapshot: Sendable {
    package let index: FacetIndex
    package let stamp: SnapshotStamp
}
