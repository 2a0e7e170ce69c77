import Domain
package import SQL

/// The server's own secrets in the table `secret`.
package struct SQLSecretStore: SecretStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func secret(named name: String, orStore candidate: [UInt8]) async throws -> [UInt8] {
        if let stored = try await database.read({ try Self.value(name, $0) }) { return stored }
        return try await database.write { connection in
            try connection.execute(
                "INSERT INTO secret (name, value) VALUES (\(name), \(candidate)) ON CONFLICT (name) DO NOTHING")
            return try Self.value(name, connection) ?? candidate
        }
    }

    private static func value(_ name: String, _ connection: any SQLConnection) throws -> [UInt8]? {
        try connection.first("SELECT value FROM secret WHERE name = \(name)")?.blob(0)
    }
}
