package import Basics
import Crypto
package import Domain

/// Tokens that people get for their password and that work for a day (JWT, RFC 7519, signed with HS256).
///
/// Nothing is stored of a token: its signature vouches for it, and the account says from which moment on tokens are
/// good. A new password, and signing out everywhere, take back what was issued before.
package struct AccessTokens: Sendable {
    private let store: any AccountStore
    private let secrets: any SecretStore
    private let world: World

    package init(store: any AccountStore, secrets: any SecretStore, world: World) {
        self.store = store
        self.secrets = secrets
        self.world = world
    }

    /// A token of the account, as it was read; good from now on.
    ///
    /// `signedInAt` is when its owner began to prove who they are, where that takes time: tokens that are taken back
    /// meanwhile include this one.
    package func issue(for user: User, signedInAt: Instant? = nil) async throws -> String {
        // The account's moment may be a little ahead, and a token that is issued after it has to work.
        let issuedAt = max(signedInAt ?? world.now(), user.tokensFrom ?? Instant(milliseconds: 0))
        return try await signer().token(of: TokenClaims(userUUID: user.uuid, issuedAt: issuedAt))
    }

    /// Whose token it is; nil for everything that is no token of ours, for expired and revoked ones, and for accounts
    /// that are gone, disabled or over.
    ///
    /// An error means that the database did not answer; it says nothing about the token.
    package func verify(_ token: String) async throws -> User? {
        guard case .valid(let identity) = try await verdict(on: token) else { return nil }
        return identity.user
    }

    /// The same as a verdict, which tells accounts that are disabled or over.
    func verdict(on token: String) async throws -> KeyVerdict {
        guard let token = SignedToken(token) else { return .unknown }
        let now = world.now()
        guard let claims = try await signer().claims(of: token), now < claims.expiresAt,
            let user = try await store.user(uuid: claims.userUUID),
            claims.issuedAt >= user.tokensFrom ?? claims.issuedAt
        else { return .unknown }
        return user.isOpen(at: now) ? .valid(Identity(user: user, keyID: nil)) : .disabled(user)
    }

    private func signer() async throws -> TokenSigner {
        let secret = try await secrets.secret(
            named: "accounts.access_token", orStore: world.randomBytes(AccountsLimits.keyBytes))
        return TokenSigner(key: SymmetricKey(data: secret))
    }
}

extension World {
    /// From when on tokens are good that are issued after this moment. Those of the same millisecond came before it.
    var tokensFrom: Instant { now().adding(milliseconds: 1) }
}
