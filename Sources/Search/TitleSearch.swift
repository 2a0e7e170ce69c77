package import Domain
package import Embedding
import VectorIndex

/// Finds titles by meaning, by words and by likeness to another title.
package struct TitleSearch: Sendable {
    let index: LiveIndex
    let queries: QueryEmbeddings

    private let currentReader: @Sendable () -> (any QueryReader)?

    /// `embedder` is nil when no model is available: then words answer alone. `reader` is nil without a language model.
    package init(index: LiveIndex, embedder: (any TextEmbedder)?, reader: (any QueryReader)? = nil) {
        self.init(index: index, embedder: embedder, currentReader: { reader })
    }

    /// With a language model that may come and go.
    package init(
        index: LiveIndex, embedder: (any TextEmbedder)?, currentReader: @escaping @Sendable () -> (any QueryReader)?
    ) {
        self.index = index
        self.currentReader = currentReader
        queries = QueryEmbeddings(embedder: embedder)
    }

    var reader: (any QueryReader)? { currentReader() }

    /// Whether a search can be answered now.
    package var isReady: Bool { index.isReady }

    /// Whether titles are compared by meaning, and not by their words alone.
    package var searchesMeaning: Bool {
        let (vectors, own) = index.meaning
        return vectors != nil && (own ?? queries).hasModel
    }

    /// Films for a query, best first, at most `limit`: a film whose title is the query comes first with score 1, the
    /// rest by the search API's formula; by words when the query has no embedding.
    ///
    /// Only films with an IMDb id; equal scores by id; what rounds to 0 is left out. Throws `SearchError.notReady`.
    package func search(_ text: String, limit: Int, within scope: SearchScope) async throws -> [SearchHit] {
        let query = QueryText(text)
        guard index.isReady else { throw SearchError.notReady }
        let limit = max(0, min(limit, SearchLimits.resultsMax))
        let filter = TitleFilter(scope, in: index)
        let named = index.titles(named: query.text).filter(filter.contains)
        do {
            let ranking = try await TitleRanking(meaning: query, in: index, filter, queries)
            return try await hits(named: named, ranking: ranking, limit: limit, filter)
        } catch  where error is EmbeddingError || error as? SearchError == .notReady {
            // A model that is down must not take the words down with it.
            return try await lexical(
                named: named, TitleRanking(words: query, in: index, filter), limit: limit, filter)
        }
    }

    /// The best `limit` titles by one ranking: for people, who want no formula, and to compare rankings.
    ///
    /// Throws `SearchError.notReady`.
    package func rank(
        _ text: String, by ranking: Ranking, limit: Int, within scope: SearchScope = .everything
    ) async throws -> [RankedTitle] {
        let query = QueryText(text)
        guard index.isReady else { throw SearchError.notReady }
        let filter = TitleFilter(scope, in: index)
        switch ranking {
        case .words:
            let hits = try await TitleRanking.hits(query.text, filter, limit, in: index)
            return ranked(hits.map { ($0.titleID, $0.score) })
        case .meaning:
            return ranked(try await TitleRanking(meaning: query, in: index, filter, queries).best(limit))
        case .hybrid:
            return ranked(try await hybrid(query, filter, limit: limit))
        }
    }

    /// The catalogue's ids of films, in their order; nil for films that it does not know.
    package func titleIDs(of films: [IMDbID]) -> [TitleID?] {
        films.map { index.titleID(of: $0) }
    }

    /// Films like `reference`, best first, by equal weights over `facets`; ties by id.
    ///
    /// Throws `SearchError.unknownReference` and `.notReady`.
    package func similar(
        to reference: IMDbID, facets: Set<Domain.Facet>, limit: Int, within scope: SearchScope = .everything
    ) async throws -> [SearchHit] {
        guard index.isReady else { throw SearchError.notReady }
        guard let vectors = index.vectors else {
            // Without vectors nothing is known to be like anything; without a model it never will be.
            throw queries.hasModel ? SearchError.unknownReference : .notReady
        }
        let limit = max(0, min(limit, SearchLimits.similarMax))
        guard let id = index.titleID(of: reference) else { throw SearchError.unknownReference }
        let key = Int64(id.rawValue)
        // A film that has none of the chosen facets is like nothing in them.
        let stored = vectors.facets(of: key) ?? []
        guard facets.contains(where: { $0.position < stored.count && stored[$0.position] != nil }) else {
            throw SearchError.unknownReference
        }
        let filter = TitleFilter(scope, in: index)
        let bitmap = filter.bitmap(in: vectors)
        let hits = try await best(limit, filter) { count in
            guard let found = try vectors.similar(to: key, facets: FacetSet(facets), count: count, filter: bitmap)
            else { throw SearchError.unknownReference }
            return found.map { ($0.titleID, Double($0.score)) }
        }
        return hits.map { SearchHit(imdbID: $0.imdbID, score: max(0, $0.score.told)) }
    }
}

extension TitleSearch {
    /// Titles like one of the catalogue by all its facets, best first, itself excluded, each with the cosine of their
    /// vectors, from -1 to 1; nil for a title without a vector. Of the `count` nearest only those that `isWanted` lets
    /// through are given, `limit` at most.
    ///
    /// Throws `SearchError.notReady`.
    package func similar(
        to title: TitleID, limit: Int, isWanted: (_ nearest: [TitleID]) async throws -> Set<TitleID>
    ) async throws -> [(id: TitleID, score: Double)]? {
        guard index.isReady else { throw SearchError.notReady }
        let key = Int64(title.rawValue)
        guard let vectors = index.vectors, let stored = vectors.facets(of: key), stored.contains(where: { $0 != nil })
        else { return nil }
        var count = limit + SearchLimits.spareHits
        while true {
            guard
                let found = try vectors.similar(
                    to: key, facets: FacetSet(Set(Domain.Facet.allCases)), count: count, filter: nil)
            else { return nil }
            let nearest = found.map { (id: $0.titleID, score: Double($0.score)) }.filter { $0.id != title }
            let wanted = try await isWanted(nearest.map(\.id))
            let kept = nearest.filter { wanted.contains($0.id) }
            if kept.count >= limit || found.count < count { return Array(kept.prefix(limit)) }
            count *= SearchLimits.spareGrowth
        }
    }

    /// The titles that are named like the query, and then the ranking's.
    private func hits(
        named: [TitleID], ranking: TitleRanking, limit: Int, _ filter: TitleFilter
    ) async throws -> [SearchHit] {
        let first = told(named.map { ($0, 1) }, filter).prefix(limit)
        let (namedIDs, namedFilms) = (Set(named), Set(first.map(\.imdbID)))
        let rest = try await best(limit - first.count, filter) { count in
            try await ranking.best(count + named.count)
                .map { ($0.id, $0.score.told) }
                .filter { $0.score > 0 && !namedIDs.contains($0.id) }
        }
        return first + rest.filter { !namedFilms.contains($0.imdbID) }
    }

    /// The last resort: when there are no words either, nothing can be searched.
    private func lexical(
        named: [TitleID], _ ranking: TitleRanking, limit: Int, _ filter: TitleFilter
    ) async throws -> [SearchHit] {
        do {
            return try await hits(named: named, ranking: ranking, limit: limit, filter)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SearchError.notReady
        }
    }

    /// The best `limit` of the titles that can be told. More are fetched while titles could be missing that are as
    /// good as the last, so that the answer to a smaller limit is the beginning of that to a larger one.
    private func best(
        _ limit: Int, _ filter: TitleFilter, fetch: (_ count: Int) async throws -> [ScoredTitle]
    ) async throws -> [SearchHit] {
        guard limit > 0 else { return [] }
        var count = limit + SearchLimits.spareHits
        while true {
            let fetched = try await fetch(count)
            let hits = told(fetched, filter)
            let isSettled = hits.count >= limit && (fetched.last?.score ?? 0) < hits[limit - 1].score
            if fetched.count < count || isSettled { return Array(hits.prefix(limit)) }
            count *= SearchLimits.spareGrowth
        }
    }

    private func hybrid(_ query: QueryText, _ filter: TitleFilter, limit: Int) async throws -> [ScoredTitle] {
        let evidence = try await evidence(for: query, filter)
        return evidence.fused(in: index, limit: limit)
    }

    /// What meaning and words say of a query, whose meaning may be told in other words. A model that is down leaves the
    /// words.
    func evidence(
        for query: QueryText, meaning told: QueryText? = nil, _ filter: TitleFilter
    ) async throws -> SearchEvidence {
        let candidates = SearchLimits.hybridCandidates
        let meaning = try await Self.unlessDown {
            try await TitleRanking(meaning: told ?? query, in: index, filter, queries).best(candidates)
        }
        let words = try await Self.unlessDown {
            try await TitleRanking.hits(query.text, filter, candidates, in: index)
        }
        guard meaning != nil || words != nil else { throw SearchError.notReady }
        return SearchEvidence(
            named: index.titles(named: query.text).filter(filter.contains), words: words ?? [], meaning: meaning)
    }

    /// Nil when this part of the search fails: the other one may still answer.
    private static func unlessDown<Found>(_ search: () async throws -> Found) async throws -> Found? {
        do {
            return try await search()
        } catch let error as CancellationError {
            throw error
        } catch {
            return nil
        }
    }

    /// Films with an IMDb id, by score and then by this id.
    private func told(_ ranked: [ScoredTitle], _ filter: TitleFilter) -> [SearchHit] {
        zip(index.entries(ranked.map(\.id)), ranked)
            .compactMap { entry, hit in
                entry.flatMap { filter.filmID(of: $0) }.map { SearchHit(imdbID: $0, score: hit.score) }
            }
            .sorted { ($1.score, $0.imdbID) < ($0.score, $1.imdbID) }
    }

    private func ranked(_ scored: [ScoredTitle]) -> [RankedTitle] {
        zip(index.entries(scored.map(\.id)), scored).map { entry, hit in
            RankedTitle(titleID: hit.id, imdbID: entry?.imdbID, score: hit.score)
        }
    }
}

extension Double {
    /// A score as it is told: at most 1, three decimals.
    var told: Double { Swift.min(1, self).thousandths }

    /// With three decimals.
    var thousandths: Double { (self * 1000).rounded() / 1000 }
}

extension FacetSet {
    fileprivate init(_ facets: Set<Domain.Facet>) {
        self.init(facets.map { FacetSet(rawValue: 1 << UInt8($0.position)) })
    }
}
