/// A film or series as lists show it.
package struct ListedTitle: Sendable, Hashable {
    package let id: TitleID
    package let kind: TitleKind
    /// Only what lists show is there: names, year, genres, overview, rating, running time, poster and, of series, the
    /// first studio.
    package let metadata: TitleMetadata
    package let moments: TitleMoments
    /// Those that lie beside its files.
    package var pictures: [ArtworkKind: Artwork] = [:]
    /// By which the household's media server plays it.
    package var serverItem: MediaServerID?
    /// Of a series, what media servers told beside its metadata.
    package var facts: SeriesFacts?
    /// Of a series.
    package var seasons: SeasonCounts = [:]

    package init(id: TitleID, kind: TitleKind, metadata: TitleMetadata, moments: TitleMoments) {
        self.id = id
        self.kind = kind
        self.metadata = metadata
        self.moments = moments
    }
}

/// A known film or series with all that its own page shows.
package struct DetailedTitle: Sendable, Hashable {
    /// Here the metadata are whole.
    package let listed: ListedTitle
    package let imdbID: IMDbID?
    package let tmdbID: Int?

    package init(listed: ListedTitle, imdbID: IMDbID?, tmdbID: Int?) {
        self.listed = listed
        self.imdbID = imdbID
        self.tmdbID = tmdbID
    }
}

/// What belongs to titles without being part of them.
package struct TitleSurroundings: Sendable, Hashable {
    package var moments: [TitleID: TitleMoments] = [:]
    /// Those that lie beside the titles' files.
    package var pictures: [TitleID: [ArtworkKind: Artwork]] = [:]
    /// The items at the household's media server, those of wanted libraries first.
    package var copies: [TitleID: [ServerCopy]] = [:]
    /// What media servers told of series beside their metadata.
    package var facts: [TitleID: SeriesFacts] = [:]

    package init() {}
}
