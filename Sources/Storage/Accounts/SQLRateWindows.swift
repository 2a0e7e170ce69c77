package import Basics
package import Domain
package import SQL

/// Sliding windows in the table `rate_window`, shared by all servers of one database.
package struct SQLRateWindows: RateWindows {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func hit(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) async throws -> RateDecision {
        try await database.write { connection in
            try Self.removeEnded(at: moment, connection)
            try connection.execute(
                """
                INSERT INTO rate_window (bucket, moments, expires_at) VALUES (\(bucket), \([UInt8]()), \(moment))
                ON CONFLICT (bucket) DO NOTHING
                """)
            var window = try Self.window(bucket, windowSeconds, moment, connection, locking: true)
            let decision = window.decision(limit: limit, counting: true)
            guard decision.isAllowed else { return decision }
            window.add()
            try connection.execute(
                """
                UPDATE rate_window SET moments = \(window.bytes), expires_at = \(moment.adding(seconds: windowSeconds))
                WHERE bucket = \(bucket)
                """)
            return decision
        }
    }

    package func takeBack(_ bucket: String, eventAt moment: Instant) async throws {
        try await database.write { connection in
            // A window as long as time itself, so that no other event is dropped on the way.
            var window = try Self.window(bucket, Self.allSeconds, moment, connection, locking: true)
            guard window.remove(moment) else { return }
            try connection.execute(
                "UPDATE rate_window SET moments = \(window.bytes) WHERE bucket = \(bucket)")
        }
    }

    package func clear(_ bucket: String) async throws {
        _ = try await database.write { try $0.execute("DELETE FROM rate_window WHERE bucket = \(bucket)") }
    }

    private static let allSeconds = 1e12

    package func peek(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) async throws -> RateDecision {
        try await database.read { connection in
            try Self.window(bucket, windowSeconds, moment, connection, locking: false)
                .decision(limit: limit, counting: false)
        }
    }

    private static func window(
        _ bucket: String, _ seconds: Double, _ moment: Instant, _ connection: any SQLConnection, locking: Bool
    ) throws -> EventWindow {
        let lock: SQL = locking ? "\(sqlite: "", postgres: " FOR UPDATE")" : ""
        let row = try connection.first("SELECT moments FROM rate_window WHERE bucket = \(bucket)\(sql: lock)")
        return EventWindow(bytes: try row?.blob(0) ?? [], seconds: seconds, now: moment)
    }

    /// A few at a time, and none that another server holds, so that the cost of an event stays small.
    private static func removeEnded(at moment: Instant, _ connection: any SQLConnection) throws {
        let unlocked: SQL = "\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED")"
        try connection.execute(
            """
            DELETE FROM rate_window WHERE bucket IN (
                SELECT bucket FROM rate_window WHERE expires_at < \(moment)
                ORDER BY expires_at LIMIT \(StorageLimits.endedWindowsRemovedMax)\(sql: unlocked))
            """)
    }
}

/// The events of the last so many seconds.
struct EventWindow {
    /// Oldest first.
    private var moments: [Int64]
    private let milliseconds: Int64
    private let now: Int64

    init(bytes: [UInt8], seconds: Double, now: Instant) {
        let length = Int64((seconds * 1000).rounded())
        let start = now.milliseconds - length
        let all = stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { offset in
            bytes[offset..<offset + 8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        // The clocks of two servers differ a little; events far ahead are from before a clock was set back.
        moments = all.filter { $0 > start && $0 <= now.milliseconds + length }
        milliseconds = length
        self.now = now.milliseconds
    }

    /// What is allowed now; `counting` says whether the event is taken off what remains.
    func decision(limit: Int, counting: Bool) -> RateDecision {
        let limit = min(limit, StorageLimits.eventsPerWindowMax)
        guard moments.count >= limit else {
            let remaining = limit - moments.count - (counting ? 1 : 0)
            return RateDecision(isAllowed: true, limit: limit, remaining: remaining, retryAfterSeconds: 0)
        }
        let leaving = limit > 0 ? moments[moments.count - limit] : now
        let wait = max(1, (leaving + milliseconds - now + 999) / 1000)
        return RateDecision(isAllowed: false, limit: limit, remaining: 0, retryAfterSeconds: Int(wait))
    }

    /// False when there is no such event.
    mutating func remove(_ moment: Instant) -> Bool {
        guard let place = moments.lastIndex(of: moment.milliseconds) else { return false }
        moments.remove(at: place)
        return true
    }

    mutating func add() {
        moments.append(now)
        moments.sort()
    }

    var bytes: [UInt8] {
        moments.flatMap { moment in (0..<8).map { UInt8(truncatingIfNeeded: moment >> ($0 * 8)) } }
    }
}
