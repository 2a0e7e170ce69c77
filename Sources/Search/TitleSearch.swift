package import Domain
package import Embedding
import Foundation
import NIOPosix
import VectorIndex

/// Finds titles by meaning, by words and by likeness to another title.
package struct TitleSearch: Sendable {
    private let index: LiveIndex
    private let queries: QueryEmbeddings

    /// `embedder` is nil when no model is available: then words answer alone.
    package init(index: LiveIndex, embedder: (any TextEmbedder)?) {
        self.index = index
        queries = QueryEmbeddings(embedder: embedder)
    }

    /// Whether a search can be answered now.
    package var isReady: Bool { index.isReady }

    /// Films for a query, best first, at most `limit`: a film whose title is the query comes first with score 1, the
    /// rest by the seed's formula; by words when the query has no embedding.
    ///
    /// Only titles with an IMDb id; equal scores by id; what rounds to 0 is left out. Throws `SearchError.notReady`.
    package func search(_ text: String, limit: Int, within scope: SearchScope) async throws -> [SearchHit] {
        let query = QueryText(text)
        guard index.isReady else { throw SearchError.notReady }
        let limit = min(limit, SearchLimits.resultsMax)
        let allowed = Scope(scope, in: index)
        let named = index.titles(named: query.text).filter(allowed.contains)
        let ranked = try await semanticOrLexical(query, count: limit + named.count, allowed)
        return hits(named: named, ranked: ranked, limit: limit)
    }

    /// The best `limit` titles of the whole catalogue by one ranking, for evaluation and comparison.
    package func rank(_ text: String, by ranking: Ranking, limit: Int) async throws -> [RankedTitle] {
        let query = QueryText(text)
        guard index.isReady else { throw SearchError.notReady }
        switch ranking {
        case .words:
            return ranked(try await index.words.search(query.text, limit: limit).map { ($0.titleID, $0.score) })
        case .meaning:
            guard let vectors = index.vectors else { throw SearchError.notReady }
            return ranked(try await semantic(query, vectors, count: limit, Scope(.everything, in: index)))
        case .hybrid:
            return ranked(try await hybrid(query, limit: limit))
        }
    }

    /// Films like `reference`, best first, by equal weights over `facets`, over the whole catalogue; ties by id.
    ///
    /// Throws `SearchError.unknownReference` and `.notReady`.
    package func similar(to reference: IMDbID, facets: Set<Domain.Facet>, limit: Int) async throws -> [SearchHit] {
        guard index.isReady, let vectors = index.vectors else { throw SearchError.notReady }
        let limit = min(limit, SearchLimits.similarMax)
        // Without an IMDb id a title is found but cannot be told, so a few more are fetched.
        let count = limit * 2
        guard let id = index.titleID(of: reference),
            let found = try vectors.similar(to: Int64(id.rawValue), facets: FacetSet(facets), count: count)
        else { throw SearchError.unknownReference }
        return sorted(scored(found.map { (TitleID(Int32(truncatingIfNeeded: $0.key)), Double($0.score)) })).prefix(
            limit
        ).map { $0 }
    }
}

extension TitleSearch {
    private typealias Scored = (TitleID, Double)

    private func semanticOrLexical(_ query: QueryText, count: Int, _ scope: Scope) async throws -> [Scored] {
        if let vectors = index.vectors {
            do {
                return try await semantic(query, vectors, count: count, scope)
            } catch is EmbeddingError {
                // A model that is down must not take the words down with it.
            }
        }
        return try await lexical(query, count: count, scope)
    }

    private func semantic(
        _ query: QueryText, _ vectors: FacetIndex, count: Int, _ scope: Scope
    ) async throws -> [Scored] {
        let vector = try await queries.vector(of: query.text)
        let hits = try vectors.search(vector, count: count, filter: scope.bitmap(in: vectors))
        return hits.map { (TitleID(Int32(truncatingIfNeeded: $0.key)), Double($0.score)) }
    }

    /// BM25 has no upper end; `s / (s + k)` maps it into 0..<1 without changing the order. A word that most titles have
    /// weighs next to nothing, but a title that has it is still an answer, so no score rounds to 0.
    private func lexical(_ query: QueryText, count: Int, _ scope: Scope) async throws -> [Scored] {
        let candidates = scope.isEverything ? count : SearchLimits.hybridCandidates
        let hits = try await index.words.search(query.text, limit: candidates)
        return hits.filter { scope.contains($0.titleID) }.prefix(count).map {
            ($0.titleID, max(SearchLimits.scoreMin, $0.score / ($0.score + HybridRanking.halfWordScore)))
        }
    }

    private func hybrid(_ query: QueryText, limit: Int) async throws -> [Scored] {
        let candidates = SearchLimits.hybridCandidates
        let everything = Scope(.everything, in: index)
        let words = try await index.words.search(query.text, limit: candidates)
        var meaning: [Scored] = []
        if let vectors = index.vectors {
            meaning = (try? await semantic(query, vectors, count: candidates, everything)) ?? []
        }
        let named = Set(index.titles(named: query.text))
        let votes = index.votes(of: words.map(\.titleID) + meaning.map(\.0) + named)
        return HybridRanking(named: named) { votes[$0] ?? 0 }.fused(words: words, meaning: meaning, limit: limit)
    }

    private func hits(named: [TitleID], ranked: [Scored], limit: Int) -> [SearchHit] {
        let first = Set(named)
        let rest = sorted(scored(ranked.filter { !first.contains($0.0) }))
        return Array((sorted(scored(named.map { ($0, 1) })) + rest).prefix(limit))
    }

    /// Rounds to three decimals and drops what cannot be told: no IMDb id, or a score of 0.
    private func scored(_ ranked: [Scored]) -> [SearchHit] {
        zip(index.entries(ranked.map(\.0)), ranked).compactMap { entry, hit in
            let score = (min(1, hit.1) * 1000).rounded() / 1000
            guard let imdbID = entry?.imdbID, score > 0 else { return nil }
            return SearchHit(imdbID: imdbID, score: score)
        }
    }

    private func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        hits.sorted { ($1.score, $0.imdbID) < ($0.score, $1.imdbID) }
    }

    private func ranked(_ scored: [Scored]) -> [RankedTitle] {
        zip(index.entries(scored.map(\.0)), scored).map { entry, hit in
            RankedTitle(titleID: hit.0, imdbID: entry?.imdbID, score: hit.1)
        }
    }
}

/// The titles that a search may find, as the two indexes want them.
private struct Scope {
    private let ids: [Int64]?

    init(_ scope: SearchScope, in index: LiveIndex) {
        switch scope {
        case .everything: ids = nil
        case .owned(let set): ids = index.titleIDs(of: set)
        }
    }

    var isEverything: Bool { ids == nil }

    func contains(_ id: TitleID) -> Bool {
        guard let ids else { return true }
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < Int64(id.rawValue) { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == Int64(id.rawValue)
    }

    func bitmap(in vectors: FacetIndex) -> Bitmap? { ids.map { vectors.bitmap(of: $0) } }
}

extension FacetSet {
    fileprivate init(_ facets: Set<Domain.Facet>) {
        self.init(facets.map { FacetSet(rawValue: 1 << UInt8($0.position)) })
    }
}
