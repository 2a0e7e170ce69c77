package import Basics
package import Domain

/// What profiles watched and what they keep for later.
package struct Watching: Sendable {
    private let store: any WatchStore
    private let world: World

    package init(store: any WatchStore, world: World) {
        self.store = store
        self.world = world
    }

    /// Notes how far a profile is in a title. False when there is no such title.
    package func report(
        position: Int, of video: Video, by profile: ProfileID, device: String?
    ) async throws -> Bool {
        let report = WatchReport(
            at: world.now(), position: position, length: video.lengthSeconds,
            creditsFrom: video.markers.credits?.startSeconds)
        return try await store.report(
            report, of: video.title.id, by: profile, source: .playback,
            device: device?.printable(charactersMax: ActivityLimits.deviceCharactersMax))
    }

    /// Says that a title was not watched, or was.
    package func mark(_ title: TitleID, isWatched: Bool, by profile: ProfileID) async throws -> Bool {
        let report = WatchReport(at: world.now(), position: 0, mark: isWatched ? .finished : .cleared)
        return try await store.report(report, of: title, by: profile, source: .playback, device: nil)
    }

    /// Adding twice keeps the first moment. False when there is no such title.
    package func keep(_ title: TitleID, for profile: ProfileID) async throws -> Bool {
        try await store.addToList(title, of: profile, at: world.now())
    }

    package func drop(_ title: TitleID, for profile: ProfileID) async throws {
        try await store.removeFromList(title, of: profile)
    }

    package func keeps(_ title: TitleID, for profile: ProfileID) async throws -> Bool {
        try await store.isOnList(title, of: profile)
    }

    /// Newest first, at most `ActivityLimits.watchListMax`.
    package func list(of profile: ProfileID) async throws -> [WatchListEntry] {
        try await store.list(of: profile, limit: ActivityLimits.watchListMax)
    }

    /// Viewings that came to their end, the latest first.
    package func history(of profile: ProfileID, limit: Int) async throws -> [WatchEvent] {
        try await store.events(of: profile, limit: limit)
    }
}
