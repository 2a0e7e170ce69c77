package import Basics
package import Domain
package import SQL

/// What people chose, in the table `personal_setting`: a row for each choice that is not the standard.
package struct SQLPersonalSettingStore: PersonalSettingStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func settings(of user: UserID) async throws -> PersonalSettings {
        try await database.read { PersonalSettings(stored: try Self.values(of: user, $0)) }
    }

    package func settingsOfAll() async throws -> [UserID: PersonalSettings] {
        try await database.read { connection in
            var values: [UserID: [String: String]] = [:]
            try connection.forEach("SELECT user_id, key, value FROM personal_setting") { row in
                values[try row.get(0), default: [:]][try row.text(1)] = try row.text(2)
            }
            return values.mapValues { PersonalSettings(stored: $0) }
        }
    }

    package func change(
        of user: UserID, at moment: Instant, _ change: @Sendable @escaping (inout PersonalSettings) -> Void
    ) async throws -> PersonalSettings {
        try await database.write { connection in
            // Two changes of one person follow one another.
            let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
            guard try connection.first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)") != nil else {
                throw AccountError.unknownUser(user.description)
            }
            let old = try Self.values(of: user, connection)
            var settings = PersonalSettings(stored: old)
            change(&settings)
            try Self.write(settings.stored, over: old, of: user, moment, connection)
            return settings
        }
    }

    private static func values(of user: UserID, _ connection: any SQLConnection) throws -> [String: String] {
        let rows = try connection.query("SELECT key, value FROM personal_setting WHERE user_id = \(user)")
        return Dictionary(try rows.map { (try $0.text(0), try $0.text(1)) }) { first, _ in first }
    }

    /// Rows that are right stay as they are.
    private static func write(
        _ new: [String: String], over old: [String: String], of user: UserID, _ moment: Instant,
        _ connection: any SQLConnection
    ) throws {
        let gone = old.keys.filter { new[$0] == nil }
        if !gone.isEmpty {
            try connection.execute(
                "DELETE FROM personal_setting WHERE user_id = \(user) AND key IN \(list: gone)")
        }
        let changed = new.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
        let rows = changed.map { [SQLBinding(user), SQLBinding($0.key), SQLBinding($0.value), SQLBinding(moment)] }
        try connection.insert(rows) { rows in
            """
            INSERT INTO personal_setting (user_id, key, value, updated_at) VALUES \(rows: rows)
            ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """
        }
    }
}
