package import Basics
import Crypto
package import Domain

/// The link by which the first visitor who knows the server's log becomes its administrator.
///
/// The token is never stored. It follows from a secret of the database, so that every start and every server prints
/// the same link until the first account exists; then no token is good any more.
package struct SetupLink: Sendable {
    private let accounts: Accounts
    private let secrets: any SecretStore
    private let world: World

    package init(accounts: Accounts, secrets: any SecretStore, world: World) {
        self.accounts = accounts
        self.secrets = secrets
        self.world = world
    }

    /// The token (64 hexadecimal digits) while there is no account; nil afterwards.
    package func make() async throws -> String? {
        guard try await accounts.isEmpty() else { return nil }
        return try await token()
    }

    /// Makes the administrator's account; nil when the token is wrong or there is an account already.
    ///
    /// Throws `AccountError` `invalidEmail`, `passwordTooShort` or `passwordTooLong`; the token stays good then.
    package func redeem(_ token: String, email: String, password: String) async throws -> User? {
        let expected = try await self.token()
        guard Array(token.utf8).isEqualInConstantTime(to: Array(expected.utf8)) else { return nil }
        return try await accounts.addFirst(email: email, name: nil, password: password)
    }

    private func token() async throws -> String {
        let secret = try await secrets.secret(
            named: "accounts.setup_link", orStore: world.randomBytes(AccountsLimits.keyBytes))
        let code = HMAC<SHA256>.authenticationCode(for: Array("setup".utf8), using: SymmetricKey(data: secret))
        return Hex.encode(code)
    }
}
