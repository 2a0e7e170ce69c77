import Accounts
import Administration
import Domain
import Hummingbird
import Jobs
import Recommendations
import SurfaceKit

/// What everybody watches.
extension DiscoverySurface {
    func topMovies(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let found = try await topPicks(.movie, context)
        return try .json(TopMoviesResponse(movies: found.rows, config: found.config))
    }

    func topSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let found = try await topPicks(.series, context)
        return try .json(TopSeriesResponse(series: found.rows, config: found.config))
    }

    /// Writes them for the media server now.
    func refreshTopPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        _ = try await request.discoveryBody()
        let job = try await features.jobs.roster.start(Self.refreshJob)
        return try .json(
            JobOrderResponse(message: "Job \(Self.refreshJob) has been started", job.id, status: "running"))
    }

    private func topPicks(
        _ kind: TitleKind, _ context: DiscoveryContext
    ) async throws -> (rows: [TopPickRow], config: TopPicksSummary) {
        let user = try context.user
        let picks = try await features.recommendations.topPicks.titles(kind, for: user)
        let titles = try await features.titles.store.titles(picks.map(\.title.titleID))
        let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
        let extras = try await extras(of: titles)
        let rows = picks.compactMap { pick in byID[pick.title.titleID].map { TopPickRow(pick, $0, extras) } }
        return (rows, TopPicksSummary(values.topPicks, refreshedAt: try await lastRefresh()))
    }
}
