package import Basics
package import Domain
package import SQL

/// Accounts in the table `app_user`; keys and pairing codes are in extensions beside this file.
package struct SQLAccountStore: AccountStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func addUser(_ user: NewUser) async throws -> User {
        do {
            return try await database.write { try Self.insert(user, $0) }
        } catch SQLError.uniqueViolation(constraint: "app_user.email") {
            throw AccountError.emailTaken(user.email)
        }
    }

    package func addFirstUser(_ user: NewUser) async throws -> User? {
        try await database.write { connection in
            // Two first accounts at the same moment would not see one another on PostgreSQL.
            if connection.dialect == .postgres {
                try connection.run(script: "LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE")
            }
            guard try connection.first("SELECT 1 FROM app_user LIMIT 1") == nil else { return nil }
            return try Self.insert(user, connection)
        }
    }

    package func user(id: UserID) async throws -> User? {
        try await database.read { try Self.user("id = \(id)", $0) }
    }

    package func user(email: String) async throws -> User? {
        try await database.read { try Self.user("email = \(email)", $0) }
    }

    package func user(uuid: String) async throws -> User? {
        try await database.glance(
            "SELECT \(sql: UserRow.columns) FROM app_user WHERE uuid = \(uuid)"
        ).first.map { try UserRow.user($0) }
    }

    package func users() async throws -> [User] {
        try await database.read { connection in
            try connection.query("SELECT \(sql: UserRow.columns) FROM app_user ORDER BY id").map {
                try UserRow.user($0)
            }
        }
    }

    package func passwordHash(of user: UserID) async throws -> String? {
        try await database.read { connection in
            try connection.first("SELECT password_hash FROM app_user WHERE id = \(user)")?.optionalText(0)
        }
    }

    package func setPasswordHash(_ hash: String, of user: UserID, tokensFrom: Instant?) async throws {
        let tokens: SQL = tokensFrom.map { ", \(sql: Self.tokens(from: $0))" } ?? ""
        try await set("password_hash = \(hash)\(sql: tokens)", of: user)
    }

    package func setRole(_ role: Role, of user: UserID) async throws {
        try await set("role = \(role)", of: user)
    }

    package func setActive(_ isActive: Bool, of user: UserID) async throws {
        try await set("is_active = \(isActive)", of: user)
    }

    package func setExpiry(_ moment: Instant?, of user: UserID) async throws {
        try await set("expires_at = \(SQLBinding(moment))", of: user)
    }

    package func setPlaybacksMax(_ count: Int?, of user: UserID) async throws {
        try await set("playbacks_max = \(SQLBinding(count))", of: user)
    }

    package func setUpdateChannel(_ channel: UpdateChannel, of user: UserID) async throws {
        try await set("update_channel = \(channel)", of: user)
    }

    package func setMembership(
        _ membership: Membership, displayName: String?, of user: UserID, at moment: Instant
    ) async throws {
        try await set(
            """
            display_name = \(SQLBinding(displayName)), gets_picks = \(membership.getsPicks),
                gets_movie_picks = \(membership.getsMoviePicks), gets_series_picks = \(membership.getsSeriesPicks),
                manages_history = \(membership.managesHistory), updated_at = \(moment)
            """, of: user)
    }

    private func set(_ change: SQL, of user: UserID) async throws {
        let changed = try await database.write { connection in
            _ = try connection.raise(.accounts)
            return try connection.execute("UPDATE app_user SET \(sql: change) WHERE id = \(user)")
        }
        guard changed > 0 else { throw AccountError.unknownUser(user.description) }
    }

    /// The change that takes back what was issued before a moment; it never brings anything back.
    static func tokens(from moment: Instant) -> SQL {
        "tokens_from = CASE WHEN tokens_from > \(moment) THEN tokens_from ELSE \(moment) END"
    }

    static func insert(_ user: NewUser, _ connection: any SQLConnection) throws -> User {
        let row = try connection.first(
            """
            INSERT INTO app_user (uuid, email, name, role, is_active, password_hash, created_at)
            VALUES (\(user.uuid), \(user.email), \(user.name), \(user.role), 1,
                \(SQLBinding(user.passwordHash)), \(user.createdAt))
            RETURNING \(sql: UserRow.columns)
            """)
        guard let row else { throw SQLError.decoding("the new account gave no row") }
        return try UserRow.user(row)
    }

    static func user(_ condition: SQL, _ connection: any SQLConnection) throws -> User? {
        try connection.first("SELECT \(sql: UserRow.columns) FROM app_user WHERE \(sql: condition)")
            .map { try UserRow.user($0) }
    }
}

/// Reads accounts from rows that begin with `columns`.
enum UserRow {
    private static let names = [
        "id", "uuid", "email", "name", "role", "is_active", "created_at", "expires_at", "playbacks_max",
        "update_channel", "display_name", "gets_picks", "gets_movie_picks", "gets_series_picks", "manages_history",
        "updated_at", "parental_limit", "tokens_from",
    ]
    static let columns = SQL(trusted: names.joined(separator: ", "))
    /// Of `app_user u`.
    static let joinedColumns = SQL(trusted: names.map { "u." + $0 }.joined(separator: ", "))

    static func user(_ row: SQLRow, from first: Int = 0) throws -> User {
        var user = User(
            id: try row.get(first), uuid: try row.text(first + 1), email: try row.text(first + 2),
            name: try row.text(first + 3), role: try row.get(first + 4), isActive: try row.bool(first + 5),
            createdAt: try row.get(first + 6))
        user.expiresAt = try row.get(first + 7, as: Instant?.self)
        user.playbacksMax = try row.optionalInt(first + 8)
        user.updateChannel = try row.get(first + 9)
        user.displayName = try row.optionalText(first + 10)
        user.membership.getsPicks = try row.bool(first + 11)
        user.membership.getsMoviePicks = try row.bool(first + 12)
        user.membership.getsSeriesPicks = try row.bool(first + 13)
        user.membership.managesHistory = try row.bool(first + 14)
        user.updatedAt = try row.get(first + 15, as: Instant?.self)
        user.parentalLimit = try row.optionalInt(first + 16)
        user.tokensFrom = try row.get(first + 17, as: Instant?.self)
        return user
    }
}
