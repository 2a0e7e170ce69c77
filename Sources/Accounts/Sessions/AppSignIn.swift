package import Basics
import Crypto
package import Domain

/// What became of an app's attempt to sign in.
package enum AppSignInResult: Sendable, Equatable {
    case user(User)
    /// Unknown name, wrong password, disabled account: nobody learns which.
    case refused
    /// The password was right, and the account is over.
    case expired
}

/// Signing in from an app with a name or an e-mail address, throttled by wrong passwords.
///
/// Only failures count, by address and name together, by name, and by address: one forgotten password does not lock
/// the household behind one address.
package struct AppSignIn: Sendable {
    private let accounts: Accounts
    private let windows: any RateWindows
    private let world: World

    package init(accounts: Accounts, windows: any RateWindows, world: World) {
        self.accounts = accounts
        self.windows = windows
        self.world = world
    }

    /// `elsewhere` is asked where this server has no such account, or another password for it. Throws
    /// `AccountError.tooManyAttempts`, also for the right password, and what `elsewhere` throws.
    package func signIn(
        name: String, password: String, address: String, elsewhere: () async throws -> User? = { nil }
    ) async throws -> AppSignInResult {
        let now = world.now()
        let windows = Self.windows(name: name, address: address)
        // Counted before the work is done, so that many at once cannot slip through.
        for (place, window) in windows.enumerated() {
            let decision = try await self.windows.hit(
                window.bucket, limit: window.limit, windowSeconds: AccountsLimits.signInWindowSeconds, at: now)
            guard decision.isAllowed else {
                for earlier in windows[..<place] { try await self.windows.takeBack(earlier.bucket, eventAt: now) }
                throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
            }
        }
        var found = try await verified(name: name, password: password)
        do {
            if found == nil { found = try await elsewhere() }
        } catch {
            // Who was told nothing has guessed nothing.
            for window in windows { try await self.windows.takeBack(window.bucket, eventAt: now) }
            throw error
        }
        guard let user = found else { return .refused }
        for window in windows { try await self.windows.takeBack(window.bucket, eventAt: now) }
        try await self.windows.clear(windows[0].bucket)
        return user.hasExpired(at: now) ? .expired : .user(user)
    }

    private func verified(name: String, password: String) async throws -> User? {
        guard password.count <= AccountsLimits.appPasswordCharactersMax else { return nil }
        return try await accounts.user(signingInAs: name, password: password)
    }

    private static func windows(name: String, address: String) -> [(bucket: String, limit: Int)] {
        let digest = Hex.encode(SHA256.hash(data: Array(name.trimmed.lowercased().utf8)))
        return [
            ("app.pair:\(address):\(digest)", AccountsLimits.wrongPasswordsOfPair),
            ("app.name:" + digest, AccountsLimits.wrongPasswordsOfName),
            ("app.address:" + address, AccountsLimits.wrongPasswordsOfAddress),
        ]
    }
}
