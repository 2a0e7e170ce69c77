import Accounts
package import Domain

/// Where a channel's playlist is, and how much is in it.
package struct SyncedPlaylist: Hashable, Sendable {
    package let id: MediaServerID
    package let itemCount: Int
    /// Titles of the channel that the media server does not have.
    package let missingCount: Int
}

/// The playlists of channels on the household's media server.
struct ChannelPlaylists: Sendable {
    private let store: any ChannelStore
    private let titles: any BrowseStore
    private let identities: any IdentityStore
    private let server: CurrentMediaServer

    init(
        store: any ChannelStore, titles: any BrowseStore, identities: any IdentityStore,
        server: @escaping CurrentMediaServer
    ) {
        self.store = store
        self.titles = titles
        self.identities = identities
        self.server = server
    }

    /// The owner's account on the media server of the moment.
    struct Place {
        let server: any MediaServer
        let key: MediaServerKey
        let person: MediaServerID
    }

    /// Nil where there is no media server or no account of the owner there, which nobody need be asked about where the
    /// owner has none anywhere. Throws `MediaServerFailure`.
    func place(of owner: UserID) async throws -> Place? {
        guard let current = await server(), try await !identities.mediaServerIdentities(of: owner).isEmpty else {
            return nil
        }
        let key = MediaServerKey(kind: current.kind, id: try await current.info().id)
        return try await identities.mediaServerUser(owner, on: key)
            .map { Place(server: current, key: key, person: $0) }
    }

    /// Makes the owner's playlist hold the channel's titles in their order, as far as the server has them, under the
    /// channel's name. Throws `MediaServerFailure`.
    func fill(_ channel: Channel, with wanted: [TitleID], at place: Place) async throws -> SyncedPlaylist {
        let copies = try await titles.copies(of: wanted)
        let items = wanted.compactMap { copies[$0]?.first { $0.server == place.key }?.itemID }.eachOnce
        let refilled = try await refilled(channel, items, place)
        let id = if let refilled { refilled } else { try await made(channel, items, place) }
        return SyncedPlaylist(id: id, itemCount: items.count, missingCount: wanted.count - items.count)
    }

    /// Nothing happens to a playlist that is gone. Throws `MediaServerFailure`.
    func remove(_ id: MediaServerID, at place: Place) async throws {
        try await place.server.deletePlaylist(id, of: place.person)
    }

    /// Nil where there is no playlist of the channel.
    private func refilled(_ channel: Channel, _ items: [MediaServerID], _ place: Place) async throws -> MediaServerID? {
        guard let found = try await playlist(of: channel, place) else { return nil }
        do {
            try await place.server.replacePlaylist(found.id, of: place.person, with: items)
            if found.name != channel.facts.name {
                try await place.server.renamePlaylist(found.id, of: place.person, to: channel.facts.name)
            }
            return found.id
        } catch MediaServerFailure.notFound {
            // Somebody deleted it meanwhile.
            return nil
        } catch MediaServerFailure.forbidden where found.id != channel.playlistID {
            // Of that name, but somebody else's.
            return nil
        }
    }

    /// The one that was made for it, else the owner's of the same name, unless that is another channel's.
    private func playlist(of channel: Channel, _ place: Place) async throws -> MediaServerPlaylist? {
        if let id = channel.playlistID, let known = try await place.server.playlist(id, of: place.person) {
            return known
        }
        let named = try await place.server.playlist(named: channel.facts.name, of: place.person)
        let others = try await store.channels(of: channel.ownerID).filter { $0.id != channel.id }
        return named.flatMap { found in others.contains { $0.playlistID == found.id } ? nil : found }
    }

    private func made(_ channel: Channel, _ items: [MediaServerID], _ place: Place) async throws -> MediaServerID {
        try await place.server.createPlaylist(
            MediaServerPlaylistDraft(userID: place.person, name: channel.facts.name, items: items))
    }
}
