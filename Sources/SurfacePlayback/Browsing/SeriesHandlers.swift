import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension PlaybackSurface {
    func seriesDetails(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let (inForce, series) = try await series(context)
        try inForce.checkMaySee(series.certificate)
        let episodes = try await features.videos.episodes(of: series.title.id, for: inForce.viewer) ?? []
        let links = try await links(for: episodes, request, context)
        return try .playback(
            SeriesDetailsResponse(
                series: SeriesResponse(series, episodes, links), episodes: episodes.map { EpisodeItem($0, links) },
                introMarker: episodes.lazy.compactMap { MarkerResponse(intro: $0) }.first,
                creditsMarker: episodes.lazy.compactMap { MarkerResponse(credits: $0) }.first))
    }

    func seriesEpisodes(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        // Lists leave out what is above a limit; only the series' own page asks for the PIN.
        let (inForce, series) = try await series(context)
        let episodes = try await features.videos.episodes(of: series.title.id, for: inForce.viewer) ?? []
        let size = min(
            max(context.parameters.number("per_page") ?? PlaybackLimits.episodesPageSize, 1),
            PlaybackLimits.pageSizeMax)
        let page = context.parameters.page
        let wanted = Array(episodes.dropFirst((page - 1) * size).prefix(size))
        let links = try await links(for: wanted, request, context)
        return try .playback(
            EpisodesResponse(
                data: wanted.map { EpisodeItem($0, links) }, total: episodes.count, page: page,
                pages: pages(of: episodes.count, size)))
    }

    private func series(_ context: PlaybackContext) async throws -> (inForce: ProfileInForce, series: Video) {
        let id: TitleID = try context.parameters.id("id")
        let inForce = try await inForce(context)
        guard let series = try await features.videos.video(id, for: inForce.unlimited), series.isSeries else {
            throw PlaybackError.notFound("There is no such series.")
        }
        return (inForce, series)
    }
}

struct SeriesDetailsResponse: Encodable {
    let status = "success"
    let series: SeriesResponse
    let episodes: [EpisodeItem]
    @OrNull var introMarker: MarkerResponse?
    @OrNull var creditsMarker: MarkerResponse?
}

struct EpisodesResponse: Encodable {
    let status = "success"
    let data: [EpisodeItem]
    let total: Int
    let page: Int
    let pages: Int
}

struct SeriesResponse: Encodable {
    let id: Int32
    let title: String
    @OrNull var plot: String?
    @OrNull var posterURL: String?
    @OrNull var backdropPath: String?
    @OrNull var genre: String?
    let year: Int
    @OrNull var rating: String?
    @OrNull var contentRating: Certificate?
    @OrNull var rottenTomatoes: String?
    @OrNull var imdbID: String?
    @OrNull var language: String?
    @OrNull var country: String?
    @OrNull var director: String?
    @OrNull var writer: String?
    let totalEpisodes: Int
    let episodesWatched: Int
    let overallProgressPercent: Int
    @OrNull var nextEpisode: ResumeEpisode?

    init(_ series: Video, _ episodes: [Video], _ links: VideoLinks) {
        let item = VideoItem(series, links)
        let metadata = series.title.metadata
        let watched = episodes.filter { VideoProgress($0).isWatched }
        // Specials are no part of going on, as long as there is anything else.
        let ordinary = episodes.filter { ($0.place?.season ?? 0) > 0 }
        let next = (ordinary.isEmpty ? episodes : ordinary).first { !VideoProgress($0).isWatched }
        id = series.title.id.rawValue
        title = item.title
        _plot = OrNull(wrappedValue: item.plot)
        _posterURL = OrNull(wrappedValue: item.posterURL)
        _backdropPath = OrNull(wrappedValue: item.backdropPath)
        _genre = OrNull(wrappedValue: item.genres)
        year = item.year
        _rating = OrNull(wrappedValue: item.rating)
        _contentRating = OrNull(wrappedValue: item.contentRating)
        _rottenTomatoes = OrNull(wrappedValue: nil)
        _imdbID = OrNull(wrappedValue: series.title.imdbID?.rawValue)
        _language = OrNull(wrappedValue: metadata.languages.first)
        _country = OrNull(wrappedValue: metadata.countries.first)
        _director = OrNull(wrappedValue: item.director)
        _writer = OrNull(wrappedValue: metadata.writers.joinedOrNil)
        totalEpisodes = episodes.count
        episodesWatched = watched.count
        overallProgressPercent = episodes.isEmpty ? 0 : watched.count * 100 / episodes.count
        _nextEpisode = OrNull(wrappedValue: next.map { ResumeEpisode($0) })
    }
}
