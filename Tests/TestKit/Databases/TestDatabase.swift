import Foundation
package import SQL
import SQLPostgres
import SQLSQLite

/// A migrated database of its own for one test: a copy of a golden one, so that it is there in milliseconds.
package struct TestDatabase: Sendable {
    package let driver: TestDriver
    /// The file of a SQLite database, the URL of a PostgreSQL one.
    package let location: String
    package let database: any SQLDatabase

    /// Makes a database with the migrations applied; `drop` removes it.
    package static func make(_ driver: TestDriver, migrations: [SQLMigration]? = nil) async throws -> TestDatabase {
        if driver == .postgres { await TestSlots.postgres.take() }
        do {
            let location = try await copy(driver, migrations ?? driver.migrations)
            let database = try await open(driver, location)
            return TestDatabase(driver: driver, location: location, database: database)
        } catch {
            if driver == .postgres { await TestSlots.postgres.giveBack() }
            throw error
        }
    }

    private static func copy(_ driver: TestDriver, _ migrations: [SQLMigration]) async throws -> String {
        switch driver {
        case .sqlite: try await SQLiteGolden.shared.copy(migrations)
        case .postgres: try await PostgresGolden.shared.copy(migrations)
        }
    }

    /// Runs a test on a database that is removed afterwards.
    package static func with(
        _ driver: TestDriver, migrations: [SQLMigration]? = nil,
        _ body: (any SQLDatabase) async throws -> Void
    ) async throws {
        try await withTestDatabase(driver, migrations: migrations) { try await body($0.database) }
    }

    /// Like `with`, for tests that open the database a second time by its location.
    package static func withTestDatabase(
        _ driver: TestDriver, migrations: [SQLMigration]? = nil,
        _ body: (TestDatabase) async throws -> Void
    ) async throws {
        let test = try await make(driver, migrations: migrations)
        do {
            try await body(test)
            await test.drop()
        } catch {
            await test.drop()
            throw error
        }
    }

    /// Opens the database again, as a second process would.
    package func reopen() async throws -> any SQLDatabase {
        try await Self.open(driver, location)
    }

    /// Closes and removes the database.
    package func drop() async {
        await database.close()
        switch driver {
        case .sqlite:
            let folder = URL(fileURLWithPath: location).deletingLastPathComponent()
            try? FileManager.default.removeItem(at: folder)
        case .postgres:
            await PostgresGolden.shared.drop(location)
            await TestSlots.postgres.giveBack()
        }
    }

    private static func open(_ driver: TestDriver, _ location: String) async throws -> any SQLDatabase {
        switch driver {
        case .sqlite:
            try SQLiteDatabase.open(SQLiteOptions(path: location))
        case .postgres:
            try await PostgresDatabase.open(PostgresOptions(url: location, linksMax: TestDatabaseLimits.linksMax))
        }
    }
}

/// The limits of databases made for tests.
enum TestDatabaseLimits {
    /// Suites run in parallel and a server takes 100 links by default.
    static let linksMax = 4
}
