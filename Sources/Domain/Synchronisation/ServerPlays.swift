package import Basics

/// What a media server says of a person and a title: how often it was watched, and when the last time.
package struct TitlePlays: Hashable, Sendable {
    package let titleID: TitleID
    /// At least 1.
    package let count: Int
    /// Nil for states that came to the media server from elsewhere.
    package let lastAt: Instant?

    package init(titleID: TitleID, count: Int, lastAt: Instant?) {
        self.titleID = titleID
        self.count = max(1, count)
        self.lastAt = lastAt
    }

    /// Of several copies the larger count and the newest moment: watching one of them is watching the title.
    package func merged(with other: TitlePlays) -> TitlePlays {
        let moments = [lastAt, other.lastAt].compactMap(\.self)
        return TitlePlays(titleID: titleID, count: max(count, other.count), lastAt: moments.max())
    }
}

/// What plays that are told make of plays that are known.
package enum PlayRule: Sendable {
    /// They replace them.
    case exact
    /// They can only raise them: another copy may have been watched more often, or later.
    case atLeast
}

/// The title that an item of a media server is.
package struct ResolvedItem: Hashable, Sendable {
    package let titleID: TitleID
    /// Whether other items may be the same title.
    package let hasOthers: Bool

    package init(titleID: TitleID, hasOthers: Bool) {
        self.titleID = titleID
        self.hasOthers = hasOthers
    }
}

/// Whose plays and favourites are meant, and from where.
package struct PlayShelf: Hashable, Sendable {
    package let profile: ProfileID
    package let source: WatchSource

    package init(profile: ProfileID, source: WatchSource) {
        self.profile = profile
        self.source = source
    }
}

/// How far one person's history of one kind is taken over.
package struct HistoryMark: Hashable, Sendable {
    /// The latest play that was told; nil when there was none with a moment.
    package var playedUntil: Instant?
    /// When everything was read the last time that libraries had changed before.
    package var readAt: Instant

    package init(playedUntil: Instant?, readAt: Instant) {
        self.playedUntil = playedUntil
        self.readAt = readAt
    }
}

/// Which mark is meant.
package struct HistoryMarkKey: Hashable, Sendable {
    package let user: UserID
    package let server: MediaServerKey
    /// Films or series.
    package let kind: TitleKind

    package init(user: UserID, server: MediaServerKey, kind: TitleKind) {
        self.user = user
        self.server = server
        self.kind = kind
    }
}

/// What people did on the household's media server. Each method is one transaction, takes a fixed number of statements,
/// and writes nothing of what did not change.
package protocol ServerPlayStore: Sendable {
    /// Which titles the items are, in their order: by what was taken over, else by ids and places; nil for unknown
    /// ones.
    func titles(of plays: [UserPlay], on server: MediaServerKey) async throws -> [ResolvedItem?]
    /// Stores plays and returns how many titles' changed. A play before the moment at which somebody said that the
    /// title was not watched is none, however late it comes.
    func put(_ plays: [TitlePlays], _ rule: PlayRule, of shelf: PlayShelf) async throws -> Int
    /// Titles of a kind (films or episodes) with plays, after a title and in their order.
    func played(
        _ kind: TitleKind, of shelf: PlayShelf, after title: TitleID?, limit: Int
    ) async throws -> [TitleID]
    func removePlays(of titles: [TitleID], from shelf: PlayShelf) async throws
    /// Returns how many are new.
    func addFavourites(_ titles: [TitleID], to shelf: PlayShelf, at moment: Instant) async throws -> Int
    /// Favourites of a kind, after a title and in their order.
    func favourites(
        _ kind: TitleKind, of shelf: PlayShelf, after title: TitleID?, limit: Int
    ) async throws -> [TitleID]
    func removeFavourites(_ titles: [TitleID], from shelf: PlayShelf) async throws

    func mark(_ key: HistoryMarkKey) async throws -> HistoryMark?
    func setMark(_ mark: HistoryMark, _ key: HistoryMarkKey) async throws
    /// When a wanted library of the kind was complete for the first time since it was switched on, the latest of all;
    /// nil when none was.
    func completedAt(_ kind: TitleKind, on server: MediaServerKey) async throws -> Instant?
}
