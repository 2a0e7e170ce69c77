package import Basics
package import Domain
package import SQL

/// The schedules in the table `schedule`.
///
/// A claim locks the area `jobs` like everybody who starts a job, so the moment and its run are one.
package struct SQLScheduleStore: ScheduleStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func note(_ names: [String], at moment: Instant) async throws {
        guard !names.isEmpty else { return }
        try await database.write { connection in
            let rows = names.map { [SQLBinding($0), SQLBinding(moment)] }
            try connection.execute(
                "INSERT INTO schedule (name, changed_at) VALUES \(rows: rows) ON CONFLICT (name) DO NOTHING")
        }
    }

    package func schedules(_ names: [String]) async throws -> [StoredSchedule] {
        try await database.glance(
            "SELECT \(sql: ScheduleColumns.all) FROM schedule WHERE name IN \(values: names) ORDER BY name"
        ).map { try ScheduleColumns.schedule($0) }
    }

    package func edit(
        _ name: String, _ draft: ScheduleDraft, standard: JobSchedule, at moment: Instant
    ) async throws -> JobSchedule {
        try await database.write { connection in
            try connection.lock(.schedules)
            let stored = try connection.first(
                "SELECT \(sql: ScheduleColumns.all) FROM schedule WHERE name = \(name)"
            ).map { try ScheduleColumns.schedule($0) }
            let old = stored?.edited ?? standard
            let new = try draft.applied(to: old)
            guard new != old else { return old }
            try Self.put(name, new, at: moment, connection)
            _ = try connection.raise(.schedules)
            return new
        }
    }

    package func claim(_ claim: ScheduleClaim) async throws -> ScheduleOutcome {
        try await database.write { connection in
            try connection.lock(.jobs)
            let entry = claim.entry
            let changed = try connection.execute(
                """
                UPDATE schedule SET last_fired_at = \(claim.due)
                WHERE name = \(entry.name) AND changed_at = \(entry.changedAt)
                    AND COALESCE(last_fired_at, 0) = \(entry.lastFiredAt ?? Instant(milliseconds: 0))
                """)
            guard changed > 0 else { return .outdated }
            guard let job = claim.job, case .started(let started) = try connection.start(job) else { return .passed }
            return .started(started)
        }
    }

    private static func put(
        _ name: String, _ schedule: JobSchedule, at moment: Instant, _ connection: any SQLConnection
    ) throws {
        let fields = schedule.fields
        try connection.execute(
            """
            INSERT INTO schedule (name, kind, hour, minute, day_of_week, interval_hours, is_enabled, changed_at)
            VALUES (\(name), \(fields.kind), \(fields.hour), \(fields.minute), \(fields.dayOfWeek),
                \(fields.intervalHours), \(schedule.isEnabled), \(moment))
            ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, hour = excluded.hour, minute = excluded.minute,
                day_of_week = excluded.day_of_week, interval_hours = excluded.interval_hours,
                is_enabled = excluded.is_enabled, changed_at = excluded.changed_at
            """)
    }
}

/// Reads schedules from rows of `all`.
private enum ScheduleColumns {
    static let all: SQL = """
        name, kind, hour, minute, day_of_week, interval_hours, is_enabled, last_fired_at, changed_at
        """

    static func schedule(_ row: SQLRow) throws -> StoredSchedule {
        StoredSchedule(
            name: try row.text(0), edited: try edited(row), lastFiredAt: try row.get(7), changedAt: try row.get(8))
    }

    private static func edited(_ row: SQLRow) throws -> JobSchedule? {
        guard let kind: ScheduleKind = try row.get(1) else { return nil }
        let fields = ScheduleFields(
            kind: kind, hour: try row.optionalInt(2), minute: try row.optionalInt(3),
            dayOfWeek: try row.optionalInt(4), intervalHours: try row.optionalInt(5))
        return try JobSchedule(fields, isEnabled: try row.optionalBool(6) ?? true)
    }
}
