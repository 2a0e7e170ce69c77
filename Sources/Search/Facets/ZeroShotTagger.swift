import Embedding

/// Gives titles moods and themes without a language model: the labels of the vocabulary whose description is nearest
/// in meaning to the title's text.
///
/// A label that lies near everything says little, so its mean similarity to the other labels is taken off: no
/// statistics of the catalogue are needed, and a title's tags do not depend on its neighbours.
struct ZeroShotTagger: Sendable {
    /// What the tagger found, best first.
    struct Tags: Sendable, Equatable {
        let moods: [String]
        let themes: [String]
    }

    private let labels: [Label]

    private struct Label: Sendable {
        let entry: VocabularyEntry
        let vector: [Float]
        /// Mean cosine to all other labels.
        let commonness: Float
    }

    /// Embeds the vocabulary once; throws what the embedder throws.
    init(embedder: any TextEmbedder) async throws {
        let entries = Vocabulary.entries
        let vectors = try await embedder.embed(entries.map { "\($0.label): \($0.phrase)" })
        let sum = vectors.reduce(into: [Float](repeating: 0, count: vectors.first?.count ?? 0)) { sum, vector in
            for index in sum.indices { sum[index] += vector[index] }
        }
        labels = zip(entries, vectors).map { entry, vector in
            // The sum over the others: the product with the sum of all, less the product with itself, which is 1.
            let others = (dot(vector, sum) - 1) / Float(max(1, vectors.count - 1))
            return Label(entry: entry, vector: vector, commonness: others)
        }
    }

    /// The tags of a text with this unit vector.
    func tags(for vector: [Float]) -> Tags {
        let scored = labels.map { (label: $0.entry, score: dot($0.vector, vector) - $0.commonness) }
            .sorted { ($1.score, $0.label.label) < ($0.score, $1.label.label) }
            .map(\.label)
        return Tags(
            moods: scored.filter { $0.kind == .mood }.prefix(SearchLimits.moodsPerTitle).map(\.label),
            themes: scored.filter { $0.kind != .mood }.prefix(SearchLimits.themesPerTitle).map(\.label))
    }
}

private func dot(_ left: [Float], _ right: [Float]) -> Float {
    var sum: Float = 0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
}
