package import Basics
package import Domain
import SQL

/// API keys in the table `api_key`.
extension SQLAccountStore {
    package func addKey(_ key: NewAPIKey, for user: UserID) async throws -> APIKey {
        do {
            return try await database.write { try Self.insert(key, for: user, $0) }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func key(digest: [UInt8]) async throws -> (key: APIKey, user: User)? {
        let rows = try await database.glance(
            """
            SELECT k.id, k.user_id, k.label, k.created_at, k.last_used_at, k.revoked_at, \(sql: UserRow.joinedColumns)
            FROM api_key k JOIN app_user u ON u.id = k.user_id WHERE k.digest = \(digest)
            """)
        return try rows.first.map { (key: try Self.key($0), user: try UserRow.user($0, from: 6)) }
    }

    package func keys(of user: UserID) async throws -> [APIKey] {
        try await database.read { connection in
            try connection.query(
                "SELECT \(sql: Self.keyColumns) FROM api_key WHERE user_id = \(user) ORDER BY id DESC"
            ).map { try Self.key($0) }
        }
    }

    package func noteUse(of key: APIKeyID, at moment: Instant) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                UPDATE api_key SET last_used_at = \(moment)
                WHERE id = \(key) AND (last_used_at IS NULL OR last_used_at < \(moment))
                """)
        }
    }

    package func setLabel(_ label: String, of key: APIKeyID, owner: UserID) async throws -> Bool {
        try await database.write { connection in
            _ = try connection.raise(.accounts)
            return try connection.execute(
                "UPDATE api_key SET label = \(label) WHERE id = \(key) AND user_id = \(owner)") > 0
        }
    }

    package func revokeKey(_ key: APIKeyID, owner: UserID, at moment: Instant) async throws -> Bool {
        try await database.write { connection in
            _ = try connection.raise(.accounts)
            return try connection.execute(
                """
                UPDATE api_key SET revoked_at = \(moment)
                WHERE id = \(key) AND user_id = \(owner) AND revoked_at IS NULL
                """) > 0
        }
    }

    static func insert(_ key: NewAPIKey, for user: UserID, _ connection: any SQLConnection) throws -> APIKey {
        let row = try connection.first(
            """
            INSERT INTO api_key (user_id, digest, label, created_at)
            VALUES (\(user), \(key.digest), \(key.label), \(key.createdAt)) RETURNING \(sql: keyColumns)
            """)
        guard let row else { throw SQLError.decoding("the new key gave no row") }
        return try Self.key(row)
    }

    private static let keyColumns: SQL = "id, user_id, label, created_at, last_used_at, revoked_at"

    private static func key(_ row: SQLRow) throws -> APIKey {
        APIKey(
            id: try row.get(0), userID: try row.get(1), label: try row.text(2), createdAt: try row.get(3),
            lastUsedAt: try row.get(4), revokedAt: try row.get(5))
    }
}
