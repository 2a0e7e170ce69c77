import Administration
import Basics
import Domain
import Hummingbird
import SurfaceKit

/// How recommendations are chosen.
extension DiscoverySurface {
    func pickSettings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(PickSettingsResponse(config: pickConfig))
    }

    func changeMoviePicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await change(Setting.moviePicks, request, context)
    }

    func changeSeriesPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await change(Setting.seriesPicks, request, context)
    }

    func resetMoviePicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await reset(Setting.moviePicks, context)
    }

    func resetSeriesPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await reset(Setting.seriesPicks, context)
    }

    private func change(_ keys: PickKeys, _ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await store(keys.members.edits(in: try await request.discoveryBody()), context)
        return try .json(PickSettingsResponse(config: pickConfig, message: "The next recommendations follow this"))
    }

    private func reset(_ keys: PickKeys, _ context: DiscoveryContext) async throws -> Response {
        try await store(keys.members.resets, context)
        return try .json(PickSettingsResponse(config: pickConfig, message: "The defaults are in force again"))
    }

    private var pickConfig: PickConfig {
        let snapshot = settingsNow.snapshot
        let settings = snapshot.values.recommendations
        return PickConfig(
            movie: MediaPickConfig(settings.movies), series: MediaPickConfig(settings.series),
            updatedAt: snapshot.changedAt(Setting.moviePicks.all + Setting.seriesPicks.all).iso8601WithMilliseconds)
    }
}

extension PickKeys {
    fileprivate var members: [SettingMember] {
        [
            SettingMember("maxCandidates", candidatesMax), SettingMember("selectedCount", selectedCount),
            SettingMember("recentWatchLimit", historyMax), SettingMember("similarityWeight", similarity),
            SettingMember("noveltyWeight", novelty), SettingMember("ratingWeight", rating),
            SettingMember("diversityWeight", diversity),
        ]
    }
}

struct PickSettingsResponse: Encodable {
    let config: PickConfig
    var message: String?
}

struct PickConfig: Encodable {
    let movie: MediaPickConfig
    let series: MediaPickConfig
    let updatedAt: String
}

struct MediaPickConfig: Encodable {
    let maxCandidates: Int
    let selectedCount: Int
    let recentWatchLimit: Int
    let similarityWeight: Double
    let noveltyWeight: Double
    let ratingWeight: Double
    let diversityWeight: Double

    init(_ settings: PickSettings) {
        maxCandidates = settings.candidatesMax
        selectedCount = settings.selectedCount
        recentWatchLimit = settings.historyMax
        similarityWeight = settings.weights.similarity
        noveltyWeight = settings.weights.novelty
        ratingWeight = settings.weights.rating
        diversityWeight = settings.weights.diversity
    }
}
