import Basics
import Domain
import Testing

@testable import Accounts

@Suite("Sessions of apps")
struct AppSessionsTests {
    private static let day = 86_400.0

    private let world = FakeWorld()
    private let accounts = FakeAccountStore()
    private let store: FakeAppSessionStore
    private let sessions: AppSessions

    init() {
        store = FakeAppSessionStore(accounts: accounts)
        sessions = AppSessions(store: store, world: world.world)
    }

    private func user(_ email: String = "ann@example.org") async throws -> User {
        try await accounts.addUser(
            NewUser(
                uuid: "uuid of \(email)", email: email, name: "Ann", role: .user, passwordHash: nil,
                createdAt: world.now))
    }

    private var client: AppClient {
        var client = AppClient(platform: "android", address: "192.0.2.1")
        (client.package, client.versionName, client.versionCode) = ("org.example.vod", "1.0", "10")
        return client
    }

    private func begin(_ user: User, in other: AppSessions? = nil) async throws -> String {
        try await (other ?? sessions).begin(for: user, client: client, profile: ProfileID(7)).token
    }

    /// As the app's next request.
    private func verify(_ token: String, in other: AppSessions? = nil) async throws -> AppSignedIn? {
        try await (other ?? sessions).verify(token, client: client)
    }

    @Test("a token is shown once, long and random; only its digest is kept")
    func begin() async throws {
        let user = try await user()
        let first = try await sessions.begin(for: user, client: client, profile: ProfileID(7))
        let second = try await sessions.begin(
            for: user, client: AppClient(platform: "web", address: "::1"), profile: ProfileID(8))
        #expect(first.token.count == 64 && first.token != second.token)
        #expect(first.session.device == "org.example.vod" && second.session.device == "web")
        let digests = await store.stored.map(\.digest)
        #expect(digests.allSatisfy { $0.count == 32 && Hex.encode($0) != first.token })
        #expect(await store.openMax == AccountsLimits.sessionsOpenMax)
        let signedIn = try #require(try await verify(first.token))
        #expect(signedIn.user == user && signedIn.session.session.id == first.session.id)
        #expect(signedIn.session.profileID == ProfileID(7) && signedIn.session.client == client)
        #expect(signedIn.formToken == first.formToken && !signedIn.isRenewed)
    }

    @Test("what cannot be a token is nobody's", arguments: ["", "x", String(repeating: "0", count: 64), "ä"])
    func unknown(_ token: String) async throws {
        #expect(try await verify(token) == nil)
    }

    @Test("a session ends when it was idle for a month, and never while it is used")
    func slidingEnd() async throws {
        let user = try await user()
        let idle = try await begin(user)
        world.advance(seconds: AccountsLimits.appIdleSeconds - 0.001)
        #expect(try await verify(idle) != nil)
        world.advance(seconds: AccountsLimits.appIdleSeconds)
        #expect(try await verify(idle) == nil)

        let busy = try await begin(user)
        for _ in 1...40 {
            world.advance(seconds: 29 * Self.day)
            #expect(try await verify(busy) != nil)
        }
        world.advance(seconds: 30 * Self.day)
        #expect(try await verify(busy) == nil)
    }

    @Test("however busy it is, a session ends after ten years")
    func lastEnd() async throws {
        let token = try await begin(try await user())
        for _ in 1..<Int(AccountsLimits.appSessionSeconds / (25 * Self.day)) {
            world.advance(seconds: 25 * Self.day)
            #expect(try await verify(token) != nil)
        }
        world.advance(seconds: 25 * Self.day)
        #expect(try await verify(token) == nil)
    }

    @Test("the app is told of a new end at most once a day", arguments: [600, 3600.0, 40_000])
    func renewals(_ step: Double) async throws {
        let token = try await begin(try await user())
        var told: [Instant] = [world.now]
        for _ in 0..<Int(10 * Self.day / step) {
            world.advance(seconds: step)
            if try await verify(token)?.isRenewed == true { told.append(world.now) }
        }
        let gaps = zip(told.dropFirst(), told).map { $0.seconds(since: $1) }
        #expect(gaps.count >= 7)
        #expect(gaps.allSatisfy { $0 >= Self.day && $0 < Self.day + step }, "\(gaps)")
    }

    @Test("a session in use never ends, however short its idle time is", arguments: [3600.0, 86_400, 100_000])
    func shortIdleTime(_ idleSeconds: Double) async throws {
        let short = AppSessions(store: store, world: world.world, idleSeconds: idleSeconds)
        let token = try await begin(try await user(), in: short)
        for number in 1...30 {
            world.advance(seconds: idleSeconds * 0.6)
            #expect(try await verify(token, in: short) != nil, "use \(number)")
        }
        world.advance(seconds: idleSeconds)
        #expect(try await verify(token, in: short) == nil)
    }

    @Test("a use is written at most once a minute, unless the app says something new")
    func uses() async throws {
        let token = try await begin(try await user())
        for _ in 1...5 {
            world.advance(seconds: 30)
            _ = try await verify(token)
        }
        #expect(await store.extensions == 2)
        var newer = client
        newer.versionName = "1.1"
        _ = try await sessions.verify(token, client: newer)
        #expect(await store.extensions == 3)
    }

    @Test("what an app leaves out stays as it was")
    func clients() async throws {
        let token = try await begin(try await user())
        var newer = AppClient(platform: "web", address: "198.51.100.9")
        newer.versionName = "2.0"
        _ = try await sessions.verify(token, client: newer)
        var expected = client
        (expected.address, expected.versionName) = ("198.51.100.9", "2.0")
        #expect(await store.stored.map(\.client) == [expected])
    }

    @Test("a database that cannot write locks nobody out")
    func readOnly() async throws {
        let token = try await begin(try await user())
        await store.setFailsToExtend()
        world.advance(seconds: 2 * Self.day)
        #expect(try await verify(token) != nil)
    }

    @Test("accounts that are disabled or over are signed in nowhere")
    func closedAccounts() async throws {
        let user = try await user()
        let (token, id) = (try await begin(user), SessionID(1))
        try await accounts.setExpiry(world.now.adding(seconds: 60), of: user.id)
        #expect(try await verify(token) != nil)
        #expect(try await sessions.isOpen(id, of: user.id))
        world.advance(seconds: 60)
        #expect(try await verify(token) == nil)
        #expect(try await !sessions.isOpen(id, of: user.id))
        try await accounts.setExpiry(nil, of: user.id)
        #expect(try await verify(token) != nil)
        try await accounts.setActive(false, of: user.id)
        #expect(try await verify(token) == nil)
    }

    @Test("sessions end one by one and are counted")
    func ends() async throws {
        let (ann, bob) = (try await user(), try await user("bob@example.org"))
        let first = try await sessions.begin(for: ann, client: client, profile: ProfileID(7))
        let second = try await begin(ann)
        _ = try await begin(bob)
        #expect(try await sessions.count() == 3)
        #expect(try await sessions.count(of: ann.id) == 2)
        #expect(try await !sessions.isOpen(first.session.id, of: bob.id))
        try await sessions.end(first.session.id)
        #expect(try await verify(first.token) == nil)
        #expect(try await verify(second) != nil)
        #expect(try await sessions.count(of: ann.id) == 1)
    }

    @Test("a key's device keeps its session, which is renewed before it ends")
    func devices() async throws {
        let (user, key) = (try await user(), APIKeyID(7))
        let first = try await sessions.device(of: key, user: user.id, name: "Kodi")
        let end = try #require(await store.ofKeys[key]?.expiresAt)
        #expect(end == world.now.adding(seconds: AccountsLimits.keySessionSeconds))
        world.advance(seconds: AccountsLimits.keySessionSeconds / 2)
        #expect(try await sessions.device(of: key, user: user.id, name: "Kodi") == first)
        #expect(await store.ofKeys[key]?.expiresAt == end, "a look costs no write")
        world.advance(seconds: 1)
        #expect(try await sessions.device(of: key, user: user.id, name: "Kodi") == first)
        #expect(try #require(await store.ofKeys[key]?.expiresAt) > end)
    }

    @Test("devices with an account's access tokens share a session of their own, which is renewed before it ends")
    func tokenDevices() async throws {
        let (ann, bob) = (try await user(), try await user("bob@example.org"))
        let first = try await sessions.device(ofTokensOf: ann, name: "Kodi")
        #expect(try await sessions.device(ofTokensOf: bob, name: "Kodi") != first)
        let end = try #require(await store.ofTokens.values.first?.expiresAt)
        world.advance(seconds: AccountsLimits.keySessionSeconds / 2)
        #expect(try await sessions.device(ofTokensOf: ann, name: "Kodi") == first)
        #expect(await store.ofTokens.values.allSatisfy { $0.expiresAt == end }, "a look costs no write")
        world.advance(seconds: 1)
        #expect(try await sessions.device(ofTokensOf: ann, name: "Kodi") == first)
        #expect(await store.ofTokens.values.contains { $0.expiresAt > end })
    }

    @Test("a form token belongs to one session")
    func formTokens() async throws {
        let user = try await user()
        let first = try #require(try await verify(begin(user)))
        let token = try await begin(user)
        let second = try #require(try await verify(token))
        #expect(first.owns(formToken: first.formToken) && !first.owns(formToken: second.formToken))
        #expect(!first.owns(formToken: "") && second.formToken != token)
        #expect(try await verify(token)?.formToken == second.formToken)
    }
}
