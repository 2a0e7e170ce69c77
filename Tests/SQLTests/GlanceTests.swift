import SQL
import TestKit
import Testing

/// Short looks at a few rows, alike on both drivers.
@Suite struct GlanceTests {
    @Test(arguments: TestDriver.available)
    func `a glance sees what was committed, and counts as a statement`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            #expect(try await database.glance("SELECT amount FROM item").isEmpty)
            for amount in 1...3 {
                try await database.write { connection in
                    try connection.execute("INSERT INTO item (name, amount) VALUES (\("x\(amount)"), \(amount))")
                }
                let (rows, counter) = try await StatementCounter.counting {
                    try await database.glance("SELECT amount FROM item WHERE amount = \(amount)")
                }
                #expect(try rows.map { try $0.int(0) } == [amount] && counter.count == 1)
            }
            let both = try await database.glance { connection in
                (
                    try connection.int("SELECT COUNT(*) FROM item"), try connection.int("SELECT MAX(amount) FROM item")
                )
            }
            #expect(both == (3, 3))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is wrong with a statement is told, and the next one works`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            for _ in 0..<20 {
                await #expect(throws: SQLError.self) { () async throws in
                    _ = try await database.glance("SELECT nonsense FROM item")
                }
                #expect(try await database.glance("SELECT 7")[0].int(0) == 7)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `many glances pass while others read and write`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 { group.addTask { try await Self.use(database, number) } }
                try await group.waitForAll()
            }
            #expect(try await database.glance("SELECT COUNT(*) FROM item")[0].int(0) == 20)
        }
    }

    private static func use(_ database: any SQLDatabase, _ number: Int) async throws {
        switch number % 3 {
        case 0:
            try await database.write { connection in
                try connection.execute("INSERT INTO item (name, amount) VALUES (\("x\(number)"), \(number))")
            }
        case 1: _ = try await database.read { try $0.int("SELECT COUNT(*) FROM item") }
        default: _ = try await database.glance("SELECT COUNT(*) FROM item")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a cancelled task takes no look`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await database.glance("SELECT 1").count
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test(arguments: TestDriver.available.filter { $0 == .postgres })
    func `a link that the server closed while it was idle is replaced`(driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            for _ in 0..<3 {
                try await database.killOtherLinks()
                // The one that did the killing is put back last, and taken first.
                for _ in 0..<4 { #expect(try await database.glance("SELECT 1")[0].int(0) == 1) }
            }
        }
    }
}
