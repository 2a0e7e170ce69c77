import Domain
import SQL

/// Reads and writes `series_fact`.
enum SeriesFactRows {
    static func facts(
        of series: some Collection<TitleID>, _ connection: any SQLConnection
    ) throws -> [TitleID: SeriesFacts] {
        guard !series.isEmpty else { return [:] }
        var facts: [TitleID: SeriesFacts] = [:]
        try connection.forEach(
            """
            SELECT title_id, tvdb_id, status, end_year, air_days, critic_rating FROM series_fact
            WHERE title_id IN \(list: series)
            """
        ) { row in
            var found = SeriesFacts()
            found.tvdbID = try row.optionalInt(1)
            found.status = try row.optionalText(2)
            found.endYear = try row.optionalInt(3)
            found.airDays = try JSONText.decodeCodes(row.text(4))
            found.criticRating = try row.optionalDouble(5)
            facts[try row.get(0)] = found
        }
        return facts
    }

    /// The series of TVDB ids; of several the oldest.
    static func series(
        withTVDBIDs ids: some Collection<Int>, _ connection: any SQLConnection
    ) throws -> [Int: TitleID] {
        guard !ids.isEmpty else { return [:] }
        var series: [Int: TitleID] = [:]
        for row in try connection.query(
            """
            SELECT t.tvdb_id, \(sql: MergedTitles.meantID) FROM (
                SELECT tvdb_id, title_id AS id FROM series_fact WHERE tvdb_id IN \(list: ids)
            ) AS t ORDER BY t.id DESC
            """)
        {
            series[try row.int(0)] = try row.get(1)
        }
        return series
    }

    /// Adds what is told to what is known; nothing is forgotten because somebody is silent about it. Returns the series
    /// that changed.
    static func put(_ told: [(id: TitleID, facts: SeriesFacts)], _ connection: any SQLConnection) throws
        -> Set<TitleID>
    {
        guard !told.isEmpty else { return [] }
        let before = try facts(of: told.map(\.id), connection)
        var after = before
        for (id, facts) in told { after[id] = (after[id] ?? SeriesFacts()).adding(facts) }
        let changed = after.filter { before[$0.key] != $0.value }.sorted { $0.key < $1.key }
        let rows = try changed.map { id, facts in
            [
                SQLBinding(id), SQLBinding(facts.tvdbID), SQLBinding(facts.status), SQLBinding(facts.endYear),
                SQLBinding(try JSONText.encode(facts.airDays)), SQLBinding(facts.criticRating),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO series_fact (title_id, tvdb_id, status, end_year, air_days, critic_rating) VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET tvdb_id = excluded.tvdb_id, status = excluded.status,
                end_year = excluded.end_year, air_days = excluded.air_days, critic_rating = excluded.critic_rating
            """
        }
        return Set(changed.map(\.key))
    }
}

extension SeriesFacts {
    fileprivate func adding(_ other: SeriesFacts) -> SeriesFacts {
        var sum = self
        sum.tvdbID = other.tvdbID ?? tvdbID
        sum.status = other.status.map(Folding.storable) ?? status
        sum.endYear = other.endYear ?? endYear
        if !other.airDays.isEmpty { sum.airDays = other.airDays.map(Folding.storable) }
        sum.criticRating = other.criticRating ?? criticRating
        return sum
    }
}
