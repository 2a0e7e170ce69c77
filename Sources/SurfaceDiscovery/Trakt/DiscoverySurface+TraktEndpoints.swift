import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// A person's account at Trakt, and what administrators set up for it. Some have two names, because clients do.
    static let traktEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/trakt/auth-url", .person, DiscoverySurface.traktAuthURL),
        Endpoint(.get, "/api/trakt/callback", .person, DiscoverySurface.returnFromTrakt),
        Endpoint(.post, "/api/trakt/callback", .person, DiscoverySurface.connectTrakt),
        Endpoint(.get, "/api/trakt/status", .person, DiscoverySurface.traktStatus),
        Endpoint(.post, "/api/trakt/sync", .person, DiscoverySurface.syncTrakt),
        Endpoint(.delete, "/api/trakt/disconnect", .person, DiscoverySurface.disconnectTrakt),
        Endpoint(.post, "/api/trakt/disconnect", .person, DiscoverySurface.disconnectTrakt),

        Endpoint(.get, "/api/settings/trakt", .personAdmin, DiscoverySurface.traktSetup),
        Endpoint(.patch, "/api/settings/trakt", .personAdmin, DiscoverySurface.changeTraktSetup),
        Endpoint(.get, "/api/trakt/config", .personAdmin, DiscoverySurface.traktSetup),
        Endpoint(.patch, "/api/trakt/config", .personAdmin, DiscoverySurface.changeTraktSetup),
    ]
}
