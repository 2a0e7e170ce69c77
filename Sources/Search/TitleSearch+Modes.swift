package import Domain
import VectorIndex

/// How words and meaning share in a search that shows both.
package enum SearchMode: String, Sendable, CaseIterable {
    /// Words first, filled up with what only fits in meaning.
    case bm25
    /// Both, fused.
    case hybrid
}

/// A film in an answer that shows what its words were worth.
package struct ModeHit: Sendable, Hashable {
    package let imdbID: IMDbID
    /// 0...1, three decimals; never 0.
    package let score: Double
    /// The BM25 score, three decimals; 0 for a film that was not found by its words.
    package let wordScore: Double
}

/// An answer to a search that shows both, and how it came about.
package struct ModeAnswer: Sendable {
    package let hits: [ModeHit]
    /// Whether the query had a vector.
    package let usedMeaning: Bool
    /// What a language model read in the query; nil when none was asked or none answered.
    package let reading: WrittenFacets?
}

/// What a search that shows both is asked for.
package struct ModeQuery: Sendable {
    package let text: String
    package let mode: SearchMode
    package let limit: Int
    /// A language model may help.
    package let usesModel: Bool

    package init(_ text: String, mode: SearchMode, limit: Int, usesModel: Bool) {
        self.text = text
        self.mode = mode
        self.limit = limit
        self.usesModel = usesModel
    }
}

extension TitleSearch {
    /// How much each facet counts when titles are ranked by meaning.
    package static let facetWeights: [Domain.Facet: Double] = {
        let weights = FacetWeights.seed
        return [
            .plot: Double(weights.plot).thousandths, .mood: Double(weights.mood).thousandths,
            .themes: Double(weights.themes).thousandths, .genre: Double(weights.genre).thousandths,
        ]
    }()

    /// Whether a language model can be asked about queries.
    package var hasQueryReader: Bool { reader != nil }

    /// Films for a query in one of the two modes, best first. What a language model reads in the query joins its
    /// meaning; words are searched as they were typed. Throws `SearchError.notReady`.
    package func search(_ wanted: ModeQuery, within scope: SearchScope) async throws -> ModeAnswer {
        let query = QueryText(wanted.text)
        guard index.isReady else { throw SearchError.notReady }
        let reading = wanted.usesModel ? await reader?.read(query.text) : nil
        let filter = TitleFilter(scope, in: index)
        let evidence = try await evidence(for: query, meaning: reading.map { query.joined(by: $0) }, filter)
        return ModeAnswer(
            hits: hits(
                of: evidence, mode: wanted.mode, limit: max(0, min(wanted.limit, SearchLimits.resultsMax)), filter),
            usedMeaning: evidence.meaning != nil, reading: reading)
    }

    private func hits(
        of evidence: SearchEvidence, mode: SearchMode, limit: Int, _ filter: TitleFilter
    ) -> [ModeHit] {
        let ranked = mode == .bm25 ? evidence.wordsFirst() : evidence.fused(in: index, limit: .max)
        let scale = mode == .bm25 ? 1 : HybridRanking.scoreMax
        let words = Dictionary(evidence.words.map { ($0.titleID, $0.score) }) { first, _ in first }
        let named = Set(evidence.named)
        var hits: [ModeHit] = []
        for (entry, title) in zip(index.entries(ranked.map(\.id)), ranked) where hits.count < limit {
            let score = named.contains(title.id) ? 1 : min(SearchLimits.unnamedScoreMax, title.score / scale).told
            guard let id = entry.flatMap({ filter.filmID(of: $0) }), score > 0 else { continue }
            hits.append(ModeHit(imdbID: id, score: score, wordScore: (words[title.id] ?? 0).thousandths))
        }
        return hits.sorted { ($1.score, $0.imdbID) < ($0.score, $1.imdbID) }
    }
}

extension QueryText {
    /// The query with what was read in it.
    fileprivate func joined(by reading: WrittenFacets) -> QueryText {
        QueryText([text, reading.mood, reading.themes].joined(separator: ". "))
    }
}
