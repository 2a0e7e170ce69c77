import SQL
import Synchronization
import TestKit
import Testing

@Suite struct TransactionTests {
    private struct Refusal: Error {}

    @Test(arguments: TestDriver.available)
    func aThrowingScriptLeavesNothing(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try connection.insert("a")
                    throw Refusal()
                }
            }
            #expect(try await database.countItems() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func aSavepointUndoesOnlyItsStep(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            try await database.write { connection in
                try connection.insert("a")
                #expect(throws: SQLError.self) {
                    try connection.savepoint {
                        try connection.insert("b")
                        try connection.insert("a")
                    }
                }
                try connection.insert("c")
            }
            #expect(try await database.countItems() == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func twoHundredWritersLoseNothing(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            try await database.write { try $0.insert("counter") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await database.write { connection in
                            try connection.execute("UPDATE item SET amount = amount + 1 WHERE name = 'counter'")
                            try connection.insert("w\(number)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let result = try await database.read { connection in
                [
                    try connection.int("SELECT amount FROM item WHERE name = 'counter'"),
                    try connection.countItems(),
                ]
            }
            #expect(result == [200, 201])
        }
    }

    @Test(arguments: TestDriver.available)
    func aReaderSeesOneStateWhileOthersWrite(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let (started, startedNow) = AsyncStream.makeStream(of: Void.self)
            let written = Mutex(false)
            async let counts = database.read { connection in
                let before = try connection.countItems()
                startedNow.yield()
                while !written.withLock({ $0 }) {}
                return [before, try connection.countItems()]
            }
            for await _ in started { break }
            try await database.write { try $0.insert("a") }
            written.withLock { $0 = true }
            #expect(try await counts == [0, 0])
            #expect(try await database.countItems() == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func aReadCannotWrite(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            await #expect {
                try await database.read { try $0.insert("a") }
            } throws: {
                guard case .readOnly = $0 as? SQLError else { return false }
                return true
            }
            #expect(try await database.countItems() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func violationsAreToldApart(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            _ = try await database.write { try $0.execute("INSERT INTO item (id, name) VALUES (100, 'a')") }
            await #expect(throws: SQLError.uniqueViolation(constraint: "item.id")) {
                try await database.write { try $0.execute("INSERT INTO item (id, name) VALUES (100, 'b')") }
            }
            await #expect(throws: SQLError.uniqueViolation(constraint: "item_folded")) {
                try await database.write { try $0.insert("A") }
            }
            await #expect {
                try await database.write { try $0.execute("INSERT INTO item (name, parent) VALUES ('b', 99)") }
            } throws: {
                guard case .foreignKeyViolation = $0 as? SQLError else { return false }
                return true
            }
            await #expect {
                try await database.write { try $0.execute("INSERT INTO item (name, amount) VALUES ('b', 2000)") }
            } throws: {
                guard case .checkViolation = $0 as? SQLError else { return false }
                return true
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func aCancelledTaskWritesOnlyWhatMustBeStored(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                await #expect(throws: CancellationError.self) {
                    try await database.write { try $0.insert("given up") }
                }
                try await database.writeUncancelled { try $0.insert("final state") }
            }
            try await task.value
            let names = try await database.read { try $0.query("SELECT name FROM item").map { try $0.text(0) } }
            #expect(names == ["final state"])
        }
    }

    @Test(arguments: TestDriver.available)
    func cancellingStopsARunningStatement(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            let (started, startedNow) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await database.write { connection in
                    try connection.insert("a")
                    startedNow.yield()
                    _ = try connection.query(
                        """
                        WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000)
                        SELECT COUNT(*) FROM n
                        """)
                }
            }
            for await _ in started { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await database.countItems() == 0)
        }
    }

    /// The task is cancelled while no statement runs, so there is none to interrupt at that moment.
    @Test(arguments: TestDriver.available)
    func cancellingBetweenStatementsStopsTheNextOne(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            let (started, startedNow) = AsyncStream.makeStream(of: Void.self)
            let isCancelled = Atomic(false)
            let task = Task {
                try await database.write { connection in
                    try connection.insert("a")
                    startedNow.yield()
                    while !isCancelled.load(ordering: .acquiring) {}
                    _ = try connection.query(
                        """
                        WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000)
                        SELECT COUNT(*) FROM n
                        """)
                }
            }
            for await _ in started { break }
            task.cancel()
            isCancelled.store(true, ordering: .releasing)
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await database.countItems() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func anotherProcessesChangesAreFollowed(_ driver: TestDriver) async throws {
        try await TestDatabase.withTestDatabase(driver, migrations: driver.itemTable) { test in
            let other = try await test.reopen()
            var areas = test.database.changes().makeAsyncIterator()
            #expect(await areas.next() == SQLLimits.unknownArea, "what happened before is not known")
            try await other.write { connection in
                try connection.insert("a")
                try connection.notify("catalogue")
            }
            #expect(await areas.next() == (driver == .sqlite ? SQLLimits.unknownArea : "catalogue"))
            await other.close()
        }
    }

    @Test(arguments: TestDriver.available)
    func ownChangesAreNamedAndTheStreamEndsWithTheDatabase(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let stream = database.changes()
            for await _ in stream { break }
            try await database.write { try $0.notify("library") }
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try connection.notify("undone")
                    throw Refusal()
                }
            }
            try await database.write { try $0.notify("last") }
            var heard: [String] = []
            for await area in stream {
                heard.append(area)
                if area == "last" { break }
            }
            #expect(heard == ["library", "last"])
            let ending = database.changes()
            await database.close()
            for await _ in ending {}
        }
    }
}
