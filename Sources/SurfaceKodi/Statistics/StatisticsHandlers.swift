import Basics
import Domain
import Hummingbird
import Library
import SurfaceKit

extension KodiSurface {
    /// How far the caller's library is set up, with sums over everybody that name nobody.
    func libraryStatistics(_ request: Request, _ context: KodiContext) async throws -> Response {
        let numbers = try await library.statistics.numbers(of: context.user.id)
        let system = try await library.statistics.system()
        return try .json(
            StatisticsResponse(
                generatedAt: library.now().iso8601,
                stats: LibraryReport(numbers, system, isConnected: library.statistics.canIndex)))
    }
}
