package import Basics
package import Domain
package import SQL

/// Links to Trakt in the tables `trakt_link` and `trakt_state`; what is to be told and compared is in extensions.
package struct SQLTraktStore: TraktLinkStore {
    let database: any SQLDatabase
    /// The one store of ratings.
    let ratings: SQLRatingStore

    package init(database: any SQLDatabase, ratings: SQLRatingStore) {
        self.database = database
        self.ratings = ratings
    }

    package func link(
        _ user: UserID, name: String, sealedTokens: [UInt8], at moment: Instant
    ) async throws {
        do {
            try await database.write { connection in
                try Self.lock(user, connection)
                try Self.forget(user, connection)
                try connection.execute(
                    """
                    INSERT INTO trakt_link (user_id, name, tokens, connected_at)
                    VALUES (\(user), \(name), \(sealedTokens), \(moment))
                    """)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func traktLink(of user: UserID) async throws -> TraktLink? {
        try await database.read { try Self.link(of: user, $0) }
    }

    /// Stored even when the task is cancelled: what the new tokens replace is dead.
    package func replaceTokens(of user: UserID, _ old: [UInt8], with new: [UInt8]) async throws -> Bool {
        try await database.writeUncancelled { connection in
            try connection.execute(
                """
                UPDATE trakt_link SET tokens = \(new), must_reconnect = 0 WHERE user_id = \(user) AND tokens = \(old)
                """) > 0
        }
    }

    package func markReconnect(of user: UserID, _ sealedTokens: [UInt8]) async throws {
        try await database.writeUncancelled { connection in
            _ = try connection.execute(
                "UPDATE trakt_link SET must_reconnect = 1 WHERE user_id = \(user) AND tokens = \(sealedTokens)")
        }
    }

    package func unlink(_ user: UserID) async throws -> TraktLink? {
        try await database.write { connection in
            try Self.lock(user, connection)
            let link = try Self.link(of: user, connection)
            try Self.forget(user, connection)
            return link
        }
    }

    package func linkedUsers(after user: UserID?, limit: Int) async throws -> [UserID] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT user_id FROM trakt_link WHERE user_id > \(user?.rawValue ?? 0) AND must_reconnect = 0
                ORDER BY user_id LIMIT \(limit)
                """
            ).map { try $0.get(0) }
        }
    }
}

extension SQLTraktStore {
    private static let columns: SQL = """
        user_id, name, tokens, connected_at, must_reconnect, synced_at, movies_rated_at, shows_rated_at,
        catalogue_version, problem
        """

    /// What is written about one user and Trakt follows one another.
    static func lock(_ user: UserID, _ connection: any SQLConnection) throws {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        _ = try connection.first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)")
    }

    static func link(of user: UserID, _ connection: any SQLConnection) throws -> TraktLink? {
        try connection.first("SELECT \(sql: columns) FROM trakt_link WHERE user_id = \(user)").map { row in
            let activity = TraktActivity(moviesRatedAt: try row.get(6), showsRatedAt: try row.get(7))
            let catalogue = try row.get(8, as: Int64?.self)
            return TraktLink(
                user: try row.get(0), name: try row.text(1), sealedTokens: try row.blob(2),
                connectedAt: try row.get(3), mustReconnect: try row.bool(4), syncedAt: try row.get(5),
                glance: catalogue.map { TraktGlance(activity: activity, catalogue: $0) },
                problem: try row.optionalText(9))
        }
    }

    /// Ratings stay; that Trakt has them does not.
    private static func forget(_ user: UserID, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM trakt_wish WHERE user_id = \(user)")
        try connection.execute("DELETE FROM trakt_link WHERE user_id = \(user)")
        try connection.execute(
            "UPDATE rating SET trakt_at = NULL WHERE user_id = \(user) AND trakt_at IS NOT NULL")
    }
}
