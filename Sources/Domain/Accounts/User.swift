package import Basics

/// What an account may do.
package enum Role: String, Sendable, Codable, CaseIterable {
    case admin
    case user
}

/// An account of the household.
package struct User: Hashable, Sendable {
    package let id: UserID
    /// Random version 4 UUID; surfaces that want text ids show this one.
    package let uuid: String
    package let email: String
    package let name: String
    package let role: Role
    package let isActive: Bool
    package let createdAt: Instant
    /// From then on nobody gets in; nil for never.
    package var expiresAt: Instant?
    /// Playbacks at the same time; nil takes the setting, 0 is without limit.
    package var playbacksMax: Int?
    package var updateChannel = UpdateChannel.stable
    /// What the person is called where that is not the name.
    package var displayName: String?
    package var membership = Membership()
    /// What the media server lets its account see, on that server's own scale, which is about ages; nil without a
    /// limit and for accounts of this server alone.
    package var parentalLimit: Int?
    /// The last change of what people are called and get; nil for none.
    package var updatedAt: Instant?
    /// Access tokens that were issued before are not good any more; nil while none was ever taken back.
    package var tokensFrom: Instant?

    package init(
        id: UserID, uuid: String, email: String, name: String, role: Role, isActive: Bool, createdAt: Instant
    ) {
        self.id = id
        self.uuid = uuid
        self.email = email
        self.name = name
        self.role = role
        self.isActive = isActive
        self.createdAt = createdAt
    }

    /// Whether the account lets its owner in at a moment: neither disabled nor expired.
    package func isOpen(at moment: Instant) -> Bool {
        isActive && !hasExpired(at: moment)
    }

    package func hasExpired(at moment: Instant) -> Bool {
        expiresAt.map { $0 <= moment } ?? false
    }
}

/// What the server does for somebody by itself, and what they may do about their history.
package struct Membership: Hashable, Sendable {
    /// Whether recommendations are made at all.
    package var getsPicks = true
    package var getsMoviePicks = true
    package var getsSeriesPicks = true
    package var managesHistory = false

    package init() {}
}

/// An account that is about to be made. `email` is already in its canonical form (trimmed, lower case).
package struct NewUser: Sendable {
    package let uuid: String
    package let email: String
    package let name: String
    package let role: Role
    /// The scrypt hash with its parameters; nil for accounts that sign in elsewhere.
    package let passwordHash: String?
    package let createdAt: Instant

    package init(uuid: String, email: String, name: String, role: Role, passwordHash: String?, createdAt: Instant) {
        self.uuid = uuid
        self.email = email
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.createdAt = createdAt
    }
}

/// A device's permanent key, without its secret: only the SHA-256 digest of the secret is ever stored.
package struct APIKey: Hashable, Sendable {
    package let id: APIKeyID
    package let userID: UserID
    package let label: String
    package let createdAt: Instant
    package let lastUsedAt: Instant?
    package let revokedAt: Instant?

    package init(
        id: APIKeyID, userID: UserID, label: String, createdAt: Instant, lastUsedAt: Instant?, revokedAt: Instant?
    ) {
        self.id = id
        self.userID = userID
        self.label = label
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}

/// The digest under which a new key is stored, and what it is called.
package struct NewAPIKey: Sendable {
    package let digest: [UInt8]
    package let label: String
    package let createdAt: Instant

    package init(digest: [UInt8], label: String, createdAt: Instant) {
        self.digest = digest
        self.label = label
        self.createdAt = createdAt
    }
}

/// A verified caller: the account and the key it came with (nil for access tokens, cookies and the command line).
package struct Identity: Sendable, Hashable {
    package let user: User
    package let keyID: APIKeyID?

    package init(user: User, keyID: APIKeyID?) {
        self.user = user
        self.keyID = keyID
    }
}
