import Domain
import SQL
import Storage
import TestKit
import Testing

/// What a person owns, with version and etag.
@Suite struct OwnedSetTests {
    @Test(arguments: TestDriver.available)
    func `a set keeps the order of addition and counts its versions`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.owned
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let empty = try await store.ownedSet(of: user)
            #expect(empty == OwnedSet(ids: [], version: 0, etag: "000000000000", lastModified: nil))
            let first = try await store.add(ids(3, 1, 3), to: user, etag: "aaaaaaaaaaaa", at: .test(1))
            let second = try await store.add(ids(1, 2), to: user, etag: "bbbbbbbbbbbb", at: .test(2))
            #expect((first, second) == (2, 1))
            let full = OwnedSet(ids: ids(3, 1, 2), version: 2, etag: "bbbbbbbbbbbb", lastModified: .test(2))
            #expect(try await store.ownedSet(of: user) == full)
            #expect(try await store.add(ids(2, 3), to: user, etag: "cccccccccccc", at: .test(3)) == 0)
            #expect(try await store.ownedSet(of: user) == full)
            let head = try await store.ownedSetHead(of: user)
            #expect(head.ids.isEmpty && head.version == 2 && head.etag == "bbbbbbbbbbbb")
        }
    }

    @Test(arguments: TestDriver.available)
    func `simultaneous additions lose nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let added = try await concurrently(4) { number in
                try await test.stores.owned.add(ids(number, number + 1), to: user, etag: "e", at: .test(1))
            }
            let set = try await test.stores.owned.ownedSet(of: user)
            #expect(added.reduce(0, +) == 5 && set.ids.count == 5)
            #expect(Set(set.ids) == Set(ids(0, 1, 2, 3, 4)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a large set takes few statements`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let many = ids(Array(0..<2000))
            let (added, counter) = try await StatementCounter.counting {
                try await test.stores.owned.add(many, to: user, etag: "e", at: .test(1))
            }
            #expect(added == 2000 && counter.count <= 10, "\(counter.count)")
            #expect(try await test.stores.owned.ownedSet(of: user).ids == many)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an unknown account is told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            await #expect(throws: AccountError.unknownUser("99")) {
                _ = try await test.stores.owned.add(ids(1), to: UserID(99), etag: "e", at: .test(1))
            }
        }
    }
}

private func ids(_ numbers: Int...) -> [IMDbID] { ids(numbers) }

private func ids(_ numbers: [Int]) -> [IMDbID] { numbers.compactMap { IMDbID("tt\(1_000_000 + $0)") } }
