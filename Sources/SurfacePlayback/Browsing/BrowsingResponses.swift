import Catalogue
import Domain
import SurfaceKit

struct DataResponse<Element: Encodable>: Encodable {
    let status = "success"
    let data: [Element]
}

struct LibraryResponse: Encodable {
    let id: Int32
    let name: String
    let type: String
    let count: Int
}

struct PageResponse: Encodable {
    let status = "success"
    let data: [VideoItem]
    let pages: Int
    let page: Int
    let perPage: Int
    let total: Int
}

struct DashboardResponse: Encodable {
    let status = "success"
    let continueWatching: [VideoItem]
    let recentMovies: [VideoItem]
    let recentShows: [VideoItem]
}

struct DetailsResponse: Encodable {
    let status = "success"
    let video: VideoDetails
    let progress: Int
    @OrNull var posterFull: String?
}

/// An item with all that its page shows.
struct VideoDetails: Encodable {
    let item: VideoItem
    let rest: Rest

    struct Rest: Encodable {
        @OrNull var imdbID: String?
        @OrNull var tmdbID: Int?
        @OrNull var language: String?
        @OrNull var country: String?
        @OrNull var writer: String?
        let watched: Bool
        @OrNull var introMarker: MarkerResponse?
        @OrNull var creditsMarker: MarkerResponse?
        @OrNull var nextEpisode: NextEpisode?
        @OrNull var finishesAt: String?
        @OrNull var finishesAtLabel: String?
        var versions: [VersionResponse]?
        var episodes: [EpisodeItem]?
    }

    init(_ video: Video, episodes: [Video], _ links: VideoLinks) {
        item = VideoItem(video, links)
        let metadata = video.title.metadata
        let end = links.end(of: video)
        rest = Rest(
            imdbID: video.title.imdbID?.rawValue, tmdbID: video.title.tmdbID, language: metadata.languages.first,
            country: metadata.countries.first, writer: metadata.writers.joinedOrNil,
            watched: VideoProgress(video).isWatched,
            introMarker: MarkerResponse(intro: video), creditsMarker: MarkerResponse(credits: video),
            nextEpisode: episodes.next(after: video, isThere: links.isThere).map { NextEpisode($0, links) },
            finishesAt: end?.moment, finishesAtLabel: end?.label,
            versions: video.versionResponses,
            episodes: video.place == nil ? nil : episodes.map { EpisodeItem($0, links) })
    }

    func encode(to encoder: any Encoder) throws {
        try item.encode(to: encoder)
        try rest.encode(to: encoder)
    }
}

/// A file that can be played instead of another.
struct VersionResponse: Encodable {
    let id: Int32
    @OrNull var label: String?
    @OrNull var resolution: String?
    @OrNull var videoCodec: String?
    @OrNull var audioCodec: String?
    let fileSize: Int64
}

/// An episode in the list of its series.
struct EpisodeItem: Encodable {
    let id: Int32
    let title: String
    let season: Int
    let episode: Int
    @OrNull var plot: String?
    let runtime: Int
    @OrNull var posterURL: String?
    @OrNull var posterPath: String?
    let resumeTime: Int
    let totalDuration: Int
    let progressPercent: Int
    let canResume: Bool
    let hasSubtitles: Bool
    @OrNull var subtitleURL: String?
    @OrNull var subtitleLanguage: String?
    @OrNull var finishesAt: String?
    @OrNull var finishesAtLabel: String?
    let available: Bool
    let watched: Bool

    init(_ video: Video, _ links: VideoLinks) {
        let item = VideoItem(video, links)
        let end = links.end(of: video)
        id = item.id
        title = item.title
        season = item.season
        episode = item.episode
        _plot = OrNull(wrappedValue: item.plot)
        runtime = item.runtime
        _posterURL = OrNull(wrappedValue: item.posterURL)
        _posterPath = OrNull(wrappedValue: item.posterPath)
        resumeTime = item.resumeTime
        totalDuration = item.totalDuration
        progressPercent = item.progressPercent
        canResume = item.canResume
        hasSubtitles = item.hasSubtitles
        _subtitleURL = OrNull(wrappedValue: item.subtitleURL)
        _subtitleLanguage = OrNull(wrappedValue: item.subtitleLanguage)
        _finishesAt = OrNull(wrappedValue: end?.moment)
        _finishesAtLabel = OrNull(wrappedValue: end?.label)
        available = item.available
        watched = VideoProgress(video).isWatched
    }
}

/// What comes after an episode.
struct NextEpisode: Encodable {
    let id: Int32
    let title: String
    let season: Int
    let episode: Int
    @OrNull var plot: String?
    let runtime: Int
    @OrNull var posterURL: String?

    init(_ video: Video, _ links: VideoLinks) {
        let item = VideoItem(video, links)
        id = item.id
        title = item.title
        season = item.season
        episode = item.episode
        _plot = OrNull(wrappedValue: item.plot)
        runtime = item.runtime
        _posterURL = OrNull(wrappedValue: item.posterURL)
    }
}

/// A part that players skip. Of credits every member is set: the player takes the start as it is.
struct MarkerResponse: Encodable {
    let type: String
    let startSeconds: Int
    let endSeconds: Int
    @OrNull var creditsDurationSeconds: Int?
    @OrNull var creditsEndOffsetSeconds: Int?
    let confidence: Double
    let source: String

    /// Nil where there is none.
    init?(intro video: Video) {
        guard let marker = video.markers.intro, marker.startSeconds < marker.endSeconds else { return nil }
        self.init("intro", marker, duration: nil, offset: nil)
    }

    /// Nil where there are none, or no length to count from.
    init?(credits video: Video) {
        guard let marker = video.markers.credits, let length = video.lengthSeconds,
            marker.startSeconds > 0, marker.startSeconds < length
        else { return nil }
        let end = min(max(marker.endSeconds, marker.startSeconds + 1), length)
        self.init(
            "credits",
            SkipMarker(
                startSeconds: marker.startSeconds, endSeconds: end, confidence: marker.confidence,
                isManual: marker.isManual),
            duration: end - marker.startSeconds, offset: length - end)
    }

    private init(_ type: String, _ marker: SkipMarker, duration: Int?, offset: Int?) {
        self.type = type
        startSeconds = marker.startSeconds
        endSeconds = marker.endSeconds
        _creditsDurationSeconds = OrNull(wrappedValue: duration)
        _creditsEndOffsetSeconds = OrNull(wrappedValue: offset)
        confidence = marker.confidence
        source = marker.isManual ? "manual" : "auto"
    }
}

extension Video {
    /// The versions of a title that has several; nil for one file.
    fileprivate var versionResponses: [VersionResponse]? {
        let first = Dictionary(grouping: files, by: \.version).values.compactMap { parts in
            parts.min { $0.part < $1.part }.map { ($0, parts.reduce(0) { $0 + $1.file.facts.sizeBytes }) }
        }
        guard first.count > 1 else { return nil }
        return first.sorted { $0.0.version < $1.0.version }.map { file, bytes in
            let probe = file.file.probe
            return VersionResponse(
                id: file.file.id.rawValue, label: file.label, resolution: probe.height.map { "\($0)p" },
                videoCodec: probe.videoCodec, audioCodec: probe.audioCodec, fileSize: bytes)
        }
    }
}
