import Accounts
import Basics
import Domain
import Synchronization
import Testing

/// Keys that stay in memory while nothing changes.
@Suite struct KeptKeysTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let counts = FakeChangeCounts()
    private let keys: APIKeys
    private let accounts: Accounts

    init() {
        keys = APIKeys(store: store, world: fake.world, changes: counts)
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap), world: fake.world)
    }

    private func makeKey() async throws -> (user: User, secret: String) {
        let user = try await accounts.add(email: "a@x", name: nil, role: .user, password: nil)
        return (user, try await keys.make(label: "x", for: user.id))
    }

    @Test func `a key is looked up once while no account changes`() async throws {
        let (user, secret) = try await makeKey()
        for _ in 0..<5 {
            guard case .valid(let identity) = try await keys.verify(secret) else {
                Issue.record("a good key was refused")
                return
            }
            #expect(identity.user.id == user.id)
        }
        #expect(await store.keyReads == 1)
    }

    @Test func `what changed counts with the next request`() async throws {
        let (user, secret) = try await makeKey()
        _ = try await keys.verify(secret)
        let key = try #require(try await keys.list(of: user.id).first)
        _ = try await keys.revoke(key.id, owner: user.id)
        counts.change()
        #expect(try await keys.verify(secret) == .unknown)
    }

    @Test func `an account that expires meanwhile is closed`() async throws {
        let (user, secret) = try await makeKey()
        try await store.setExpiry(fake.now.adding(seconds: 2), of: user.id)
        counts.change()
        _ = try await keys.verify(secret)
        fake.advance(seconds: 2)
        guard case .disabled = try await keys.verify(secret) else {
            Issue.record("a key of an account that is over was taken")
            return
        }
        #expect(await store.keyReads == 1)
    }

    @Test func `nothing is kept longer than some seconds, nor by a clock that went back`() async throws {
        let (_, secret) = try await makeKey()
        for seconds in [0.0, 6, -60] {
            fake.advance(seconds: seconds)
            _ = try await keys.verify(secret)
        }
        #expect(await store.keyReads == 3)
    }

    @Test func `nothing is kept while changes are not heard of, and no unknown key is`() async throws {
        let (_, secret) = try await makeKey()
        for _ in 0..<3 { #expect(try await keys.verify(String(repeating: "Z", count: 64)) == .unknown) }
        #expect(await store.keyReads == 3)
        counts.isHearing = false
        for _ in 0..<3 { _ = try await keys.verify(secret) }
        #expect(await store.keyReads == 6)
    }
}

/// Changes that the test makes up.
final class FakeChangeCounts: ChangeCounts, Sendable {
    private let state = Mutex((changes: UInt64(0), isHearing: true))

    var isHearing: Bool {
        get { state.withLock { $0.isHearing } }
        set { state.withLock { $0.isHearing = newValue } }
    }

    func change() {
        state.withLock { $0.changes += 1 }
    }

    func count(of area: ChangeArea) -> UInt64? {
        state.withLock { $0.isHearing && area == .accounts ? $0.changes : nil }
    }
}
