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

    /// Notes how far a profile is in a title: a film in several files ends with the last of them. False when there is
    /// no such title.
    package func report(
        _ place: PlayedPlace, of title: TitleID, by profile: ProfileID, device: String?
    ) async throws -> Bool {
        let report = WatchReport(
            at: world.now(), position: min(place.seconds, ActivityLimits.positionSeconds.upperBound),
            length: place.length, creditsFrom: place.creditsFrom)
        return try await store.report(
            report, of: title, by: profile, source: .playback,
            device: device?.printable(charactersMax: ActivityLimits.deviceCharactersMax))
    }

    /// The same for a player of the default version that counts from the beginning of the film.
    package func report(
        position: Int, of video: Video, by profile: ProfileID, device: String?
    ) async throws -> Bool {
        try await report(video.place(at: position, of: nil), of: video.title.id, by: profile, device: device)
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
