import Basics
import Domain
import Testing

@testable import Accounts

@Suite("Sessions of browsers")
struct SessionsTests {
    private let world = FakeWorld()
    private let accounts = FakeAccountStore()
    private let store: FakeSessionStore
    private let sessions: Sessions

    init() {
        store = FakeSessionStore(accounts: accounts)
        sessions = Sessions(store: store, world: world.world)
    }

    private func user(_ email: String = "ann@example.org") async throws -> User {
        try await accounts.addUser(
            NewUser(uuid: "u", email: email, name: "Ann", role: .user, passwordHash: nil, createdAt: world.now))
    }

    @Test("a token is shown once, long and random; only its digest is kept")
    func begin() async throws {
        let user = try await user()
        let first = try await sessions.begin(for: user, device: "Firefox\u{1b}[31m")
        let second = try await sessions.begin(for: user, device: "")
        #expect(first.token.count == 64 && first.token != second.token)
        #expect(first.session.device == "Firefox[31m")
        let digests = await store.stored.map(\.digest)
        #expect(digests.allSatisfy { $0.count == 32 && Hex.encode($0) != first.token })
        let signedIn = try #require(try await sessions.verify(first.token))
        #expect(signedIn.user == user && signedIn.session.id == first.session.id)
    }

    @Test("what cannot be a token is nobody's", arguments: ["", "x", String(repeating: "0", count: 64), "ä"])
    func unknown(_ token: String) async throws {
        #expect(try await sessions.verify(token) == nil)
    }

    @Test("a session ends when it was idle for long, and use keeps it open until its last day")
    func expiry() async throws {
        let idle = try await sessions.begin(for: user(), device: "")
        world.advance(seconds: AccountsLimits.sessionIdleSeconds)
        #expect(try await sessions.verify(idle.token) == nil)

        let busy = try await sessions.begin(for: user("bob@example.org"), device: "")
        let days = Int(AccountsLimits.sessionSeconds / 86_400)
        for _ in 1..<days {
            world.advance(seconds: 86_400)
            #expect(try await sessions.verify(busy.token) != nil)
        }
        world.advance(seconds: 86_400)
        #expect(try await sessions.verify(busy.token) == nil)
    }

    @Test("a use is written at most once a minute, and a database that cannot write locks nobody out")
    func uses() async throws {
        let begun = try await sessions.begin(for: user(), device: "")
        for _ in 1...5 {
            world.advance(seconds: 30)
            _ = try await sessions.verify(begun.token)
        }
        #expect(await store.extensions == 2)
        await store.setFailsToExtend()
        world.advance(seconds: 100)
        #expect(try await sessions.verify(begun.token) != nil)
    }

    @Test("a disabled account is signed in nowhere")
    func disabled() async throws {
        let user = try await user()
        let begun = try await sessions.begin(for: user, device: "")
        try await accounts.setActive(false, of: user.id)
        #expect(try await sessions.verify(begun.token) == nil)
    }

    @Test("sessions end one by one, all but one, and with a new password")
    func ends() async throws {
        let user = try await user()
        let first = try await sessions.begin(for: user, device: "")
        let second = try await sessions.begin(for: user, device: "")
        let third = try await sessions.begin(for: user, device: "")
        #expect(try await sessions.end(first.session.id, owner: user.id))
        #expect(try await !sessions.end(first.session.id, owner: user.id))
        #expect(try await sessions.endAll(of: user.id, except: third.session.id) == 1)
        #expect(try await sessions.verify(second.token) == nil)
        #expect(try await sessions.list(of: user.id).map(\.id) == [third.session.id])
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
        let house = Accounts(store: accounts, passwords: passwords, world: world.world, sessions: sessions)
        try await house.setPassword("correct horse", of: user.id)
        #expect(try await sessions.verify(third.token) == nil)
    }

    @Test("a form's token belongs to one session")
    func formTokens() async throws {
        let user = try await user()
        let first = try #require(try await sessions.verify(sessions.begin(for: user, device: "").token))
        let begun = try await sessions.begin(for: user, device: "")
        let second = try #require(try await sessions.verify(begun.token))
        #expect(first.owns(formToken: first.formToken) && !first.owns(formToken: second.formToken))
        #expect(!first.owns(formToken: "") && second.formToken != begun.token)
        #expect(try await sessions.verify(begun.token)?.formToken == second.formToken)
    }
}
