import Basics
import Domain
import Streaming
import SurfaceKit

/// A series in lists.
struct SeriesRow: WrittenRow {
    let listed: ListedTitle
    let addresses: PictureAddresses

    init(_ listed: ListedTitle, _ addresses: PictureAddresses) {
        self.listed = listed
        self.addresses = addresses
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    func writeMembers(to writer: inout JSONWriter) {
        let metadata = listed.metadata
        writer.member("backdrop_url", listed.backdrop(addresses))
        writer.member("community_rating", metadata.voteAverage)
        writer.member("created_at", listed.moments.addedAt.iso8601WithMilliseconds)
        writer.member("end_year", listed.facts?.endYear)
        writer.member("genres", metadata.genres)
        writer.member("id", listed.id.description)
        writer.member("network", metadata.studios.first)
        writer.member("original_title", metadata.originalTitle)
        writer.member("overview", metadata.overview)
        writer.member("poster_url", listed.poster(addresses))
        writer.member("provider_item_id", listed.serverItem?.description)
        writer.member("status", listed.facts?.status)
        writer.member("title", metadata.title)
        // Specials are no season of their own.
        let ordinary = listed.seasons.filter { $0.key > 0 }
        writer.member("total_episodes", listed.seasons.isEmpty ? nil : ordinary.values.reduce(0, +))
        writer.member("total_seasons", listed.seasons.isEmpty ? nil : ordinary.count)
        writer.member("updated_at", listed.moments.changedAt.iso8601WithMilliseconds)
        writer.member("year", metadata.year)
    }
}

/// A series by itself: its row, and what only its page shows.
struct SeriesDetail {
    let title: DetailedTitle
    let addresses: PictureAddresses

    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            SeriesRow(title.listed, addresses).writeMembers(to: &writer)
            let (metadata, facts) = (title.listed.metadata, title.listed.facts)
            writer.names("actors", metadata.actors)
            writer.member("air_days", facts?.airDays ?? [])
            writer.member("awards", String?.none)
            writer.member("content_rating", metadata.contentRating)
            writer.member("critic_rating", facts?.criticRating)
            writer.member("directors", metadata.directors)
            writer.member("imdb_id", title.imdbID?.rawValue)
            writer.member("production_countries", metadata.countries)
            writeSeasons(to: &writer)
            writer.names("studios", metadata.studios)
            writer.member("tagline", metadata.tagline)
            writer.member("tmdb_id", title.tmdbID.map(String.init))
            writer.member("tvdb_id", facts?.tvdbID.map(String.init))
            writer.member("writers", metadata.writers)
        }
        return writer.bytes
    }

    private func writeSeasons(to writer: inout JSONWriter) {
        writer.name("seasons")
        writer.list(title.listed.seasons.sorted { $0.key < $1.key }) { writer, season in
            writer.object { writer in
                writer.member("episode_count", season.value)
                writer.member("name", season.key == 0 ? "Specials" : nil)
                writer.member("poster_url", String?.none)
                writer.member("season_number", season.key)
            }
        }
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
