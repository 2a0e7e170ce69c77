package import Basics

/// What a file says of one film, all of its rows taken together.
package struct ImportedFilm: Hashable, Sendable, Codable {
    /// As it stands in the file, trimmed.
    package var title: String
    /// What is searched for and compared: without entities, and without a year and editions in brackets.
    package var searchTitle: String
    /// When the film came out, as the file or its title says.
    package var year: Int?
    package var imdbID: IMDbID?
    package var tmdbID: Int?
    /// `http` or `https`.
    package var imageURL: String?
    /// Whether it was watched, which not every row says: a film may only be rated or kept.
    package var isWatched = true
    /// Newest first, each once; empty when nobody knows.
    package var watchDates: [Instant] = []
    /// The year of the latest viewing, where the file says no more than that.
    package var watchYear: Int?
    package var rating: ImportedRating?
    /// When it was kept for later; nil when it was not.
    package var keptAt: Instant?

    package init(title: String, searchTitle: String) {
        self.title = title
        self.searchTitle = searchTitle
    }
}

/// What somebody thought of a film elsewhere.
package struct ImportedRating: Hashable, Sendable, Codable {
    /// 1 to 10.
    package var value: Int
    /// Nil when the file does not say.
    package var ratedAt: Instant?

    package init(value: Int, ratedAt: Instant? = nil) {
        self.value = value
        self.ratedAt = ratedAt
    }
}

/// How the rows of a file were counted. `totalEntries` is the sum of `filmRows`, `otherRows` and `ignoredRows`;
/// `filmRows` that of the films to review and of the last three.
package struct ImportCounts: Hashable, Sendable, Codable {
    /// Rows with data.
    package var totalEntries = 0
    /// Rows that are films.
    package var filmRows = 0
    /// Rows with a title that are no films.
    package var otherRows = 0
    /// Rows without a title, and those that say nothing.
    package var ignoredRows = 0
    /// Rows of films that an earlier row was about.
    package var mergedRows = 0
    /// Films that the person has rated already.
    package var alreadyRated = 0
    /// Films that were not looked at because there were too many.
    package var truncated = 0

    package init() {}
}
