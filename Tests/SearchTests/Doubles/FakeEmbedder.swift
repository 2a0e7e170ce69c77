import Basics
import Embedding
import Search
import Synchronization

/// A model that counts words into places: equal texts have equal vectors, texts with common words are alike.
final class FakeEmbedder: TextEmbedder {
    private struct State {
        var calls: [[String]] = []
        var queries: [String] = []
        var problem: (any Error)?
    }

    /// Vectors that the test chose, by text.
    private let known: [String: [Float]]
    private let dimension: Int
    /// Called before each answer with the number of the call, from 1.
    private let onCall: @Sendable (Int) -> Void
    private let state = Mutex(State())
    let model: EmbeddingModelInfo

    init(
        _ known: [String: [Float]] = [:], dimension: Int = 4, toldDimension: Int? = nil,
        onCall: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.known = known
        self.dimension = dimension
        self.onCall = onCall
        model = EmbeddingModelInfo(id: "toy", dimension: toldDimension ?? dimension)
    }

    /// What was asked for so far, one list for each call of `embed`.
    var calls: [[String]] { state.withLock { $0.calls } }
    var texts: [String] { calls.flatMap(\.self) }
    var queries: [String] { state.withLock { $0.queries } }

    func forgetCalls() { state.withLock { ($0.calls, $0.queries) = ([], []) } }

    /// Every further call throws this error; nil to recover.
    func fail(with problem: (any Error)?) { state.withLock { $0.problem = problem } }

    func embed(_ texts: [String]) async throws -> [[Float]] {
        let number = try state.withLock { state in
            state.calls.append(texts)
            if let problem = state.problem { throw problem }
            return state.calls.count
        }
        onCall(number)
        try Task.checkCancellation()
        return texts.map { vector(of: $0) }
    }

    func embedQuery(_ text: String) async throws -> [Float] {
        try state.withLock { state in
            state.queries.append(text)
            if let problem = state.problem { throw problem }
        }
        return vector(of: text)
    }

    func vector(of text: String) -> [Float] {
        if let vector = known[text] { return vector }
        var vector = [Float](repeating: 0, count: dimension)
        for word in TextFolding.words(of: text) {
            let digest = Hex.decode(StableDigest.hex(of: word)) ?? [0]
            vector[Int(digest[digest.count - 1]) % dimension] += 1
        }
        return vector.unit
    }
}

extension [Float] {
    /// The vector scaled to length 1; the zero vector stays.
    var unit: [Float] {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? map { $0 / length } : self
    }

    /// A vector in four dimensions whose cosine to `[1, 0, 0, 0]` is this.
    static func cosine(_ cosine: Float) -> [Float] {
        [cosine, (1 - cosine * cosine).squareRoot(), 0, 0]
    }
}
