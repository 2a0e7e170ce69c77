package import Basics
package import Domain
package import SQL

/// Profiles in the table `profile`; which one a session uses stands with the session.
package struct SQLProfileStore: ProfileStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func profiles(of user: UserID, at moment: Instant) async throws -> [Profile] {
        let profiles = try await database.glance(Self.query(of: user)).map { try Self.profile($0) }
        guard profiles.isEmpty else { return profiles }
        return try await database.write { connection in
            try Self.lock(user, connection)
            let profiles = try Self.profiles(of: user, connection)
            guard profiles.isEmpty else { return profiles }
            let name = try connection.first("SELECT name FROM app_user WHERE id = \(user)")?.text(0)
            guard let name else { return [] }
            // Names of accounts may be longer than those of profiles.
            let short = String(name.prefix(StorageLimits.profileNameCharactersMax))
            return [try Self.insert(NewProfile(name: short), user, moment, connection)]
        }
    }

    package func profile(_ id: ProfileID, of user: UserID) async throws -> Profile? {
        try await database.read { try Self.profile(id, of: user, $0) }
    }

    package func add(
        _ profile: NewProfile, to user: UserID, active session: SessionID?, max: Int, at moment: Instant
    ) async throws -> Profile {
        try await database.write { connection in
            try Self.lock(user, connection)
            let count = try connection.int("SELECT COUNT(*) FROM profile WHERE user_id = \(user)")
            guard count < max else { throw ProfileError.tooMany(maximum: max) }
            let added = try Self.insert(profile, user, moment, connection)
            if let session {
                try connection.execute("UPDATE web_session SET profile_id = \(added.id) WHERE id = \(session)")
            }
            return added
        }
    }

    package func change(_ id: ProfileID, of user: UserID, to profile: NewProfile) async throws -> Profile {
        let row = try await database.write { connection in
            try connection.first(
                """
                UPDATE profile SET name = \(profile.name), certificate_limit = \(SQLBinding(profile.certificateLimit)),
                    rating_limit = \(SQLBinding(profile.ratingLimit)), skips_intro = \(profile.playback.skipsIntro),
                    skips_credits = \(profile.playback.skipsCredits), plays_next = \(profile.playback.playsNext)
                WHERE id = \(id) AND user_id = \(user) RETURNING \(sql: Self.columns)
                """)
        }
        guard let row else { throw ProfileError.unknown }
        return try Self.profile(row)
    }

    package func setPINHash(_ hash: String?, of id: ProfileID, user: UserID) async throws {
        try await database.write { connection in
            let changed = try connection.execute(
                "UPDATE profile SET pin_hash = \(SQLBinding(hash)) WHERE id = \(id) AND user_id = \(user)")
            guard changed > 0 else { throw ProfileError.unknown }
            try connection.execute("DELETE FROM pin_window WHERE profile_id = \(id)")
        }
    }

    package func remove(_ id: ProfileID, of user: UserID) async throws {
        try await database.write { connection in
            try Self.lock(user, connection)
            let profiles = try Self.profiles(of: user, connection)
            guard profiles.contains(where: { $0.id == id }) else { throw ProfileError.unknown }
            guard profiles.count > 1 else { throw ProfileError.last }
            try connection.execute("DELETE FROM profile WHERE id = \(id)")
        }
    }

    package func pinHash(of id: ProfileID) async throws -> String? {
        try await database.read { connection in
            try connection.first("SELECT pin_hash FROM profile WHERE id = \(id)")?.optionalText(0)
        }
    }

    package func activeProfile(of session: SessionID) async throws -> ProfileID? {
        try await database.read { connection in
            try connection.first("SELECT profile_id FROM web_session WHERE id = \(session)")?
                .get(0, as: ProfileID?.self)
        }
    }

    package func activate(_ id: ProfileID, in session: SessionID) async throws {
        _ = try await database.write { connection in
            try connection.execute("UPDATE web_session SET profile_id = \(id) WHERE id = \(session)")
        }
    }

    package func window(of session: SessionID, profile: ProfileID) async throws -> Instant? {
        try await database.read { connection in
            try connection.first(
                "SELECT open_until FROM pin_window WHERE session_id = \(session) AND profile_id = \(profile)"
            )?.get(0)
        }
    }

    package func openWindow(of session: SessionID, profile: ProfileID, until moment: Instant) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO pin_window (session_id, profile_id, open_until)
                VALUES (\(session), \(profile), \(moment))
                ON CONFLICT (session_id, profile_id) DO UPDATE SET open_until = excluded.open_until
                """)
        }
    }
}

extension SQLProfileStore {
    private static let columns: SQL = """
        id, user_id, name, pin_hash IS NOT NULL, certificate_limit, rating_limit, skips_intro, skips_credits, plays_next
        """

    /// Two scripts that count an account's profiles follow one another.
    private static func lock(_ user: UserID, _ connection: any SQLConnection) throws {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        _ = try connection.first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)")
    }

    private static func profiles(of user: UserID, _ connection: any SQLConnection) throws -> [Profile] {
        try connection.query(query(of: user)).map { try profile($0) }
    }

    private static func query(of user: UserID) -> SQL {
        "SELECT \(sql: columns) FROM profile WHERE user_id = \(user) ORDER BY id"
    }

    private static func profile(
        _ id: ProfileID, of user: UserID, _ connection: any SQLConnection
    ) throws -> Profile? {
        try connection.first("SELECT \(sql: columns) FROM profile WHERE id = \(id) AND user_id = \(user)")
            .map { try profile($0) }
    }

    private static func insert(
        _ profile: NewProfile, _ user: UserID, _ moment: Instant, _ connection: any SQLConnection
    ) throws -> Profile {
        let row = try connection.first(
            """
            INSERT INTO profile (user_id, name, pin_hash, certificate_limit, rating_limit, skips_intro, skips_credits,
                plays_next, created_at)
            VALUES (\(user), \(profile.name), \(SQLBinding(profile.pinHash)), \(SQLBinding(profile.certificateLimit)),
                \(SQLBinding(profile.ratingLimit)), \(profile.playback.skipsIntro), \(profile.playback.skipsCredits),
                \(profile.playback.playsNext), \(moment))
            RETURNING \(sql: columns)
            """)
        guard let row else { throw SQLError.decoding("the new profile gave no row") }
        return try Self.profile(row)
    }

    private static func profile(_ row: SQLRow) throws -> Profile {
        var playback = PlaybackChoices()
        playback.skipsIntro = try row.bool(6)
        playback.skipsCredits = try row.bool(7)
        playback.playsNext = try row.bool(8)
        return Profile(
            id: try row.get(0), userID: try row.get(1), name: try row.text(2), hasPIN: try row.bool(3),
            certificateLimit: try row.get(4, as: Certificate?.self), ratingLimit: try row.optionalText(5),
            playback: playback)
    }
}
