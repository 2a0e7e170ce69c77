import Basics
import Domain
import SurfaceKit

/// A film, an episode or a series card, as all lists of this surface hold it. Names and types are those that the
/// client parses; lists of names are one text.
struct VideoItem: Encodable {
    let id: Int32
    let title: String
    let cardType: String
    @OrNull var seriesID: Int32?
    @OrNull var seriesTitle: String?
    let type: String
    let year: Int
    let releaseYear: Int
    let runtime: Int
    let runtimeMinutes: Int
    @OrNull var plot: String?
    @OrNull var rottenTomatoes: String?
    @OrNull var director: String?
    @OrNull var starring: String?
    @OrNull var genres: String?
    @OrNull var rating: String?
    @OrNull var imdbRating: String?
    @OrNull var contentRating: Certificate?
    let quality: String
    @OrNull var posterURL: String?
    @OrNull var posterPath: String?
    @OrNull var backdropPath: String?
    let season: Int
    let episode: Int
    let resumeTime: Int
    let totalDuration: Int
    let progressPercent: Int
    let canResume: Bool
    let hasSubtitles: Bool
    @OrNull var subtitleURL: String?
    @OrNull var subtitleLanguage: String?
    let available: Bool
    @OrNull var addedAt: String?
    /// On series cards.
    var totalEpisodes: Int?
    var episodeCount: Int?
    /// In the row of what was begun.
    var continueFromSeconds: Int?
    var continueFromHms: String?
    var resumeEpisode: ResumeEpisode?
    var resumeEpisodeID: Int32?
}

/// The episode with which a series goes on.
struct ResumeEpisode: Encodable {
    let id: Int32
    let title: String
    let season: Int
    let episode: Int

    init(_ video: Video) {
        id = video.title.id.rawValue
        title = video.name
        season = video.place?.season ?? 0
        episode = video.place?.number ?? 0
    }
}

extension VideoItem {
    init(_ video: Video, _ links: VideoLinks, addedAt: Instant? = nil) {
        let metadata = video.title.metadata
        let series = video.place?.series
        let subtitle = links.subtitle(of: video)
        let progress = VideoProgress(video)
        id = (video.series?.first ?? video.title.id).rawValue
        title = video.name
        cardType = video.isSeries ? "series" : "video"
        _seriesID = OrNull(wrappedValue: (video.isSeries ? video.title.id : series?.id)?.rawValue)
        _seriesTitle = OrNull(wrappedValue: series?.metadata.title)
        type = video.isSeries ? "series" : video.place == nil ? "movie" : "episode"
        year = metadata.year ?? series?.metadata.year ?? 0
        releaseYear = year
        runtime = metadata.runtimeMinutes ?? video.lengthSeconds.map { ($0 + 30) / 60 } ?? 0
        runtimeMinutes = runtime
        _plot = OrNull(wrappedValue: metadata.overview)
        _rottenTomatoes = OrNull(wrappedValue: nil)
        _director = OrNull(wrappedValue: metadata.directors.joinedOrNil)
        _starring = OrNull(
            wrappedValue: (metadata.cast.isEmpty ? series?.metadata.cast ?? [] : metadata.cast).joinedOrNil)
        _genres = OrNull(
            wrappedValue: (metadata.genres.isEmpty ? series?.metadata.genres ?? [] : metadata.genres).joinedOrNil)
        let score = metadata.voteAverage.map { $0.oneDecimal }
        _rating = OrNull(wrappedValue: score)
        _imdbRating = OrNull(wrappedValue: score)
        _contentRating = OrNull(wrappedValue: video.certificate)
        quality = ((links.first[video.title.id] ?? video).quality ?? .standard).rawValue
        _posterURL = OrNull(wrappedValue: links.picture(.poster, of: video))
        _posterPath = OrNull(wrappedValue: nil)
        _backdropPath = OrNull(wrappedValue: links.picture(.backdrop, of: video))
        season = video.place?.season ?? 0
        episode = video.place?.number ?? 0
        resumeTime = video.resumeTime
        totalDuration = progress.lengthSeconds
        progressPercent = progress.percent
        canResume = progress.canResume
        hasSubtitles = subtitle != nil
        _subtitleURL = OrNull(wrappedValue: subtitle?.address)
        _subtitleLanguage = OrNull(wrappedValue: subtitle?.language)
        available = links.isThere(video)
        _addedAt = OrNull(wrappedValue: (addedAt ?? video.addedAt).databaseText)
        if let numbers = video.series {
            totalEpisodes = numbers.episodes
            episodeCount = numbers.episodes
        }
    }
}

extension [String] {
    var joinedOrNil: String? { isEmpty ? nil : joined(separator: ", ") }
}

extension Double {
    /// With one decimal, as scores are written.
    var oneDecimal: String {
        let tenths = Int((self * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension VideoItem {
    /// The card of a series in place of one of its episodes, with the episode's progress.
    func asCard(of series: Video, _ links: VideoLinks) -> VideoItem {
        let card = VideoItem(series, links)
        return VideoItem(
            id: card.id, title: card.title, cardType: "series", seriesID: card.seriesID, seriesTitle: nil,
            type: "series",
            year: card.year, releaseYear: card.year, runtime: runtime, runtimeMinutes: runtime, plot: card.plot,
            rottenTomatoes: nil, director: card.director, starring: card.starring, genres: card.genres,
            rating: card.rating, imdbRating: card.rating, contentRating: card.contentRating, quality: quality,
            posterURL: card.posterURL, posterPath: nil, backdropPath: card.backdropPath, season: season,
            episode: episode, resumeTime: resumeTime, totalDuration: totalDuration, progressPercent: progressPercent,
            canResume: canResume, hasSubtitles: hasSubtitles, subtitleURL: subtitleURL,
            subtitleLanguage: subtitleLanguage, available: available, addedAt: addedAt,
            totalEpisodes: card.totalEpisodes, episodeCount: card.episodeCount)
    }
}
