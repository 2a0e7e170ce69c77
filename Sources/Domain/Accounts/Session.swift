package import Basics

/// A browser that somebody signed in with. Only the SHA-256 digest of its token is ever stored.
package struct WebSession: Hashable, Sendable {
    package let id: SessionID
    package let userID: UserID
    /// What the browser said of itself when it signed in.
    package let device: String
    package let createdAt: Instant
    package let lastUsedAt: Instant
    /// Moves on with use, but never beyond `endsAt`.
    package let expiresAt: Instant
    /// However busy the session is, it ends then.
    package let endsAt: Instant

    package init(
        id: SessionID, userID: UserID, device: String, createdAt: Instant, lastUsedAt: Instant, expiresAt: Instant,
        endsAt: Instant
    ) {
        self.id = id
        self.userID = userID
        self.device = device
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
        self.endsAt = endsAt
    }
}

package typealias SessionID = ID<WebSession>

/// A session to store.
package struct NewWebSession: Sendable {
    package let digest: [UInt8]
    package let device: String
    package let createdAt: Instant
    package let expiresAt: Instant
    package let endsAt: Instant

    package init(digest: [UInt8], device: String, createdAt: Instant, expiresAt: Instant, endsAt: Instant) {
        self.digest = digest
        self.device = device
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.endsAt = endsAt
    }
}

/// The sessions of browsers. Each method is one transaction.
package protocol SessionStore: Sendable {
    /// Stores a session and ends the oldest ones of the account beyond `openMax`. Throws `AccountError.unknownUser`.
    func addSession(_ session: NewWebSession, for user: UserID, openMax: Int) async throws -> WebSession
    /// The session and its account, expired sessions included; nil when no session has this digest.
    func session(digest: [UInt8]) async throws -> (session: WebSession, user: User)?
    /// Notes a use and moves the end of a session on; neither ever moves backwards.
    func extendSession(_ id: SessionID, usedAt: Instant, expiresAt: Instant) async throws
    /// The sessions of an account that are open at `moment`, the latest used first.
    func sessions(of user: UserID, at moment: Instant) async throws -> [WebSession]
    /// False when the account has no such session.
    func endSession(_ id: SessionID, owner: UserID) async throws -> Bool
    /// Ends the account's sessions, all but `kept`, and the access tokens that were issued before `tokensFrom`; returns
    /// how many sessions.
    func endSessions(of user: UserID, except kept: SessionID?, tokensFrom: Instant) async throws -> Int
    /// Forgets sessions that expired before `moment`; returns how many.
    func removeSessions(expiredBefore moment: Instant) async throws -> Int
}
