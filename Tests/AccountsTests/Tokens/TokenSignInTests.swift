import Accounts
import Basics
import Domain
import Testing

@Suite("Signing in for an access token")
struct TokenSignInTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let windows = MemoryRateWindows()
    private let accounts: Accounts
    private let tokens: AccessTokens
    private let signIn: TokenSignIn

    init() {
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap, world: fake.world), world: fake.world)
        tokens = AccessTokens(store: store, secrets: store, world: fake.world)
        signIn = TokenSignIn(accounts: accounts, windows: windows, tokens: tokens, world: fake.world)
    }

    private func attempt(
        _ email: String = "ann@example.org", _ password: String = "wrong horse", from address: String = "192.0.2.1"
    ) async throws -> String? {
        try await signIn.signIn(email: email, password: password, address: address)
    }

    private func ann(_ password: String? = "correct horse") async throws -> User {
        try await accounts.add(email: "ann@example.org", name: "Ann", role: .user, password: password)
    }

    @Test("an address in any case and its password give a token of the account", arguments: ["ann@", " ANN@"])
    func right(_ start: String) async throws {
        let user = try await ann()
        let token = try #require(try await attempt(start + "Example.org", "correct horse"))
        #expect(try await tokens.verify(token) == user)
    }

    @Test("a password of a thousand bytes works")
    func long() async throws {
        let password = String(repeating: "ü", count: 512)
        _ = try await ann(password)
        #expect(try await attempt("ann@example.org", password) != nil)
    }

    @Test("a name, a wrong password, a stranger, and accounts that let nobody in get nothing")
    func refused() async throws {
        let user = try await ann()
        _ = try await accounts.add(email: "bare@example.org", name: nil, role: .user, password: nil)
        #expect(try await attempt("Ann", "correct horse") == nil)
        #expect(try await attempt() == nil)
        #expect(try await attempt("nobody@example.org", "correct horse") == nil)
        #expect(try await attempt("bare@example.org", "") == nil)
        try await accounts.setExpiry(fake.now, of: user.id)
        #expect(try await attempt("ann@example.org", "correct horse") == nil)
        try await accounts.setExpiry(nil, of: user.id)
        try await accounts.setActive(false, of: user.id)
        #expect(try await attempt("ann@example.org", "correct horse") == nil)
    }

    @Test("after five wrong passwords the right one has to wait, here and in apps")
    func throttle() async throws {
        _ = try await ann()
        for _ in 1...4 { #expect(try await attempt() == nil) }
        #expect(try await attempt("ann@example.org", "correct horse") != nil, "a right one clears the count")
        for _ in 1...5 { #expect(try await attempt() == nil) }
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 900)) {
            try await attempt("ANN@example.org", "correct horse")
        }
        let apps = AppSignIn(accounts: accounts, windows: windows, world: fake.world)
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 900)) {
            try await apps.signIn(name: "ann@example.org", password: "correct horse", address: "192.0.2.1")
        }
        #expect(try await attempt("ann@example.org", "correct horse", from: "192.0.2.2") != nil)
        fake.advance(seconds: 900)
        #expect(try await attempt("ann@example.org", "correct horse") != nil)
    }
}
