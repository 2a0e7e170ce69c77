import Basics
import Domain
import Storage
import TestKit
import Testing

/// Pairing codes are used once and never half.
@Suite struct PairingCodeTests {
    @Test(arguments: TestDriver.available)
    func `a code gives a key once`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            try await store.addPairingCode(.test(1, of: user.id), openMax: 3)
            let key = NewAPIKey.test(7, at: .test(1))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: key) == .redeemed(user))
            #expect(try await store.key(digest: .digest(7))?.user == user)
            let again = NewAPIKey.test(8, at: .test(2))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: again) == .spent)
            #expect(try await store.redeemPairingCode(digest: .digest(2), key: again) == .unknown)
            #expect(try await store.keys(of: user.id).count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous redemptions one wins`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            try await store.addPairingCode(.test(1, of: user.id), openMax: 3)
            let results = try await concurrently(4) { number in
                try await store.redeemPairingCode(digest: .digest(1), key: .test(UInt8(10 + number), at: .test(1)))
            }
            #expect(results.filter { $0 == .redeemed(user) }.count == 1)
            #expect(results.filter { $0 == .spent }.count == 3)
            #expect(try await store.keys(of: user.id).count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a code stays good when its key could not be stored`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            _ = try await store.addKey(.test(7), for: user.id)
            try await store.addPairingCode(.test(1, of: user.id), openMax: 3)
            await #expect(throws: (any Error).self) {
                try await store.redeemPairingCode(digest: .digest(1), key: .test(7, at: .test(1)))
            }
            let key = NewAPIKey.test(8, at: .test(1))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: key) == .redeemed(user))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a code ends at its time, and waits while the account is disabled`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            try await store.addPairingCode(.test(1, of: user.id), openMax: 3)
            let late = NewAPIKey.test(7, at: .test(600))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: late) == .spent)
            try await store.setActive(false, of: user.id)
            let key = NewAPIKey.test(7, at: .test(599))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: key) == .disabled)
            try await store.setActive(true, of: user.id)
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: key) == .redeemed(user))
        }
    }

    @Test(arguments: TestDriver.available)
    func `the oldest open codes give way, the same digits do not`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            for number in UInt8(1)...4 {
                try await store.addPairingCode(.test(number, of: user.id, at: Double(number)), openMax: 3)
            }
            let key = NewAPIKey.test(7, at: .test(5))
            #expect(try await store.redeemPairingCode(digest: .digest(1), key: key) == .spent)
            await #expect(throws: AccountError.codeTaken) {
                try await store.addPairingCode(.test(2, of: user.id, at: 5), openMax: 3)
            }
            #expect(try await store.redeemPairingCode(digest: .digest(2), key: key) == .redeemed(user))
            try await store.addPairingCode(.test(2, of: user.id, at: 6), openMax: 3)
            #expect(
                try await store.redeemPairingCode(digest: .digest(2), key: .test(8, at: .test(7))) == .redeemed(user))
        }
    }

    @Test(arguments: TestDriver.available)
    func `ended codes are forgotten`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.accounts
            let user = try await store.addUser(.test("ann@example.org"))
            for number in UInt8(1)...3 { try await store.addPairingCode(.test(number, of: user.id), openMax: 9) }
            _ = try await store.redeemPairingCode(digest: .digest(1), key: .test(7, at: .test(1)))
            #expect(try await store.removePairingCodes(spentBefore: .test(2)) == 1)
            #expect(try await store.removePairingCodes(spentBefore: .test(601)) == 2)
            await #expect(throws: AccountError.unknownUser("99")) {
                try await store.addPairingCode(.test(5, of: UserID(99)), openMax: 3)
            }
        }
    }
}

extension NewPairingCode {
    fileprivate static func test(_ number: UInt8, of user: UserID, at seconds: Double = 0) -> NewPairingCode {
        NewPairingCode(
            digest: .digest(number), userID: user, createdAt: .test(seconds), expiresAt: .test(seconds + 600))
    }
}
