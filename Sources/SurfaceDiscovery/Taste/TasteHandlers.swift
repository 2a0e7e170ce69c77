import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// What is said of people's tastes.
extension DiscoverySurface {
    func movieTaste(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let taste = try await features.recommendations.taste.portrait(.movie, of: user.id)
        return try .json(TasteResponse<MovieTasteStats>(taste))
    }

    func renewMovieTaste(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let taste = try await features.recommendations.taste.renewed(.movie, of: user.id)
        return try .json(TasteResponse<MovieTasteStats>(taste))
    }

    func seriesTaste(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let taste = try await features.recommendations.taste.portrait(.series, of: user.id)
        return try .json(TasteResponse<SeriesTasteStats>(taste))
    }

    func renewSeriesTaste(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let taste = try await features.recommendations.taste.renewed(.series, of: user.id)
        return try .json(TasteResponse<SeriesTasteStats>(taste))
    }
}
