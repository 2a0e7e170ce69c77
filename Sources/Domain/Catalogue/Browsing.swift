package import Basics

/// Which films or series a list of the whole catalogue holds.
package struct BrowseFilter: Sendable, Hashable {
    package let kind: TitleKind
    /// Part of a title, whatever its case.
    package var text: String?
    /// The genre's name as it is written.
    package var genre: String?
    /// The studio's or network's name as it is written.
    package var studio: String?
    /// Of series, as `SeriesFacts.status`.
    package var status: String?
    /// Titles too that are only in libraries of the media server that are switched off, or gone from it.
    package var showsHidden = false

    package init(_ kind: TitleKind) {
        self.kind = kind
    }
}

/// A page of the catalogue and how long the whole list is.
package struct BrowsePage: Sendable, Hashable {
    package let titles: [ListedTitle]
    package let total: Int

    package init(titles: [ListedTitle], total: Int) {
        self.titles = titles
        self.total = total
    }
}

/// An episode in the list of its series.
package struct SeriesEpisode: Sendable, Hashable {
    package let title: Title
    /// 0 are specials.
    package let season: Int
    package let number: Int
    /// `YYYY-MM-DD`.
    package let airDate: String?

    package init(title: Title, season: Int, number: Int, airDate: String?) {
        self.title = title
        self.season = season
        self.number = number
        self.airDate = airDate
    }
}

/// When a title came to the catalogue and when it changed last.
package struct TitleMoments: Sendable, Hashable {
    package let addedAt: Instant
    package let changedAt: Instant

    package init(addedAt: Instant, changedAt: Instant) {
        self.addedAt = addedAt
        self.changedAt = changedAt
    }
}

/// How many episodes a series has in each season, specials included.
package typealias SeasonCounts = [Int: Int]

/// The whole catalogue as people leaf through it, with or without files of this server. Reading only; each method sees
/// one state of the database and takes a fixed number of statements.
package protocol BrowseStore: Sendable {
    /// Known films or series by title, then year, then id. What lists hide is left out unless it is wanted.
    func page(_ filter: BrowseFilter, offset: Int, limit: Int) async throws -> BrowsePage
    /// The genres that films or series in lists have, sorted, each once.
    func genres(of kind: TitleKind) async throws -> [String]
    /// A known title of this kind; nil for everything else.
    func title(_ id: TitleID, _ kind: TitleKind) async throws -> Title?
    /// The same with all that its own page shows.
    func detail(of id: TitleID, _ kind: TitleKind) async throws -> DetailedTitle?
    func surroundings(of titles: [TitleID]) async throws -> TitleSurroundings
    /// Known titles of any kind by id, in the order of the ids; others are left out.
    func titles(_ ids: [TitleID]) async throws -> [Title]
    /// Those of `titles(ids)` that lists show.
    func shown(_ ids: [TitleID]) async throws -> [Title]
    /// Numbered episodes by season and number; series without any are left out.
    func episodes(of series: [TitleID]) async throws -> [TitleID: [SeriesEpisode]]
    /// The numbered episodes of several series, counted by season.
    func seasons(of series: [TitleID]) async throws -> [TitleID: SeasonCounts]
    func moments(of titles: [TitleID]) async throws -> [TitleID: TitleMoments]
    /// What media servers told of series beside their metadata.
    func facts(of series: [TitleID]) async throws -> [TitleID: SeriesFacts]
    /// The items of titles at the household's media server, those of wanted libraries first.
    func copies(of titles: [TitleID]) async throws -> [TitleID: [ServerCopy]]
    /// The pictures that lie beside the titles' files.
    func pictures(of titles: [TitleID]) async throws -> [TitleID: [ArtworkKind: Artwork]]
}

extension BrowseStore {
    /// The numbered episodes of one series, likewise.
    package func episodes(of series: TitleID) async throws -> [SeriesEpisode] {
        try await episodes(of: [series])[series] ?? []
    }
}
