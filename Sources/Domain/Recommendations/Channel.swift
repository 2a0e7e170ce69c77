package import Basics

package typealias ChannelID = ID<Channel>

/// A list of somebody's own that the server fills.
package struct Channel: Hashable, Sendable {
    package let id: ChannelID
    package let ownerID: UserID
    package var facts: ChannelFacts
    /// The playlist on the media server; nil until it was synchronised.
    package let playlistID: MediaServerID?
    package let lastGeneratedAt: Instant?
    package let createdAt: Instant
    package let updatedAt: Instant

    package init(
        id: ChannelID, ownerID: UserID, facts: ChannelFacts, playlistID: MediaServerID?, lastGeneratedAt: Instant?,
        createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.ownerID = ownerID
        self.facts = facts
        self.playlistID = playlistID
        self.lastGeneratedAt = lastGeneratedAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// What its owner decides of a channel.
package struct ChannelFacts: Hashable, Sendable {
    package var name: String
    package var description: String?
    /// Any of them; empty for all.
    package var genres: [String] = []
    /// What the owner would like to see, in words.
    package var wish: String?
    /// Titles that are gone are left out when they are read.
    package var examples: [TitleID] = []
    package var isPinned = false
    package var isActive = true

    package init(name: String) {
        self.name = name
    }
}

/// A title of a channel.
package struct ChannelItem: Hashable, Sendable {
    package let id: ID<ChannelItem>
    package let titleID: TitleID
    /// 0...1; nil for what somebody added by hand.
    package let score: Double?

    package init(id: ID<ChannelItem>, titleID: TitleID, score: Double?) {
        self.id = id
        self.titleID = titleID
        self.score = score
    }
}

/// Who sees a channel besides its owner.
package struct ChannelShare: Hashable, Sendable {
    package let userID: UserID
    package let createdAt: Instant

    package init(userID: UserID, createdAt: Instant) {
        self.userID = userID
        self.createdAt = createdAt
    }
}

/// People's channels and what is in them. Each method is one transaction.
package protocol ChannelStore: Sendable {
    /// Own ones by name without regard to case, then id.
    func channels(of owner: UserID) async throws -> [Channel]
    /// Channels that others share with somebody.
    func shared(with user: UserID) async throws -> [Channel]
    func channel(_ id: ChannelID) async throws -> Channel?
    /// Throws `ChannelError.tooMany`.
    func add(_ facts: ChannelFacts, of owner: UserID, at moment: Instant) async throws -> Channel
    /// Nil when it is gone.
    func change(_ id: ChannelID, to facts: ChannelFacts, at moment: Instant) async throws -> Channel?
    /// False when it is gone.
    func remove(_ id: ChannelID) async throws -> Bool

    /// In their order. Titles that lists hide now are left out.
    func items(of channel: ChannelID) async throws -> [ChannelItem]
    /// Puts these, best first, in the place of all that were there; false when the channel is gone.
    func fill(_ channel: ChannelID, with items: [(TitleID, Double)], at moment: Instant) async throws -> Bool
    /// Adds titles at the end; those that are in it already and unknown ones are left out. Returns how many were added.
    func append(_ titles: [TitleID], to channel: ChannelID, at moment: Instant) async throws -> Int
    /// False when there is no such item.
    func removeItem(_ item: ID<ChannelItem>, from channel: ChannelID) async throws -> Bool
    func notePlaylist(_ playlist: MediaServerID?, of channel: ChannelID) async throws

    func shares(of channel: ChannelID) async throws -> [ChannelShare]
    /// False when there is no such channel or person, or it is the owner.
    func share(_ channel: ChannelID, with user: UserID, at moment: Instant) async throws -> Bool
    func unshare(_ channel: ChannelID, with user: UserID) async throws -> Bool
}

/// What can be wrong with a wish about channels.
package enum ChannelError: Error, Hashable, Sendable {
    /// More than `DomainLimits.channelsMax` of one person.
    case tooMany
    case unknownChannel
    /// Neither owner nor administrator, nor shared with.
    case forbidden
    case blankName
    case tooLong(String)
    case nothingToChange
    case unknownItem
    case unknownUser
    /// The owner has no account at the media server, or there is none.
    case noMediaServer
}
