import Basics
import Domain
import SQL

/// A profile's rows of `watch_state`: the reports about titles, and what follows from them.
struct WatchStateRows {
    let connection: any SQLConnection
    let profile: ProfileID

    /// Has two reports about one title at the same moment follow one another; false when there is no such profile.
    func lock() throws -> Bool {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try connection.first("SELECT id FROM profile WHERE id = \(profile)\(sql: lock)") != nil
    }

    /// Titles of which nothing was reported are left out.
    func reports(of titles: [TitleID]) throws -> [TitleID: WatchReports] {
        guard !titles.isEmpty else { return [:] }
        var reports: [TitleID: WatchReports] = [:]
        try connection.forEach(
            "SELECT title_id, reports FROM watch_state WHERE profile_id = \(profile) AND title_id IN \(list: titles)"
        ) { row in
            reports[try row.get(0)] = WatchReports(try JSONText.decode(row.text(1)))
        }
        return reports
    }

    /// Puts reports in place of those that are stored; titles without any have no row.
    func store(_ reports: [TitleID: WatchReports]) throws {
        let rows = try reports.sorted { $0.key < $1.key }.compactMap { title, reports -> [SQLBinding]? in
            guard let latest = reports.latest else { return nil }
            return [
                SQLBinding(profile), SQLBinding(title), SQLBinding(reports.position), SQLBinding(reports.isFinished),
                SQLBinding(latest), SQLBinding(try JSONText.encode(reports.kept)),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO watch_state (profile_id, title_id, position, is_finished, watched_at, reports)
            VALUES \(rows: $0)
            ON CONFLICT (profile_id, title_id) DO UPDATE SET position = excluded.position,
                is_finished = excluded.is_finished, watched_at = excluded.watched_at, reports = excluded.reports
            """
        }
        let empty = reports.filter { $0.value.latest == nil }.map(\.key)
        guard !empty.isEmpty else { return }
        try connection.execute(
            "DELETE FROM watch_state WHERE profile_id = \(profile) AND title_id IN \(list: empty)")
    }
}
