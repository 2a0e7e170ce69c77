import Domain
package import SQL
import Synchronization

/// The server's own secrets in the table `secret`. One that is stored never changes, so it is read once.
package struct SQLSecretStore: SecretStore {
    private let database: any SQLDatabase
    private let memory = Memory()

    private final class Memory: Sendable {
        let known = Mutex<[String: [UInt8]]>([:])
    }

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func secret(named name: String, orStore candidate: [UInt8]) async throws -> [UInt8] {
        if let known = memory.known.withLock({ $0[name] }) { return known }
        let stored = try await database.read { try Self.value(name, $0) }
        let secret = if let stored { stored } else { try await store(candidate, named: name) }
        memory.known.withLock { $0[name] = secret }
        return secret
    }

    /// What was stored first counts.
    private func store(_ candidate: [UInt8], named name: String) async throws -> [UInt8] {
        try await database.write { connection in
            try connection.execute(
                "INSERT INTO secret (name, value) VALUES (\(name), \(candidate)) ON CONFLICT (name) DO NOTHING")
            return try Self.value(name, connection) ?? candidate
        }
    }

    private static func value(_ name: String, _ connection: any SQLConnection) throws -> [UInt8]? {
        try connection.first("SELECT value FROM secret WHERE name = \(name)")?.blob(0)
    }
}
