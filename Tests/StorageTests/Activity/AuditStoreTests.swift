import Basics
import Domain
import Storage
import TestKit
import Testing

/// The log of what matters for the household's safety, alike on both drivers.
@Suite struct AuditStoreTests {
    @Test(arguments: TestDriver.available)
    func `the newest entries come first, with all that was told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let (store, accounts) = (test.stores.audit, test.stores.accounts)
            let user = try await accounts.addUser(.test("ann@example.org")).id
            let entries = [
                AuditEntry(at: .test(5), action: "signin.app", userID: user, address: "192.0.2.1"),
                AuditEntry(at: .test(9), action: "signin.failed", userID: nil, address: "192.0.2.2", detail: "x 'y' 🎬"),
                AuditEntry(at: .test(5), action: "signout", userID: user, address: nil, detail: nil),
            ]
            for entry in entries { try await store.record(entry) }
            #expect(try await store.recent(limit: 9) == [entries[1], entries[2], entries[0]])
            #expect(try await store.recent(limit: 1) == [entries[1]])
            #expect(try await store.recent(limit: 0).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `entries of one kind are counted from a moment on, and old ones removed`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.audit
            for second in 0..<10 {
                let action = second.isMultiple(of: 2) ? "even" : "odd"
                try await store.record(
                    AuditEntry(at: .test(Double(second)), action: action, userID: nil, address: nil))
            }
            #expect(try await store.count(of: "even", since: .test(0)) == 5)
            #expect(try await store.count(of: "even", since: .test(4)) == 3)
            #expect(try await store.count(of: "eve", since: .test(0)) == 0)
            #expect(try await store.removeEntries(before: .test(4)) == 4)
            #expect(try await store.count(of: "odd", since: .test(0)) == 3)
            #expect(try await store.recent(limit: 99).last?.at == .test(4))
        }
    }
}

/// What an account may do besides its role, alike on both drivers.
@Suite struct AccountColumnTests {
    @Test(arguments: TestDriver.available)
    func `end, playbacks and channel come back, and only those of the account change`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            let other = try await store.addUser(.test("bob@example.org"))
            #expect(user.expiresAt == nil && user.playbacksMax == nil && user.updateChannel == .stable)
            try await store.setExpiry(.test(1000.5), of: user.id)
            try await store.setPlaybacksMax(0, of: user.id)
            try await store.setUpdateChannel(.beta, of: user.id)
            var changed = user
            (changed.expiresAt, changed.playbacksMax, changed.updateChannel) = (.test(1000.5), 0, .beta)
            #expect(try await store.user(id: user.id) == changed)
            #expect(try await store.user(email: "ann@example.org") == changed)
            #expect(try await store.users() == [changed, other])
            try await store.setExpiry(nil, of: user.id)
            try await store.setPlaybacksMax(nil, of: user.id)
            try await store.setUpdateChannel(.stable, of: user.id)
            #expect(try await store.user(id: user.id) == user)
        }
    }

    @Test(arguments: TestDriver.available)
    func `they come with keys, sessions and people of other servers, too`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let stores = test.stores
            let user = try await stores.accounts.addUser(.test("ann@example.org")).id
            _ = try await stores.accounts.addKey(.test(1), for: user)
            _ = try await stores.sessions.addSession(.test(2), for: user, openMax: 5)
            try await stores.identities.bind(issuer: "i", subject: "s", to: user, at: .test(0))
            try await stores.accounts.setExpiry(.test(7), of: user)
            try await stores.accounts.setPlaybacksMax(2, of: user)
            let expected = try #require(try await stores.accounts.user(id: user))
            #expect(expected.expiresAt == .test(7) && expected.playbacksMax == 2)
            #expect(try await stores.accounts.key(digest: .digest(1))?.user == expected)
            #expect(try await stores.sessions.session(digest: .digest(2))?.user == expected)
            #expect(try await stores.identities.user(issuer: "i", subject: "s") == expected)
        }
    }

    @Test(arguments: TestDriver.available)
    func `unknown accounts are told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let (store, nobody) = (test.stores.accounts, UserID(99))
            await #expect(throws: AccountError.unknownUser("99")) { try await store.setExpiry(.test(1), of: nobody) }
            await #expect(throws: AccountError.unknownUser("99")) { try await store.setPlaybacksMax(1, of: nobody) }
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.setUpdateChannel(.beta, of: nobody)
            }
        }
    }
}
