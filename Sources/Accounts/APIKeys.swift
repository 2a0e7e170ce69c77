package import Basics
import Crypto
package import Domain

/// What a key or access token that came with a request is worth.
package enum KeyVerdict: Sendable, Equatable {
    case valid(Identity)
    /// Missing, malformed, never made, expired, or revoked.
    case unknown
    /// The key or token is good, but its account is disabled.
    case disabled(User)
}

/// The permanent keys of devices and scripts: 64 hexadecimal digits, of which only the SHA-256 digest is kept.
package struct APIKeys: Sendable {
    private let store: any AccountStore
    private let tokens: AccessTokens?
    private let world: World
    private let changes: (any ChangeCounts)?
    private let uses = KeyUses()
    private let known = FreshValues<[UInt8], StoredKey?>(
        valuesMax: AccountsLimits.keysKept, seconds: AccountsLimits.keyKeptSeconds)

    private typealias StoredKey = (key: APIKey, user: User)

    /// With `tokens`, whoever takes keys takes access tokens as well. With `changes`, a key that was looked up is kept
    /// in memory until an account or key changes: at once where this process changes it, else when it hears of that.
    package init(
        store: any AccountStore, world: World, tokens: AccessTokens? = nil, changes: (any ChangeCounts)? = nil
    ) {
        self.store = store
        self.world = world
        self.tokens = tokens
        self.changes = changes
    }

    /// Makes a key and returns its secret, which nobody can ever read again.
    ///
    /// Throws `AccountError` `labelTooLong` or `unknownUser`.
    package func make(label: String, for user: UserID) async throws -> String {
        let label = try KeyLabel.checked(label)
        let secret = KeySecret(world: world)
        _ = try await store.addKey(
            NewAPIKey(digest: secret.digest, label: label, createdAt: world.now()), for: user)
        return secret.text
    }

    /// Tells whose key `secret` is, and notes its use at most once a minute; or whose access token.
    ///
    /// Text that cannot be a key (not 64 letters and digits) nor a token is `unknown` without a look at the database.
    /// An error means that the database did not answer; it says nothing about the key.
    package func verify(_ secret: String) async throws -> KeyVerdict {
        guard let key = KeySecret(secret) else { return try await tokens?.verdict(on: secret) ?? .unknown }
        let (digest, now) = (key.digest, world.now())
        let found = try await known.value(
            of: digest, changes: changes?.count(of: .accounts), now: now, isKept: { $0 != nil },
            read: { try await store.key(digest: digest) })
        guard let found, found.key.revokedAt == nil else { return .unknown }
        guard found.user.isOpen(at: now) else { return .disabled(found.user) }
        if uses.isDue(found.key.id, lastUsedAt: found.key.lastUsedAt, now: now) {
            // A database that is read-only for the moment must not lock everybody out.
            try? await store.noteUse(of: found.key.id, at: now)
        }
        return .valid(Identity(user: found.user, keyID: found.key.id))
    }

    /// The keys of an account, revoked ones included, newest first.
    package func list(of user: UserID) async throws -> [APIKey] {
        try await store.keys(of: user)
    }

    /// Ends a key for good; false when the account has no such key or it was revoked before.
    package func revoke(_ key: APIKeyID, owner: UserID) async throws -> Bool {
        try await store.revokeKey(key, owner: owner, at: world.now())
    }

    /// Names a key anew; false when the account has no such key. Throws `AccountError.labelTooLong`.
    package func relabel(_ key: APIKeyID, as label: String, owner: UserID) async throws -> Bool {
        try await store.setLabel(KeyLabel.checked(label), of: key, owner: owner)
    }
}

/// The text of a key, well-formed by construction.
struct KeySecret {
    let text: String

    init(world: World) {
        text = world.randomHex(byteCount: AccountsLimits.keyBytes)
    }

    /// Nil unless `text` is exactly 64 ASCII letters and digits.
    init?(_ text: String) {
        guard text.utf8.count == AccountsLimits.keyCharacters, text.utf8.allSatisfy(\.isASCIIAlphanumeric)
        else { return nil }
        self.text = text
    }

    var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

/// How keys are called.
enum KeyLabel {
    static let nameless = "API key"
    static let unknownDevice = "Unknown device"

    /// A label that a person chose. Throws `AccountError.labelTooLong`.
    static func checked(_ label: String) throws(AccountError) -> String {
        let text = label.printable(charactersMax: .max)
        guard text.count <= AccountsLimits.keyLabelCharactersMax else {
            throw .labelTooLong(maximum: AccountsLimits.keyLabelCharactersMax)
        }
        return text.isEmpty ? nameless : text
    }

    /// A label from what a client says of itself, cut where it is too long.
    static func ofDevice(_ userAgent: String) -> String {
        let text = userAgent.printable(charactersMax: AccountsLimits.keyLabelCharactersMax)
        return text.isEmpty ? unknownDevice : text
    }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
