/// What is known of a title that is to be found by its name.
package struct TitleQuery: Sendable, Hashable {
    package let kind: TitleKind
    /// Not empty.
    package let title: String
    /// A filter, not a hint: a wrong year finds nothing.
    package let year: Int?

    package init(kind: TitleKind, title: String, year: Int? = nil) {
        self.kind = kind
        self.title = title
        self.year = year
    }
}

/// A title that a provider found by its name, with as much as a list or a match needs.
package struct TitleCandidate: Sendable, Hashable {
    package let kind: TitleKind
    package let tmdbID: Int
    package let metadata: TitleMetadata
    /// The Movie Database's ids of the genres, which lists name instead of `metadata.genres`.
    package var genreIDs: [Int] = []
    package var originalLanguage: String?

    package init(kind: TitleKind, tmdbID: Int, metadata: TitleMetadata) {
        self.kind = kind
        self.tmdbID = tmdbID
        self.metadata = metadata
    }
}

/// An outside service that finds films and series by their names.
package protocol TitleFinder: Sendable {
    /// The first page of hits in the service's own order, which mixes relevance with popularity.
    ///
    /// Kinds other than films and series find nothing. Throws `MetadataFailure` or `CancellationError`.
    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate]
}
