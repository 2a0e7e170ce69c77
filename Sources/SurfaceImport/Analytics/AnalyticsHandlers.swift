import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

/// The caller's ratings in numbers.
extension ImportSurface {
    func activity(_ request: Request, _ context: ImportContext) async throws -> Response {
        try .json(ActivityResponse(try await features.rankings.activity(of: context.user.id)))
    }

    func genres(_ request: Request, _ context: ImportContext) async throws -> Response {
        try .json(GenresResponse(try await features.rankings.genres(of: context.user.id)))
    }

    func statistics(_ request: Request, _ context: ImportContext) async throws -> Response {
        try .json(StatisticsResponse(try await features.rankings.numbers(of: context.user.id)))
    }

    func distribution(_ request: Request, _ context: ImportContext) async throws -> Response {
        try .json(DistributionResponse(try await features.rankings.distribution(of: context.user.id)))
    }
}
