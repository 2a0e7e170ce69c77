import SQL
import SQLPostgres
import SQLSQLite
import TestKit
import Testing

/// What both drivers promise, run on each that is there.
@Suite struct ConformanceTests {
    @Test(arguments: TestDriver.available)
    func allTypesComeBackAsTheyWere(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let bytes = [UInt8](0...255) + [0, 0]
            let numbers: [Int64] = [.min, -1, 0, .max]
            let reals = [0.1, -0.0, 1e300, .leastNonzeroMagnitude, .infinity, -.infinity]
            for text in ["", "naïve 🎬 電影 e\u{301}", "'quoted' \"\\\n\r\t\u{1}", String(repeating: "ß", count: 100_000)]
            {
                let row = try await database.write { connection in
                    try connection.query(
                        """
                        INSERT INTO item (name, amount, share, data) VALUES (\(text), \(5), \(0.5), \(bytes))
                        RETURNING name, amount, share, data
                        """)[0]
                }
                #expect(try row.text("name") == text)
                #expect(try row.blob("data") == bytes)
            }
            let (backNumbers, backReals) = try await database.read { connection in
                (
                    try numbers.map { try connection.query("SELECT \($0) AS x")[0].get("x", as: Int64.self) },
                    try reals.map { try connection.query("SELECT \($0) AS x")[0].double("x") }
                )
            }
            #expect(backNumbers == numbers)
            #expect(backReals == reals)
        }
    }

    @Test(arguments: TestDriver.available)
    func nullsBoolsAndEmptyBlobsKeepTheirMeaning(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let row = try await database.write { connection in
                try connection.query(
                    """
                    INSERT INTO item (name, amount, share, data)
                    VALUES ('x', \(true), \(Double?.none), \([UInt8]())) RETURNING *
                    """)[0]
            }
            #expect(try row.bool("amount"))
            #expect(try row.optionalDouble("share") == nil)
            #expect(try row.blob("data") == [])
            #expect(throws: SQLError.self) { try row.double("share") }
            #expect(throws: SQLError.self) { try row.int("nonsense") }
            let coalesced = try await database.read { try $0.int("SELECT coalesce(\(Int?.none), 7)") }
            #expect(coalesced == 7)
        }
    }

    @Test(arguments: TestDriver.available)
    func textWithNULIsRefusedAlike(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database async throws in
            await #expect(throws: SQLError.checkViolation("text with a NUL character cannot be stored")) {
                try await database.write { try $0.insert("a\0b") }
            }
            #expect(try await database.countItems() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func upsertReturnsTheRow(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let amounts = try await database.write { connection in
                try (1...3).map { _ in
                    try connection.int(
                        """
                        INSERT INTO item (name, amount) VALUES ('x', \(1))
                        ON CONFLICT (name) DO UPDATE SET amount = item.amount + 1 RETURNING amount
                        """)
                }
            }
            #expect(amounts == [1, 2, 3])
            let changed = try await database.write { connection in
                [
                    try connection.execute("UPDATE item SET amount = 9"),
                    try connection.execute("UPDATE item SET amount = 9 WHERE name = 'nobody'"),
                    try connection.execute("SELECT 1"),
                    try connection.execute("DELETE FROM item"),
                ]
            }
            #expect(changed == [1, 0, 0, 1])
        }
    }

    @Test(arguments: TestDriver.available)
    func listsFindTheirMembersEmptyOnesNone(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let awkward = ["a", "b\"\\\n", "ü🎬"]
            try await database.write { connection in for name in awkward { try connection.insert(name) } }
            let counts = try await database.read { connection in
                let none: [String] = []
                let noNumbers: [Int] = []
                return [
                    try connection.int("SELECT COUNT(*) FROM item WHERE name IN \(list: awkward)"),
                    try connection.int("SELECT COUNT(*) FROM item WHERE name IN \(values: awkward)"),
                    try connection.int("SELECT COUNT(*) FROM item WHERE name IN \(list: none)"),
                    try connection.int("SELECT COUNT(*) FROM item WHERE name NOT IN \(values: none)"),
                    try connection.int("SELECT COUNT(*) FROM item WHERE id NOT IN \(values: noNumbers)"),
                    try connection.int("SELECT COUNT(*) FROM item WHERE amount IN \(list: Array(0...5_000))"),
                ]
            }
            #expect(counts == [3, 3, 0, 3, 3, 3])
        }
    }

    @Test(arguments: TestDriver.available)
    func theSameTextTakesValuesOfEveryType(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let shares = try await database.write { connection in
                let values: [SQLValue] = [.null, .real(0.5), .integer(2), .null]
                for (number, value) in values.enumerated() {
                    try connection.execute("INSERT INTO item (name, share) VALUES (\("n\(number)"), \(value))")
                }
                return try connection.query("SELECT share FROM item ORDER BY name").map { try $0.optionalDouble(0) }
            }
            #expect(shares == [nil, 0.5, 2, nil])
        }
    }

    @Test(arguments: TestDriver.available)
    func streamedRowsAreTheQueriedOnes(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            try await database.write { connection in
                let rows = (0..<500).map { [SQLBinding("n\($0)"), SQLBinding($0)] }
                try connection.execute("INSERT INTO item (name, amount) VALUES \(rows: rows)")
            }
            let sums = try await database.read { connection in
                var sum = 0
                try connection.forEach("SELECT amount FROM item") { sum += try $0.int("amount") }
                #expect(throws: CancellationError.self) {
                    try connection.forEach("SELECT amount FROM item") { _ in throw CancellationError() }
                }
                return [sum, try connection.int("SELECT SUM(amount) FROM item")]
            }
            #expect(sums == [124_750, 124_750])
        }
    }

    @Test(arguments: TestDriver.available)
    func statementsOfAUseCaseAreCounted(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: driver.itemTable) { database in
            let (_, counter) = try await StatementCounter.counting {
                try await database.write { try $0.insert("a") }
                try await database.read { _ = try $0.query("SELECT 1") }
            }
            #expect(counter.count == 2, "\(counter.statements)")
        }
    }
}
