import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// People's own lists that the server fills.
extension DiscoverySurface {
    func channels(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (own, shared) = try await features.channels.list(of: context.user.id)
        return try .json(ChannelsResponse(channels: own.map(ChannelRow.init), shared: shared.map(ChannelRow.init)))
    }

    func createChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let wanted = try ChannelChange(new: await request.discoveryBody())
        let channel = try await features.channels.create(wanted, of: context.user.id)
        return try .json(ChannelResponse(channel: ChannelRow(channel)), status: .created)
    }

    func channel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(ChannelResponse(channel: ChannelRow(try await there(context, .read))))
    }

    func changeChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let found = try await admitted(context, .manage)
        let change = try ChannelChange(await request.discoveryBody())
        guard !change.isEmpty else { throw ChannelError.nothingToChange }
        guard let found else { throw ChannelError.unknownChannel }
        return try .json(ChannelResponse(channel: ChannelRow(try await features.channels.change(found, change))))
    }

    /// The playlist on the media server stays unless it is to go, too.
    func removeChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let channel = try await there(context, .manage)
        let withPlaylist = request.parameter("deletePlaylist") == "true"
        try await DiscoveryError.throughGateway {
            try await features.channels.remove(channel, withPlaylist: withPlaylist)
        }
        return try .json(SuccessResponse())
    }

    func generateChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let channel = try await there(context, .manage)
        let count = try await features.channels.generate(channel)
        let message = count == 0 ? "No film fits this channel" : "The channel holds \(count.films) now"
        return try .json(
            FilledChannelResponse(
                playlistId: channel.playlistID?.description, itemCount: count, message: message))
    }

    func syncChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let channel = try await there(context, .manage)
        let playlist = try await DiscoveryError.throughGateway { try await features.channels.sync(channel) }
        let missing = playlist.missingCount
        let rest = missing == 0 ? "" : "; the media server does not have \(missing.films)"
        return try .json(
            FilledChannelResponse(
                playlistId: playlist.id.description, itemCount: playlist.itemCount,
                message: "The playlist holds \(playlist.itemCount.films)" + rest))
    }

    /// The channel in the path; nil when there is none. Throws `ChannelError.forbidden`.
    func admitted(_ context: DiscoveryContext, _ access: Channels.Access) async throws -> Domain.Channel? {
        guard let id: ChannelID = try? context.id("id", "Channel") else { return nil }
        return try await features.channels.channel(id, for: context.user, access)
    }

    /// Throws `ChannelError` `forbidden` and `unknownChannel`.
    func there(_ context: DiscoveryContext, _ access: Channels.Access) async throws -> Domain.Channel {
        guard let channel = try await admitted(context, access) else { throw ChannelError.unknownChannel }
        return channel
    }
}

extension Int {
    fileprivate var films: String { self == 1 ? "1 film" : "\(self) films" }
}
