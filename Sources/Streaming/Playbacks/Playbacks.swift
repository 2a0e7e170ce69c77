package import Basics
package import Domain

/// How many may play at once, and how long a silent player counts.
package struct PlaybackSettings: Sendable {
    /// For accounts without a number of their own; 0 is without limit.
    package var playbacksMax = StreamingLimits.playbacksDefault
    package var activeSeconds = StreamingLimits.playbackSeconds

    package init() {}
}

/// Who plays what: the slots of an account, one a session. Profiles share them.
package struct Playbacks: Sendable {
    private let store: any PlaybackStore
    private let settings: PlaybackSettings
    private let world: World

    package init(store: any PlaybackStore, settings: PlaybackSettings, world: World) {
        self.store = store
        self.settings = settings
        self.world = world
    }

    /// What an account may have at once; 0 is without limit.
    package func limit(of user: User) -> Int { max(0, user.playbacksMax ?? settings.playbacksMax) }

    /// Begins a playback, or goes on with one, unless others of the account came before.
    package func claim(
        _ title: TitleID, in session: SessionID, of user: User, profile: ProfileID, report: PlaybackReport? = nil
    ) async throws -> PlaybackSlots {
        let now = world.now()
        var claim = PlaybackClaim(
            sessionID: session, userID: user.id, profileID: profile, titleID: title, at: now, liveSince: liveSince(now),
            limit: limit(of: user))
        claim.report = report
        return try await store.claim(claim)
    }

    /// Where a session stands, without changing anything.
    package func status(of session: SessionID, of user: User) async throws -> PlaybackStanding {
        let live = try await store.live(of: user.id, since: liveSince(world.now()))
        let place = live.firstIndex { $0.sessionID == session }
        let limit = limit(of: user)
        return PlaybackStanding(
            isRevoked: limit > 0 && (place ?? live.count) >= limit, limit: limit, active: live.count,
            projected: live.count + (place == nil ? 1 : 0))
    }

    /// All that play at the moment.
    package func live() async throws -> [Playback] {
        try await store.live(since: liveSince(world.now()))
    }

    /// Keeps a session's playback alive while bytes of it leave.
    package func touch(_ session: SessionID) async throws {
        let now = world.now()
        try await store.touch(session, at: now, liveSince: liveSince(now))
    }

    package func end(_ session: SessionID) async throws {
        try await store.end(session)
    }

    /// Forgets playbacks that are over; returns how many.
    package func sweep() async throws -> Int {
        try await store.remove(seenBefore: liveSince(world.now()))
    }

    private func liveSince(_ now: Instant) -> Instant { now.adding(seconds: -settings.activeSeconds) }
}

/// Where a session stands among the playbacks of its account.
package struct PlaybackStanding: Sendable, Equatable {
    /// Whether it has to stop, or could not begin.
    package let isRevoked: Bool
    package let limit: Int
    package let active: Int
    /// How many there are if this session plays, too.
    package let projected: Int
}
