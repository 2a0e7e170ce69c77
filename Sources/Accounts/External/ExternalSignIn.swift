package import Basics
import Crypto
package import Domain

/// Why a person who was sent to an identity provider is not signed in.
package enum ExternalSignInError: Error, Sendable, Equatable {
    /// The answer does not belong to a sign-in that this browser began a short while ago.
    case stale
    /// The provider knows the person, but nobody here does. Holds the verified address, if there is one.
    case noAccount(email: String?)
    case disabled
}

/// Signing in through an identity provider: authorization code with PKCE, state and nonce.
///
/// What the end has to know of the beginning travels in a sealed ticket, a short-lived cookie of the browser, so that
/// any server of the same database can finish what another began.
package struct ExternalSignIn: Sendable {
    private let provider: any IdentityProvider
    private let people: ExternalAccounts
    private let tickets: ExternalTickets
    private let world: World

    package init(provider: any IdentityProvider, people: ExternalAccounts, secrets: any SecretStore, world: World) {
        self.provider = provider
        self.people = people
        tickets = ExternalTickets(secrets: secrets, world: world)
        self.world = world
    }

    /// Where to send the browser, and the ticket that it has to bring back. Throws `IdentityProviderError`.
    package func begin(redirectURL: String, next: String) async throws -> (url: String, ticket: String) {
        func random() -> String { world.randomHex(byteCount: AccountsLimits.keyBytes) }
        let attempt = ExternalAttempt(
            state: random(), nonce: random(), verifier: random(), redirectURL: redirectURL)
        let challenge = Base64URL.encode(SHA256.hash(data: Array(attempt.verifier.utf8)))
        let url = try await provider.signInURL(for: attempt, challenge: challenge)
        return (url, try await tickets.seal(attempt, next: next))
    }

    /// The account of the person who came back, and where they wanted to go.
    ///
    /// Throws `ExternalSignInError` and `IdentityProviderError`.
    package func finish(code: String, state: String, ticket: String) async throws -> (user: User, next: String) {
        guard let opened = try await tickets.open(ticket),
            Array(state.utf8).isEqualInConstantTime(to: Array(opened.attempt.state.utf8))
        else { throw ExternalSignInError.stale }
        let person = try await provider.person(code: code, attempt: opened.attempt)
        return (try await people.account(of: person), opened.next)
    }
}
