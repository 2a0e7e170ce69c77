import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// The database in numbers, and its purge.
    static let databaseEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/admin/purge/stats", .personAdmin, DiscoverySurface.databaseCounts),
        Endpoint(.post, "/api/admin/purge/movies", .personAdmin, DiscoverySurface.purgeMovies),
    ]
}
