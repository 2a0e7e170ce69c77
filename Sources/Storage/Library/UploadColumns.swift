import Basics
import Domain
import SQL

/// Reads uploads from rows of `all`.
enum UploadColumns {
    static let all: SQL = """
        id, mode, state, total_count, accepted, duplicates, invalid, started_at, finished_at, touched_at
        """
    static let count = 10

    /// With a moment, an active upload whose time is over counts as expired, swept or not.
    static func upload(_ row: SQLRow, at moment: Instant? = nil) throws -> Upload {
        var state = try row.get(2, as: UploadState.self)
        let touchedAt = try row.get(9, as: Instant.self)
        if state == .active, let moment, touchedAt.hasOutlived(at: moment) { state = .expired }
        return Upload(
            id: try row.get(0), mode: try row.get(1), state: state, totalCount: try row.int(3),
            tallies: EntryTallies(accepted: try row.int(4), duplicates: try row.int(5), invalid: try row.int(6)),
            startedAt: try row.get(7), finishedAt: try row.get(8))
    }

    /// Newest start first.
    static func recent(
        of user: UserID, at moment: Instant, limit: Int, _ connection: any SQLConnection
    ) throws -> [Upload] {
        try connection.query(
            """
            SELECT \(sql: all) FROM upload WHERE user_id = \(user) ORDER BY started_at DESC, id DESC LIMIT \(limit)
            """
        ).map { try upload($0, at: moment) }
    }
}

extension Instant {
    /// Whether an upload that was touched last at this moment has ended by itself.
    func hasOutlived(at moment: Instant) -> Bool {
        moment.seconds(since: self) >= Upload.lifetimeSeconds
    }
}

/// Counts how many uploads accounts began and how they ended. An account's counter is also the lock behind which its
/// uploads begin and end one after the other.
struct UploadCounting {
    let connection: any SQLConnection

    func lock(_ user: UserID) throws {
        try connection.execute("UPDATE upload_count SET started = started WHERE user_id = \(user)")
    }

    func noteStart(of user: UserID) throws {
        try connection.execute(
            """
            INSERT INTO upload_count (user_id, started, committed, failed) VALUES (\(user), 1, 0, 0)
            ON CONFLICT (user_id) DO UPDATE SET started = upload_count.started + 1
            """)
    }

    func noteEnd(of user: UserID, as state: UploadState, count: Int = 1) throws {
        let column: SQL = state == .committed ? "committed" : "failed"
        try connection.execute(
            "UPDATE upload_count SET \(sql: column) = \(sql: column) + \(count) WHERE user_id = \(user)")
    }

    /// Ends the uploads of a condition as expired; returns how many.
    func expire(_ condition: SQL, at moment: Instant) throws -> Int {
        let owners = try connection.query(
            "SELECT DISTINCT user_id FROM upload WHERE \(sql: condition) ORDER BY user_id")
        var ended = 0
        for owner in try owners.map({ try $0.get(0, as: UserID.self) }) {
            try lock(owner)
            let count = try connection.execute(
                """
                UPDATE upload SET state = 'expired', finished_at = \(moment)
                WHERE user_id = \(owner) AND \(sql: condition)
                """)
            try noteEnd(of: owner, as: .expired, count: count)
            ended += count
        }
        return ended
    }
}
