package import Basics

/// What became of an attempt to redeem a pairing code.
package enum PairingRedemption: Sendable, Equatable {
    /// The code was good, is now used, and the key was stored in the same transaction.
    case redeemed(User)
    /// No such code, or one forgotten long ago.
    case unknown
    /// It was good once: used, expired or displaced by newer ones.
    case spent
    /// The account behind it is disabled; the code is not used up.
    case disabled
}

/// A pairing code to store: its keyed hash, whom it belongs to, and until when it works.
package struct NewPairingCode: Sendable {
    package let digest: [UInt8]
    package let userID: UserID
    package let createdAt: Instant
    package let expiresAt: Instant

    package init(digest: [UInt8], userID: UserID, createdAt: Instant, expiresAt: Instant) {
        self.digest = digest
        self.userID = userID
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// Accounts, their keys and their pairing codes. Each method is one transaction.
package protocol AccountStore: Sendable {
    /// Stores a new account. Throws `AccountError.emailTaken`.
    func addUser(_ user: NewUser) async throws -> User
    /// Stores the account only while there is none at all; nil when somebody was faster.
    func addFirstUser(_ user: NewUser) async throws -> User?
    func user(id: UserID) async throws -> User?
    func user(email: String) async throws -> User?
    func user(uuid: String) async throws -> User?
    /// All accounts by id.
    func users() async throws -> [User]
    func passwordHash(of user: UserID) async throws -> String?
    /// With `tokensFrom`, access tokens that were issued before are not good any more. Throws
    /// `AccountError.unknownUser`.
    func setPasswordHash(_ hash: String, of user: UserID, tokensFrom: Instant?) async throws
    /// Throws `AccountError.unknownUser`.
    func setRole(_ role: Role, of user: UserID) async throws
    /// Throws `AccountError.unknownUser`.
    func setActive(_ isActive: Bool, of user: UserID) async throws
    /// Throws `AccountError.unknownUser`.
    func setExpiry(_ moment: Instant?, of user: UserID) async throws
    /// Throws `AccountError.unknownUser`.
    func setPlaybacksMax(_ count: Int?, of user: UserID) async throws
    /// Throws `AccountError.unknownUser`.
    func setUpdateChannel(_ channel: UpdateChannel, of user: UserID) async throws
    /// Throws `AccountError.unknownUser`.
    func setMembership(
        _ membership: Membership, displayName: String?, of user: UserID, at moment: Instant
    ) async throws

    /// Throws `AccountError.unknownUser`.
    func addKey(_ key: NewAPIKey, for user: UserID) async throws -> APIKey
    /// The key and its account, revoked keys included; nil when no key has this digest.
    func key(digest: [UInt8]) async throws -> (key: APIKey, user: User)?
    /// The keys of an account, newest first.
    func keys(of user: UserID) async throws -> [APIKey]
    /// Marks a key as used; never moves the moment backwards.
    func noteUse(of key: APIKeyID, at moment: Instant) async throws
    func setLabel(_ label: String, of key: APIKeyID, owner: UserID) async throws -> Bool
    /// False when the account has no such key or it was revoked before.
    func revokeKey(_ key: APIKeyID, owner: UserID, at moment: Instant) async throws -> Bool

    /// Stores a code and spends the oldest open ones of the account beyond `openMax`. Throws
    /// `AccountError.codeTaken` when the same digits are open already.
    func addPairingCode(_ code: NewPairingCode, openMax: Int) async throws
    /// Uses a code and stores the new key, both or neither; of two simultaneous calls one wins.
    func redeemPairingCode(digest: [UInt8], key: NewAPIKey) async throws -> PairingRedemption
    /// Forgets codes that expired or were used before `moment`; returns how many.
    func removePairingCodes(spentBefore moment: Instant) async throws -> Int
}

/// What can be wrong with an account operation.
package enum AccountError: Error, Equatable, Sendable {
    case emailTaken(String)
    case invalidEmail(String)
    case unknownUser(String)
    case passwordTooShort(minimum: Int)
    case passwordTooLong(maximum: Int)
    case codeTaken
    case labelTooLong(maximum: Int)
    /// Too many wrong pairing codes or sign-ins lately; try again after this many seconds.
    case tooManyAttempts(retryAfterSeconds: Int)
}

/// Secrets that the server made for itself, such as the key of the pairing codes' hash.
package protocol SecretStore: Sendable {
    /// The stored secret of this name, or `candidate` after storing it: all servers of one database get the same.
    func secret(named name: String, orStore candidate: [UInt8]) async throws -> [UInt8]
}

/// Events counted in a sliding window, such as requests of one key in the last minute.
package protocol RateWindows: Sendable {
    /// Counts one more event unless `limit` have happened in the last `windowSeconds`.
    func hit(_ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant) async throws -> RateDecision
    /// Uncounts the event of `moment`, which turned out to be none.
    func takeBack(_ bucket: String, eventAt moment: Instant) async throws
    /// Forgets all events of a bucket.
    func clear(_ bucket: String) async throws
    /// The same question without counting an event.
    func peek(_ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant) async throws -> RateDecision
}

/// Whether an event is within its limit.
package struct RateDecision: Sendable, Equatable {
    package let isAllowed: Bool
    package let limit: Int
    package let remaining: Int
    /// Whole seconds, at least 1, until one more event is allowed; 0 when one is allowed now.
    package let retryAfterSeconds: Int

    package init(isAllowed: Bool, limit: Int, remaining: Int, retryAfterSeconds: Int) {
        self.isAllowed = isAllowed
        self.limit = limit
        self.remaining = remaining
        self.retryAfterSeconds = retryAfterSeconds
    }
}
