import Basics
import Domain
import Storage
import TestKit
import Testing

/// Sessions of browsers behave alike on both drivers.
@Suite struct SessionStoreTests {
    @Test(arguments: TestDriver.available)
    func `a session is found by its digest with its account`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org"))
            let store = test.stores.sessions
            let session = try await store.addSession(.test(1), for: user.id, openMax: 5)
            let found = try #require(try await store.session(digest: .digest(1)))
            #expect(found.session == session && found.user == user)
            #expect(session.device == "browser 1" && session.lastUsedAt == session.createdAt)
            #expect(try await store.session(digest: .digest(2)) == nil)
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.addSession(.test(3), for: UserID(99), openMax: 5)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a use moves the end on, never back and never beyond the last end`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org"))
            let store = test.stores.sessions
            let id = try await store.addSession(.test(1), for: user.id, openMax: 5).id
            try await store.extendSession(id, usedAt: .test(50), expiresAt: .test(150))
            var session = try #require(try await store.session(digest: .digest(1))?.session)
            #expect(session.lastUsedAt == .test(50) && session.expiresAt == .test(150))
            try await store.extendSession(id, usedAt: .test(40), expiresAt: .test(140))
            session = try #require(try await store.session(digest: .digest(1))?.session)
            #expect(session.lastUsedAt == .test(50) && session.expiresAt == .test(150))
            try await store.extendSession(id, usedAt: .test(990), expiresAt: .test(1090))
            session = try #require(try await store.session(digest: .digest(1))?.session)
            #expect(session.lastUsedAt == .test(990) && session.expiresAt == session.endsAt)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of too many sessions the one that was idle longest ends`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org"))
            let other = try await test.stores.accounts.addUser(.test("bob@example.org"))
            let store = test.stores.sessions
            _ = try await store.addSession(.test(9), for: other.id, openMax: 3)
            let first = try await store.addSession(.test(1), for: user.id, openMax: 3)
            for number in UInt8(2)...3 {
                _ = try await store.addSession(.test(number, at: Double(number)), for: user.id, openMax: 3)
            }
            try await store.extendSession(first.id, usedAt: .test(50), expiresAt: .test(150))
            _ = try await store.addSession(.test(4, at: 60), for: user.id, openMax: 3)
            let left = try await store.sessions(of: user.id, at: .test(61)).map(\.device)
            #expect(left == ["browser 4", "browser 1", "browser 3"])
            #expect(try await store.session(digest: .digest(9)) != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `sessions end one by one by their owner, or all but one`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org"))
            let other = try await test.stores.accounts.addUser(.test("bob@example.org"))
            let store = test.stores.sessions
            var ids: [SessionID] = []
            for number in UInt8(1)...4 {
                ids.append(try await store.addSession(.test(number), for: user.id, openMax: 9).id)
            }
            #expect(try await !store.endSession(ids[0], owner: other.id))
            #expect(try await store.endSession(ids[0], owner: user.id))
            #expect(try await !store.endSession(ids[0], owner: user.id))
            #expect(try await store.endSessions(of: user.id, except: ids[2], tokensFrom: .test(1)) == 2)
            #expect(try await store.sessions(of: user.id, at: .test(1)).map(\.id) == [ids[2]])
            #expect(try await store.endSessions(of: user.id, except: nil, tokensFrom: .test(2)) == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `expired sessions are not listed, and forgotten`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org"))
            let store = test.stores.sessions
            _ = try await store.addSession(.test(1), for: user.id, openMax: 9)
            _ = try await store.addSession(.test(2, at: 50), for: user.id, openMax: 9)
            #expect(try await store.sessions(of: user.id, at: .test(100)).map(\.device) == ["browser 2"])
            #expect(try await store.removeSessions(expiredBefore: .test(101)) == 1)
            #expect(try await store.session(digest: .digest(1)) == nil)
        }
    }
}

/// People of identity providers behave alike on both drivers.
@Suite struct IdentityStoreTests {
    @Test(arguments: TestDriver.available)
    func `a person is bound to one account for good`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let (accounts, store) = (test.stores.accounts, test.stores.identities)
            let ann = try await accounts.addUser(.test("ann@example.org"))
            let bob = try await accounts.addUser(.test("bob@example.org"))
            #expect(try await store.user(issuer: "https://one.example/", subject: "auth0|1") == nil)
            try await store.bind(issuer: "https://one.example/", subject: "auth0|1", to: ann.id, at: .test(0))
            try await store.bind(issuer: "https://one.example/", subject: "auth0|1", to: bob.id, at: .test(1))
            #expect(try await store.user(issuer: "https://one.example/", subject: "auth0|1") == ann)
            #expect(try await store.user(issuer: "https://two.example/", subject: "auth0|1") == nil)
            try await store.bind(issuer: "https://two.example/", subject: "other", to: ann.id, at: .test(2))
            #expect(try await store.subject(of: ann.id) == "auth0|1")
            #expect(try await store.subject(of: bob.id) == nil)
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.bind(issuer: "i", subject: "s", to: UserID(99), at: .test(0))
            }
        }
    }
}

extension NewWebSession {
    /// Good for 100 seconds without use, and for 1000 in any case.
    static func test(_ number: UInt8, at seconds: Double = 0) -> NewWebSession {
        NewWebSession(
            digest: .digest(number), device: "browser \(number)", createdAt: .test(seconds),
            expiresAt: .test(seconds + 100), endsAt: .test(seconds + 1000))
    }
}
