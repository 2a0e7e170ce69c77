import Basics
import Domain
import Storage
import TestKit
import Testing

/// Sessions of apps, beside those of browsers in the same table, alike on both drivers.
@Suite struct AppSessionStoreTests {
    @Test(arguments: TestDriver.available)
    func `a session is found by its digest with account, app and profile`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            var client = AppClient(platform: "android", address: "192.0.2.7")
            (client.package, client.versionName, client.versionCode) = ("org.example.vod", "1.4.2", "42")
            let added = try await store.addAppSession(
                .test(1), client: client, profile: bench.profile, for: bench.user, openMax: 5)
            let found = try #require(try await store.appSession(digest: .digest(1)))
            #expect(found.session == added && found.client == client && found.profileID == bench.profile)
            #expect(found.user == (try await bench.stores.accounts.user(id: bench.user)))
            #expect(try await store.appSession(digest: .digest(9)) == nil)
            await #expect(throws: AccountError.unknownUser("999")) {
                try await store.addAppSession(
                    .test(2), client: client, profile: bench.profile, for: UserID(999), openMax: 5)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `apps and browsers do not see each other's sessions`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            let app = try await bench.session(1)
            let browser = try await store.addSession(.test(2), for: bench.user, openMax: 5).id
            #expect(try await store.session(digest: .digest(1)) == nil)
            #expect(try await store.appSession(digest: .digest(2)) == nil)
            #expect(try await store.sessions(of: bench.user, at: .test(1)).map(\.id) == [browser])
            #expect(try await store.appSessionCount(of: bench.user, at: .test(1)) == 1)
            #expect(try await store.isOpen(app, of: bench.user, at: .test(1)))
            #expect(try await store.isOpen(browser, of: bench.user, at: .test(1)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `too many sessions of one kind end none of the other`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, other) = (bench.stores.sessions, try await bench.account("bob@example.org"))
            _ = try await bench.session(90, of: other)
            for number in UInt8(1)...3 {
                _ = try await store.addSession(.test(number, at: Double(number)), for: bench.user, openMax: 2)
                _ = try await store.addAppSession(
                    .test(number + 10, at: Double(number)), client: .test(number), profile: bench.profile,
                    for: bench.user, openMax: 2)
            }
            #expect(try await store.sessions(of: bench.user, at: .test(9)).map(\.device) == ["browser 3", "browser 2"])
            #expect(try await store.appSession(digest: .digest(11)) == nil, "the one that was idle longest")
            #expect(try await store.appSession(digest: .digest(12)) != nil)
            #expect(try await store.appSession(digest: .digest(13)) != nil)
            #expect(try await store.appSession(digest: .digest(90)) != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a use moves the end on and tells what the app is now`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            let (id, other) = (try await bench.session(1), try await bench.session(2))
            var client = AppClient(platform: "android", address: "198.51.100.4")
            (client.versionName, client.versionCode) = ("2.0", "50")
            try await store.extendAppSession(id, usedAt: .test(50), expiresAt: .test(150), client: client)
            let found = try #require(try await store.appSession(digest: .digest(1)))
            #expect(found.client == client && found.session.lastUsedAt == .test(50))
            #expect(found.session.expiresAt == .test(150))
            try await store.extendAppSession(id, usedAt: .test(999), expiresAt: .test(1099), client: client)
            let last = try #require(try await store.appSession(digest: .digest(1))).session
            #expect(last.expiresAt == last.endsAt, "however busy it is, it ends then")
            #expect(try await store.appSession(digest: .digest(2))?.client == .test(2))
            #expect(try await store.isOpen(other, of: bench.user, at: .test(99)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a profile that is gone leaves the session without one`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let kim = try await bench.addProfile("Kim")
            _ = try await bench.session(1, of: (bench.user, kim))
            #expect(try await bench.stores.sessions.appSession(digest: .digest(1))?.profileID == kim)
            try await bench.stores.profiles.remove(kim, of: bench.user)
            let found = try #require(try await bench.stores.sessions.appSession(digest: .digest(1)))
            #expect(found.profileID == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a session is open while it and its account are`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, accounts) = (bench.stores.sessions, bench.stores.accounts)
            let other = try await bench.account("bob@example.org")
            let (first, second) = (try await bench.session(1), try await bench.session(2))
            #expect(try await store.isOpen(first, of: bench.user, at: .test(99)))
            #expect(try await !store.isOpen(first, of: bench.user, at: .test(100)), "it was idle")
            #expect(try await !store.isOpen(first, of: other.user, at: .test(1)), "somebody else's")
            #expect(try await !store.isOpen(SessionID(999), of: bench.user, at: .test(1)))
            try await store.endAppSession(first)
            #expect(try await !store.isOpen(first, of: bench.user, at: .test(1)))
            #expect(try await store.isOpen(second, of: bench.user, at: .test(1)))
            try await accounts.setExpiry(.test(50), of: bench.user)
            #expect(try await store.isOpen(second, of: bench.user, at: .test(49)))
            #expect(try await !store.isOpen(second, of: bench.user, at: .test(50)))
            try await accounts.setExpiry(nil, of: bench.user)
            try await accounts.setActive(false, of: bench.user)
            #expect(try await !store.isOpen(second, of: bench.user, at: .test(1)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `open sessions are counted for an account and for all`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, other) = (bench.stores.sessions, try await bench.account("bob@example.org"))
            _ = try await bench.session(1)
            _ = try await store.addAppSession(
                .test(2, at: 50), client: .test(2), profile: bench.profile, for: bench.user, openMax: 9)
            _ = try await bench.session(3, of: other)
            _ = try await store.addSession(.test(4), for: bench.user, openMax: 9)
            #expect(try await store.appSessionCount(of: bench.user, at: .test(60)) == 2)
            #expect(try await store.appSessionCount(of: nil, at: .test(60)) == 3)
            #expect(try await store.appSessionCount(of: bench.user, at: .test(120)) == 1)
            #expect(try await store.removeSessions(expiredBefore: .test(120)) == 3)
            #expect(try await bench.test.count("session_client") == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `tokens of an account play in one session that ends with all others`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            #expect(try await store.tokenSession(digest: .digest(5)) == nil)
            let first = try await store.openTokenSession(.test(5), user: bench.user)
            let again = try await store.openTokenSession(.test(5, at: 50), user: bench.user)
            #expect(again.id == first.id && again.expiresAt == .test(150))
            #expect(try await store.tokenSession(digest: .digest(5)) == again)
            #expect(try await store.isOpen(first.id, of: bench.user, at: .test(149)))
            #expect(try await !store.isOpen(first.id, of: bench.user, at: .test(150)))
            #expect(try await store.session(digest: .digest(5)) == nil, "no browser is signed in with it")
            #expect(try await store.appSession(digest: .digest(5)) == nil, "no app neither")
            #expect(try await store.sessions(of: bench.user, at: .test(1)).isEmpty)
            #expect(try await store.endSessions(of: bench.user, except: nil, tokensFrom: .test(60)) == 1)
            #expect(try await !store.isOpen(first.id, of: bench.user, at: .test(60)))
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.openTokenSession(.test(6), user: UserID(99))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `whoever signs an account out everywhere ends its apps, too`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            let app = try await bench.session(1)
            let browser = try await store.addSession(.test(2), for: bench.user, openMax: 9).id
            #expect(try await store.endSessions(of: bench.user, except: browser, tokensFrom: .test(1)) == 1)
            #expect(try await !store.isOpen(app, of: bench.user, at: .test(1)))
            #expect(try await store.isOpen(browser, of: bench.user, at: .test(1)))
        }
    }
}
