package import Basics
package import SQL
package import Storage

/// A migrated scratch database with its stores.
package struct TestStores: Sendable {
    package let test: TestDatabase
    package let stores: Stores

    package var database: any SQLDatabase { test.database }

    /// Runs a test on a database of its own, which is gone afterwards.
    package static func with(
        _ driver: TestDriver, world: World = .live, _ body: (TestStores) async throws -> Void
    ) async throws {
        try await TestDatabase.withTestDatabase(driver) { test in
            try await body(TestStores(test: test, stores: Stores(database: test.database, world: world)))
        }
    }

    /// Runs a part of a test on a second link to the same database, as another process would have it.
    package func reopened(_ body: (TestStores) async throws -> Void) async throws {
        let database = try await test.reopen()
        let other = TestStores(
            test: TestDatabase(driver: test.driver, location: test.location, database: database),
            stores: Stores(database: database))
        do {
            try await body(other)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }
}

extension Instant {
    /// A moment so many seconds after the beginning of the tests' time.
    package static func test(_ seconds: Double) -> Instant {
        Instant(milliseconds: 1_700_000_000_000).adding(seconds: seconds)
    }
}
