package import Activity
package import Basics
package import Domain
package import NIOPosix
package import Search

/// People's own lists of films, which the server fills by what their owner would like to see.
package struct Channels: Sendable {
    /// What channels stand on.
    package struct Surroundings: Sendable {
        let accounts: any AccountStore
        let identities: any IdentityStore
        let titles: any BrowseStore
        let taste: TasteReader
        let profiles: Profiles
        let threads: NIOThreadPool

        /// `threads` choose among all films.
        package init(
            accounts: any AccountStore, identities: any IdentityStore, titles: any BrowseStore,
            taste: TasteReader, profiles: Profiles, threads: NIOThreadPool
        ) {
            self.accounts = accounts
            self.identities = identities
            self.titles = titles
            self.taste = taste
            self.profiles = profiles
            self.threads = threads
        }
    }

    let store: any ChannelStore
    let accounts: any AccountStore
    let titles: any BrowseStore
    let profiles: Profiles
    let filler: ChannelFiller
    let playlists: ChannelPlaylists
    let writer: ChannelWriter
    let turns = Turns<ChannelID>()
    let world: World

    package init(
        store: any ChannelStore, around: Surroundings, search: TitleSearch, server: @escaping CurrentMediaServer,
        model: @escaping CurrentChatModel = { nil }, world: World
    ) {
        self.store = store
        accounts = around.accounts
        titles = around.titles
        profiles = around.profiles
        filler = ChannelFiller(
            taste: around.taste, search: search, profiles: around.profiles, threads: ComputeThreads(around.threads),
            world: world)
        playlists = ChannelPlaylists(
            store: store, titles: around.titles, identities: around.identities, server: server)
        writer = ChannelWriter(titles: around.titles, model: model)
        self.world = world
    }

    /// What somebody wants with a channel.
    package enum Access: Sendable {
        /// Open to those with whom it is shared, too.
        case read
        /// For its owner and administrators.
        case manage
    }

    /// Somebody's own ones by name, and those that others share with them.
    package func list(of user: UserID) async throws -> (own: [Channel], shared: [Channel]) {
        (try await store.channels(of: user), try await store.shared(with: user))
    }

    /// Nil when there is none. Throws `ChannelError.forbidden`.
    package func channel(_ id: ChannelID, for user: User, _ access: Access) async throws -> Channel? {
        guard let channel = try await store.channel(id) else { return nil }
        if channel.isManaged(by: user) { return channel }
        guard access == .read, try await store.shares(of: id).contains(where: { $0.userID == user.id }) else {
            throw ChannelError.forbidden
        }
        return channel
    }

    /// Throws `ChannelError` `blankName`, `tooLong` and `tooMany`.
    package func create(_ wanted: ChannelChange, of owner: UserID) async throws -> Channel {
        try await store.add(known(wanted.applied(to: ChannelFacts(name: ""))), of: owner, at: world.now())
    }

    /// Throws `ChannelError` `nothingToChange`, `blankName`, `tooLong` and `unknownChannel`.
    package func change(_ channel: Channel, _ change: ChannelChange) async throws -> Channel {
        guard !change.isEmpty else { throw ChannelError.nothingToChange }
        return try await alone(with: channel) { channel in
            let facts = try await known(change.applied(to: channel.facts))
            guard let changed = try await store.change(channel.id, to: facts, at: world.now()) else {
                throw ChannelError.unknownChannel
            }
            return changed
        }
    }

    /// Removes a channel, and its playlist too where that is wanted: first there, so that nothing is left behind.
    /// Throws `ChannelError.unknownChannel` and `MediaServerFailure`.
    package func remove(_ channel: Channel, withPlaylist: Bool) async throws {
        try await alone(with: channel) { channel in
            if withPlaylist, let playlist = channel.playlistID,
                let place = try await playlists.place(of: channel.ownerID)
            {
                try await playlists.remove(playlist, at: place)
            }
            guard try await store.remove(channel.id) else { throw ChannelError.unknownChannel }
        }
    }

    /// The facts with those examples alone that are films of the catalogue.
    private func known(_ facts: ChannelFacts) async throws -> ChannelFacts {
        var facts = facts
        let films = Set(try await titles.titles(facts.examples).filter { $0.kind == .movie }.map(\.id))
        facts.examples = facts.examples.filter(films.contains)
        return facts
    }

    /// Does what two may not do at once, with the channel as it is then. Throws `ChannelError.unknownChannel`.
    func alone<Value: Sendable>(
        with channel: Channel, _ work: @escaping @Sendable (Channel) async throws -> Value
    ) async throws -> Value {
        try await turns.take(channel.id) { [store] in
            guard let present = try await store.channel(channel.id) else { throw ChannelError.unknownChannel }
            return try await work(present)
        }
    }
}

extension Channel {
    func isManaged(by user: User) -> Bool { ownerID == user.id || user.role == .admin }
}
