import Basics
import Domain
import Storage
import TestKit
import Testing

/// The sessions in which devices with an API key play, alike on both drivers.
@Suite struct KeySessionTests {
    @Test(arguments: TestDriver.available)
    func `a key has one session, whose end moves on`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            let key = try await bench.key(1)
            #expect(try await store.keySession(key) == nil)
            let first = try await store.openKeySession(.test(1), of: key, user: bench.user)
            let second = try await store.openKeySession(.test(2, at: 50), of: key, user: bench.user)
            #expect(second.id == first.id && second.expiresAt > first.expiresAt && second.lastUsedAt == .test(50))
            #expect(try await store.keySession(key) == second)
            let other = try await store.openKeySession(.test(3), of: try await bench.key(2), user: bench.user)
            #expect(other.id != first.id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `nobody is signed in with it`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.sessions
            _ = try await store.openKeySession(.test(1), of: try await bench.key(1), user: bench.user)
            #expect(try await store.session(digest: .digest(1)) == nil)
            #expect(try await store.appSession(digest: .digest(1)) == nil)
            #expect(try await store.sessions(of: bench.user, at: .test(1)).isEmpty)
            #expect(try await store.appSessionCount(of: bench.user, at: .test(1)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `it is open as long as its key is good`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, key) = (bench.stores.sessions, try await bench.key(1))
            let session = try await store.openKeySession(.test(1), of: key, user: bench.user).id
            #expect(try await store.isOpen(session, of: bench.user, at: .test(99)))
            #expect(try await !store.isOpen(session, of: bench.user, at: .test(100)))
            #expect(try await bench.stores.accounts.revokeKey(key, owner: bench.user, at: .test(5)))
            #expect(try await !store.isOpen(session, of: bench.user, at: .test(6)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a key that is gone opens none`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            await #expect(throws: AccountError.unknownUser(bench.user.description)) {
                try await bench.stores.sessions.openKeySession(.test(1), of: APIKeyID(999), user: bench.user)
            }
        }
    }
}

extension ActivityBench {
    fileprivate func key(_ number: UInt8) async throws -> APIKeyID {
        let key = NewAPIKey(digest: .digest(number), label: "Kodi", createdAt: .test(0))
        return try await stores.accounts.addKey(key, for: user).id
    }
}
