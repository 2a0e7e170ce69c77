import Basics
import Domain
import Synchronization
import Testing

@testable import Accounts

/// Says whatever the test wants, and remembers what it was asked.
final class FakeProvider: IdentityProvider {
    private struct State {
        var person: ExternalPerson
        var attempts: [(attempt: ExternalAttempt, challenge: String)] = []
        var codes: [(code: String, attempt: ExternalAttempt)] = []
    }

    private let state: Mutex<State>

    init(_ person: ExternalPerson) {
        state = Mutex(State(person: person))
    }

    var begun: [(attempt: ExternalAttempt, challenge: String)] { state.withLock { $0.attempts } }
    var asked: [(code: String, attempt: ExternalAttempt)] { state.withLock { $0.codes } }

    func setPerson(_ person: ExternalPerson) { state.withLock { $0.person = person } }

    func signInURL(for attempt: ExternalAttempt, challenge: String) -> String {
        state.withLock { $0.attempts.append((attempt, challenge)) }
        return "https://id.example/authorize?state=\(attempt.state)"
    }

    func person(code: String, attempt: ExternalAttempt) -> ExternalPerson {
        state.withLock { state in
            state.codes.append((code, attempt))
            return state.person
        }
    }
}

@Suite("Signing in elsewhere")
struct ExternalSignInTests {
    private let world = FakeWorld()
    private let store = FakeAccountStore()
    private let accounts: Accounts
    private let identities: FakeSessionStore
    private let provider = FakeProvider(.test())

    init() {
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
        accounts = Accounts(store: store, passwords: passwords, world: world.world)
        identities = FakeSessionStore(accounts: store)
    }

    private func signIn(isOpenToAll: Bool = false, secrets: (any SecretStore)? = nil) -> ExternalSignIn {
        let people = ExternalAccounts(
            accounts: accounts, identities: identities, isOpenToAll: isOpenToAll, world: world.world)
        return ExternalSignIn(provider: provider, people: people, secrets: secrets ?? store, world: world.world)
    }

    /// Goes to the provider and comes back.
    private func roundTrip(_ signIn: ExternalSignIn) async throws -> User {
        let begun = try await signIn.begin(redirectURL: "https://films.example/back", next: "/devices")
        let state = try #require(provider.begun.last?.attempt.state)
        return try await signIn.finish(code: "code", state: state, ticket: begun.ticket).user
    }

    @Test("each attempt has secrets of its own, and the challenge is the verifier's digest")
    func attempts() async throws {
        _ = try await accounts.add(email: "ann@example.org", name: nil, role: .user, password: nil)
        let signIn = signIn()
        let begun = try await signIn.begin(redirectURL: "https://films.example/back", next: "/devices")
        _ = try await signIn.begin(redirectURL: "https://films.example/back", next: "/devices")
        let (first, second) = (provider.begun[0], provider.begun[1])
        let secrets = [first, second].flatMap { [$0.attempt.state, $0.attempt.nonce, $0.attempt.verifier] }
        #expect(Set(secrets).count == 6 && secrets.allSatisfy { $0.count == 64 })
        #expect(first.challenge.count == 43 && !first.challenge.contains("="))
        #expect(!begun.ticket.contains(first.attempt.verifier))
        let done = try await signIn.finish(code: "abc", state: first.attempt.state, ticket: begun.ticket)
        #expect(done.next == "/devices" && done.user.email == "ann@example.org")
        #expect(provider.asked.map(\.code) == ["abc"] && provider.asked[0].attempt == first.attempt)
    }

    @Test("an answer to another attempt, to an old one or with a made-up ticket is stale")
    func stale() async throws {
        let signIn = signIn()
        let begun = try await signIn.begin(redirectURL: "https://films.example/back", next: "/home")
        let other = try await signIn.begin(redirectURL: "https://films.example/back", next: "/home")
        let state = provider.begun[0].attempt.state
        var changed = begun.ticket
        changed.removeLast(4)
        let rows = [
            ("", begun.ticket), ("wrong", begun.ticket), (state, ""), (state, "nonsense"), (state, changed),
            (state, other.ticket), (state.uppercased(), begun.ticket),
        ]
        for (state, ticket) in rows {
            await #expect(throws: ExternalSignInError.stale) {
                try await signIn.finish(code: "code", state: state, ticket: ticket)
            }
        }
        let elsewhere = self.signIn(secrets: FakeAccountStore())
        await #expect(throws: ExternalSignInError.stale) {
            try await elsewhere.finish(code: "code", state: state, ticket: begun.ticket)
        }
        world.advance(seconds: AccountsLimits.externalSignInSeconds)
        await #expect(throws: ExternalSignInError.stale) {
            try await signIn.finish(code: "code", state: state, ticket: begun.ticket)
        }
        #expect(provider.asked.isEmpty)
    }

    @Test("the first time the verified address finds the account, and from then on the subject alone")
    func binding() async throws {
        let ann = try await accounts.add(email: "ann@example.org", name: nil, role: .user, password: nil)
        #expect(try await roundTrip(signIn()) == ann)
        provider.setPerson(.test(email: "new@example.org"))
        #expect(try await roundTrip(signIn()) == ann)
        provider.setPerson(.test(email: nil))
        #expect(try await roundTrip(signIn()) == ann)
        provider.setPerson(.test(subject: "another", email: "new@example.org"))
        await #expect(throws: ExternalSignInError.noAccount(email: "new@example.org")) {
            try await roundTrip(signIn())
        }
    }

    @Test("an address that nobody verified finds no account and makes none")
    func unverified() async throws {
        _ = try await accounts.add(email: "ann@example.org", name: nil, role: .admin, password: nil)
        provider.setPerson(.test(isVerified: false))
        for isOpen in [false, true] {
            await #expect(throws: ExternalSignInError.noAccount(email: nil)) {
                try await roundTrip(signIn(isOpenToAll: isOpen))
            }
        }
        #expect(try await accounts.all().count == 1)
    }

    @Test("with registration open a stranger gets an account, once")
    func registration() async throws {
        provider.setPerson(.test(name: "Ann Other"))
        let made = try await roundTrip(signIn(isOpenToAll: true))
        #expect(made.name == "Ann Other" && made.role == .user)
        #expect(try await roundTrip(signIn(isOpenToAll: true)) == made)
        #expect(try await accounts.all().count == 1)
    }

    @Test("the claim gives the role, but never takes the last administrator away")
    func roles() async throws {
        let ann = try await accounts.add(email: "ann@example.org", name: nil, role: .user, password: nil)
        provider.setPerson(.test(role: .admin))
        #expect(try await roundTrip(signIn()).role == .admin)
        provider.setPerson(.test(role: .user))
        #expect(try await roundTrip(signIn()).role == .admin)
        _ = try await accounts.add(email: "bob@example.org", name: nil, role: .admin, password: nil)
        #expect(try await roundTrip(signIn()).role == .user)
        provider.setPerson(.test(role: nil))
        #expect(try await roundTrip(signIn()).role == .user)
        #expect(try await accounts.user(email: ann.email).role == .user)
    }

    @Test("a disabled account stays outside")
    func disabled() async throws {
        let ann = try await accounts.add(email: "ann@example.org", name: nil, role: .user, password: nil)
        try await accounts.setActive(false, of: ann.id)
        await #expect(throws: ExternalSignInError.disabled) { try await roundTrip(signIn()) }
    }
}

extension ExternalPerson {
    static func test(
        subject: String = "auth0|1", email: String? = "ann@example.org", isVerified: Bool = true,
        name: String? = nil, role: Role? = nil
    ) -> ExternalPerson {
        ExternalPerson(
            issuer: "https://id.example/", subject: subject, email: email, isEmailVerified: isVerified, name: name,
            role: role)
    }
}
