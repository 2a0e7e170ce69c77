package import Basics
package import Domain
package import SQL

/// Sessions of browsers in the table `web_session`. An ended session is gone.
package struct SQLSessionStore: SessionStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func addSession(_ session: NewWebSession, for user: UserID, openMax: Int) async throws -> WebSession {
        do {
            return try await database.write { connection in
                try Self.insert(session, kind: .web, for: user, openMax: openMax, connection)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func session(digest: [UInt8]) async throws -> (session: WebSession, user: User)? {
        let rows = try await database.glance(
            """
            SELECT s.id, s.user_id, s.device, s.created_at, s.last_used_at, s.expires_at, s.ends_at,
                \(sql: UserRow.joinedColumns)
            FROM web_session s JOIN app_user u ON u.id = s.user_id
            WHERE s.digest = \(digest) AND s.kind = 'web'
            """)
        return try rows.first.map { (session: try Self.session($0), user: try UserRow.user($0, from: 7)) }
    }

    package func extendSession(_ id: SessionID, usedAt: Instant, expiresAt: Instant) async throws {
        try await database.write { connection in
            try Self.extend(id, usedAt: usedAt, expiresAt: expiresAt, connection)
        }
    }

    package func sessions(of user: UserID, at moment: Instant) async throws -> [WebSession] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT \(sql: Self.columns) FROM web_session
                WHERE user_id = \(user) AND kind = 'web' AND expires_at > \(moment)
                ORDER BY last_used_at DESC, id DESC
                """
            ).map { try Self.session($0) }
        }
    }

    package func endSession(_ id: SessionID, owner: UserID) async throws -> Bool {
        try await database.write { connection in
            try connection.execute("DELETE FROM web_session WHERE id = \(id) AND user_id = \(owner)") > 0
        }
    }

    package func endSessions(of user: UserID, except kept: SessionID?, tokensFrom: Instant) async throws -> Int {
        try await database.write { connection in
            _ = try connection.raise(.accounts)
            try connection.execute(
                "UPDATE app_user SET \(sql: SQLAccountStore.tokens(from: tokensFrom)) WHERE id = \(user)")
            // Ids begin at 1.
            return try connection.execute(
                "DELETE FROM web_session WHERE user_id = \(user) AND id <> \(kept ?? SessionID(0))")
        }
    }

    package func removeSessions(expiredBefore moment: Instant) async throws -> Int {
        try await database.write { try $0.execute("DELETE FROM web_session WHERE expires_at < \(moment)") }
    }

    static let columns: SQL = "id, user_id, device, created_at, last_used_at, expires_at, ends_at"

    /// Ends the account's sessions of that kind beyond `openMax`, those that were idle longest.
    static func insert(
        _ session: NewWebSession, kind: SessionKind, for user: UserID, openMax: Int, _ connection: any SQLConnection
    ) throws -> WebSession {
        let row = try connection.first(
            """
            INSERT INTO web_session (user_id, digest, device, created_at, last_used_at, expires_at, ends_at, kind)
            VALUES (\(user), \(session.digest), \(session.device), \(session.createdAt), \(session.createdAt),
                \(session.expiresAt), \(session.endsAt), \(kind))
            RETURNING \(sql: columns)
            """)
        guard let row else { throw SQLError.decoding("the new session gave no row") }
        let added = try Self.session(row)
        try connection.execute(
            """
            DELETE FROM web_session
            WHERE user_id = \(user) AND kind = \(kind) AND id <> \(added.id) AND id NOT IN (
                SELECT id FROM web_session WHERE user_id = \(user) AND kind = \(kind) AND id <> \(added.id)
                ORDER BY last_used_at DESC, id DESC LIMIT \(max(0, openMax - 1)))
            """)
        return added
    }

    static func extend(
        _ id: SessionID, usedAt: Instant, expiresAt: Instant, _ connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE web_session SET last_used_at = \(usedAt),
                expires_at = CASE WHEN \(expiresAt) > ends_at THEN ends_at ELSE \(expiresAt) END
            WHERE id = \(id) AND last_used_at < \(usedAt)
            """)
    }

    static func session(_ row: SQLRow) throws -> WebSession {
        WebSession(
            id: try row.get(0), userID: try row.get(1), device: try row.text(2), createdAt: try row.get(3),
            lastUsedAt: try row.get(4), expiresAt: try row.get(5), endsAt: try row.get(6))
    }
}
