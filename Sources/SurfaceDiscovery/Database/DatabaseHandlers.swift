import Administration
import Domain
import Hummingbird
import SurfaceKit

extension DiscoverySurface {
    func databaseCounts(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(DatabaseCountsResponse(try await features.database.purge.counts()))
    }

    /// Removes all films, once it is said that this is meant.
    func purgeMovies(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        guard case .bool(true)? = try await request.discoveryBody()["confirm"] else {
            throw DiscoveryError.badRequest("confirm must be true")
        }
        let purged = try await features.database.purge.films(by: context.user.id, from: context.caller.address)
        return try .json(PurgeResponse(purged))
    }
}
