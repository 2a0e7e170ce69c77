import Basics
package import Domain
package import SQL

/// Settings that administrators changed, in the table `setting`.
package struct SQLSettingStore: SettingStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func stored() async throws -> StoredSettings {
        try await database.read { connection in
            let rows = try connection.query(
                "SELECT key, value, is_encrypted, updated_at, updated_by FROM setting ORDER BY key")
            let since = try connection.first(
                "SELECT applied_at FROM schema_migration WHERE name = '0014_settings'")
            return StoredSettings(
                rows: try rows.map { row in
                    StoredSetting(
                        key: try row.text(0), value: try row.text(1), isEncrypted: try row.bool(2),
                        updatedAt: try row.get(3), updatedBy: try row.get(4, as: UserID?.self))
                },
                version: try connection.version(of: .settings),
                since: try since?.get(0) ?? Instant(milliseconds: 0))
        }
    }

    package func apply(_ batch: SettingBatch) async throws {
        try await database.write { connection in
            try connection.lock(.settings)
            try connection.insert(batch.put.map(\.bindings)) { rows in
                """
                INSERT INTO setting (key, value, is_encrypted, updated_at, updated_by) VALUES \(rows: rows)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, is_encrypted = excluded.is_encrypted,
                    updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """
            }
            if !batch.removed.isEmpty {
                try connection.execute("DELETE FROM setting WHERE key IN \(list: batch.removed)")
            }
            try SQLAuditStore.record(batch.audit, connection)
            _ = try connection.raise(.settings)
        }
    }
}

extension StoredSetting {
    fileprivate var bindings: [SQLBinding] {
        [
            SQLBinding(key), SQLBinding(value), SQLBinding(isEncrypted), SQLBinding(updatedAt), SQLBinding(updatedBy),
        ]
    }
}
