import SQL
import TestKit
import Testing

/// What is kept in memory rests on these numbers: none may stay where a reader could see something else.
@Suite(.timeLimit(.minutes(10))) struct ChangeCountTests {
    private struct Refusal: Error {}

    @Test(arguments: TestDriver.available)
    func `nothing can be kept while nobody follows`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            #expect(database.changeCounts.count(of: "library") == nil)
            try await database.write { try $0.notify("library") }
            #expect(database.changeCounts.count(of: "library") == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an own change is counted before its writer goes on, one undone is not`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let areas = database.changes()
            for await _ in areas { break }
            let counts = database.changeCounts
            let (before, beside) = (try #require(counts.count(of: "library")), counts.count(of: "jobs"))
            try await database.write { try $0.notify("library") }
            let after = try #require(counts.count(of: "library"))
            #expect(after != before)
            #expect(counts.count(of: "jobs") == beside)
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try connection.notify("undone")
                    throw Refusal()
                }
            }
            #expect(counts.count(of: "undone") == beside)
            withExtendedLifetime(areas) {}
        }
    }

    @Test(arguments: TestDriver.available)
    func `another process's change is counted before followers are told`(driver: TestDriver) async throws {
        try await TestDatabase.withTestDatabase(driver, migrations: driver.itemTable) { test in
            let other = try await test.reopen()
            var areas = test.database.changes().makeAsyncIterator()
            _ = await areas.next()
            let before = try #require(test.database.changeCounts.count(of: "catalogue"))
            try await other.write { connection in
                try connection.insert("a")
                try connection.notify("catalogue")
            }
            _ = await areas.next()
            #expect(test.database.changeCounts.count(of: "catalogue") != before)
            await other.close()
        }
    }

    @Test(arguments: TestDriver.available)
    func `nothing can be kept once the database is closed`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let areas = database.changes()
            for await _ in areas { break }
            await database.close()
            #expect(database.changeCounts.count(of: "library") == nil)
        }
    }
}
