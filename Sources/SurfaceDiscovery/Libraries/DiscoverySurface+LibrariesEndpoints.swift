import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// The libraries of the household's media server.
    static let librariesEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/settings/libraries", .personAdmin, DiscoverySurface.libraries),
        Endpoint(.get, "/api/settings/libraries/available", .personAdmin, DiscoverySurface.availableLibraries),
        Endpoint(.post, "/api/settings/libraries/sync", .personAdmin, DiscoverySurface.refreshLibraries),
        Endpoint(.patch, "/api/settings/libraries/:id", .personAdmin, DiscoverySurface.switchLibrary),
        Endpoint(.get, "/api/settings/strm-libraries", .personAdmin, DiscoverySurface.writtenLibraries),
    ]
}
