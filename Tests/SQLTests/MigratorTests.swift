import Foundation
import SQL
import SQLPostgres
import SQLSQLite
import TestKit
import Testing

@Suite struct MigratorTests {
    private let first = SQLMigration(name: "0001_a", text: "CREATE TABLE a (id BIGINT PRIMARY KEY)")
    private let second = SQLMigration(
        name: "0002_b", text: "CREATE TABLE b (id BIGINT PRIMARY KEY); INSERT INTO a VALUES (7);")
    private let broken = SQLMigration(name: "0003_c", text: "CREATE TABLE c (id BIGINT); SELECT nonsense FROM nowhere")

    private func migrator(_ migrations: SQLMigration...) -> SQLMigrator {
        SQLMigrator(migrations, nowMilliseconds: { 1 })
    }

    @Test func bothDriversShipTheSameNames() {
        #expect(SQLiteMigrations.all.map(\.name) == PostgresMigrations.all.map(\.name))
        #expect(SQLiteMigrations.all.allSatisfy { !$0.text.isEmpty })
    }

    @Test(arguments: TestDriver.available)
    func theShippedSchemaApplies(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver) { database async throws in
            let migrator = SQLMigrator(driver.migrations, nowMilliseconds: { 1 })
            #expect(try await migrator.pending(in: database).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func onlyWhatIsMissingIsApplied(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: []) { database async throws in
            #expect(try await migrator(first).pending(in: database) == ["0001_a"])
            #expect(try await migrator(first).migrate(database) == ["0001_a"])
            #expect(try await migrator(first, second).migrate(database) == ["0002_b"])
            #expect(try await migrator(first, second).migrate(database) == [])
            #expect(try await database.read { connection in try connection.int("SELECT id FROM a") } == 7)
        }
    }

    @Test(arguments: TestDriver.available)
    func aFailedMigrationLeavesTheOneBefore(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: []) { database async throws in
            await #expect {
                try await migrator(first, second, broken).migrate(database)
            } throws: {
                guard case .failed(name: "0003_c", _) = $0 as? SQLMigrationError else { return false }
                return true
            }
            #expect(try await migrator(first, second, broken).pending(in: database) == ["0003_c"])
            await #expect(throws: SQLError.self) { try await database.read { try $0.int("SELECT COUNT(*) FROM c") } }
        }
    }

    @Test(arguments: TestDriver.available)
    func codeMovesDataInTheSameTransaction(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: [first]) { database in
            let moving = SQLMigration(name: "0002_move", text: "") { connection in
                try connection.execute("INSERT INTO a VALUES (\(41))")
            }
            try await migrator(first, moving).migrate(database)
            #expect(try await database.read { connection in try connection.int("SELECT id FROM a") } == 41)
        }
    }

    @Test(arguments: TestDriver.available)
    func aNewerSchemaIsRefused(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: [first, second]) { database in
            await #expect(throws: SQLMigrationError.newerSchema(unknown: ["0002_b"])) {
                try await migrator(first).migrate(database)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func anEditedMigrationIsRefused(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: [first]) { database in
            let edited = SQLMigration(name: "0001_a", text: "CREATE TABLE a (id TEXT)")
            await #expect(throws: SQLMigrationError.changed(name: "0001_a")) {
                try await migrator(edited, second).migrate(database)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func aGapIsRefused(_ driver: TestDriver) async throws {
        try await TestDatabase.with(driver, migrations: [first, second]) { database in
            let between = SQLMigration(name: "0001_z", text: "SELECT 1")
            await #expect(throws: SQLMigrationError.skipped(name: "0001_z")) {
                try await migrator(first, between, second).migrate(database)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func twoProcessesMigrateOnce(_ driver: TestDriver) async throws {
        try await TestDatabase.withTestDatabase(driver, migrations: []) { test in
            let other = try await test.reopen()
            async let mine = migrator(first, second).migrate(test.database)
            async let theirs = migrator(first, second).migrate(other)
            #expect(try await (mine + theirs).sorted() == ["0001_a", "0002_b"])
            await other.close()
        }
    }

    @Test func aCopyIsKeptBeforeAnUpgrade() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: [first]) { test in
            try await migrator(first, second).migrate(test.database)
            let copy = try SQLiteDatabase.open(SQLiteOptions(path: test.location + ".before-0002_b"))
            #expect(try await migrator(first, second).pending(in: copy) == ["0002_b"])
            await copy.close()
        }
    }

    @Test func aRebuiltTableKeepsWhatRefersToIt() async throws {
        try await TestDatabase.with(.sqlite, migrations: TestDriver.sqlite.itemTable) { database in
            try await database.write { connection in
                try connection.run(script: "INSERT INTO item (id, name) VALUES (1, 'a'), (2, 'b')")
                try connection.execute("UPDATE item SET parent = 1 WHERE id = 2")
            }
            let rebuild = SQLMigration(
                name: "0002_rebuild",
                text: """
                    CREATE TABLE item_new (id INTEGER PRIMARY KEY, name TEXT, parent INTEGER REFERENCES item (id));
                    INSERT INTO item_new SELECT id, name, parent FROM item;
                    DROP TABLE item;
                    ALTER TABLE item_new RENAME TO item;
                    """)
            let orphan = SQLMigration(name: "0003_orphan", text: "DELETE FROM item WHERE id = 1")
            let migrations = TestDriver.sqlite.itemTable + [rebuild]
            try await SQLMigrator(migrations, nowMilliseconds: { 1 }).migrate(database)
            #expect(try await database.countItems() == 2)
            await #expect(throws: SQLMigrationError.self) {
                try await SQLMigrator(migrations + [orphan], nowMilliseconds: { 1 }).migrate(database)
            }
            #expect(try await database.countItems() == 2)
        }
    }
}
