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
            let first = try await store.add(films(3, 1, 3), to: user, etag: "aaaaaaaaaaaa", at: .test(1))
            let second = try await store.add(films(1, 2), to: user, etag: "bbbbbbbbbbbb", at: .test(2))
            #expect((first, second) == (2, 1))
            let full = OwnedSet(ids: films(3, 1, 2), version: 2, etag: "bbbbbbbbbbbb", lastModified: .test(2))
            #expect(try await store.ownedSet(of: user) == full)
            #expect(try await store.add(films(2, 3), to: user, etag: "cccccccccccc", at: .test(3)) == 0)
            #expect(try await store.ownedSet(of: user) == full)
            let head = try await store.ownedSetHead(of: user)
            #expect(head == OwnedSetHead(version: 2, etag: "bbbbbbbbbbbb", lastModified: .test(2), size: 3))
        }
    }

    @Test(arguments: TestDriver.available)
    func `simultaneous additions lose nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let added = try await concurrently(4) { number in
                try await test.stores.owned.add(films(number, number + 1), to: user, etag: "e", at: .test(1))
            }
            let set = try await test.stores.owned.ownedSet(of: user)
            #expect(added.reduce(0, +) == 5 && set.ids.count == 5)
            #expect(Set(set.ids) == Set(films(0, 1, 2, 3, 4)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a large set takes few statements`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let many = films(Array(0..<2000))
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
                _ = try await test.stores.owned.add(films(1), to: UserID(99), etag: "e", at: .test(1))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `each entry gets a verdict and only the first of equals counts`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.owned
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            try await store.add(films(1), to: user, etag: "a", at: .test(1))
            let entries = [films(2)[0], nil, films(1)[0], films(2)[0]]
            let added = try await store.add(entries, with: .test(user, etag: "b"), once: nil).outcome
            #expect(added.verdicts == [.accepted, .invalid, .duplicate, .duplicate])
            #expect((added.head.version, added.head.etag, added.head.size) == (2, "b", 2))
            let removed = try await store.remove(entries, with: .test(user, etag: "c"), once: nil).outcome
            #expect(removed.verdicts == [.accepted, .invalid, .accepted, .duplicate])
            #expect((removed.head.version, removed.head.size) == (3, 0))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what changes nothing leaves version and etag alone`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.owned
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            #expect(try await store.clear(with: .test(user)) == 0)
            #expect(try await store.remove(films(1), with: .test(user), once: nil).outcome.head.version == 0)
            try await store.add(films(1, 2), to: user, etag: "a", at: .test(1))
            let same = try await store.add([nil] + films(1), with: .test(user, etag: "b"), once: nil).outcome
            #expect((same.head.version, same.head.etag) == (1, "a"))
            #expect(try await store.clear(with: .test(user, etag: "c")) == 2)
            let empty = try await store.ownedSet(of: user)
            #expect(empty.ids.isEmpty && empty.version == 2 && empty.etag == "c")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a set never grows beyond its bound`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.owned
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            try await store.add(films(1, 2), to: user, etag: "a", at: .test(1))
            await #expect(throws: LibraryError.tooManyFilms(maximum: 3)) {
                _ = try await store.add(films(3, 4), with: .test(user, sizeMax: 3), once: nil)
            }
            _ = try await store.add(films(1, 2, 3), with: .test(user, sizeMax: 3), once: nil)
            #expect(try await store.ownedSet(of: user).ids == films(1, 2, 3))
        }
    }

    @Test(arguments: TestDriver.available)
    func `films that nobody knows ask for one job, in the same transaction`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            _ = try await test.stores.catalogue.addStubs(films(1))
            let job = NewJob(
                name: "enrich", parameters: "{}", deduplicationKey: "enrich", runAt: .test(0), createdAt: .test(0))
            func add(_ ids: [IMDbID]) async throws -> Int {
                _ = try await test.stores.owned.add(ids, with: .test(user, enrichment: job), once: nil)
                return try await test.stores.jobs.recent(name: "enrich", limit: 9).count
            }
            #expect(try await add(films(1)) == 0)
            #expect(try await add(films(2, 3)) == 1)
            #expect(try await add(films(4)) == 1)
        }
    }
}
