import Domain
import HTTPTypes
package import Hummingbird
package import SurfaceKit

/// How this surface is set up.
package struct DiscoverySettings: Sendable {
    /// The address under which browsers reach the server; nil takes the one of the request.
    package var publicURL: String?
    /// The zone by which months are counted; nil takes the server's.
    package var timeZone: String?

    package init() {}
}

/// The API of Aperture's web client and scripts: people, films, series and what people think of them.
package struct DiscoverySurface: Sendable {
    let features: DiscoveryFeatures
    let settings: DiscoverySettings

    package init(_ features: DiscoveryFeatures, settings: DiscoverySettings) {
        self.features = features
        self.settings = settings
    }

    /// The complete table of this surface.
    package static let endpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] =
        householdEndpoints + settingsEndpoints + librariesEndpoints + jobsEndpoints + traktEndpoints + databaseEndpoints
        + recommendationsEndpoints + channelEndpoints + descriptionEndpoints

    /// People, titles, what was watched and what people think of it.
    private static let householdEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.post, "/api/auth/login", .open, DiscoverySurface.login),
        Endpoint(.post, "/api/auth/logout", .open, DiscoverySurface.logout),
        Endpoint(.get, "/api/auth/me", .person, DiscoverySurface.me),

        Endpoint(.get, "/api/users", .personAdmin, DiscoverySurface.users),
        Endpoint(.get, "/api/users/:id", .person, DiscoverySurface.user),
        Endpoint(.put, "/api/users/:id", .personAdmin, DiscoverySurface.changeUser),

        Endpoint(.get, "/api/users/:id/stats", .person, DiscoverySurface.userStatistics),
        Endpoint(.get, "/api/users/:id/watch-history", .person, DiscoverySurface.watchHistory),
        Endpoint(.get, "/api/users/:id/series-watch-history", .person, DiscoverySurface.seriesWatchHistory),
        Endpoint(.get, "/api/users/:id/watch-stats", .person, DiscoverySurface.watchStatistics),
        Endpoint(
            .delete, "/api/users/:id/watch-history/movies/:movie", .person, DiscoverySurface.unwatchMovie),
        Endpoint(
            .delete, "/api/users/:id/watch-history/episodes/:episode", .person, DiscoverySurface.unwatchEpisode),
        Endpoint(
            .delete, "/api/users/:id/watch-history/series/:series/seasons/:n", .person,
            DiscoverySurface.unwatchSeason),
        Endpoint(
            .delete, "/api/users/:id/watch-history/series/:series", .person, DiscoverySurface.unwatchSeries),

        Endpoint(.get, "/api/movies", .person, DiscoverySurface.movies),
        Endpoint(.get, "/api/movies/genres", .person, DiscoverySurface.movieGenres),
        Endpoint(.get, "/api/movies/:id", .person, DiscoverySurface.movie),
        Endpoint(.get, "/api/movies/:id/similar", .person, DiscoverySurface.similarMovies),

        Endpoint(.get, "/api/series", .person, DiscoverySurface.seriesList),
        Endpoint(.get, "/api/series/genres", .person, DiscoverySurface.seriesGenres),
        Endpoint(.get, "/api/series/:id", .person, DiscoverySurface.series),
        Endpoint(.get, "/api/series/:id/episodes", .person, DiscoverySurface.episodes),
        Endpoint(.get, "/api/series/:id/similar", .person, DiscoverySurface.similarSeries),

        Endpoint(.get, "/api/ratings", .person, DiscoverySurface.ratings),
        Endpoint(.post, "/api/ratings/bulk", .person, DiscoverySurface.rateMany),
        Endpoint(.get, "/api/ratings/movie/:id", .person, DiscoverySurface.movieRating),
        Endpoint(.post, "/api/ratings/movie/:id", .person, DiscoverySurface.rateMovie),
        Endpoint(.delete, "/api/ratings/movie/:id", .person, DiscoverySurface.unrateMovie),
        Endpoint(.get, "/api/ratings/series/:id", .person, DiscoverySurface.seriesRating),
        Endpoint(.post, "/api/ratings/series/:id", .person, DiscoverySurface.rateSeries),
        Endpoint(.delete, "/api/ratings/series/:id", .person, DiscoverySurface.unrateSeries),
    ]

    /// The paths that this surface answers for, errors of unknown ones included.
    package static let area = SurfaceArea(
        prefixes: [
            "auth", "users", "movies", "series", "ratings", "settings", "jobs", "trakt", "admin", "channels",
            "recommendations", "top-picks",
        ].map { "api/" + $0 } + ["openapi/discovery.json"],
        routes: endpoints.map(\.route), envelope: DiscoveryErrors())

    package func mount(on router: Router<RootContext>) {
        let group = router.group(context: DiscoveryContext.self)
            .add(middleware: SurfaceErrors(DiscoveryErrors()))
        let gate = DiscoveryGate(surface: self)
        for endpoint in Self.endpoints {
            let handler = endpoint.handler(self)
            group.on(RouterPath(endpoint.route.path), method: endpoint.route.method) { request, context in
                var context = context
                if let admission = try await gate.admit(request, context, as: endpoint.route.access) {
                    (context.identity, context.session) = (admission.identity, admission.session)
                    if let user = admission.identity?.user { context.visit.note(user.id) }
                }
                return try await handler(request, context)
            }
        }
    }
}
