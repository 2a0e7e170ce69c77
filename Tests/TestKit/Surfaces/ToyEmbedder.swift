package import Embedding
import Synchronization

/// A model without meaning: a text is the bag of its words, so two texts are alike as far as they share words.
package final class ToyEmbedder: TextEmbedder {
    package let model = EmbeddingModelInfo(id: "test:words", dimension: 256)
    private let state = Mutex((isDown: false, queries: 0))

    package init() {}

    /// From now on every call fails, as with a remote model that went away.
    package func goDown() { state.withLock { $0.isDown = true } }

    /// How many queries were embedded.
    package var queryCount: Int { state.withLock { $0.queries } }

    package func embed(_ texts: [String]) async throws -> [[Float]] {
        let isDown = state.withLock { state in
            state.queries += 1
            return state.isDown
        }
        guard !isDown else { throw EmbeddingError.remoteUnavailable("test") }
        return texts.map { vector(of: $0) }
    }

    package func vector(of text: String) -> [Float] {
        var vector = [Float](repeating: 0, count: model.dimension)
        for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
            vector[Int(Self.hash(word) % UInt64(model.dimension))] += 1
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }

    /// FNV-1a, because Swift's own hashes differ from run to run.
    private static func hash(_ word: Substring) -> UInt64 {
        word.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
