/// Which model made a vector. Vectors of different models must never be compared.
package struct EmbeddingModelInfo: Sendable, Hashable {
    /// A stable name: `builtin:all-MiniLM-L6-v2:` and twelve hexadecimal digits of the weights' fingerprint, or
    /// `remote:`, the endpoint's address and its model.
    package let id: String
    /// Values per vector; 0 as long as a remote endpoint has not answered yet.
    package let dimension: Int

    package init(id: String, dimension: Int) {
        self.id = id
        self.dimension = dimension
    }
}

/// Turns texts into unit vectors whose dot product is the similarity of meaning.
package protocol TextEmbedder: Sendable {
    /// The model behind the vectors.
    var model: EmbeddingModelInfo { get }

    /// Unit vectors in the order of `texts`. Throws `EmbeddingError` or `CancellationError`.
    func embed(_ texts: [String]) async throws -> [[Float]]

    /// The vector of something that a person waits for; remote embedders answer or throw within 8 s.
    func embedQuery(_ text: String) async throws -> [Float]
}

extension TextEmbedder {
    /// One text by `embed`; local embedders need no time limit.
    package func embedQuery(_ text: String) async throws -> [Float] {
        try await embed([text]).first ?? []
    }
}
