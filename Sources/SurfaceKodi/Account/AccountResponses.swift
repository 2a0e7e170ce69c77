import Accounts
import Basics
import Domain

/// The answer of `GET /users/me/session`.
struct SessionResponse: Encodable {
    struct Person: Encodable {
        let email: String
        let name: String
        let role: Role
    }

    var success = true
    let user: Person
    /// Goes into the header `X-CSRF-Token` of every change.
    let csrfToken: String
    /// Moves on with use, as far as `endsAt`.
    let expiresAt: String
    let endsAt: String

    init(_ signedIn: SignedIn) {
        user = Person(email: signedIn.user.email, name: signedIn.user.name, role: signedIn.user.role)
        csrfToken = signedIn.formToken
        expiresAt = min(signedIn.session.expiresAt, signedIn.session.endsAt).iso8601
        endsAt = signedIn.session.endsAt.iso8601
    }

    enum CodingKeys: String, CodingKey {
        case success, user
        case csrfToken = "csrf_token"
        case expiresAt = "expires_at"
        case endsAt = "ends_at"
    }
}

/// The answer of `POST /users/me/pairing-codes`.
struct PairingCodeResponse: Encodable {
    var success = true
    let pairingCode: String
    let expiresAt: String
    /// In whole seconds.
    let expiresIn: Int

    init(_ code: PairingCode, at now: Instant) {
        pairingCode = code.digits
        expiresAt = code.expiresAt.iso8601
        expiresIn = max(0, Int(code.expiresAt.seconds(since: now)))
    }

    enum CodingKeys: String, CodingKey {
        case success
        case pairingCode = "pairing_code"
        case expiresAt = "expires_at"
        case expiresIn = "expires_in"
    }
}

/// The answer of `GET /users/me/keys`, newest first.
struct KeyListResponse: Encodable {
    var success = true
    let keys: [KeyEntry]
}

/// The answer of `PATCH` and `DELETE /users/me/keys/{id}`.
struct KeyResponse: Encodable {
    var success = true
    let key: KeyEntry
}

/// A device's key. Its secret is nowhere.
struct KeyEntry: Encodable {
    let key: APIKey

    init(_ key: APIKey) {
        self.key = key
    }

    enum CodingKeys: String, CodingKey {
        case id, label
        case createdAt = "created_at"
        case lastUsedAt = "last_used_at"
        case revokedAt = "revoked_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key.id.rawValue, forKey: .id)
        try container.encode(key.label, forKey: .label)
        try container.encode(key.createdAt.iso8601, forKey: .createdAt)
        try container.encode(key.lastUsedAt?.iso8601, forKey: .lastUsedAt)
        try container.encode(key.revokedAt?.iso8601, forKey: .revokedAt)
    }
}
