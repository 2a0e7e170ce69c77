import Domain
import SurfaceKit

struct SeriesListResponse: Encodable {
    let series: [SeriesRow]
    let total: Int
    let page: Int
    let pageSize: Int
}

/// A series in lists.
struct SeriesRow: Encodable {
    let id: String
    @OrNull var providerItemID: String?
    let title: String
    @OrNull var originalTitle: String?
    @OrNull var year: Int?
    @OrNull var endYear: Int?
    let genres: [String]
    @OrNull var overview: String?
    @OrNull var communityRating: Double?
    @OrNull var status: String?
    @OrNull var totalSeasons: Int?
    @OrNull var totalEpisodes: Int?
    @OrNull var network: String?
    @OrNull var posterURL: String?
    @OrNull var backdropURL: String?
    let createdAt: String
    let updatedAt: String

    init(_ title: Title, _ seasons: SeasonCounts, _ extras: TitleExtras) {
        let metadata = title.metadata
        id = title.id.description
        _providerItemID = OrNull(wrappedValue: nil)
        self.title = metadata.title
        _originalTitle = OrNull(wrappedValue: metadata.originalTitle)
        _year = OrNull(wrappedValue: metadata.year)
        _endYear = OrNull(wrappedValue: nil)
        genres = metadata.genres
        _overview = OrNull(wrappedValue: metadata.overview)
        _communityRating = OrNull(wrappedValue: metadata.voteAverage)
        _status = OrNull(wrappedValue: nil)
        // Specials are no season of their own.
        let ordinary = seasons.filter { $0.key > 0 }
        _totalSeasons = OrNull(wrappedValue: seasons.isEmpty ? nil : ordinary.count)
        _totalEpisodes = OrNull(wrappedValue: seasons.isEmpty ? nil : ordinary.values.reduce(0, +))
        _network = OrNull(wrappedValue: metadata.studios.first)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
        _backdropURL = OrNull(wrappedValue: extras.backdrop(of: title))
        createdAt = extras.addedAt(title)
        updatedAt = extras.changedAt(title)
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, genres, overview, status, network
        case providerItemID = "provider_item_id"
        case originalTitle = "original_title"
        case endYear = "end_year"
        case communityRating = "community_rating"
        case totalSeasons = "total_seasons"
        case totalEpisodes = "total_episodes"
        case posterURL = "poster_url"
        case backdropURL = "backdrop_url"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

/// A series by itself: its row, and what only its page shows.
struct SeriesDetail: Encodable {
    private let row: SeriesRow
    private let more: More

    struct Studio: Encodable {
        let name: String
    }

    struct Season: Encodable {
        let number: Int
        let episodeCount: Int
        @OrNull var name: String?
        @OrNull var posterURL: String?

        enum CodingKeys: String, CodingKey {
            case name
            case number = "season_number"
            case episodeCount = "episode_count"
            case posterURL = "poster_url"
        }
    }

    private struct More: Encodable {
        @OrNull var tagline: String?
        @OrNull var contentRating: String?
        @OrNull var criticRating: Double?
        let studios: [Studio]
        let directors: [String]
        let writers: [String]
        let actors: [ActorRow]
        @OrNull var imdbID: String?
        @OrNull var tmdbID: String?
        @OrNull var tvdbID: String?
        let airDays: [String]
        let countries: [String]
        @OrNull var awards: String?
        let seasons: [Season]

        enum CodingKeys: String, CodingKey {
            case tagline, studios, directors, writers, actors, awards, seasons
            case contentRating = "content_rating"
            case criticRating = "critic_rating"
            case imdbID = "imdb_id"
            case tmdbID = "tmdb_id"
            case tvdbID = "tvdb_id"
            case airDays = "air_days"
            case countries = "production_countries"
        }
    }

    init(_ title: Title, _ seasons: SeasonCounts, _ extras: TitleExtras) {
        let metadata = title.metadata
        row = SeriesRow(title, seasons, extras)
        more = More(
            tagline: metadata.tagline, contentRating: metadata.contentRating, criticRating: nil,
            studios: metadata.studios.map { Studio(name: $0) }, directors: metadata.directors,
            writers: metadata.writers,
            actors: metadata.actors, imdbID: title.imdbID?.rawValue, tmdbID: title.tmdbID.map(String.init), tvdbID: nil,
            airDays: [], countries: metadata.countries, awards: nil,
            seasons: seasons.sorted { $0.key < $1.key }.map { number, count in
                Season(number: number, episodeCount: count, name: number == 0 ? "Specials" : nil, posterURL: nil)
            })
    }

    func encode(to encoder: any Encoder) throws {
        try row.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

/// All episodes, once in order and once by season.
struct EpisodesResponse: Encodable {
    let episodes: [EpisodeRow]
    /// By number, as text.
    let seasons: [String: [EpisodeRow]]
    let totalEpisodes: Int
    let seasonCount: Int

    init(_ episodes: [EpisodeRow]) {
        self.episodes = episodes
        seasons = Dictionary(grouping: episodes) { String($0.season) }
        totalEpisodes = episodes.count
        seasonCount = seasons.count
    }
}

struct EpisodeRow: Encodable {
    let id: String
    let season: Int
    let number: Int
    let title: String
    @OrNull var overview: String?
    @OrNull var premiereDate: String?
    @OrNull var runtimeMinutes: Int?
    @OrNull var communityRating: Double?
    @OrNull var posterURL: String?

    init(_ episode: SeriesEpisode, _ extras: TitleExtras) {
        let metadata = episode.title.metadata
        id = episode.title.id.description
        season = episode.season
        number = episode.number
        title = metadata.title
        _overview = OrNull(wrappedValue: metadata.overview)
        _premiereDate = OrNull(wrappedValue: episode.airDate)
        _runtimeMinutes = OrNull(wrappedValue: metadata.runtimeMinutes)
        _communityRating = OrNull(wrappedValue: metadata.voteAverage)
        _posterURL = OrNull(wrappedValue: extras.still(of: episode.title))
    }

    enum CodingKeys: String, CodingKey {
        case id, title, overview
        case season = "season_number"
        case number = "episode_number"
        case premiereDate = "premiere_date"
        case runtimeMinutes = "runtime_minutes"
        case communityRating = "community_rating"
        case posterURL = "poster_url"
    }
}
