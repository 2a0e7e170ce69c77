import Accounts
import Basics
import Domain
import Testing

@Suite("Access tokens")
struct AccessTokensTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let tokens: AccessTokens
    private let accounts: Accounts
    private let keys: APIKeys

    init() {
        tokens = AccessTokens(store: store, secrets: KnownSecret(), world: fake.world)
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap), world: fake.world)
        keys = APIKeys(store: store, world: fake.world, tokens: tokens)
    }

    private static let uuid = "5f0c1c8e-0000-4000-8000-000000000001"

    private func ann() async throws -> User {
        try await store.addUser(
            NewUser(
                uuid: Self.uuid, email: "ann@example.org", name: "Ann", role: .user, passwordHash: nil,
                createdAt: fake.now))
    }

    private func read(_ user: User) async throws -> User { try #require(await store.user(id: user.id)) }

    @Test("a token is a JWT as other programs make it")
    func format() async throws {
        let user = try await ann()
        fake.advance(seconds: 0.25)
        let token = try await tokens.issue(for: user)
        // Made with Python's hmac and hashlib.
        #expect(
            token == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3MDAwODY0MDAuMjUsImlhdCI6MTcwMDAwMDAwMC4yNSwic3Vi"
                + "IjoiNWYwYzFjOGUtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxIiwidHlwZSI6ImFjY2VzcyJ9.dejwL4GH2NMzDLFbWC6T5x-"
                + "htBO4n-Ek2_8BBmkKRMs")
    }

    @Test("it works at once, for a day, wherever keys do")
    func lifetime() async throws {
        let user = try await ann()
        let token = try await tokens.issue(for: user)
        #expect(try await tokens.verify(token) == user)
        #expect(try await keys.verify(token) == .valid(Identity(user: user, keyID: nil)))
        fake.advance(seconds: 1440 * 60 - 0.001)
        #expect(try await tokens.verify(token) == user)
        fake.advance(seconds: 0.001)
        #expect(try await tokens.verify(token) == nil)
        #expect(try await keys.verify(token) == .unknown)
    }

    @Test("a new password takes back what was issued before, and what is issued right after works")
    func newPassword() async throws {
        let user = try await ann()
        let old = try await tokens.issue(for: user)
        try await accounts.setPassword("correct horse", of: user.id)
        // Of the very millisecond of the change, and read before it.
        let same = try await tokens.issue(for: user)
        let new = try await tokens.issue(for: read(user))
        #expect(try await tokens.verify(old) == nil)
        #expect(try await tokens.verify(same) == nil)
        #expect(try await keys.verify(old) == .unknown)
        #expect(try await tokens.verify(new)?.id == user.id)
        fake.advance(seconds: 60)
        #expect(try await tokens.verify(old) == nil)
        #expect(try await tokens.verify(new)?.id == user.id)
    }

    @Test("signing out everywhere takes tokens back, too, those of others stay")
    func signedOutEverywhere() async throws {
        let user = try await ann()
        let bob = try await accounts.add(email: "bob@example.org", name: nil, role: .user, password: nil)
        let sessions = Sessions(store: FakeSessionStore(accounts: store), world: fake.world)
        let session = try await sessions.begin(for: user, device: "").session
        let (mine, other) = (try await tokens.issue(for: user), try await tokens.issue(for: bob))
        try await sessions.endAll(of: user.id, except: session.id)
        #expect(try await tokens.verify(mine) == nil)
        #expect(try await tokens.verify(other) == bob)
    }

    @Test("a password that is only hashed anew takes nothing back")
    func rehashing() async throws {
        let dear = Accounts(
            store: store, passwords: Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1)),
            world: fake.world)
        let user = try await dear.add(email: "bob@example.org", name: nil, role: .user, password: "correct horse")
        let token = try await tokens.issue(for: user)
        let before = await store.hashes[user.id]
        _ = try await accounts.signIn(email: "bob@example.org", password: "correct horse")
        #expect(await store.hashes[user.id] != before)
        #expect(try await tokens.verify(token) == user)
    }

    @Test("who proved who they are before tokens were taken back gets none that works")
    func slowSignIn() async throws {
        let user = try await ann()
        let begun = fake.now
        fake.advance(seconds: 0.1)
        try await accounts.setPassword("correct horse", of: user.id)
        fake.advance(seconds: 0.1)
        let token = try await tokens.issue(for: user, signedInAt: begun)
        #expect(try await tokens.verify(token) == nil)
    }

    @Test("a disabled account has no token, keys tell it from a stranger")
    func disabled() async throws {
        let user = try await ann()
        let token = try await tokens.issue(for: user)
        try await accounts.setActive(false, of: user.id)
        #expect(try await tokens.verify(token) == nil)
        guard case .disabled(let found) = try await keys.verify(token) else {
            Issue.record("a good token of a disabled account")
            return
        }
        #expect(found.id == user.id)
        try await accounts.setActive(true, of: user.id)
        try await accounts.setExpiry(fake.now.adding(seconds: 10), of: user.id)
        #expect(try await tokens.verify(token)?.id == user.id)
        fake.advance(seconds: 10)
        #expect(try await tokens.verify(token) == nil)
    }

    @Test("an account that is gone has no token")
    func gone() async throws {
        let user = try await ann()
        let token = try await tokens.issue(for: user)
        let elsewhere = AccessTokens(store: FakeAccountStore(), secrets: KnownSecret(), world: fake.world)
        #expect(try await elsewhere.verify(token) == nil)
    }

    @Test("where tokens are not taken, a good one is an unknown key")
    func keysAlone() async throws {
        let token = try await tokens.issue(for: ann())
        #expect(try await APIKeys(store: store, world: fake.world).verify(token) == .unknown)
        #expect(await store.keyReads == 0)
    }
}
