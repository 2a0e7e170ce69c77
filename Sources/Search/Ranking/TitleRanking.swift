import Domain
import Embedding
import VectorIndex

/// A title and how well it fits.
typealias ScoredTitle = (id: TitleID, score: Double)

/// One query's titles in order, by its vector or by its words.
struct TitleRanking {
    private enum Source {
        case vectors(FacetIndex, query: [Float], filter: Bitmap?)
        case words(String, TitleFilter)
    }

    private let index: LiveIndex
    private let source: Source

    /// By meaning. Throws `EmbeddingError`, also when the query has no vector that can be compared.
    init(meaning query: QueryText, in index: LiveIndex, _ filter: TitleFilter, _ queries: QueryEmbeddings) async throws
    {
        let (found, own) = index.meaning
        guard let vectors = found else { throw SearchError.notReady }
        let vector = try await (own ?? queries).vector(of: query.text)
        guard vector.count == vectors.dimension, vector.allSatisfy(\.isFinite), vector.contains(where: { $0 != 0 })
        else { throw EmbeddingError.remoteAnswerInvalid("the query's vector cannot be compared to those stored") }
        self.index = index
        source = .vectors(vectors, query: vector, filter: filter.bitmap(in: vectors))
    }

    /// By words.
    init(words query: QueryText, in index: LiveIndex, _ filter: TitleFilter) {
        self.index = index
        source = .words(query.text, filter)
    }

    /// The best `count` titles, scores in 0...1; fewer only when there are no more.
    func best(_ count: Int) async throws -> [ScoredTitle] {
        switch source {
        case .vectors(let vectors, let query, let filter):
            return try vectors.search(query, count: count, filter: filter).map { ($0.titleID, Double($0.score)) }
        case .words(let query, let filter):
            return try await Self.hits(query, filter, count, in: index).map { hit in
                (hit.titleID, max(SearchLimits.wordScoreMin, HybridRanking.calibrated(hit.score)))
            }
        }
    }

    /// The best `count` titles by their words. The word index cannot filter, so more are fetched until enough of them
    /// may be found.
    static func hits(
        _ query: String, _ filter: TitleFilter, _ count: Int, in index: LiveIndex
    ) async throws -> [WordHit] {
        var candidates = filter.isEverything ? count : max(count, SearchLimits.hybridCandidates)
        while true {
            let hits = try await index.words.search(query, limit: candidates)
            let allowed = hits.filter { filter.contains($0.titleID) }.prefix(count)
            if allowed.count == count || hits.count < candidates { return Array(allowed) }
            candidates *= SearchLimits.spareGrowth
        }
    }
}

extension Hit {
    /// Keys of the vector index are ids of titles.
    var titleID: TitleID { TitleID(Int32(truncatingIfNeeded: key)) }
}
