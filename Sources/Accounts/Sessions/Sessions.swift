package import Basics
import Crypto
package import Domain

/// Somebody who came with a good session.
package struct SignedIn: Sendable, Hashable {
    package let user: User
    package let session: WebSession
    /// What every form of this session has to carry, so that no other website can send one in the person's name.
    package let formToken: String

    package init(user: User, session: WebSession, formToken: String) {
        self.user = user
        self.session = session
        self.formToken = formToken
    }
}

/// Browsers that people are signed in with: a random token in a cookie, of which only the SHA-256 digest is kept.
///
/// A session ends some time after its last use, and `sessionSeconds` after its beginning
/// however busy it is.
package struct Sessions: Sendable {
    private let store: any SessionStore
    private let world: World
    /// A session ends so long after its last use.
    private let idleSeconds: Double

    package init(
        store: any SessionStore, world: World, idleSeconds: Double = AccountsLimits.sessionIdleSeconds
    ) {
        self.store = store
        self.world = world
        self.idleSeconds = idleSeconds
    }

    /// Begins a session and returns its token, which nobody can ever read again.
    package func begin(for user: User, device: String) async throws -> (token: String, session: WebSession) {
        let secret = KeySecret(world: world)
        let now = world.now()
        let session = NewWebSession(
            digest: secret.digest, device: device.printable(charactersMax: AccountsLimits.deviceCharactersMax),
            createdAt: now, expiresAt: now.adding(seconds: idleSeconds),
            endsAt: now.adding(seconds: AccountsLimits.sessionSeconds))
        let added = try await store.addSession(session, for: user.id, openMax: AccountsLimits.sessionsOpenMax)
        return (secret.text, added)
    }

    /// Tells who is signed in with a token, and moves the session's end on at most once in
    /// `AccountsLimits.sessionUseIntervalSeconds`; nil for unknown, ended and expired sessions and disabled accounts.
    package func verify(_ token: String) async throws -> SignedIn? {
        guard let secret = KeySecret(token), let found = try await store.session(digest: secret.digest) else {
            return nil
        }
        let now = world.now()
        guard found.user.isOpen(at: now), now < found.session.expiresAt, now < found.session.endsAt else { return nil }
        if now.seconds(since: found.session.lastUsedAt) >= AccountsLimits.sessionUseIntervalSeconds {
            // A database that is read-only for the moment must not lock everybody out.
            try? await store.extendSession(
                found.session.id, usedAt: now, expiresAt: now.adding(seconds: idleSeconds))
        }
        return SignedIn(user: found.user, session: found.session, formToken: Self.formToken(of: secret))
    }

    /// The open sessions of an account, the latest used first.
    package func list(of user: UserID) async throws -> [WebSession] {
        try await store.sessions(of: user, at: world.now())
    }

    /// False when the account has no such session.
    @discardableResult
    package func end(_ session: SessionID, owner: UserID) async throws -> Bool {
        try await store.endSession(session, owner: owner)
    }

    /// Ends all sessions of an account, or all but one, and its access tokens; returns how many sessions.
    @discardableResult
    package func endAll(of user: UserID, except kept: SessionID? = nil) async throws -> Int {
        try await store.endSessions(of: user, except: kept, tokensFrom: world.tokensFrom)
    }

    /// It follows from the session's token, which other websites cannot read, so it needs no place of its own.
    static func formToken(of secret: KeySecret) -> String {
        let key = SymmetricKey(data: Array(secret.text.utf8))
        return Hex.encode(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: key))
    }
}

extension SignedIn {
    /// Whether a form carries this session's token.
    package func owns(formToken given: String) -> Bool {
        Array(given.utf8).isEqualInConstantTime(to: Array(formToken.utf8))
    }
}
