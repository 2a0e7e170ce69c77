package import Basics
package import Domain
package import SQL

/// What profiles watched: the reports of a title in one row, and the viewings that follow from them as events.
package struct SQLWatchStore: WatchStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func report(
        _ report: WatchReport, of title: TitleID, by profile: ProfileID, source: WatchSource, device: String?
    ) async throws -> Bool {
        try await database.write { connection in
            let states = WatchStateRows(connection: connection, profile: profile)
            let meant: SQL = "SELECT \(sql: MergedTitles.meantID) FROM title t WHERE t.id = \(title)"
            guard try states.lock(), let title = try connection.first(meant)?.get(0, as: TitleID.self) else {
                return false
            }
            let before = try states.reports(of: [title])[title] ?? WatchReports()
            var reports = before
            reports.insert(report)
            guard reports != before else { return true }
            try states.store([title: reports])
            try Self.store(reports.viewings, before.viewings, reports.horizon, connection) { watchedAt in
                WatchEvent(profileID: profile, titleID: title, watchedAt: watchedAt, source: source, device: device)
            }
            return true
        }
    }

    package func state(of title: TitleID, for profile: ProfileID) async throws -> WatchState? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT position, is_finished, watched_at FROM watch_state
                WHERE profile_id = \(profile) AND title_id = \(title)
                """
            ).map { WatchState(position: try $0.int(0), isFinished: try $0.bool(1), watchedAt: try $0.get(2)) }
        }
    }

    package func events(of profile: ProfileID, limit: Int) async throws -> [WatchEvent] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT profile_id, title_id, watched_at, source, device FROM watch_event
                WHERE profile_id = \(profile) ORDER BY watched_at DESC, id DESC LIMIT \(limit)
                """
            ).map { row in
                WatchEvent(
                    profileID: try row.get(0), titleID: try row.get(1), watchedAt: try row.get(2),
                    source: try row.get(3), device: try row.optionalText(4))
            }
        }
    }

    package func addToList(_ title: TitleID, of profile: ProfileID, at moment: Instant) async throws -> Bool {
        do {
            _ = try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO watch_list (profile_id, title_id, added_at)
                    VALUES (\(profile), \(sql: MergedTitles.meantID(by: title)), \(moment))
                    ON CONFLICT (profile_id, title_id) DO NOTHING
                    """)
            }
            return true
        } catch SQLError.foreignKeyViolation {
            return false
        }
    }

    package func removeFromList(_ title: TitleID, of profile: ProfileID) async throws {
        _ = try await database.write { connection in
            try connection.execute("DELETE FROM watch_list WHERE profile_id = \(profile) AND title_id = \(title)")
        }
    }

    package func isOnList(_ title: TitleID, of profile: ProfileID) async throws -> Bool {
        try await database.read { connection in
            try connection.first("SELECT 1 FROM watch_list WHERE profile_id = \(profile) AND title_id = \(title)")
                != nil
        }
    }

    package func list(of profile: ProfileID, limit: Int) async throws -> [WatchListEntry] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT title_id, added_at FROM watch_list WHERE profile_id = \(profile)
                ORDER BY added_at DESC, title_id DESC LIMIT \(limit)
                """
            ).map { WatchListEntry(titleID: try $0.get(0), addedAt: try $0.get(1)) }
        }
    }
}

extension SQLWatchStore {
    /// Events follow the viewings: one that turned out to have ended earlier moves.
    private static func store(
        _ viewings: [Instant], _ before: [Instant], _ horizon: Instant?, _ connection: any SQLConnection,
        event: (Instant) -> WatchEvent
    ) throws {
        let (new, old) = (Set(viewings), Set(before))
        for moment in old.subtracting(new) where horizon.map({ moment >= $0 }) ?? true {
            let gone = event(moment)
            try connection.execute(
                """
                DELETE FROM watch_event WHERE profile_id = \(gone.profileID) AND title_id = \(gone.titleID)
                    AND source = \(gone.source) AND watched_at = \(moment)
                """)
        }
        for moment in new.subtracting(old).sorted() {
            let added = event(moment)
            try connection.execute(
                """
                INSERT INTO watch_event (profile_id, title_id, watched_at, source, device)
                VALUES (\(added.profileID), \(added.titleID), \(moment), \(added.source), \(SQLBinding(added.device)))
                ON CONFLICT (profile_id, title_id, source, watched_at) DO NOTHING
                """)
        }
    }
}
