import Basics
import Embedding
import Synchronization

/// Vectors of queries; the latest are remembered, because people repeat themselves and turn pages.
final class QueryEmbeddings: Sendable {
    private let embedder: (any TextEmbedder)?
    private let known = Mutex(BoundedCache<String, [Float]>(capacity: SearchLimits.queryVectorsKept))

    init(embedder: (any TextEmbedder)?) {
        self.embedder = embedder
    }

    var hasModel: Bool { embedder != nil }

    /// The unit vector of a query. Throws `EmbeddingError`, also when there is no model at all.
    func vector(of text: String) async throws -> [Float] {
        if let vector = known.withLock({ $0[text] }) { return vector }
        guard let embedder else { throw EmbeddingError.remoteUnavailable("no embedding model is set up") }
        let vector = try await embedder.embedQuery(text)
        known.withLock { $0[text] = vector }
        return vector
    }
}
