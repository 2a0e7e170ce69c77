package import Basics
package import Domain
package import SQL

/// Who plays what, in the table `playback`: one row a session.
package struct SQLPlaybackStore: PlaybackStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func claim(_ claim: PlaybackClaim) async throws -> PlaybackSlots {
        try await database.write { connection in
            try Self.lock(claim.userID, connection)
            let live = try Self.live(of: claim.userID, since: claim.liveSince, connection)
            let own = live.firstIndex { $0.sessionID == claim.sessionID }
            let isGranted =
                claim.limit == 0 || (own.map { $0 < claim.limit } ?? (live.count < claim.limit))
            guard isGranted else {
                return PlaybackSlots(isGranted: false, active: live.count)
            }
            let startedAt = own.map { live[$0].startedAt } ?? claim.at
            try Self.store(claim, startedAt: startedAt, connection)
            return PlaybackSlots(isGranted: true, active: live.count + (own == nil ? 1 : 0))
        }
    }

    package func live(of user: UserID, since moment: Instant) async throws -> [Playback] {
        try await database.read { try Self.live(of: user, since: moment, $0) }
    }

    package func live(since moment: Instant) async throws -> [Playback] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT \(sql: Self.columns) FROM playback WHERE seen_at >= \(moment) ORDER BY started_at, session_id
                """
            ).map { try Self.playback($0) }
        }
    }

    @discardableResult
    package func touch(
        _ session: SessionID, at moment: Instant, liveSince: Instant
    ) async throws -> PlaybackPulse {
        try await database.write { connection in
            let count = try connection.execute(
                """
                UPDATE playback SET seen_at = \(moment)
                WHERE session_id = \(session) AND seen_at < \(moment) AND seen_at >= \(liveSince)
                """)
            guard count == 0 else { return .alive }
            let row = try connection.first(
                "SELECT seen_at, title_id, user_id FROM playback WHERE session_id = \(session)")
            guard let row else { return .ended }
            let isAlive = try row.get(0, as: Instant.self) >= liveSince
            return isAlive ? .alive : .silent(try row.get(1), of: try row.get(2))
        }
    }

    package func end(_ session: SessionID) async throws {
        _ = try await database.write { try $0.execute("DELETE FROM playback WHERE session_id = \(session)") }
    }

    package func remove(seenBefore moment: Instant) async throws -> Int {
        try await database.write { try $0.execute("DELETE FROM playback WHERE seen_at < \(moment)") }
    }
}

extension SQLPlaybackStore {
    /// The account's row is the lock behind which its slots are counted, over all servers.
    static func lock(_ user: UserID, _ connection: any SQLConnection) throws {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        _ = try connection.first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)")
    }

    private static let columns: SQL = """
        session_id, user_id, profile_id, title_id, started_at, seen_at, position, is_paused, device, file_id
        """

    static func live(
        of user: UserID, since moment: Instant, _ connection: any SQLConnection
    ) throws -> [Playback] {
        try connection.query(
            """
            SELECT \(sql: columns) FROM playback WHERE user_id = \(user) AND seen_at >= \(moment)
            ORDER BY started_at, session_id
            """
        ).map { try playback($0) }
    }

    private static func store(
        _ claim: PlaybackClaim, startedAt: Instant, _ connection: any SQLConnection
    ) throws {
        let report = claim.report ?? PlaybackReport(position: 0)
        try connection.execute(
            """
            INSERT INTO playback (session_id, user_id, profile_id, title_id, started_at, seen_at, position, is_paused,
                device, quality, file_id)
            VALUES (\(claim.sessionID), \(claim.userID), \(claim.profileID), \(claim.titleID), \(startedAt),
                \(claim.at), \(report.position), \(report.isPaused), \(SQLBinding(report.device)),
                \(JSONText.encode(report.quality)), \(SQLBinding(claim.fileID)))
            ON CONFLICT (session_id) DO UPDATE SET profile_id = excluded.profile_id, title_id = excluded.title_id,
                started_at = excluded.started_at, seen_at = excluded.seen_at, position = excluded.position,
                is_paused = excluded.is_paused, device = COALESCE(excluded.device, playback.device),
                quality = excluded.quality,
                file_id = COALESCE(excluded.file_id,
                    CASE WHEN playback.title_id = excluded.title_id THEN playback.file_id END)
            """)
    }

    private static func playback(_ row: SQLRow) throws -> Playback {
        var playback = Playback(
            sessionID: try row.get(0), userID: try row.get(1), profileID: try row.get(2, as: ProfileID?.self),
            titleID: try row.get(3), moments: (try row.get(4), try row.get(5)), position: try row.int(6),
            isPaused: try row.bool(7), device: try row.optionalText(8))
        playback.fileID = try row.get(9, as: MediaFileID?.self)
        return playback
    }
}
