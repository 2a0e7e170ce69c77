package import Basics
package import Domain
package import SQL

/// The log of what matters for the household's safety, in the table `audit`.
package struct SQLAuditStore: AuditStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func record(_ entry: AuditEntry) async throws {
        try await database.write { try Self.record(entry, $0) }
    }

    /// In somebody's script, so that the log never tells of what was not done.
    static func record(_ entry: AuditEntry, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO audit (at, action, user_id, address, detail)
            VALUES (\(entry.at), \(entry.action), \(SQLBinding(entry.userID)), \(SQLBinding(entry.address)),
                \(SQLBinding(entry.detail)))
            """)
    }

    package func count(of action: String, since moment: Instant) async throws -> Int {
        try await database.read { connection in
            try connection.int("SELECT COUNT(*) FROM audit WHERE action = \(action) AND at >= \(moment)")
        }
    }

    package func recent(limit: Int) async throws -> [AuditEntry] {
        try await database.read { connection in
            try connection.query(
                "SELECT at, action, user_id, address, detail FROM audit ORDER BY at DESC, id DESC LIMIT \(limit)"
            ).map { row in
                AuditEntry(
                    at: try row.get(0), action: try row.text(1), userID: try row.get(2, as: UserID?.self),
                    address: try row.optionalText(3), detail: try row.optionalText(4))
            }
        }
    }

    package func removeEntries(before moment: Instant) async throws -> Int {
        try await database.write { try $0.execute("DELETE FROM audit WHERE at < \(moment)") }
    }
}
