/// Brings a database to the schema of this program, one transaction per migration.
///
/// Applied migrations are kept in `schema_migration (name, checksum, applied_at)`. Processes that migrate at the same
/// time wait for one another and find the work done.
package struct SQLMigrator: Sendable {
    private let migrations: [SQLMigration]
    private let nowMilliseconds: @Sendable () -> Int64

    /// The migrations in their order, for the dialect of the database; the clock gives UTC milliseconds.
    package init(_ migrations: [SQLMigration], nowMilliseconds: @Sendable @escaping () -> Int64) {
        self.migrations = migrations
        self.nowMilliseconds = nowMilliseconds
    }

    /// The names of the migrations that the database does not have yet.
    ///
    /// Throws `SQLMigrationError` when the database is newer than the program or does not belong to it.
    package func pending(in database: any SQLDatabase) async throws -> [String] {
        let applied = try await database.read { connection in
            try Self.hasTable(connection) ? Self.applied(connection) : []
        }
        return try pending(applied).map(\.name)
    }

    /// Applies what is missing and returns its names.
    ///
    /// A database that has data is copied first where the driver can (`SQLDatabase.backUp(before:)`).
    @discardableResult
    package func migrate(_ database: any SQLDatabase) async throws -> [String] {
        let missing = try await pending(in: database)
        guard let first = missing.first else { return [] }
        if missing.count < migrations.count {
            _ = try await database.backUp(before: first)
        }
        var done: [String] = []
        while let name = try await applyNext(database) {
            done.append(name)
        }
        return done
    }

    private func applyNext(_ database: any SQLDatabase) async throws -> String? {
        try await database.writeSchema { [self] connection in
            try connection.run(script: Self.table)
            guard let next = try pending(Self.applied(connection)).first else { return nil }
            do {
                try apply(next, connection)
            } catch let error as SQLError {
                throw SQLMigrationError.failed(name: next.name, reason: error.description)
            }
            return next.name
        }
    }

    private func apply(_ migration: SQLMigration, _ connection: any SQLConnection) throws {
        try connection.run(script: migration.text)
        try migration.code?(connection)
        try connection.execute(
            """
            INSERT INTO schema_migration (name, checksum, applied_at)
            VALUES (\(migration.name), \(migration.checksum), \(nowMilliseconds()))
            """)
        if connection.dialect == .sqlite,
            let broken = try connection.first("SELECT \"table\" FROM pragma_foreign_key_check")
        {
            throw SQLError.foreignKeyViolation("a row of table \(try broken.text(0)) refers to a missing row")
        }
    }

    private func pending(_ applied: [(name: String, checksum: String)]) throws -> ArraySlice<SQLMigration> {
        let known = Set(migrations.map(\.name))
        let unknown = applied.map(\.name).filter { !known.contains($0) }
        guard unknown.isEmpty else { throw SQLMigrationError.newerSchema(unknown: unknown) }
        let checksums = Dictionary(applied.map { ($0.name, $0.checksum) }, uniquingKeysWith: { first, _ in first })
        for (position, migration) in migrations.enumerated() {
            guard let checksum = checksums[migration.name] else {
                if position < applied.count { throw SQLMigrationError.skipped(name: migration.name) }
                break
            }
            guard checksum == migration.checksum else { throw SQLMigrationError.changed(name: migration.name) }
        }
        return migrations.dropFirst(applied.count)
    }
}

extension SQLMigrator {
    private static let table = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            name TEXT PRIMARY KEY,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """

    private static func hasTable(_ connection: any SQLConnection) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM \(
                sqlite: "sqlite_schema WHERE type = 'table' AND name",
                postgres: "pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename"
            ) = 'schema_migration'
            """) != nil
    }

    private static func applied(_ connection: any SQLConnection) throws -> [(name: String, checksum: String)] {
        try connection.query("SELECT name, checksum FROM schema_migration ORDER BY name").map {
            (try $0.text(0), try $0.text(1))
        }
    }
}
