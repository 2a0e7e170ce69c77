package import Basics
import Crypto
package import Domain

/// An app that came with a good session.
package struct AppSignedIn: Sendable, Hashable {
    package let session: AppSession
    /// What changes have to carry, so that no website can send one in the person's name.
    package let formToken: String
    /// Whether the session's end moved on so far that the app should be told with a new cookie.
    package let isRenewed: Bool

    package init(session: AppSession, formToken: String, isRenewed: Bool) {
        self.session = session
        self.formToken = formToken
        self.isRenewed = isRenewed
    }

    package var user: User { session.user }
}

/// Apps that people are signed in with: like `Sessions`, of another kind, and without an end while they are used.
package struct AppSessions: Sendable {
    private let store: any AppSessionStore
    private let world: World
    /// A session ends so long after its last use.
    package let idleSeconds: Double

    package init(store: any AppSessionStore, world: World, idleSeconds: Double = AccountsLimits.appIdleSeconds) {
        self.store = store
        self.world = world
        self.idleSeconds = idleSeconds
    }

    /// Begins a session and returns its token, which nobody can ever read again, and its form token.
    package func begin(
        for user: User, client: AppClient, profile: ProfileID
    ) async throws -> (token: String, formToken: String, session: WebSession) {
        let secret = KeySecret(world: world)
        let now = world.now()
        let session = NewWebSession(
            digest: secret.digest, device: client.package ?? client.platform, createdAt: now,
            expiresAt: now.adding(seconds: idleSeconds),
            endsAt: now.adding(seconds: max(idleSeconds, AccountsLimits.appSessionSeconds)))
        let added = try await store.addAppSession(
            session, client: client, profile: profile, for: user.id, openMax: AccountsLimits.sessionsOpenMax)
        return (secret.text, Sessions.formToken(of: secret), added)
    }

    /// Tells who is signed in with a token, and notes its use; nil for unknown, ended and expired sessions and for
    /// accounts that are disabled or expired.
    ///
    /// `client` is what the app says of itself now; what it leaves out stays as it was.
    package func verify(_ token: String, client: AppClient) async throws -> AppSignedIn? {
        guard let secret = KeySecret(token), let found = try await store.appSession(digest: secret.digest) else {
            return nil
        }
        let now = world.now()
        guard found.user.isOpen(at: now), now < found.session.expiresAt, now < found.session.endsAt else {
            return nil
        }
        let end = now.adding(seconds: idleSeconds)
        // Of a session that lasts no longer than a day without use, half of it, or it would end in the midst of use.
        let renewalSeconds = min(AccountsLimits.appRenewalSeconds, idleSeconds / 2)
        let isRenewed = end.seconds(since: found.session.expiresAt) >= renewalSeconds
        let isUseDue = now.seconds(since: found.session.lastUsedAt) >= AccountsLimits.sessionUseIntervalSeconds
        let told = found.client.updated(by: client)
        if isRenewed || isUseDue || told != found.client {
            // A database that is read-only for the moment must not lock everybody out.
            try? await store.extendAppSession(
                found.session.id, usedAt: now, expiresAt: isRenewed ? end : found.session.expiresAt, client: told)
        }
        return AppSignedIn(session: found, formToken: Sessions.formToken(of: secret), isRenewed: isRenewed)
    }

    package func end(_ session: SessionID) async throws {
        try await store.endAppSession(session)
    }

    /// The session in which the device of an API key plays. Nobody can sign in with it, and it is good only as long as
    /// the key is. Throws `AccountError.unknownUser` when the key is gone.
    package func device(of key: APIKeyID, user: UserID, name: String) async throws -> SessionID {
        let now = world.now()
        if let open = try await store.keySession(key),
            open.expiresAt.seconds(since: now) >= AccountsLimits.keySessionSeconds / 2
        {
            return open.id
        }
        let end = now.adding(seconds: AccountsLimits.keySessionSeconds)
        let session = NewWebSession(
            digest: KeySecret(world: world).digest, device: name, createdAt: now, expiresAt: end, endsAt: end)
        return try await store.openKeySession(session, of: key, user: user).id
    }

    /// The session in which devices play that show access tokens of an account, one for all of them. Nobody can sign in
    /// with it, and it ends when the account's tokens are taken back. Throws `AccountError.unknownUser`.
    package func device(ofTokensOf user: User, name: String) async throws -> SessionID {
        let now = world.now()
        let digest = Array(SHA256.hash(data: Array("access tokens of \(user.uuid)".utf8)))
        if let open = try await store.tokenSession(digest: digest),
            open.expiresAt.seconds(since: now) >= AccountsLimits.keySessionSeconds / 2
        {
            return open.id
        }
        let end = now.adding(seconds: AccountsLimits.keySessionSeconds)
        let session = NewWebSession(digest: digest, device: name, createdAt: now, expiresAt: end, endsAt: end)
        return try await store.openTokenSession(session, user: user.id).id
    }

    /// Whether a session of any kind is still open, and its account: what tickets rest on.
    package func isOpen(_ session: SessionID, of user: UserID) async throws -> Bool {
        try await store.isOpen(session, of: user, at: world.now())
    }

    /// Open sessions of an account's apps, or of all.
    package func count(of user: UserID? = nil) async throws -> Int {
        try await store.appSessionCount(of: user, at: world.now())
    }
}

extension AppSignedIn {
    /// Whether a change carries this session's token.
    package func owns(formToken given: String) -> Bool {
        Array(given.utf8).isEqualInConstantTime(to: Array(formToken.utf8))
    }
}

extension AppClient {
    fileprivate func updated(by newer: AppClient) -> AppClient {
        var client = self
        client.address = newer.address
        client.package = newer.package ?? package
        client.versionName = newer.versionName ?? versionName
        client.versionCode = newer.versionCode ?? versionCode
        return client
    }
}
