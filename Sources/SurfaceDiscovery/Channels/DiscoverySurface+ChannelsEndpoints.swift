import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// People's own lists that the server fills.
    static let channelEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/channels", .person, DiscoverySurface.channels),
        Endpoint(.post, "/api/channels", .person, DiscoverySurface.createChannel),
        Endpoint(.post, "/api/channels/ai-preferences", .person, DiscoverySurface.channelPreferences),
        Endpoint(.post, "/api/channels/ai-name", .person, DiscoverySurface.channelName),
        Endpoint(.post, "/api/channels/ai-description", .person, DiscoverySurface.channelDescription),
        Endpoint(.get, "/api/channels/:id", .person, DiscoverySurface.channel),
        Endpoint(.put, "/api/channels/:id", .person, DiscoverySurface.changeChannel),
        Endpoint(.delete, "/api/channels/:id", .person, DiscoverySurface.removeChannel),

        Endpoint(.post, "/api/channels/:id/generate", .person, DiscoverySurface.generateChannel),
        Endpoint(.post, "/api/channels/:id/sync", .person, DiscoverySurface.syncChannel),
        Endpoint(.get, "/api/channels/:id/items", .person, DiscoverySurface.channelItems),
        Endpoint(.post, "/api/channels/:id/items", .person, DiscoverySurface.addChannelItems),
        Endpoint(.delete, "/api/channels/:id/items/:entry", .person, DiscoverySurface.removeChannelItem),

        Endpoint(.get, "/api/channels/:id/shares", .person, DiscoverySurface.channelShares),
        Endpoint(.post, "/api/channels/:id/shares", .person, DiscoverySurface.shareChannel),
        Endpoint(.delete, "/api/channels/:id/shares", .person, DiscoverySurface.unshareChannelByBody),
        Endpoint(.delete, "/api/channels/:id/shares/:user", .person, DiscoverySurface.unshareChannel),
    ]
}
