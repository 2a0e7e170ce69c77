import Domain
import Hummingbird
import SurfaceKit

/// The series of the whole catalogue and their episodes.
extension DiscoverySurface {
    func seriesList(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let page = DiscoveryPage(request)
        var filter = BrowseFilter(.series, request)
        filter.studio = request.parameter("network").flatMap { $0.isEmpty ? nil : $0 }
        // Nothing is known yet of whether a series goes on, so none is the wanted one.
        let hasStatus = request.parameter("status").map { !$0.isEmpty } ?? false
        let found =
            hasStatus
            ? BrowsePage(titles: [], total: 0)
            : try await features.titles.store.page(filter, offset: page.offset, limit: page.size)
        let extras = try await extras(of: found.titles)
        let seasons = try await features.titles.store.seasons(of: found.titles.map(\.id))
        return try .json(
            SeriesListResponse(
                series: found.titles.map { SeriesRow($0, seasons[$0.id] ?? [:], extras) }, total: found.total,
                page: page.number, pageSize: page.size))
    }

    func series(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let title = try await title(context, .series)
        let seasons = try await features.titles.store.seasons(of: [title.id])
        return try .json(SeriesDetail(title, seasons[title.id] ?? [:], try await extras(of: [title])))
    }

    func seriesGenres(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(GenresResponse(genres: await features.titles.store.genres(of: .series)))
    }

    func episodes(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let title = try await title(context, .series)
        let episodes = try await features.titles.store.episodes(of: title.id)
        let extras = try await extras(of: episodes.map(\.title))
        return try .json(EpisodesResponse(episodes.map { EpisodeRow($0, extras) }))
    }

    func similarSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await similar(request, context, .series)
    }
}
