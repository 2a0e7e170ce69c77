import Domain
import Hummingbird
import SurfaceKit

/// The series of the whole catalogue and their episodes.
extension DiscoverySurface {
    func seriesList(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let page = DiscoveryPage(request)
        var filter = BrowseFilter(.series, request)
        filter.studio = request.parameter("network").flatMap { $0.isEmpty ? nil : $0 }
        filter.status = request.parameter("status").flatMap { $0.isEmpty ? nil : $0 }
        let found = try await features.titles.store.page(filter, offset: page.offset, limit: page.size)
        let addresses = try await pictureAddresses()
        return .json(
            bytes: TitlePage(page, total: found.total).bytes("series", found.titles) { SeriesRow($0, addresses) })
    }

    func series(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let title = try await detail(context, .series)
        return .json(bytes: SeriesDetail(title: title, addresses: try await pictureAddresses()).bytes)
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
