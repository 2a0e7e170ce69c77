import Basics
import Domain
import SurfaceKit

struct CountsResponse: Encodable {
    let watchedCount: Int
    let favoritesCount: Int
    /// Films of the latest completed run.
    let recommendationsCount: Int
}

struct UnwatchedResponse: Encodable {
    var success = true
    let message: String
}

struct Pagination: Encodable {
    let page: Int
    let pageSize: Int
    let total: Int
    let totalPages: Int

    init(_ page: DiscoveryPage, total: Int) {
        self.page = page.number
        pageSize = page.size
        self.total = total
        totalPages = (total + page.size - 1) / page.size
    }
}

struct PlayedMoviesResponse: Encodable {
    let history: [PlayedMovieRow]
    let pagination: Pagination
}

struct PlayedSeriesResponse: Encodable {
    let history: [PlayedSeriesRow]
    let pagination: Pagination
}

struct PlayedMovieRow: Encodable {
    private let fields: TitleFields
    private let plays: Plays

    private struct Plays: Encodable {
        let id: String
        let playCount: Int
        let isFavorite: Bool
        @OrNull var lastPlayedAt: String?

        enum CodingKeys: String, CodingKey {
            case id = "movie_id"
            case playCount = "play_count"
            case isFavorite = "is_favorite"
            case lastPlayedAt = "last_played_at"
        }
    }

    init(_ played: PlayedTitle, _ title: Title, _ extras: TitleExtras) {
        fields = TitleFields(title, extras)
        plays = Plays(
            id: title.id.description, playCount: played.playCount, isFavorite: played.isFavourite,
            lastPlayedAt: played.lastPlayedAt.known)
    }

    func encode(to encoder: any Encoder) throws {
        try fields.encode(to: encoder)
        try plays.encode(to: encoder)
    }
}

struct PlayedSeriesRow: Encodable {
    private let fields: TitleFields
    private let plays: Plays

    private struct Plays: Encodable {
        let id: String
        let episodesWatched: Int
        let totalEpisodes: Int
        let totalPlays: Int
        let isFavorite: Bool
        @OrNull var lastPlayedAt: String?

        enum CodingKeys: String, CodingKey {
            case id = "series_id"
            case episodesWatched = "episodes_watched"
            case totalEpisodes = "total_episodes"
            case totalPlays = "total_plays"
            case isFavorite = "is_favorite"
            case lastPlayedAt = "last_played_at"
        }
    }

    init(_ played: PlayedSeries, _ title: Title, _ extras: TitleExtras) {
        fields = TitleFields(title, extras)
        plays = Plays(
            id: title.id.description, episodesWatched: played.episodesWatched, totalEpisodes: played.totalEpisodes,
            totalPlays: played.totalPlays, isFavorite: played.isFavourite,
            lastPlayedAt: played.lastPlayedAt.known)
    }

    func encode(to encoder: any Encoder) throws {
        try fields.encode(to: encoder)
        try plays.encode(to: encoder)
    }
}

extension Instant {
    /// Nil for viewings of which nobody knows when they were.
    fileprivate var known: String? { self == WatchEvent.undated ? nil : iso8601WithMilliseconds }
}
