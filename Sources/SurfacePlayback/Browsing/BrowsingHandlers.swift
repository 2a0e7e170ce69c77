import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension PlaybackSurface {
    /// All libraries by name, after the one that holds everything.
    func libraries(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let inForce = try await inForce(context)
        let counts = try await features.videos.store.libraryCounts(for: inForce.viewer)
        let all = try await features.videos.store.page(VideoFilter(viewer: inForce.viewer), offset: 0, limit: 0)
        let libraries = try await features.administration.media.all().map { library in
            LibraryResponse(
                id: library.id.rawValue, name: library.name, type: library.kind.rawValue,
                count: counts[library.id] ?? 0)
        }
        let everything = LibraryResponse(id: 0, name: "All Content", type: "mixed", count: all.total)
        return try .playback(DataResponse(data: [everything] + libraries))
    }

    /// A page of a library; behind the last page there are empty ones, at the first of which clients stop.
    func library(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let viewer = try await inForce(context).viewer
        var filter = VideoFilter(viewer: viewer)
        filter.library = try await wantedLibrary(context.parameters, "lib_id", "library_id")
        filter.text = context.parameters.optional("q").map { String($0.prefix(PlaybackLimits.queryCharactersMax)) }
        filter.order = context.parameters.optional("sort").flatMap { VideoOrder(rawValue: $0) } ?? .title
        let page = context.parameters.page
        let size = min(
            max(context.parameters.number("per_page") ?? PlaybackLimits.pageSize, 1), PlaybackLimits.pageSizeMax)
        let found = try await features.videos.page(filter, number: page, size: size)
        return try .playback(
            PageResponse(
                data: try await items(found.videos, for: viewer, request, context),
                pages: pages(of: found.total, size), page: page, perPage: size, total: found.total))
    }

    /// The library that a parameter names; nil for all. Throws `PlaybackError` for one that does not exist.
    func wantedLibrary(_ parameters: PlaybackParameters, _ names: String...) async throws -> MediaLibraryID? {
        guard let text = names.lazy.compactMap({ parameters.optional($0) }).first else { return nil }
        guard let number = Int32(text), number >= 0 else {
            throw PlaybackError.invalid("\(names[0]) must be a number.")
        }
        guard number > 0 else { return nil }
        guard try await features.administration.media.library(MediaLibraryID(number)) != nil else {
            throw PlaybackError.notFound("There is no such library.")
        }
        return MediaLibraryID(number)
    }

    func pages(of total: Int, _ size: Int) -> Int { max(1, (total + size - 1) / size) }

    func search(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let viewer = try await inForce(context).viewer
        let parameters = context.parameters
        let text = String((parameters.optional("query") ?? "").prefix(PlaybackLimits.queryCharactersMax))
        guard !text.isBlank else { return try .playback(DataResponse(data: [VideoItem]())) }
        var filter = VideoFilter(viewer: viewer)
        filter.genre = parameters.optional("genre")
        filter.yearMin = parameters.number("year_min")
        filter.yearMax = parameters.number("year_max")
        filter.voteMin = parameters.optional("min_rating").flatMap { Double($0) }
        switch parameters.optional("type") {
        case "movie": filter.kind = .movie
        case "series": filter.kind = .series
        default: break
        }
        let found = try await features.videos.search(text, filter, limit: PlaybackLimits.searchResultsMax)
        return try .playback(DataResponse(data: try await items(found, for: viewer, request, context)))
    }

    func dashboard(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let viewer = try await inForce(context).viewer
        let videos = features.videos
        let begun = try await videos.begun(
            by: viewer, positionMin: DomainLimits.resumeSecondsMin, limit: PlaybackLimits.rowMax)
        return try .playback(
            DashboardResponse(
                continueWatching: try await continued(begun, viewer, request, context),
                recentMovies: try await items(
                    videos.newest(.movie, for: viewer, limit: PlaybackLimits.rowMax), for: viewer, request, context),
                recentShows: try await items(
                    videos.newest(.series, for: viewer, limit: PlaybackLimits.rowMax), for: viewer, request, context)))
    }

    /// Films as they are, episodes as cards of their series that say where to go on.
    private func continued(
        _ begun: [Video], _ viewer: Viewer, _ request: Request, _ context: PlaybackContext
    ) async throws -> [VideoItem] {
        let seriesIDs = begun.compactMap(\.place?.series.id)
        let cards = Dictionary(
            try await features.videos.store.videos(seriesIDs, for: viewer).map { ($0.title.id, $0) }
        ) { first, _ in first }
        let links = try await links(for: begun, request, context)
        return begun.map { video in
            var item = VideoItem(video, links)
            let seconds = video.resumeTime
            if let place = video.place, let card = cards[place.series.id] {
                item = item.asCard(of: card, links)
                item.resumeEpisode = ResumeEpisode(video)
                item.resumeEpisodeID = video.title.id.rawValue
            }
            item.continueFromSeconds = seconds
            item.continueFromHms = seconds.clockText
            return item
        }
    }

    func details(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let (inForce, video) = try await video(context)
        try inForce.checkMaySee(video.certificate)
        let episodes = try await episodes(around: video, inForce)
        let links = try await links(for: [video] + episodes, request, context)
        let details = VideoDetails(video, episodes: episodes, links)
        return try .playback(
            DetailsResponse(
                video: details, progress: VideoProgress(video).percent,
                posterFull: links.picture(.poster, of: video)))
    }

    /// The profile in force and the video that the request is about: a film, an episode, or the first episode of a
    /// series. Throws `PlaybackError`.
    func video(_ context: PlaybackContext) async throws -> (inForce: ProfileInForce, video: Video) {
        let id: TitleID = try context.parameters.id("id")
        let inForce = try await inForce(context)
        guard let video = try await features.videos.video(id, for: inForce.unlimited), !video.isSeries else {
            throw PlaybackError.notFound("There is no such video.")
        }
        return (inForce, video)
    }

    /// All episodes that the viewer may see of the series of an episode; none for a film.
    func episodes(around video: Video, _ inForce: ProfileInForce) async throws -> [Video] {
        guard let series = video.place?.series.id else { return [] }
        return try await features.videos.episodes(of: series, for: inForce.viewer) ?? []
    }
}

extension PlaybackParameters {
    /// From 1 on; what is no number is the first.
    var page: Int {
        let text = optional("page") ?? ""
        let isHuge = text.utf8.count > 9 && text.utf8.allSatisfy { (48...57).contains($0) }
        return isHuge ? PlaybackLimits.pageNumberMax : min(max(number("page") ?? 1, 1), PlaybackLimits.pageNumberMax)
    }
}

extension Int {
    /// Seconds as `HH:MM:SS`.
    var clockText: String {
        [self / 3600, self / 60 % 60, self % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }
}
