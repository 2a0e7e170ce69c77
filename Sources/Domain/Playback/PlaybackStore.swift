package import Basics

/// What one session plays at the moment.
package struct Playback: Hashable, Sendable {
    package let sessionID: SessionID
    package let userID: UserID
    package let profileID: ProfileID?
    package let titleID: TitleID
    package let startedAt: Instant
    /// The last report, start or byte of it.
    package let seenAt: Instant
    package let position: Int
    package let isPaused: Bool
    package let device: String?
    /// The file that the session was given; nil when it is gone, or nobody knows.
    package var fileID: MediaFileID?

    package init(
        sessionID: SessionID, userID: UserID, profileID: ProfileID?, titleID: TitleID,
        moments: (startedAt: Instant, seenAt: Instant), position: Int, isPaused: Bool, device: String?
    ) {
        self.sessionID = sessionID
        self.userID = userID
        self.profileID = profileID
        self.titleID = titleID
        startedAt = moments.startedAt
        seenAt = moments.seenAt
        self.position = position
        self.isPaused = isPaused
        self.device = device
    }
}

/// A wish to play, or to go on playing.
package struct PlaybackClaim: Sendable {
    package let sessionID: SessionID
    package let userID: UserID
    package let profileID: ProfileID
    package let titleID: TitleID
    package let at: Instant
    /// Playbacks last seen before it are over.
    package let liveSince: Instant
    /// 0 is without limit.
    package let limit: Int
    /// Of a report: where the player is and how it fares.
    package var report: PlaybackReport?
    /// The file that is played; nil for the same one as before.
    package var fileID: MediaFileID?

    package init(
        sessionID: SessionID, userID: UserID, profileID: ProfileID, titleID: TitleID, at: Instant,
        liveSince: Instant, limit: Int
    ) {
        self.sessionID = sessionID
        self.userID = userID
        self.profileID = profileID
        self.titleID = titleID
        self.at = at
        self.liveSince = liveSince
        self.limit = limit
    }
}

/// What a player says of itself.
package struct PlaybackReport: Sendable, Hashable {
    package var position: Int
    package var isPaused = false
    package var device: String?
    package var quality = StreamQuality()

    package init(position: Int) {
        self.position = position
    }
}

/// How well a stream arrives, as the player counts it.
package struct StreamQuality: Sendable, Hashable, Codable {
    package var bufferSeconds: Double?
    package var rebufferCount: Int?
    package var rebufferSeconds: Double?
    /// Whether it had to wait since the last report.
    package var hasRebuffered: Bool?

    package init() {}
}

/// Who holds the account's slots.
package struct PlaybackSlots: Sendable, Equatable {
    /// Whether the session plays, or may go on.
    package let isGranted: Bool
    /// Live playbacks of the account, this one included where it was granted.
    package let active: Int

    package init(isGranted: Bool, active: Int) {
        self.isGranted = isGranted
        self.active = active
    }
}

/// The playbacks of all sessions. Each method is one transaction; those of one account follow one another.
package protocol PlaybackStore: Sendable {
    /// Begins or goes on with a playback of the session unless `limit` other ones of the account began before.
    func claim(_ claim: PlaybackClaim) async throws -> PlaybackSlots
    /// Live playbacks of an account, those that began first first.
    func live(of user: UserID, since moment: Instant) async throws -> [Playback]
    /// Of all accounts.
    func live(since moment: Instant) async throws -> [Playback]
    /// Goes on with the session's playback of what is asked for, or else begins one as `claim` does, in the place of
    /// any other that the session has: bytes never leave without a slot. Reads only while nothing has to change. Nil
    /// for a file that no title has.
    func stream(_ wish: StreamWish) async throws -> StreamSlots?
    /// The file that a session was given of a title that it plays, or played last; nil when nobody knows.
    func file(of session: SessionID, playing title: TitleID) async throws -> MediaFileID?
    /// Keeps a playback alive that was seen since `liveSince`; it never begins one, nor brings one back.
    @discardableResult
    func touch(_ session: SessionID, at moment: Instant, liveSince: Instant) async throws -> PlaybackPulse
    func end(_ session: SessionID) async throws
    /// Forgets playbacks last seen before `moment`.
    func remove(seenBefore moment: Instant) async throws -> Int
}

/// The sessions of apps, which are sessions of the one table of another kind. Each method is one transaction.
package protocol AppSessionStore: Sendable {
    /// Stores a session and ends the oldest of the account's apps beyond `openMax`.
    func addAppSession(
        _ session: NewWebSession, client: AppClient, profile: ProfileID, for user: UserID, openMax: Int
    ) async throws -> WebSession
    /// The session of an app with its account; nil for others.
    func appSession(digest: [UInt8]) async throws -> AppSession?
    func extendAppSession(_ id: SessionID, usedAt: Instant, expiresAt: Instant, client: AppClient) async throws
    func endAppSession(_ id: SessionID) async throws
    /// The session in which the device of a key plays; nil when there is none yet.
    func keySession(_ key: APIKeyID) async throws -> WebSession?
    /// Makes it, or moves its end on. Throws `AccountError.unknownUser` when the key is gone.
    func openKeySession(_ session: NewWebSession, of key: APIKeyID, user: UserID) async throws -> WebSession
    /// The session with a digest in which a device plays that shows access tokens instead of a key; nil when there is
    /// none.
    func tokenSession(digest: [UInt8]) async throws -> WebSession?
    /// Makes it, or moves its end on. It ends with the account's other sessions. Throws `AccountError.unknownUser`.
    func openTokenSession(_ session: NewWebSession, user: UserID) async throws -> WebSession
    /// Whether a session of any kind is open, and its account, and the key that it belongs to, if any: what a ticket
    /// rests on.
    func isOpen(_ id: SessionID, of user: UserID, at moment: Instant) async throws -> Bool
    /// Open sessions of apps, and the different versions of apps that were used since a moment.
    func appSessionCount(of user: UserID?, at moment: Instant) async throws -> Int
}

/// What an app says of itself.
package struct AppClient: Hashable, Sendable {
    package var platform: String
    package var package: String?
    package var versionName: String?
    package var versionCode: String?
    package var address: String

    package init(platform: String, address: String) {
        self.platform = platform
        self.address = address
    }
}

/// The session of an app.
package struct AppSession: Hashable, Sendable {
    package let session: WebSession
    package let user: User
    package let client: AppClient
    /// Nil when the chosen profile is gone.
    package let profileID: ProfileID?

    package init(session: WebSession, user: User, client: AppClient, profileID: ProfileID?) {
        self.session = session
        self.user = user
        self.client = client
        self.profileID = profileID
    }
}
