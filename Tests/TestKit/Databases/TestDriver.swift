import Foundation
package import SQL
import SQLPostgres
import SQLSQLite

/// A database driver that the suites are run on.
package enum TestDriver: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// SQLite always, PostgreSQL when `KINOTHEK_TEST_POSTGRES` names an administration database.
    package static var available: [TestDriver] {
        postgresURL == nil ? [.sqlite] : allCases
    }

    static var postgresURL: String? {
        ProcessInfo.processInfo.environment["KINOTHEK_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    package var dialect: SQLDialect {
        self == .sqlite ? .sqlite : .postgres
    }

    /// The shipped schema of the driver.
    package var migrations: [SQLMigration] {
        self == .sqlite ? SQLiteMigrations.all : PostgresMigrations.all
    }
}
