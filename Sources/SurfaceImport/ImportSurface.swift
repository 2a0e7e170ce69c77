import Domain
import HTTPTypes
package import Hummingbird
package import SurfaceKit

/// The API of movie-ranking's web client: histories of other services on their way in, and what people think of films.
package struct ImportSurface: Sendable {
    let features: ImportFeatures

    package init(_ features: ImportFeatures) {
        self.features = features
    }

    /// The complete table of this surface. A slash at the end of a path changes nothing.
    package static let endpoints: [Endpoint<ImportSurface, ImportContext>] =
        accountEndpoints + filmEndpoints + rankingEndpoints + analyticsEndpoints + importEndpoints
        + descriptionEndpoints

    private static let accountEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.post, "/api/v1/auth/register", .open, ImportSurface.register),
        Endpoint(.post, "/api/v1/auth/login", .open, ImportSurface.login),
        Endpoint(.get, "/api/v1/auth/me", .key, ImportSurface.me),
    ]

    private static let filmEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.get, "/api/v1/movies/search", .key, ImportSurface.searchFilms),
        Endpoint(.post, "/api/v1/movies", .key, ImportSurface.addFilm),
    ]

    private static let rankingEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.get, "/api/v1/rankings", .key, ImportSurface.rankings),
        Endpoint(.post, "/api/v1/rankings", .key, ImportSurface.rate),
        Endpoint(.get, "/api/v1/rankings/export", .key, ImportSurface.exportRankings),
        Endpoint(.delete, "/api/v1/rankings/all", .key, ImportSurface.removeRankings),
        Endpoint(.delete, "/api/v1/rankings/:ranking", .key, ImportSurface.removeRanking),
    ]

    private static let analyticsEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.get, "/api/v1/analytics/activity", .key, ImportSurface.activity),
        Endpoint(.get, "/api/v1/analytics/genres", .key, ImportSurface.genres),
        Endpoint(.get, "/api/v1/analytics/stats", .key, ImportSurface.statistics),
        Endpoint(.get, "/api/v1/analytics/rating-distribution", .key, ImportSurface.distribution),
    ]

    /// `:source` is one of `ImportSource`; other texts are as if there were no route.
    private static let importEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.get, "/api/v1/import/sessions", .key, ImportSurface.sessions),
        Endpoint(.post, "/api/v1/import/:source/upload", .key, ImportSurface.upload),
        Endpoint(.get, "/api/v1/import/:source/session/:session", .key, ImportSurface.session),
        Endpoint(.delete, "/api/v1/import/:source/session/:session", .key, ImportSurface.cancel),
        Endpoint(.post, "/api/v1/import/:source/session/:session/add-matched", .key, ImportSurface.addMatched),
        Endpoint(.post, "/api/v1/import/:source/session/:session/movie/:index/add", .key, ImportSurface.add),
        Endpoint(.post, "/api/v1/import/:source/session/:session/movie/:index/skip", .key, ImportSurface.skip),
        Endpoint(.post, "/api/v1/import/:source/session/:session/movie/:index/watched", .key, ImportSurface.watched),
        Endpoint(.post, "/api/v1/import/:source/session/:session/movie/:index/undo", .key, ImportSurface.takeBack),
        Endpoint(.patch, "/api/v1/import/:source/session/:session/movie/:index/match", .key, ImportSurface.setMatch),
    ]

    /// The paths that this surface answers for, errors of unknown ones included.
    package static let area = SurfaceArea(
        prefixes: ["import", "auth", "movies", "rankings", "analytics"].map { "api/v1/" + $0 } + [
            "openapi/import.json"
        ],
        routes: endpoints.map(\.route), envelope: ImportErrors())

    package func mount(on router: Router<RootContext>) {
        let group = router.group(context: ImportContext.self).add(middleware: SurfaceErrors(ImportErrors()))
        let gate = ImportGate(keys: features.people.keys)
        for endpoint in Self.endpoints {
            let handler = endpoint.handler(self)
            group.on(RouterPath(endpoint.route.path), method: endpoint.route.method) { request, context in
                var context = context
                context.identity = try await gate.admit(request, context, as: endpoint.route.access)
                if let user = context.identity?.user { context.visit.note(user.id) }
                return try await handler(request, context)
            }
        }
    }
}
