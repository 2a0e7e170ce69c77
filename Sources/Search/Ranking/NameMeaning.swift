package import Embedding
import Synchronization

/// Finds among many names those that are closest in meaning to a text. The names' vectors are remembered, because the
/// same names are asked about again and again.
package final class NameMeaning: Sendable {
    private struct Known {
        var model = ""
        var vectors: [String: [Float]] = [:]
    }

    private let embedder: @Sendable () -> (any TextEmbedder)?
    private let known = Mutex(Known())

    /// `embedder` gives the model of the moment; nil where there is none.
    package init(embedder: @escaping @Sendable () -> (any TextEmbedder)?) {
        self.embedder = embedder
    }

    /// The closest first, at most `limit`; none without a model, and with one that is down.
    package func closest(names: [String], to text: String, limit: Int) async -> [String] {
        guard limit > 0, !names.isEmpty, let embedder = embedder() else { return [] }
        let asked = names.prefix(SearchLimits.namesComparedMax)
        do {
            let text = String(text.prefix(SearchLimits.comparedCharactersMax))
            guard let wanted = try await embedder.embed([text]).first else { return [] }
            let vectors = try await vectors(of: Array(asked), embedder)
            return zip(asked, vectors).map { (name: $0, likeness: Self.dot($1, wanted)) }
                .sorted { ($1.likeness, $0.name) < ($0.likeness, $1.name) }.prefix(limit).map(\.name)
        } catch {
            return []
        }
    }

    private func vectors(of names: [String], _ embedder: any TextEmbedder) async throws -> [[Float]] {
        let model = embedder.model.id
        var vectors = known.withLock { $0.model == model ? $0.vectors : [:] }
        let unknown = names.filter { vectors[$0] == nil }
        for start in stride(from: 0, to: unknown.count, by: SearchLimits.namesPerEmbedding) {
            let part = Array(unknown[start..<min(unknown.count, start + SearchLimits.namesPerEmbedding)])
            for (name, vector) in zip(part, try await embedder.embed(part)) { vectors[name] = vector }
        }
        if !unknown.isEmpty {
            // Names that nobody asks about any more make room.
            let wanted = Set(names)
            if vectors.count > SearchLimits.nameVectorsKept { vectors = vectors.filter { wanted.contains($0.key) } }
            known.withLock { [vectors] in $0 = Known(model: model, vectors: vectors) }
        }
        return names.map { vectors[$0] ?? [] }
    }

    private static func dot(_ one: [Float], _ two: [Float]) -> Float {
        guard one.count == two.count else { return -1 }
        var sum: Float = 0
        for place in one.indices { sum += one[place] * two[place] }
        return sum
    }
}
