package import Basics

/// A film that a profile watched to its end.
package struct PlayedTitle: Hashable, Sendable {
    package let titleID: TitleID
    /// Viewings that came to their end, at least 1.
    package let playCount: Int
    package let isFavourite: Bool
    /// `WatchEvent.undated` where nobody knows.
    package let lastPlayedAt: Instant

    package init(titleID: TitleID, playCount: Int, isFavourite: Bool, lastPlayedAt: Instant) {
        self.titleID = titleID
        self.playCount = playCount
        self.isFavourite = isFavourite
        self.lastPlayedAt = lastPlayedAt
    }
}

/// A series of which a profile watched an episode to its end.
package struct PlayedSeries: Hashable, Sendable {
    package let seriesID: TitleID
    /// Each once, at least 1.
    package let episodesWatched: Int
    /// All that the catalogue knows of the series, with its specials.
    package let totalEpisodes: Int
    /// Viewings of episodes that came to their end.
    package let totalPlays: Int
    package let lastPlayedAt: Instant
    /// Whether the series itself is kept, not an episode of it.
    package let isFavourite: Bool

    package init(
        seriesID: TitleID, episodesWatched: Int, totalEpisodes: Int, totalPlays: Int, lastPlayedAt: Instant,
        isFavourite: Bool
    ) {
        self.seriesID = seriesID
        self.episodesWatched = episodesWatched
        self.totalEpisodes = totalEpisodes
        self.totalPlays = totalPlays
        self.lastPlayedAt = lastPlayedAt
        self.isFavourite = isFavourite
    }
}

/// What a history is sorted by. What is equal is in the order of the ids.
package enum HistoryOrder: String, Sendable, CaseIterable {
    /// The latest viewing first.
    case recent
    /// The most viewings first, then as `recent`.
    case plays
    /// By title, without regard to case, accents and punctuation.
    case title
}

/// A part of a list, and how long the whole list is.
package struct HistoryPage<Row: Hashable & Sendable>: Hashable, Sendable {
    package let rows: [Row]
    package let total: Int

    package init(rows: [Row], total: Int) {
        self.rows = rows
        self.total = total
    }
}

/// Something that can be taken out of a history.
package enum WatchedPart: Hashable, Sendable {
    case film(TitleID)
    case episode(TitleID)
    case season(series: TitleID, number: Int)
    case series(TitleID)
}

/// What profiles watched, summed up from their viewings. Titles that are kept count as favourites, not as watched.
/// Reading takes one snapshot and a constant number of statements.
package protocol WatchHistoryStore: Sendable {
    /// Films with at least one viewing. A page past the end is empty and has the true total.
    func films(
        of profile: ProfileID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedTitle>
    /// Series with at least one viewing of an episode.
    func series(
        of profile: ProfileID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedSeries>
    /// The months do not overlap; the timeline of the result is in their order, usually the newest last.
    func statistics(of profile: ProfileID, months: [Range<Instant>]) async throws -> WatchStatistics
    func counts(of profile: ProfileID) async throws -> (watchedFilms: Int, favouriteFilms: Int)

    /// The titles whose viewings make up a part; nil when there is no such film, episode or series. A season without
    /// episodes is empty.
    func titles(of part: WatchedPart) async throws -> [TitleID]?
    /// Says of titles that they were not watched up to a moment: their viewings and positions go, and later news of
    /// what was before does not bring them back. What is kept and rated stays. One transaction.
    ///
    /// Returns how many of the titles had been watched.
    func forget(_ titles: [TitleID], of profile: ProfileID, at moment: Instant) async throws -> Int
}

/// What a profile watched, in numbers. Without a history everything is 0 and empty, but for the months.
package struct WatchStatistics: Hashable, Sendable {
    package static let filmGenresMax = 15
    package static let seriesGenresMax = 10
    /// Of each list of people, studios and networks.
    package static let namesMax = 10

    package var totals = WatchTotals()
    /// How many of the watched films have each genre, the most frequent first; each film once.
    package var filmGenres: [NameCount] = []
    package var seriesGenres: [NameCount] = []
    /// One for each month that was asked about, in that order.
    package var months: [MonthCounts] = []
    /// Of the watched films, the newest first; films without a year are left out.
    package var decades: [DecadeCount] = []
    /// Of the watched films, the lowest first; films that nobody rated are left out.
    package var ratings: [RatingCount] = []
    /// Over the watched films and series, the most frequent first.
    package var actors: [NameCount] = []
    package var directors: [NameCount] = []
    /// Of the watched films.
    package var studios: [NameCount] = []
    /// Of the watched series.
    package var networks: [NameCount] = []

    package init() {}

    /// The share of each count in the sum of all, in whole percent, halves rounded up; zeros when the sum is 0.
    ///
    /// Each is rounded for itself, so that they need not add up to 100.
    package static func percentages(of counts: [Int]) -> [Int] {
        let total = counts.reduce(0, +)
        guard total > 0 else { return counts.map { _ in 0 } }
        return counts.map { (200 * $0 + total) / (2 * total) }
    }
}

/// Sums over everything that a profile watched.
package struct WatchTotals: Hashable, Sendable {
    /// Watched films, each once.
    package var films = 0
    /// Watched episodes, each once.
    package var episodes = 0
    /// Series with a watched episode.
    package var series = 0
    /// Viewings of films.
    package var filmPlays = 0
    /// The running time of every viewing of a film or an episode. An episode of unknown length takes that of its
    /// series; what has neither adds nothing.
    package var minutes = 0
    /// Films that are kept, watched or not.
    package var favouriteFilms = 0
    package var favouriteSeries = 0

    package init() {}
}

/// How often a name occurs.
package struct NameCount: Hashable, Sendable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

/// What was watched in a month. A title counts once a month, however often it was watched in it.
package struct MonthCounts: Hashable, Sendable {
    package var films: Int
    package var episodes: Int

    package init(films: Int = 0, episodes: Int = 0) {
        self.films = films
        self.episodes = episodes
    }
}

/// How many films are of a decade.
package struct DecadeCount: Hashable, Sendable {
    /// 1990 for 1990 to 1999.
    package let firstYear: Int
    package let count: Int

    package init(firstYear: Int, count: Int) {
        self.firstYear = firstYear
        self.count = count
    }
}

/// How many films have a rating, to the nearest half.
package struct RatingCount: Hashable, Sendable {
    /// 0–20, so that 17 is 8.5.
    package let halves: Int
    package let count: Int

    package init(halves: Int, count: Int) {
        self.halves = halves
        self.count = count
    }

    /// 0–10.
    package var rating: Double { Double(halves) / 2 }
}
