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
        try await claim(
            title, in: PlaybackSeat(session: session, user: user, profile: profile), file: nil, report: report)
    }

    /// The same for somebody in front of a player. Without `file` it is the one that the session was given before.
    package func claim(
        _ title: TitleID, in seat: PlaybackSeat, file: MediaFileID?, report: PlaybackReport?
    ) async throws -> PlaybackSlots {
        let now = world.now()
        var claim = PlaybackClaim(
            sessionID: seat.session, userID: seat.user.id, profileID: seat.profile, titleID: title, at: now,
            liveSince: liveSince(now), limit: limit(of: seat.user))
        claim.report = report
        claim.fileID = file
        return try await store.claim(claim)
    }

    /// Lets bytes leave for a session: it plays what they are of, or takes one of the account's slots for it. So
    /// whoever stops, or is silent for too long, and fetches more at the same address begins anew. Throws
    /// `PlaybackRefusal`.
    package func stream(_ media: StreamWish.Media, in session: SessionID, of user: UserID) async throws {
        let now = world.now()
        var wish = StreamWish(media, sessionID: session, userID: user, at: now, liveSince: liveSince(now))
        wish.limitDefault = max(0, settings.playbacksMax)
        guard let answer = try await store.stream(wish) else { throw PlaybackRefusal.fileMissing }
        guard answer.slots.isGranted else {
            throw PlaybackRefusal.limitReached(limit: answer.limit, active: answer.slots.active)
        }
    }

    /// The file that a session was given of a title; nil when nobody knows any more.
    package func file(of session: SessionID, playing title: TitleID) async throws -> MediaFileID? {
        try await store.file(of: session, playing: title)
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

    /// Keeps a session's playback alive while bytes of it leave. One that was silent for too long takes a slot again
    /// where there is one. False when it is over.
    package func touch(_ session: SessionID) async throws -> Bool {
        let now = world.now()
        switch try await store.touch(session, at: now, liveSince: liveSince(now)) {
        case .alive: return true
        case .ended: return false
        case .silent(let title, let user):
            do {
                try await stream(.title(title), in: session, of: user)
                return true
            } catch is PlaybackRefusal {
                return false
            }
        }
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
