import Accounts
import Basics
import Domain
import Testing

@Suite struct APIKeysTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let keys: APIKeys
    private let accounts: Accounts

    init() {
        keys = APIKeys(store: store, world: fake.world)
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap), world: fake.world)
    }

    private func makeUser() async throws -> User {
        try await accounts.add(email: "a@x", name: nil, role: .user, password: nil)
    }

    @Test func aKeyIsItsAccountsIdentity() async throws {
        let user = try await makeUser()
        let secret = try await keys.make(label: "Living room", for: user.id)
        #expect(secret.count == 64 && secret.allSatisfy(\.isHexDigit))
        let key = try #require(try await keys.list(of: user.id).first)
        #expect(key.label == "Living room")
        #expect(try await keys.verify(secret) == .valid(Identity(user: user, keyID: key.id)))
        let stored = await store.storedKeys.map(\.digest)
        #expect(stored.count == 1 && stored[0].count == 32 && Hex.encode(stored[0]) != secret)
    }

    @Test(arguments: [
        "", "abc", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "a", count: 63) + " ", String(repeating: "é", count: 32),
        String(repeating: "\u{0}", count: 64),
    ])
    func textThatCannotBeAKeyIsUnknownWithoutTheDatabase(secret: String) async throws {
        #expect(try await keys.verify(secret) == .unknown)
        #expect(await store.keyReads == 0)
    }

    @Test func unknownAndRevokedKeysAreTheSame() async throws {
        let user = try await makeUser()
        #expect(try await keys.verify(String(repeating: "Z", count: 64)) == .unknown)
        let secret = try await keys.make(label: "", for: user.id)
        let key = try #require(try await keys.list(of: user.id).first)
        #expect(key.label == "API key")
        #expect(try await !keys.revoke(key.id, owner: UserID(99)))
        #expect(try await keys.revoke(key.id, owner: user.id))
        #expect(try await !keys.revoke(key.id, owner: user.id))
        #expect(try await keys.verify(secret) == .unknown)
        try await accounts.setActive(false, of: user.id)
        #expect(try await keys.verify(secret) == .unknown)
    }

    @Test func aDisabledAccountIsToldFromAWrongKey() async throws {
        let user = try await makeUser()
        let secret = try await keys.make(label: "x", for: user.id)
        try await accounts.setActive(false, of: user.id)
        guard case .disabled(let disabled) = try await keys.verify(secret) else {
            Issue.record("a good key of a disabled account")
            return
        }
        #expect(disabled.id == user.id)
        #expect(await store.useWrites == 0)
    }

    @Test func theLastUseIsWrittenOnceAMinute() async throws {
        let user = try await makeUser()
        let secret = try await keys.make(label: "x", for: user.id)
        let other = APIKeys(store: store, world: fake.world)
        for _ in 0..<5 { _ = try await keys.verify(secret) }
        _ = try await other.verify(secret)
        #expect(await store.useWrites == 1)
        fake.advance(seconds: 59)
        _ = try await keys.verify(secret)
        #expect(await store.useWrites == 1)
        fake.advance(seconds: 1)
        _ = try await keys.verify(secret)
        #expect(await store.useWrites == 2)
        #expect(try await keys.list(of: user.id).first?.lastUsedAt == fake.now)
    }

    @Test func aKeyIsGoodWhileItsUseCannotBeWritten() async throws {
        let user = try await makeUser()
        let secret = try await keys.make(label: "x", for: user.id)
        await store.setFailsToNoteUse()
        #expect(try await keys.verify(secret) != .unknown)
    }

    @Test func labelsAreBoundedAndPrintable() async throws {
        let user = try await makeUser()
        await #expect(throws: AccountError.labelTooLong(maximum: 100)) {
            try await keys.make(label: String(repeating: "x", count: 101), for: user.id)
        }
        _ = try await keys.make(label: " \u{1b}[31mred\u{7}\n", for: user.id)
        let key = try #require(try await keys.list(of: user.id).first)
        #expect(key.label == "[31mred")
        #expect(try await keys.relabel(key.id, as: "Kitchen", owner: user.id))
        #expect(try await !keys.relabel(key.id, as: "Mine", owner: UserID(99)))
        #expect(try await keys.list(of: user.id).map(\.label) == ["Kitchen"])
    }
}
