import Foundation
import SQL
import SQLPostgres

/// Migrated databases of the test server, one per list of migrations, that test databases are copied from.
///
/// A golden database stays for the next run; its name holds the checksum of its migrations.
actor PostgresGolden {
    static let shared = PostgresGolden()

    private var administration: Task<PostgresDatabase, any Error>?
    private var makings: [String: Task<String, any Error>] = [:]

    /// The URL of a fresh copy.
    func copy(_ migrations: [SQLMigration]) async throws -> String {
        let key = Golden.key(migrations)
        let server = try await server()
        let making = makings[key] ?? Task { try await Self.make(key, migrations, server) }
        makings[key] = making
        let golden = try await making.value
        let name = "kinothek_test_\(Golden.randomName())"
        try await server.runOutsideTransaction("CREATE DATABASE \(name) TEMPLATE \(golden) STRATEGY = file_copy")
        return try Self.url(name)
    }

    func drop(_ url: String) async {
        guard let name = URLComponents(string: url)?.path.dropFirst(), !name.isEmpty else { return }
        try? await server().runOutsideTransaction("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    private func server() async throws -> PostgresDatabase {
        guard let url = TestDriver.postgresURL else {
            throw SQLError.unavailable("KINOTHEK_TEST_POSTGRES is not set")
        }
        let opening = administration ?? Task { try await PostgresDatabase.open(PostgresOptions(url: url)) }
        administration = opening
        return try await opening.value
    }

    /// Made under another name and renamed when whole; of two processes the slower one throws its own away.
    private static func make(
        _ key: String, _ migrations: [SQLMigration], _ server: PostgresDatabase
    ) async throws -> String {
        let golden = "kinothek_golden_\(key)"
        guard try await !exists(golden, server) else { return golden }
        let unfinished = "kinothek_making_\(Golden.randomName())"
        try await server.runOutsideTransaction("CREATE DATABASE \(unfinished)")
        let database = try await PostgresDatabase.open(PostgresOptions(url: url(unfinished)))
        try await SQLMigrator(migrations, nowMilliseconds: { 0 }).migrate(database)
        await database.close()
        do {
            try await server.runOutsideTransaction("ALTER DATABASE \(unfinished) RENAME TO \(golden)")
        } catch {
            try await server.runOutsideTransaction("DROP DATABASE \(unfinished) WITH (FORCE)")
            guard try await exists(golden, server) else { throw error }
        }
        return golden
    }

    private static func exists(_ name: String, _ server: PostgresDatabase) async throws -> Bool {
        try await server.read { try $0.int("SELECT COUNT(*) FROM pg_database WHERE datname = \(name)") > 0 }
    }

    private static func url(_ name: String) throws -> String {
        guard let admin = TestDriver.postgresURL, var components = URLComponents(string: admin) else {
            throw SQLError.unavailable("KINOTHEK_TEST_POSTGRES is no URL")
        }
        components.path = "/" + name
        guard let url = components.string else { throw SQLError.unavailable("KINOTHEK_TEST_POSTGRES is no URL") }
        return url
    }
}
