package import Basics
import Crypto
package import Domain

/// Signing in with a local password, throttled by address and by account.
///
/// Every attempt counts, the right ones too, before any work is done: so many at once cannot slip through, and the
/// answer for an address that nobody has is the same, in its time as well.
package struct SignIn: Sendable {
    private let accounts: Accounts
    private let windows: any RateWindows
    private let world: World

    package init(accounts: Accounts, windows: any RateWindows, world: World) {
        self.accounts = accounts
        self.windows = windows
        self.world = world
    }

    /// The account when the password is its own, else nil. Throws `AccountError.tooManyAttempts`.
    package func user(email: String, password: String, address: String) async throws -> User? {
        for window in Self.windows(email: email, address: address) {
            let decision = try await windows.hit(
                window.bucket, limit: window.limit, windowSeconds: AccountsLimits.signInWindowSeconds,
                at: world.now())
            guard decision.isAllowed else {
                throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
            }
        }
        return try await accounts.signIn(email: email, password: password)
    }

    /// Buckets are named by a digest: what people type is of any length, and no list of addresses is left behind.
    private static func windows(email: String, address: String) -> [(bucket: String, limit: Int)] {
        let name = (try? EmailAddress.canonical(email)) ?? email.trimmed.lowercased()
        let digest = Hex.encode(SHA256.hash(data: Array(name.utf8)))
        return [
            ("signin.address:" + address, AccountsLimits.signInsOfAddress),
            ("signin.account:" + digest, AccountsLimits.signInsOfAccount),
        ]
    }
}
