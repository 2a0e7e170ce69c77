import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// What is recommended to people and why, their tastes, what everybody watches, and what several like together.
    static let recommendationsEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] =
        pickedEndpoints + tasteEndpoints + topPicksEndpoints

    private static let pickedEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/recommendations/measurements", .person, DiscoverySurface.measurements),
        Endpoint(.post, "/api/recommendations/together", .person, DiscoverySurface.together),
        Endpoint(.get, "/api/recommendations/:userId", .person, DiscoverySurface.moviePicks),
        Endpoint(.get, "/api/recommendations/:userId/series", .person, DiscoverySurface.seriesPicks),
        Endpoint(
            .get, "/api/recommendations/:userId/movie/:movieId/insights", .person, DiscoverySurface.movieInsights),
        Endpoint(
            .get, "/api/recommendations/:userId/series/:seriesId/insights", .person, DiscoverySurface.seriesInsights),
        Endpoint(.get, "/api/recommendations/:userId/history", .person, DiscoverySurface.pickHistory),
        Endpoint(.get, "/api/recommendations/:userId/compare", .person, DiscoverySurface.pickComparison),
        Endpoint(.post, "/api/recommendations/:userId/regenerate", .person, DiscoverySurface.regenerateMovies),
        Endpoint(.post, "/api/recommendations/:userId/series/regenerate", .person, DiscoverySurface.regenerateSeries),
        Endpoint(.get, "/api/recommendations/:userId/preferences", .person, DiscoverySurface.pickPreferences),
        Endpoint(.patch, "/api/recommendations/:userId/preferences", .person, DiscoverySurface.changePickPreferences),
        Endpoint(
            .get, "/api/recommendations/:userId/candidates/:candidateId/evidence", .person,
            DiscoverySurface.candidateEvidence),
    ]

    private static let tasteEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/users/:id/taste-profile", .person, DiscoverySurface.movieTaste),
        Endpoint(.post, "/api/users/:id/taste-profile/regenerate", .person, DiscoverySurface.renewMovieTaste),
        Endpoint(.get, "/api/users/:id/series-taste-profile", .person, DiscoverySurface.seriesTaste),
        Endpoint(.post, "/api/users/:id/series-taste-profile/regenerate", .person, DiscoverySurface.renewSeriesTaste),
        Endpoint(.get, "/api/users/:id/taste-omissions", .person, DiscoverySurface.omissions),
        Endpoint(.post, "/api/users/:id/taste-omissions", .person, DiscoverySurface.omit),
        Endpoint(.post, "/api/users/:id/taste-omissions/preview", .person, DiscoverySurface.previewOmission),
        Endpoint(.delete, "/api/users/:id/taste-omissions/:omissionId", .person, DiscoverySurface.restore),
    ]

    private static let topPicksEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/top-picks/movies", .person, DiscoverySurface.topMovies),
        Endpoint(.get, "/api/top-picks/series", .person, DiscoverySurface.topSeries),
        Endpoint(.post, "/api/settings/top-picks/refresh", .personAdmin, DiscoverySurface.refreshTopPicks),
    ]
}
