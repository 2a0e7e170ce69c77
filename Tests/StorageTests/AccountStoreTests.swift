import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Accounts and keys behave alike on both drivers.
@Suite struct AccountStoreTests {
    @Test(arguments: TestDriver.available)
    func `an account is found by id and by email`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let added = try await store.addUser(.test("ann@example.org", role: .admin))
            #expect(added.isActive && added.role == .admin && added.email == "ann@example.org")
            #expect(try await store.user(id: added.id) == added)
            #expect(try await store.user(email: "ann@example.org") == added)
            #expect(try await store.user(email: "nobody@example.org") == nil)
            #expect(try await store.passwordHash(of: added.id) == "hash")
            #expect(try await store.users() == [added])
        }
    }

    @Test(arguments: TestDriver.available)
    func `an email is taken once`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            _ = try await test.stores.accounts.addUser(.test("ann@example.org"))
            await #expect(throws: AccountError.emailTaken("ann@example.org")) {
                try await test.stores.accounts.addUser(.test("ann@example.org"))
            }
            #expect(try await test.stores.accounts.users().count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous first accounts one is made`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let made = try await concurrently(5) { try await store.addFirstUser(.test("user\($0)@example.org")) }
            #expect(made.compactMap(\.self).count == 1)
            #expect(try await store.users().count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `role password and activity change, unknown accounts are told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            try await store.setRole(.admin, of: user.id)
            try await store.setActive(false, of: user.id)
            try await store.setPasswordHash("other", of: user.id, tokensFrom: nil)
            let changed = try #require(try await store.user(id: user.id))
            #expect(changed.role == .admin && !changed.isActive)
            #expect(try await store.passwordHash(of: user.id) == "other")
            await #expect(throws: AccountError.unknownUser("99")) { try await store.setRole(.user, of: UserID(99)) }
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.addKey(.test(1), for: UserID(99))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `tokens are taken back with a password or with all sessions, and never given back`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test in
            let (store, sessions) = (test.stores.accounts, test.stores.sessions)
            let user = try await store.addUser(.test("ann@example.org"))
            let other = try await store.addUser(.test("bob@example.org"))
            #expect(user.tokensFrom == nil)
            try await store.setPasswordHash("same cost", of: user.id, tokensFrom: nil)
            #expect(try await store.user(id: user.id)?.tokensFrom == nil)
            try await store.setPasswordHash("new", of: user.id, tokensFrom: .test(5.001))
            #expect(try await store.user(id: user.id)?.tokensFrom == .test(5.001))
            #expect(try await store.passwordHash(of: user.id) == "new")
            _ = try await sessions.endSessions(of: user.id, except: nil, tokensFrom: .test(9))
            #expect(try await store.user(id: user.id)?.tokensFrom == .test(9))
            _ = try await sessions.endSessions(of: user.id, except: nil, tokensFrom: .test(7))
            try await store.setPasswordHash("newer", of: user.id, tokensFrom: .test(8))
            #expect(try await store.user(id: user.id)?.tokensFrom == .test(9))
            #expect(try await store.user(id: other.id) == other)
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.setPasswordHash("x", of: UserID(99), tokensFrom: .test(1))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `an account is found by the name that its tokens carry`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            _ = try await store.addUser(.test("bob@example.org"))
            #expect(try await store.user(uuid: user.uuid) == user)
            for other in ["", user.uuid.uppercased(), user.uuid + " ", "%"] {
                #expect(try await store.user(uuid: other) == nil)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `every change of an account or key is counted, a use is not`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let (store, feed) = (test.stores.accounts, test.stores.feed)
            let user = try await store.addUser(.test("ann@example.org")).id
            let key = try await store.addKey(.test(1), for: user).id
            let following = test.database.changes()
            for await _ in following { break }
            let membership = try #require(try await store.user(id: user)).membership
            let other = try await store.addUser(.test("ben@example.org")).id
            let identities = test.stores.identities
            try await identities.bind(issuer: "tv", subject: "a1", to: user, at: .test(1))
            let person = FollowedPerson(name: "Anna", parentalLimit: 12)
            let changes: [(String, @Sendable () async throws -> Void)] = [
                ("password", { try await store.setPasswordHash("new", of: user, tokensFrom: .test(1)) }),
                ("role", { try await store.setRole(.admin, of: user) }),
                ("activity", { try await store.setActive(false, of: user) }),
                ("expiry", { try await store.setExpiry(.test(5), of: user) }),
                ("playbacks", { try await store.setPlaybacksMax(2, of: user) }),
                ("channel", { try await store.setUpdateChannel(.beta, of: user) }),
                ("membership", { try await store.setMembership(membership, displayName: "A", of: user, at: .test(2)) }),
                ("label", { _ = try await store.setLabel("tv", of: key, owner: user) }),
                ("revoked", { _ = try await store.revokeKey(key, owner: user, at: .test(3)) }),
                ("person", { try await identities.follow(person, as: user, at: .test(3)) }),
                (
                    "identity",
                    { _ = try await identities.rebind(issuer: "tv", subject: "a1", to: other, at: .test(3)) }
                ),
                (
                    "tokens",
                    {
                        _ = try await test.stores.sessions.endSessions(of: user, except: nil, tokensFrom: .test(4))
                    }
                ),
            ]
            for (name, change) in changes {
                let before = try #require(feed.count(of: .accounts))
                try await change()
                #expect(feed.count(of: .accounts) != before, "\(name)")
            }
            let before = feed.count(of: .accounts)
            try await store.noteUse(of: key, at: .test(9))
            #expect(feed.count(of: .accounts) == before)
            withExtendedLifetime(following) {}
        }
    }

    @Test(arguments: TestDriver.available)
    func `keys are found by digest, listed newest first, and revoked once`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            let other = try await store.addUser(.test("bob@example.org"))
            let first = try await store.addKey(.test(1), for: user.id)
            let second = try await store.addKey(.test(2), for: user.id)
            let found = try #require(try await store.key(digest: .digest(1)))
            #expect(found.key == first && found.user == user)
            #expect(try await store.key(digest: .digest(9)) == nil)
            #expect(try await store.keys(of: user.id).map(\.id) == [second.id, first.id])
            #expect(try await !store.revokeKey(first.id, owner: other.id, at: .test(1)))
            #expect(try await store.revokeKey(first.id, owner: user.id, at: .test(1)))
            #expect(try await !store.revokeKey(first.id, owner: user.id, at: .test(2)))
            #expect(try await store.key(digest: .digest(1))?.key.revokedAt == .test(1))
            #expect(try await store.setLabel("tv", of: second.id, owner: user.id))
            #expect(try await !store.setLabel("tv", of: second.id, owner: other.id))
            #expect(try await store.keys(of: user.id).first?.label == "tv")
        }
    }

    @Test(arguments: TestDriver.available)
    func `the moment of use never moves backwards`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            let key = try await store.addKey(.test(1), for: user.id)
            try await store.noteUse(of: key.id, at: .test(10))
            try await store.noteUse(of: key.id, at: .test(5))
            #expect(try await store.keys(of: user.id).first?.lastUsedAt == .test(10))
        }
    }

    @Test(arguments: TestDriver.available)
    func `servers that need a secret at the same time get the same`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let secrets = try await concurrently(5) { number in
                try await test.stores.secrets.secret(
                    named: "pairing", orStore: [UInt8](repeating: UInt8(number), count: 32))
            }
            #expect(Set(secrets).count == 1)
            #expect(try await test.stores.secrets.secret(named: "pairing", orStore: [0]) == secrets[0])
        }
    }
}

extension NewUser {
    static func test(_ email: String, role: Role = .user) -> NewUser {
        NewUser(
            uuid: World.live.uuid(), email: email, name: "Test", role: role, passwordHash: "hash", createdAt: .test(0))
    }
}

extension NewAPIKey {
    static func test(_ number: UInt8, at moment: Instant = .test(0)) -> NewAPIKey {
        NewAPIKey(digest: .digest(number), label: "key \(number)", createdAt: moment)
    }
}

extension [UInt8] {
    static func digest(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }
}

/// Runs an operation several times at once; the results in the order of the numbers.
func concurrently<Value: Sendable>(
    _ count: Int, _ operation: @Sendable @escaping (Int) async throws -> Value
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        for number in 0..<count { group.addTask { (number, try await operation(number)) } }
        var values: [(Int, Value)] = []
        for try await value in group { values.append(value) }
        return values.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
