import Basics
package import Domain
import SQL

/// What is to be told to Trakt, in the table `trakt_wish`. Whoever has a user's errand holds the row of the link, so no
/// two servers tell something of one account at a time.
extension SQLTraktStore: TraktWishStore {
    package func claimErrand(_ claim: TraktWishClaim) async throws -> TraktErrand? {
        guard try await hasErrand(claim.now) else { return nil }
        return try await database.write { connection in
            let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED")"
            guard let user = try connection.first(Self.free(at: claim.now, lock))?.get(0, as: UserID.self),
                let wishes = try Self.wishes(of: user, at: claim.now, connection)
            else { return nil }
            try connection.execute(
                """
                UPDATE trakt_link SET worker = \(claim.worker), lease_until = \(claim.leaseUntil)
                WHERE user_id = \(user)
                """)
            return TraktErrand(user: user, worker: claim.worker, wishes: wishes)
        }
    }

    /// Stored even when the task is cancelled: what was told must not be told again.
    package func report(_ report: TraktErrandReport, on errand: TraktErrand) async throws {
        try await database.writeUncancelled { connection in
            try Self.lock(errand.user, connection)
            try Self.settle(report, errand.user, connection)
            try Self.putOff(report, errand.user, connection)
            let hasDropped = !report.dropped.isEmpty
            try connection.execute(
                """
                UPDATE trakt_link SET worker = NULL, lease_until = NULL, next_at = \(report.nextAt),
                    problem = COALESCE(\(report.problem), problem),
                    catalogue_version = \(sql: hasDropped ? "NULL" : "catalogue_version")
                WHERE user_id = \(errand.user) AND worker = \(errand.worker)
                """)
        }
    }

    package func wishCount(of user: UserID) async throws -> Int {
        try await database.read { try $0.int("SELECT COUNT(*) FROM trakt_wish WHERE user_id = \(user)") }
    }

    /// A look without locks, because it is asked all the time.
    private func hasErrand(_ now: Instant) async throws -> Bool {
        try await database.read { try $0.first(Self.free(at: now, "")) != nil }
    }

    /// The account whose turn it is.
    private static func free(at now: Instant, _ lock: SQL) -> SQL {
        """
        SELECT user_id FROM trakt_link
        WHERE must_reconnect = 0 AND next_at <= \(now) AND (lease_until IS NULL OR lease_until <= \(now))
            AND EXISTS (
                SELECT 1 FROM trakt_wish WHERE trakt_wish.user_id = trakt_link.user_id AND trakt_wish.due_at <= \(now))
        ORDER BY next_at, user_id LIMIT 1\(sql: lock)
        """
    }

    /// The oldest wish, and those that may go with it.
    private static func wishes(
        of user: UserID, at now: Instant, _ connection: any SQLConnection
    ) throws -> [TraktWish]? {
        let due = try connection.query(
            """
            SELECT w.title_id, w.kind, t.imdb_id, t.tmdb_id, w.value, w.rated_at, w.number, w.attempts, w.wished_at,
                w.is_alone, f.tvdb_id
            FROM trakt_wish w JOIN title t ON t.id = w.title_id LEFT JOIN series_fact f ON f.title_id = w.title_id
            WHERE w.user_id = \(user) AND w.due_at <= \(now)
            ORDER BY w.wished_at, w.title_id LIMIT \(DomainLimits.traktBatchMax)
            """
        ).map { try wish($0) }
        guard let first = due.first else { return nil }
        if first.isAlone { return [first] }
        return due.filter { !$0.isAlone && ($0.value == nil) == (first.value == nil) }
    }

    private static func wish(_ row: SQLRow) throws -> TraktWish {
        let kind = TraktKind(try row.get(1, as: TitleKind.self)) ?? .movie
        let ids = TraktIDs(
            imdb: try row.get(2, as: IMDbID?.self), tmdb: try row.optionalInt(3), tvdb: try row.optionalInt(10))
        return TraktWish(
            titleID: try row.get(0), title: TraktTitle(kind, ids), value: try row.optionalInt(4),
            ratedAt: try row.get(5), number: try row.get(6), attempts: try row.int(7), wishedAt: try row.get(8),
            isAlone: try row.bool(9))
    }

    private static func settle(
        _ report: TraktErrandReport, _ user: UserID, _ connection: any SQLConnection
    ) throws {
        let ended = report.done + report.dropped
        if !ended.isEmpty {
            try connection.execute(
                "DELETE FROM trakt_wish WHERE user_id = \(user) AND (title_id, number) IN \(sql: ended.pairs)")
        }
        guard !report.done.isEmpty else { return }
        try connection.execute(
            """
            UPDATE rating SET trakt_at = \(report.beganAt)
            WHERE user_id = \(user) AND title_id IN \(list: report.done.map(\.titleID))
                AND (trakt_at IS NULL OR trakt_at < \(report.beganAt))
            """)
    }

    private static func putOff(
        _ report: TraktErrandReport, _ user: UserID, _ connection: any SQLConnection
    ) throws {
        guard !report.again.isEmpty else { return }
        try connection.execute(
            """
            UPDATE trakt_wish SET attempts = attempts + 1, due_at = \(report.againAt),
                is_alone = \(sql: report.isAlone ? "1" : "is_alone")
            WHERE user_id = \(user) AND (title_id, number) IN \(sql: report.again.pairs)
            """)
    }
}

extension [TraktWish] {
    /// What tells these wishes from newer ones.
    fileprivate var pairs: SQL {
        SQL.pairs(map { [Int($0.titleID.rawValue), Int($0.number)] })
    }
}
