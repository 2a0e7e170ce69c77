package import Basics

/// A user's connection as the database has it: the tokens are sealed with a key that is not there.
package struct TraktLink: Hashable, Sendable {
    package let user: UserID
    /// What the user is called at Trakt.
    package let name: String
    /// No two are equal, so they also tell whether the tokens are still the same.
    package let sealedTokens: [UInt8]
    package let connectedAt: Instant
    /// Trakt took back its permission, so only the user can help.
    package let mustReconnect: Bool
    /// When the last synchronisation ended that came to an end.
    package let syncedAt: Instant?
    /// What that one saw; nil when everything has to be read again.
    package let glance: TraktGlance?
    /// What could not be told to Trakt, for the user to read.
    package let problem: String?

    package init(
        user: UserID, name: String, sealedTokens: [UInt8], connectedAt: Instant, mustReconnect: Bool,
        syncedAt: Instant?, glance: TraktGlance?, problem: String?
    ) {
        self.user = user
        self.name = name
        self.sealedTokens = sealedTokens
        self.connectedAt = connectedAt
        self.mustReconnect = mustReconnect
        self.syncedAt = syncedAt
        self.glance = glance
        self.problem = problem
    }
}

/// What tells whether a synchronisation would find something that the one before did not.
package struct TraktGlance: Hashable, Sendable {
    package let activity: TraktActivity
    /// The version of the catalogue's titles: new ones may have been rated at Trakt long ago.
    package let catalogue: Int64

    package init(activity: TraktActivity, catalogue: Int64) {
        self.activity = activity
        self.catalogue = catalogue
    }
}

/// A state as it is stored: of its text only the digest, so that nobody can read one out of the database.
package struct StoredTraktState: Hashable, Sendable {
    package let digest: [UInt8]
    package let user: UserID
    package let createdAt: Instant
    package let usedAt: Instant?

    package init(digest: [UInt8], user: UserID, createdAt: Instant, usedAt: Instant?) {
        self.digest = digest
        self.user = user
        self.createdAt = createdAt
        self.usedAt = usedAt
    }
}

/// The links of all users to Trakt, and their ways there. Each method is one transaction.
package protocol TraktLinkStore: Sendable {
    /// Links a user, over a former link. What was agreed with Trakt is forgotten, and nothing waits to be told any
    /// more: the first synchronisation compares everything.
    func link(_ user: UserID, name: String, sealedTokens: [UInt8], at moment: Instant) async throws
    func traktLink(of user: UserID) async throws -> TraktLink?
    /// False, and nothing is done, when the user's tokens are others by now or gone.
    func replaceTokens(of user: UserID, _ old: [UInt8], with new: [UInt8]) async throws -> Bool
    /// Nothing is done when the user's tokens are others by now or gone.
    func markReconnect(of user: UserID, _ sealedTokens: [UInt8]) async throws
    /// Forgets the link with what was agreed and what waits, and returns it as it was; nil when there is none.
    func unlink(_ user: UserID) async throws -> TraktLink?
    /// Users whose ratings can be exchanged, by id, after one of them.
    func linkedUsers(after user: UserID?, limit: Int) async throws -> [UserID]

    /// Stores a fresh state. Those from before `forgottenBefore` go, and so do the oldest of the user that are beyond
    /// `openMax`.
    func addState(_ state: StoredTraktState, openMax: Int, forgottenBefore: Instant) async throws
    func state(digest: [UInt8]) async throws -> StoredTraktState?
    /// False when the state is gone, or was used already.
    func useState(digest: [UInt8], at moment: Instant) async throws -> Bool
}
