import SQL
import SQLPostgres
import TestKit
import Testing

/// What happens to links, addresses and passwords; needs a PostgreSQL server but for the first two.
@Suite struct PostgresLinkTests {
    static let isAvailable = TestDriver.available.contains(.postgres)

    @Test func noMessageHoldsThePassword() async {
        for url in [
            "postgres://me:opensesame@127.0.0.1:1/none", "postgres://me:opensesame@[127.0.0.1:1/none",
            "postgres://me:opensesame@127.0.0.1:1/none?nonsense=1",
        ] {
            await #expect {
                _ = try await PostgresDatabase.open(PostgresOptions(url: url))
            } throws: {
                guard case .unavailable(let message) = $0 as? SQLError else { return false }
                return !message.contains("opensesame") && !message.isEmpty
            }
        }
    }

    @Test func anUnreachableServerIsNamed() async {
        await #expect {
            _ = try await PostgresDatabase.open(PostgresOptions(url: "postgres://me@127.0.0.1:1/films"))
        } throws: {
            guard case .unavailable(let message) = $0 as? SQLError else { return false }
            return message.contains("films at 127.0.0.1:1 as me")
        }
    }

    @Test(.enabled(if: isAvailable))
    func anIdleLinkThatDiedIsReplaced() async throws {
        try await TestDatabase.withTestDatabase(.postgres, migrations: TestDriver.postgres.itemTable) { test in
            let other = try await test.reopen()
            try await other.write { try $0.insert("a") }
            try await other.killOtherLinks()
            try await test.database.write { try $0.insert("b") }
            #expect(try await test.database.countItems() == 2)
            await other.close()
        }
    }

    @Test(.enabled(if: isAvailable))
    func aLinkThatDiesInAScriptIsNotRetried() async throws {
        try await TestDatabase.withTestDatabase(.postgres, migrations: TestDriver.postgres.itemTable) {
            test async throws in
            await #expect {
                try await test.database.write { connection in
                    try connection.insert("a")
                    _ = try connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            } throws: {
                guard case .unavailable = $0 as? SQLError else { return false }
                return true
            }
            #expect(try await test.database.countItems() == 0)
        }
    }

    @Test(.enabled(if: isAvailable))
    func theFollowerComesBackAfterItsLinkDied() async throws {
        try await TestDatabase.withTestDatabase(.postgres, migrations: []) { test in
            let other = try await test.reopen()
            var areas = test.database.changes().makeAsyncIterator()
            #expect(await areas.next() == SQLLimits.unknownArea)
            try await other.killOtherLinks()
            #expect(await areas.next() == SQLLimits.unknownArea)
            try await other.write { try $0.notify("library") }
            #expect(await areas.next() == "library")
            await other.close()
        }
    }

    @Test(.enabled(if: isAvailable))
    func statementsOutliveASchemaChange() async throws {
        try await TestDatabase.withTestDatabase(.postgres, migrations: TestDriver.postgres.itemTable) { test in
            let database = test.database
            try await database.write { try $0.insert("a") }
            for _ in 0..<3 { _ = try await database.read { try $0.query("SELECT * FROM item") } }
            try await database.write { try $0.run(script: "ALTER TABLE item ADD COLUMN extra TEXT") }
            let columns = try await database.read { try $0.query("SELECT * FROM item")[0].columns.names }
            #expect(columns.last == "extra")
        }
    }

    @Test(.enabled(if: isAvailable))
    func moreTextsThanTheCacheHolds() async throws {
        try await TestDatabase.with(.postgres, migrations: []) { database in
            let sum = try await database.read { connection in
                try (0..<SQLLimits.cachedStatementsMax * 2).reduce(0) { sum, number in
                    try sum + connection.int(SQL(trusted: "SELECT \(number)"))
                }
            }
            #expect(sum == 130_816)
        }
    }

    @Test(.enabled(if: isAvailable))
    func aScriptThatSwallowsAnErrorDoesNotSeemStored() async throws {
        try await TestDatabase.with(.postgres, migrations: TestDriver.postgres.itemTable) { database async throws in
            await #expect(throws: SQLError.self) {
                try await database.write { connection in
                    try connection.insert("a")
                    _ = try? connection.query("SELECT nonsense")
                }
            }
            #expect(try await database.countItems() == 0)
        }
    }

    @Test(.enabled(if: isAvailable))
    func collidingTransactionsAreRunAgain() async throws {
        try await TestDatabase.with(.postgres, migrations: TestDriver.postgres.itemTable) { database in
            try await database.write { connection in
                try connection.insert("a")
                try connection.insert("b")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await database.write { connection in
                            for name in number.isMultiple(of: 2) ? ["a", "b"] : ["b", "a"] {
                                try connection.execute("UPDATE item SET amount = amount + 1 WHERE name = \(name)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await database.read { try $0.query("SELECT amount FROM item").map { try $0.int(0) } }
            #expect(amounts == [8, 8])
        }
    }
}

extension SQLDatabase {
    /// Ends every other link to this database and waits until they are gone.
    func killOtherLinks() async throws {
        try await write { connection in
            let others: SQL = """
                FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND backend_type = 'client backend'
                """
            _ = try connection.query("SELECT pg_terminate_backend(pid, 5000) \(sql: others)")
        }
    }
}
