package import Basics
package import Domain
import SQL

/// Sessions of apps: rows of another kind in the same table, with what the app says of itself beside them.
extension SQLSessionStore: AppSessionStore {
    package func addAppSession(
        _ session: NewWebSession, client: AppClient, profile: ProfileID, for user: UserID, openMax: Int
    ) async throws -> WebSession {
        do {
            return try await database.write { connection in
                let added = try Self.insert(session, kind: .app, for: user, openMax: openMax, connection)
                try connection.execute("UPDATE web_session SET profile_id = \(profile) WHERE id = \(added.id)")
                try connection.execute(
                    """
                    INSERT INTO session_client (session_id, platform, package, version_name, version_code, address)
                    VALUES (\(added.id), \(client.platform), \(SQLBinding(client.package)),
                        \(SQLBinding(client.versionName)), \(SQLBinding(client.versionCode)), \(client.address))
                    """)
                return added
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func appSession(digest: [UInt8]) async throws -> AppSession? {
        try await database.read { connection in
            let row = try connection.first(
                """
                SELECT s.id, s.user_id, s.device, s.created_at, s.last_used_at, s.expires_at, s.ends_at, s.profile_id,
                    c.platform, c.package, c.version_name, c.version_code, c.address, \(sql: UserRow.joinedColumns)
                FROM web_session s JOIN app_user u ON u.id = s.user_id
                JOIN session_client c ON c.session_id = s.id
                WHERE s.digest = \(digest) AND s.kind = 'app'
                """)
            return try row.map { try Self.appSession($0) }
        }
    }

    package func extendAppSession(
        _ id: SessionID, usedAt: Instant, expiresAt: Instant, client: AppClient
    ) async throws {
        try await database.write { connection in
            try Self.extend(id, usedAt: usedAt, expiresAt: expiresAt, connection)
            try connection.execute(
                """
                UPDATE session_client SET platform = \(client.platform), package = \(SQLBinding(client.package)),
                    version_name = \(SQLBinding(client.versionName)), version_code = \(SQLBinding(client.versionCode)),
                    address = \(client.address)
                WHERE session_id = \(id)
                """)
        }
    }

    package func endAppSession(_ id: SessionID) async throws {
        _ = try await database.write { connection in
            try connection.execute("DELETE FROM web_session WHERE id = \(id)")
        }
    }

    package func keySession(_ key: APIKeyID) async throws -> WebSession? {
        try await database.read { connection in
            try connection.first("SELECT \(sql: Self.columns) FROM web_session WHERE key_id = \(key)")
                .map { try Self.session($0) }
        }
    }

    package func openKeySession(
        _ session: NewWebSession, of key: APIKeyID, user: UserID
    ) async throws -> WebSession {
        do {
            return try await database.write { connection in
                let row = try connection.first(
                    """
                    INSERT INTO web_session (user_id, digest, device, created_at, last_used_at, expires_at, ends_at,
                        kind, key_id)
                    VALUES (\(user), \(session.digest), \(session.device), \(session.createdAt), \(session.createdAt),
                        \(session.expiresAt), \(session.endsAt), \(SessionKind.key), \(key))
                    ON CONFLICT (key_id) DO UPDATE SET device = excluded.device,
                        last_used_at = excluded.last_used_at, expires_at = excluded.expires_at,
                        ends_at = excluded.ends_at
                    RETURNING \(sql: Self.columns)
                    """)
                guard let row else { throw SQLError.decoding("the session of a key gave no row") }
                return try Self.session(row)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func tokenSession(digest: [UInt8]) async throws -> WebSession? {
        try await database.read { connection in
            try connection.first(
                "SELECT \(sql: Self.columns) FROM web_session WHERE digest = \(digest) AND kind = \(SessionKind.token)"
            ).map { try Self.session($0) }
        }
    }

    package func openTokenSession(_ session: NewWebSession, user: UserID) async throws -> WebSession {
        do {
            return try await database.write { connection in
                let row = try connection.first(
                    """
                    INSERT INTO web_session (user_id, digest, device, created_at, last_used_at, expires_at, ends_at,
                        kind)
                    VALUES (\(user), \(session.digest), \(session.device), \(session.createdAt),
                        \(session.createdAt), \(session.expiresAt), \(session.endsAt), \(SessionKind.token))
                    ON CONFLICT (digest) DO UPDATE SET device = excluded.device, last_used_at = excluded.last_used_at,
                        expires_at = excluded.expires_at, ends_at = excluded.ends_at
                    RETURNING \(sql: Self.columns)
                    """)
                guard let row else { throw SQLError.decoding("the session of tokens gave no row") }
                return try Self.session(row)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func isOpen(_ id: SessionID, of user: UserID, at moment: Instant) async throws -> Bool {
        try await database.read { connection in
            let row = try connection.first(
                """
                SELECT \(sql: UserRow.joinedColumns) FROM web_session s JOIN app_user u ON u.id = s.user_id
                LEFT JOIN api_key k ON k.id = s.key_id
                WHERE s.id = \(id) AND s.user_id = \(user) AND s.expires_at > \(moment) AND k.revoked_at IS NULL
                """)
            return try row.map { try UserRow.user($0).isOpen(at: moment) } ?? false
        }
    }

    package func appSessionCount(of user: UserID?, at moment: Instant) async throws -> Int {
        try await database.read { connection in
            let owner: SQL = user.map { " AND user_id = \($0)" } ?? ""
            return try connection.int(
                """
                SELECT COUNT(*) FROM web_session WHERE kind = 'app' AND expires_at > \(moment)\(sql: owner)
                """)
        }
    }

    private static func appSession(_ row: SQLRow) throws -> AppSession {
        var client = AppClient(platform: try row.text(8), address: try row.text(12))
        client.package = try row.optionalText(9)
        client.versionName = try row.optionalText(10)
        client.versionCode = try row.optionalText(11)
        return AppSession(
            session: try session(row), user: try UserRow.user(row, from: 13), client: client,
            profileID: try row.get(7, as: ProfileID?.self))
    }
}

/// Who begins sessions.
enum SessionKind: String, SQLValueConvertible {
    case web
    case app
    /// The device of an API key, which never shows a session's token.
    case key
    /// Devices that show access tokens of an account.
    case token
}
