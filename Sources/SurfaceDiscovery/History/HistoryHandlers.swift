import Accounts
import Activity
import Domain
import Foundation
import Hummingbird
import Recommendations
import SurfaceKit
import Synchronisation

/// What somebody watched, and taking it back.
extension DiscoverySurface {
    func userStatistics(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let counts = try await features.history.counts(of: user.id)
        return try .json(
            CountsResponse(
                watchedCount: counts.watchedFilms, favoritesCount: counts.favouriteFilms,
                recommendationsCount: try await features.recommendations.picks.count(.movie, of: user.id)))
    }

    func watchHistory(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (user, page) = (try await person(context), DiscoveryPage(request))
        let found = try await features.history.films(
            of: user.id, order: request.historyOrder, offset: page.offset, limit: page.size)
        let (titles, extras) = try await played(found.rows.map(\.titleID))
        let rows = found.rows.compactMap { played in titles[played.titleID].map { PlayedMovieRow(played, $0, extras) } }
        return try .json(PlayedMoviesResponse(history: rows, pagination: Pagination(page, total: found.total)))
    }

    func seriesWatchHistory(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (user, page) = (try await person(context), DiscoveryPage(request))
        let found = try await features.history.series(
            of: user.id, order: request.historyOrder, offset: page.offset, limit: page.size)
        let (titles, extras) = try await played(found.rows.map(\.seriesID))
        let rows = found.rows.compactMap { played in
            titles[played.seriesID].map { PlayedSeriesRow(played, $0, extras) }
        }
        return try .json(PlayedSeriesResponse(history: rows, pagination: Pagination(page, total: found.total)))
    }

    func watchStatistics(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let zone = settings.timeZone.flatMap { TimeZone(identifier: $0) } ?? .current
        return try .json(
            WatchStatisticsResponse(try await features.history.statistics(of: person(context).id, in: zone)))
    }

    func unwatchMovie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await historian(context)
        return try await forget(.film(try context.id("movie", "Movie")), of: user, "Movie")
    }

    func unwatchEpisode(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await historian(context)
        return try await forget(.episode(try context.id("episode", "Episode")), of: user, "Episode")
    }

    func unwatchSeason(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await historian(context)
        guard let number = context.parameters.get("n").flatMap({ Int32($0) }), number >= 0 else {
            throw DiscoveryError.badRequest("The season must be a whole number of at least 0")
        }
        let part = WatchedPart.season(series: try context.id("series", "Series"), number: Int(number))
        return try await forget(part, of: user, "Series")
    }

    func unwatchSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await historian(context)
        return try await forget(.series(try context.id("series", "Series")), of: user, "Series")
    }

    /// The account in the path, if the caller may change its history. Throws `SurfaceFailure.forbidden`.
    private func historian(_ context: DiscoveryContext) async throws -> User {
        let (user, caller) = (try await person(context), try context.user)
        guard caller.role == .admin || caller.membership.managesHistory else { throw SurfaceFailure.forbidden }
        return user
    }

    private func forget(_ part: WatchedPart, of user: User, _ kind: String) async throws -> Response {
        let forgotten = try await DiscoveryError.throughGateway {
            try await features.link.unwatching.forget(part, of: user.id)
        }
        guard let count = forgotten else { throw DiscoveryError.notFound(kind) }
        let word = kind == "Movie" ? "Movie" : count == 1 ? "1 episode" : "\(count) episodes"
        return try .json(UnwatchedResponse(message: "\(word) marked as not watched"))
    }

    private func played(_ ids: [TitleID]) async throws -> (titles: [TitleID: Title], extras: TitleExtras) {
        let titles = try await features.titles.store.titles(ids)
        return (Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }, try await extras(of: titles))
    }
}

extension Request {
    /// An order that does not exist is as if none were named.
    fileprivate var historyOrder: HistoryOrder { parameter("sortBy").flatMap(HistoryOrder.init(rawValue:)) ?? .recent }
}
