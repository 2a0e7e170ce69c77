import Basics

/// A film that a film of a file may be.
package struct ImportMatch: Hashable, Sendable, Codable {
    /// One of these two is there.
    package var tmdbID: Int?
    package var imdbID: IMDbID?
    package var title: String
    package var originalTitle: String?
    package var year: Int?
    package var overview: String?
    /// A path at The Movie Database, as `TitleMetadata.posterPath`.
    package var posterPath: String?
    /// The Movie Database's ids, see `FilmGenre`.
    package var genreIDs: [Int] = []
    package var voteAverage: Double?
    package var voteCount: Int?
    /// `YYYY-MM-DD`.
    package var releaseDate: String?
    package var originalLanguage: String?
    package var popularity: Double?
    package var runtimeMinutes: Int?

    package init(tmdbID: Int?, imdbID: IMDbID? = nil, title: String) {
        self.tmdbID = tmdbID
        self.imdbID = imdbID
        self.title = title
    }
}

/// How sure a match is.
package enum MatchQuality: String, Sendable, Codable, CaseIterable {
    case high
    case medium
    case low
    case none
}

/// What became of a film of an import.
package enum ImportItemStatus: String, Sendable, Codable, CaseIterable {
    case pending
    case added
    case skipped
}

/// A film of a file beside the film that it probably is.
package struct ImportItem: Hashable, Sendable {
    package var film: ImportedFilm
    package var match: ImportMatch?
    /// 0...1; 0 without a match.
    package var confidence: Double
    package var quality: MatchQuality
    /// At most two others.
    package var alternatives: [ImportMatch]
    package var status = ImportItemStatus.pending

    package init(
        film: ImportedFilm, match: ImportMatch?, confidence: Double, quality: MatchQuality, alternatives: [ImportMatch]
    ) {
        self.film = film
        self.match = match
        self.confidence = confidence
        self.quality = quality
        self.alternatives = alternatives
    }
}
