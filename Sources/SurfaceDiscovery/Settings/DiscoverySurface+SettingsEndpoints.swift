import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// What administrators decide, and what people decide for themselves.
    static let settingsEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] =
        serverEndpoints + pickEndpoints + outputEndpoints + personalEndpoints

    private static let serverEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/settings/media-server", .person, DiscoverySurface.mediaServer),
        Endpoint(.get, "/api/settings/media-server/config", .personAdmin, DiscoverySurface.mediaServerConfig),
        Endpoint(.patch, "/api/settings/media-server/config", .personAdmin, DiscoverySurface.changeMediaServer),
        Endpoint(.post, "/api/settings/media-server/test", .personAdmin, DiscoverySurface.testMediaServer),
        Endpoint(.get, "/api/settings/embedding-model", .personAdmin, DiscoverySurface.embeddingModel),
        Endpoint(.patch, "/api/settings/embedding-model", .personAdmin, DiscoverySurface.changeEmbeddingModel),
        Endpoint(.get, "/api/settings/text-generation-model", .personAdmin, DiscoverySurface.textModel),
        Endpoint(.patch, "/api/settings/text-generation-model", .personAdmin, DiscoverySurface.changeTextModel),
        Endpoint(.get, "/api/settings/cost-inputs", .personAdmin, DiscoverySurface.costInputs),
    ]

    private static let pickEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/settings/recommendations", .personAdmin, DiscoverySurface.pickSettings),
        Endpoint(.patch, "/api/settings/recommendations/movies", .personAdmin, DiscoverySurface.changeMoviePicks),
        Endpoint(.patch, "/api/settings/recommendations/series", .personAdmin, DiscoverySurface.changeSeriesPicks),
        Endpoint(.post, "/api/settings/recommendations/movies/reset", .personAdmin, DiscoverySurface.resetMoviePicks),
        Endpoint(.post, "/api/settings/recommendations/series/reset", .personAdmin, DiscoverySurface.resetSeriesPicks),
        Endpoint(.get, "/api/settings/top-picks", .personAdmin, DiscoverySurface.topPicksSettings),
        Endpoint(.patch, "/api/settings/top-picks", .personAdmin, DiscoverySurface.changeTopPicks),
        Endpoint(.post, "/api/settings/top-picks/reset", .personAdmin, DiscoverySurface.resetTopPicks),
    ]

    private static let outputEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/settings/output-format", .personAdmin, DiscoverySurface.outputFormat),
        Endpoint(.patch, "/api/settings/output-format", .personAdmin, DiscoverySurface.changeOutputFormat),
        Endpoint(.get, "/api/settings/ai-recs/output", .personAdmin, DiscoverySurface.outputFormat),
        Endpoint(.patch, "/api/settings/ai-recs/output", .personAdmin, DiscoverySurface.changeOutputFormat),
        Endpoint(.get, "/api/settings/ai-explanation", .personAdmin, DiscoverySurface.explanationSettings),
        Endpoint(.patch, "/api/settings/ai-explanation", .personAdmin, DiscoverySurface.changeExplanations),
        Endpoint(.get, "/api/settings/ai-explanation/user/:id", .personAdmin, DiscoverySurface.explanationsOfUser),
        Endpoint(
            .patch, "/api/settings/ai-explanation/user/:id", .personAdmin, DiscoverySurface.changeExplanationsOfUser),
        Endpoint(.get, "/api/settings/library-titles", .personAdmin, DiscoverySurface.libraryTitles),
        Endpoint(.patch, "/api/settings/library-titles", .personAdmin, DiscoverySurface.changeLibraryTitles),
    ]

    private static let personalEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/settings/user", .person, DiscoverySurface.ownSettings),
        Endpoint(.patch, "/api/settings/user", .person, DiscoverySurface.changeOwnSettings),
        Endpoint(.get, "/api/settings/user/dislike-behavior", .person, DiscoverySurface.dislikeBehaviour),
        Endpoint(.patch, "/api/settings/user/dislike-behavior", .person, DiscoverySurface.changeDislikeBehaviour),
        Endpoint(.get, "/api/settings/user/ai-explanation", .person, DiscoverySurface.ownExplanations),
        Endpoint(.patch, "/api/settings/user/ai-explanation", .person, DiscoverySurface.changeOwnExplanations),
    ]
}
