package import Basics

/// What a profile watched of a title.
package struct WatchState: Hashable, Sendable {
    /// Where to go on, in whole seconds; 0 for the beginning.
    package let position: Int
    package let isFinished: Bool
    package let watchedAt: Instant

    package init(position: Int, isFinished: Bool, watchedAt: Instant) {
        self.position = position
        self.isFinished = isFinished
        self.watchedAt = watchedAt
    }
}

/// Where a watch event came from.
package enum WatchSource: String, Sendable, Codable, CaseIterable {
    case playback
    case jellyfin
    case emby
    /// Files of these services, which people brought themselves.
    case amazonPrime = "amazon-prime"
    case netflix
    case letterboxd
    case imdb
    case trakt
    case tmdb
    case csv
}

/// A viewing that came to its end, or several of which only the last one's moment is known.
package struct WatchEvent: Hashable, Sendable {
    /// The moment of viewings of which nobody knows when they were.
    package static let undated = Instant(milliseconds: 0)

    package let profileID: ProfileID
    package let titleID: TitleID
    package let watchedAt: Instant
    package let source: WatchSource
    package let device: String?

    package init(profileID: ProfileID, titleID: TitleID, watchedAt: Instant, source: WatchSource, device: String?) {
        self.profileID = profileID
        self.titleID = titleID
        self.watchedAt = watchedAt
        self.source = source
        self.device = device
    }
}

/// A title that a profile keeps for later.
package struct WatchListEntry: Hashable, Sendable {
    package let titleID: TitleID
    package let addedAt: Instant

    package init(titleID: TitleID, addedAt: Instant) {
        self.titleID = titleID
        self.addedAt = addedAt
    }
}

/// What profiles watched and what they keep for later. Each method is one transaction.
package protocol WatchStore: Sendable {
    /// Takes a report in; state and events follow from all reports together, in whatever order they come. False when
    /// there is no such title or profile.
    func report(
        _ report: WatchReport, of title: TitleID, by profile: ProfileID, source: WatchSource, device: String?
    ) async throws -> Bool
    func state(of title: TitleID, for profile: ProfileID) async throws -> WatchState?
    /// Viewings that came to their end, the latest first.
    func events(of profile: ProfileID, limit: Int) async throws -> [WatchEvent]

    /// Keeps the moment of the first call. False when there is no such title or profile.
    func addToList(_ title: TitleID, of profile: ProfileID, at moment: Instant) async throws -> Bool
    func removeFromList(_ title: TitleID, of profile: ProfileID) async throws
    func isOnList(_ title: TitleID, of profile: ProfileID) async throws -> Bool
    /// Newest first, at most `limit`.
    func list(of profile: ProfileID, limit: Int) async throws -> [WatchListEntry]
}
