import Activity
import Basics
package import Domain

/// A title in a channel, with what is known of it.
package struct ChannelEntry: Hashable, Sendable {
    package let item: ChannelItem
    package let title: Title
}

/// What is in channels, and who sees them.
extension Channels {
    /// In their order, without what lists hide and what the reader may not see.
    package func items(of channel: Channel, for reader: User) async throws -> [ChannelEntry] {
        let items = try await store.items(of: channel.id)
        let found = try await titles.titles(items.map(\.titleID))
        let limit = AgeLimit(of: reader, try await profiles.standardInForce(of: reader.id).viewer)
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return items.compactMap { item in
            byID[item.titleID].flatMap { title in
                limit.allows(title.metadata.contentRating) ? ChannelEntry(item: item, title: title) : nil
            }
        }
    }

    /// Adds films at the end, as far as lists show them and they are not there already; returns how many.
    package func append(_ wanted: [TitleID], to channel: Channel) async throws -> Int {
        let films = Set(try await titles.shown(wanted).filter { $0.kind == .movie }.map(\.id))
        return try await store.append(wanted.filter(films.contains).eachOnce, to: channel.id, at: world.now())
    }

    /// Throws `ChannelError.unknownItem`.
    package func removeItem(_ item: ID<ChannelItem>, from channel: Channel) async throws {
        guard try await store.removeItem(item, from: channel.id) else { throw ChannelError.unknownItem }
    }

    /// Those who still have an account, oldest share first.
    package func shares(of channel: Channel) async throws -> [(share: ChannelShare, user: User)] {
        let users = Dictionary(try await accounts.users().map { ($0.id, $0) }) { first, _ in first }
        return try await store.shares(of: channel.id).compactMap { share in users[share.userID].map { (share, $0) } }
    }

    /// Lets somebody see a channel. Throws `ChannelError.unknownUser` for nobody and for the owner.
    package func share(_ channel: Channel, with user: UserID) async throws {
        guard try await store.share(channel.id, with: user, at: world.now()) else { throw ChannelError.unknownUser }
    }

    /// May be repeated. Whoever sees a channel may leave it. Throws `ChannelError.forbidden`.
    package func unshare(_ channel: Channel, with user: UserID, as caller: User) async throws {
        guard user == caller.id || channel.isManaged(by: caller) else { throw ChannelError.forbidden }
        _ = try await store.unshare(channel.id, with: user)
    }
}
