import SQL
import TestKit
import Testing

/// Both drivers' shipped schemas say the same.
@Suite(.enabled(if: TestDriver.available.contains(.postgres))) struct SchemaTests {
    private struct Column: Hashable, CustomStringConvertible {
        let table: String
        let name: String
        let isNullable: Bool

        var description: String { "\(table).\(name)\(isNullable ? "?" : "")" }
    }

    @Test func bothHaveTheSameTablesAndColumns() async throws {
        let sqlite = try await columns(.sqlite)
        let postgres = try await columns(.postgres)
        #expect(sqlite.count > 90)
        #expect(sqlite.subtracting(postgres).isEmpty && postgres.subtracting(sqlite).isEmpty)
    }

    @Test func bothHaveTheSameNamedIndexes() async throws {
        let sqlite = try await indexes(.sqlite)
        #expect(sqlite.count > 10)
        #expect(try await indexes(.postgres) == sqlite)
    }

    /// A part of a primary key is never null, whatever SQLite says of it.
    private func columns(_ driver: TestDriver) async throws -> Set<Column> {
        let query: SQL = """
            \(sqlite: """
                SELECT t.name, c.name, c."notnull" = 0 AND c.pk = 0 FROM sqlite_schema t
                JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
                """, postgres: """
                SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns
                WHERE table_schema = current_schema()
                """)
            """
        return try await rows(driver, query) {
            Column(table: try $0.text(0), name: try $0.text(1), isNullable: try $0.bool(2))
        }
    }

    /// Table and name of the indexes that a migration makes by name.
    private func indexes(_ driver: TestDriver) async throws -> Set<[String]> {
        let query: SQL = """
            \(sqlite: "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL", postgres: """
                SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()
                    AND indexname NOT IN (SELECT conname FROM pg_constraint)
                """)
            """
        return try await rows(driver, query) { [try $0.text(0), try $0.text(1)] }
    }

    private func rows<Row: Hashable & Sendable>(
        _ driver: TestDriver, _ query: SQL, _ row: @Sendable @escaping (SQLRow) throws -> Row
    ) async throws -> Set<Row> {
        let test = try await TestDatabase.make(driver)
        do {
            let rows = try await test.database.read { connection in Set(try connection.query(query).map(row)) }
            await test.drop()
            return rows
        } catch {
            await test.drop()
            throw error
        }
    }
}
