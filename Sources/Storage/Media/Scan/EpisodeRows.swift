import Domain
import SQL

/// Reads and writes `episode`.
struct EpisodeRows {
    let connection: any SQLConnection

    func rows(
        ofSeries series: some Collection<TitleID>, and titles: some Collection<TitleID>
    ) throws -> [TitleID: EpisodeRow] {
        var rows: [TitleID: EpisodeRow] = [:]
        try connection.forEach(
            """
            SELECT title_id, series_id, season, number, air_date FROM episode WHERE series_id IN \(list: series)
            UNION
            SELECT title_id, series_id, season, number, air_date FROM episode WHERE title_id IN \(list: titles)
            """
        ) { row in
            let id = try row.get(0, as: TitleID.self)
            rows[id] = EpisodeRow(
                titleID: id, seriesID: try row.get(1), season: try row.int(2), number: try row.optionalInt(3),
                airDate: try row.optionalText(4))
        }
        return rows
    }

    /// The series of those titles that are episodes.
    func series(of titles: some Collection<TitleID>) throws -> Set<TitleID> {
        guard !titles.isEmpty else { return [] }
        let rows = try connection.query("SELECT DISTINCT series_id FROM episode WHERE title_id IN \(list: titles)")
        return Set(try rows.map { try $0.get(0) })
    }

    /// Puts episodes into their places, those that change it all at once: two may have swapped theirs. Returns the
    /// episodes that are new here or changed.
    func put(_ rows: [EpisodeRow], before: [TitleID: EpisodeRow]) throws -> Set<TitleID> {
        let changed = rows.filter { before[$0.titleID] != $0 }
        let moved = changed.map(\.titleID).filter { before[$0] != nil }
        if !moved.isEmpty {
            try connection.execute("UPDATE episode SET number = NULL WHERE title_id IN \(list: moved)")
        }
        let values = changed.map { row in
            [
                SQLBinding(row.titleID), SQLBinding(row.seriesID), SQLBinding(row.season), SQLBinding(row.number),
                SQLBinding(row.airDate),
            ]
        }
        try connection.insert(values) {
            """
            INSERT INTO episode (title_id, series_id, season, number, air_date) VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET series_id = excluded.series_id, season = excluded.season,
                number = excluded.number, air_date = excluded.air_date
            """
        }
        // Whoever counts what was watched by series looks at the version of the titles.
        let changesSeries = changed.contains { row in before[row.titleID].map { $0.seriesID != row.seriesID } ?? false }
        if changesSeries { _ = try connection.raise(.titles) }
        return Set(changed.map(\.titleID))
    }
}
