package import Domain

/// The ways in which titles can be ranked for a query.
package enum Ranking: String, Sendable, CaseIterable {
    /// BM25 over the titles' words.
    case words
    /// The search API's formula: weighted cosine of the query to the four facets.
    case meaning
    /// Both, fused.
    case hybrid
}

/// A title with its place in a ranking.
package struct RankedTitle: Sendable, Hashable {
    package let titleID: TitleID
    package let imdbID: IMDbID?
    /// Higher is better; comparable within one answer only, except for `meaning`, which is 0...1.
    package let score: Double

    package init(titleID: TitleID, imdbID: IMDbID?, score: Double) {
        self.titleID = titleID
        self.imdbID = imdbID
        self.score = score
    }
}

/// A film in an answer of the search API's endpoints.
package struct SearchHit: Sendable, Hashable {
    package let imdbID: IMDbID
    /// 0...1, three decimals; never 0 in a search.
    package let score: Double

    package init(imdbID: IMDbID, score: Double) {
        self.imdbID = imdbID
        self.score = score
    }
}

/// Which titles a search may find.
package enum SearchScope: Sendable {
    /// Films and series, which clips of an archive would bury.
    case everything
    case owned(OwnedSet)
    /// The scenes of the archive.
    case clips
}
