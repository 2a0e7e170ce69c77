package import Basics
package import Domain

/// What became of an app's attempt to sign in.
package enum AppSignInResult: Sendable, Equatable {
    case user(User)
    /// Unknown name, wrong password, disabled account: nobody learns which.
    case refused
    /// The password was right, and the account is over.
    case expired
}

/// Signing in from an app with a name or an e-mail address, throttled by wrong passwords: only failures count.
package struct AppSignIn: Sendable {
    private let accounts: Accounts
    private let guesses: PasswordGuesses
    private let world: World

    package init(accounts: Accounts, windows: any RateWindows, world: World) {
        self.accounts = accounts
        self.world = world
        guesses = PasswordGuesses(windows: windows, world: world)
    }

    /// `elsewhere` is asked where this server has no such account, or another password for it. Throws
    /// `AccountError.tooManyAttempts`, also for the right password, and what `elsewhere` throws.
    package func signIn(
        name: String, password: String, address: String, elsewhere: () async throws -> User? = { nil }
    ) async throws -> AppSignInResult {
        let now = world.now()
        let guess = try await guesses.count(name: name, address: address)
        var found = try await verified(name: name, password: password)
        do {
            if found == nil { found = try await elsewhere() }
        } catch {
            // Who was told nothing has guessed nothing.
            try await guesses.takeBack(guess)
            throw error
        }
        guard let user = found else { return .refused }
        try await guesses.forgive(guess)
        return user.hasExpired(at: now) ? .expired : .user(user)
    }

    private func verified(name: String, password: String) async throws -> User? {
        guard password.count <= AccountsLimits.appPasswordCharactersMax else { return nil }
        return try await accounts.user(signingInAs: name, password: password)
    }
}
