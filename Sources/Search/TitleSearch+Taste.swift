package import Domain
import Embedding
import VectorIndex

/// What somebody would like to see, as a vector of the model in use.
package struct WantedMeaning: Sendable {
    private let vectors: FacetIndex
    private let query: [Float]

    /// Nil for nothing but zeros.
    init?(_ query: [Float], in vectors: FacetIndex) {
        guard query.count == vectors.dimension, let unit = query.scaledToUnit else { return nil }
        self.vectors = vectors
        self.query = unit
    }

    /// The best `count` of some titles by the product's ranking, with scores from 0 to 1. Titles without a vector are
    /// left out.
    package func best(_ count: Int, of titles: [TitleID]) throws -> [(id: TitleID, score: Double)] {
        guard count > 0, !titles.isEmpty else { return [] }
        let filter = vectors.bitmap(of: titles.map { Int64($0.rawValue) })
        return try vectors.search(query, count: count, filter: filter).map { hit in
            (hit.titleID, max(0, min(1, Double(hit.score))))
        }
    }
}

extension TitleSearch {
    /// The mean of what some titles are about, blended in equal parts with what a wish in words says. Nil when neither
    /// has a vector: without a model, without vectors of these titles, or with a model that is down.
    package func meaning(of examples: [TitleID], wish: String?) async throws -> WantedMeaning? {
        let (found, own) = index.meaning
        guard let vectors = found else { return nil }
        let liked = examples.compactMap { vectors.combined(of: Int64($0.rawValue))?.scaledToUnit }.mean
        let wished = try await Self.vector(of: QueryText(wish ?? ""), own ?? queries, vectors)
        return [liked, wished].compactMap { $0?.scaledToUnit }.mean.flatMap { WantedMeaning($0, in: vectors) }
    }

    private static func vector(
        of wish: QueryText, _ queries: QueryEmbeddings, _ vectors: FacetIndex
    ) async throws -> [Float]? {
        guard !wish.isBlank else { return nil }
        do {
            let vector = try await queries.vector(of: wish.text)
            return vector.count == vectors.dimension && vector.allSatisfy(\.isFinite) ? vector : nil
        } catch is EmbeddingError {
            return nil
        }
    }
}

extension [[Float]] {
    /// Nil for none.
    fileprivate var mean: [Float]? {
        guard let first else { return nil }
        let sum = dropFirst().reduce(first) { sum, vector in zip(sum, vector).map(+) }
        return sum.map { $0 / Float(count) }
    }
}

extension [Float] {
    /// Nil for what has no direction.
    fileprivate var scaledToUnit: [Float]? {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? map { $0 / length } : nil
    }
}
