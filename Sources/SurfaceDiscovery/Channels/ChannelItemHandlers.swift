import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// What is in channels, who sees them, and words for them.
extension DiscoverySurface {
    func channelItems(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let channel = try await there(context, .read)
        let entries = try await features.channels.items(of: channel, for: context.user)
        let extras = try await extras(of: entries.map(\.title))
        return try .json(
            ChannelItemsResponse(
                items: entries.map { ChannelItemRow($0, extras) }, playlistId: channel.playlistID?.description))
    }

    func addChannelItems(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let found = try await admitted(context, .manage)
        let texts = try await request.discoveryBody().texts("itemIds") ?? []
        guard (1...DomainLimits.channelItemsMax).contains(texts.count) else {
            throw DiscoveryError.badRequest("itemIds must be 1 to \(DomainLimits.channelItemsMax) ids of films")
        }
        guard let found else { throw ChannelError.unknownChannel }
        return try .json(AddedItemsResponse(addedCount: await features.channels.append(texts.titleIDs, to: found)))
    }

    func removeChannelItem(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let channel = try await there(context, .manage)
        try await features.channels.removeItem(context.id("entry", "Item"), from: channel)
        return try .json(SuccessResponse())
    }

    func channelShares(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(try await shares(of: there(context, .manage)))
    }

    func shareChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let found = try await admitted(context, .manage)
        let user = try Self.person(in: await request.discoveryBody())
        guard let found else { throw ChannelError.unknownChannel }
        guard let user else { throw ChannelError.unknownUser }
        try await features.channels.share(found, with: user)
        return try .json(try await shares(of: found))
    }

    func unshareChannel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unshare(context) { try? context.id("user", "User") }
    }

    /// The same for clients that name the person in the body or as a parameter.
    func unshareChannelByBody(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unshare(context) {
            if let text = request.parameter("userId") { return UserID(text: text) }
            return try Self.person(in: await request.discoveryBody())
        }
    }

    func channelPreferences(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(ChannelPreferencesResponse(preferences: await words(.preferences, request)))
    }

    func channelName(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(ChannelNameResponse(name: await words(.name, request)))
    }

    func channelDescription(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(ChannelDescriptionResponse(description: await words(.description, request)))
    }

    private func words(_ text: ChannelText, _ request: Request) async throws -> String {
        let subject = try ChannelSubject(await request.discoveryBody())
        return try await features.channels.write(text, about: subject)
    }

    private func shares(of channel: Domain.Channel) async throws -> ChannelSharesResponse {
        ChannelSharesResponse(shares: try await features.channels.shares(of: channel).map(ChannelShareRow.init))
    }

    /// Whoever a channel is shared with may leave it.
    private func unshare(_ context: DiscoveryContext, _ named: () async throws -> UserID?) async throws -> Response {
        let found = try await admitted(context, .read)
        let user = try await named()
        guard let found else { throw ChannelError.unknownChannel }
        guard let user else { throw ChannelError.unknownUser }
        try await features.channels.unshare(found, with: user, as: context.user)
        return try .json(SuccessResponse())
    }

    /// Nil for what cannot be an id. Throws `DiscoveryError.badRequest`.
    private static func person(in body: JSONTree) throws -> UserID? {
        guard let text = body["userId"]?.text, !text.isBlank else {
            throw DiscoveryError.badRequest("userId must be the id of a person")
        }
        return UserID(text: text)
    }
}
