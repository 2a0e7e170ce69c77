package import Basics
package import Domain

/// Signing in with an e-mail address and a password for an access token, throttled like apps and together with them.
package struct TokenSignIn: Sendable {
    private let accounts: Accounts
    private let guesses: PasswordGuesses
    private let tokens: AccessTokens
    private let world: World

    package init(accounts: Accounts, windows: any RateWindows, tokens: AccessTokens, world: World) {
        self.accounts = accounts
        self.tokens = tokens
        self.world = world
        guesses = PasswordGuesses(windows: windows, world: world)
    }

    /// The token; nil for a wrong password and for accounts that are unknown, disabled, over or without a password,
    /// which nobody can tell apart, by time neither. Throws `AccountError.tooManyAttempts`, also for the right
    /// password.
    package func signIn(email: String, password: String, address: String) async throws -> String? {
        let begunAt = world.now()
        let guess = try await guesses.count(name: email, address: address)
        guard let user = try await accounts.signIn(email: email, password: password) else { return nil }
        try await guesses.forgive(guess)
        return try await tokens.issue(for: user, signedInAt: begunAt)
    }
}
