import Basics
package import Domain

/// Filling channels, here and on the media server.
extension Channels {
    /// Chooses the channel's films anew and returns how many there are. The media server is not told. Throws
    /// `ChannelError.unknownChannel`.
    package func generate(_ channel: Channel) async throws -> Int {
        try await alone(with: channel) { try await fill($0) }
    }

    /// Brings the owner's playlist on the media server up to date, without what is above the owner's limit. A channel
    /// that is empty and was never filled is filled first; what somebody put into it by hand is not replaced.
    ///
    /// Throws `ChannelError` `noMediaServer` and `unknownChannel`, and `MediaServerFailure`.
    package func sync(_ channel: Channel) async throws -> SyncedPlaylist {
        try await alone(with: channel) { channel in
            guard let place = try await playlists.place(of: channel.ownerID) else { throw ChannelError.noMediaServer }
            if channel.lastGeneratedAt == nil, try await store.items(of: channel.id).isEmpty {
                _ = try await fill(channel)
            }
            let films = try await items(of: channel, for: owner(of: channel)).map(\.title.id)
            let playlist = try await playlists.fill(channel, with: films, at: place)
            if playlist.id != channel.playlistID { try await store.notePlaylist(playlist.id, of: channel.id) }
            return playlist
        }
    }

    private func fill(_ channel: Channel) async throws -> Int {
        let films = try await filler.choice(for: channel.facts, of: owner(of: channel))
        guard try await store.fill(channel.id, with: films, at: world.now()) else {
            throw ChannelError.unknownChannel
        }
        return films.count
    }

    private func owner(of channel: Channel) async throws -> User {
        guard let owner = try await accounts.user(id: channel.ownerID) else { throw ChannelError.unknownChannel }
        return owner
    }
}
