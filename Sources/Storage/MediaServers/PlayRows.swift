import Basics
import Domain
import SQL

/// Compares plays that are told with those that are stored: one row of `watch_event` for each title.
struct PlayRows {
    let connection: any SQLConnection
    let shelf: PlayShelf

    private struct Stored {
        let plays: TitlePlays
        var rows = 1
    }

    /// What is to be stored; in a script that need not write.
    func changes(_ told: [TitlePlays], _ rule: PlayRule) throws -> [TitlePlays] {
        let stored = try stored(told.map(\.titleID))
        var wanted: [TitleID: TitlePlays] = [:]
        for plays in told { wanted[plays.titleID] = wanted[plays.titleID]?.merged(with: plays) ?? plays }
        if rule == .atLeast {
            for (title, plays) in wanted { wanted[title] = stored[title]?.plays.merged(with: plays) ?? plays }
        }
        let changed = wanted.values.filter { plays in
            stored[plays.titleID].map { $0.plays != plays || $0.rows > 1 } ?? true
        }
        guard !changed.isEmpty else { return [] }
        let reports = try states.reports(of: changed.map(\.titleID))
        return changed.filter { plays in
            reports[plays.titleID]?.clearedAt.map { (plays.lastAt ?? WatchEvent.undated) > $0 } ?? true
        }.sorted { $0.titleID < $1.titleID }
    }

    /// Puts plays in place of what is stored, of titles that there are.
    func write(_ changes: [TitlePlays]) throws {
        guard !changes.isEmpty else { return }
        let present = try connection.query("SELECT id FROM title WHERE id IN \(list: changes.map(\.titleID))")
        let titles = Set(try present.map { try $0.get(0, as: TitleID.self) })
        try remove(changes.map(\.titleID))
        let rows = changes.filter { titles.contains($0.titleID) }.map { plays in
            [
                SQLBinding(shelf.profile), SQLBinding(plays.titleID), SQLBinding(plays.lastAt ?? WatchEvent.undated),
                SQLBinding(shelf.source), SQLBinding(plays.count),
            ]
        }
        try connection.insert(rows) {
            "INSERT INTO watch_event (profile_id, title_id, watched_at, source, plays) VALUES \(rows: $0)"
        }
        try PlayStates(states: states).refresh(titles)
    }

    /// Takes plays back that the media server no longer tells of.
    func forget(_ titles: [TitleID]) throws {
        try remove(titles)
        try PlayStates(states: states).refresh(titles)
    }

    private func remove(_ titles: [TitleID]) throws {
        try connection.execute(
            """
            DELETE FROM watch_event WHERE profile_id = \(shelf.profile) AND source = \(shelf.source)
                AND title_id IN \(list: titles)
            """)
    }

    private func stored(_ titles: [TitleID]) throws -> [TitleID: Stored] {
        var stored: [TitleID: Stored] = [:]
        try connection.forEach(
            """
            SELECT title_id, watched_at, plays FROM watch_event
            WHERE profile_id = \(shelf.profile) AND source = \(shelf.source) AND title_id IN \(list: titles)
            """
        ) { row in
            let moment = try row.get(1, as: Instant.self)
            let plays = TitlePlays(
                titleID: try row.get(0), count: try row.int(2), lastAt: moment == WatchEvent.undated ? nil : moment)
            stored[plays.titleID] =
                stored[plays.titleID].map {
                    Stored(plays: $0.plays.merged(with: plays), rows: $0.rows + 1)
                } ?? Stored(plays: plays)
        }
        return stored
    }

    private var states: WatchStateRows { WatchStateRows(connection: connection, profile: shelf.profile) }
}
