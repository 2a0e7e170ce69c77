package import Domain
package import SQL

/// What people take out of here, in pages of three statements at most.
package struct SQLPersonalRecordStore: PersonalRecordStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func ratings(
        of user: UserID, after: Int64?, limit: Int
    ) async throws -> RecordPage<RecordedRating> {
        let rows: SQL = """
            SELECT id, title_id, value, rated_at, source FROM rating
            WHERE user_id = \(user) AND id > \(after ?? 0) AND value IS NOT NULL AND title_id IS NOT NULL
                AND kind IN ('movie', 'series')
            ORDER BY id
            """
        return try await page(rows, limit: limit) { row, title in
            RecordedRating(
                title: title, value: try row.int(2), ratedAt: try row.get(3), source: try row.get(4))
        }
    }

    package func viewings(
        of profile: ProfileID, after: Int64?, limit: Int
    ) async throws -> RecordPage<RecordedViewing> {
        let rows: SQL = """
            SELECT id, title_id, watched_at, plays, source, device FROM watch_event
            WHERE profile_id = \(profile) AND id > \(after ?? 0) ORDER BY id
            """
        return try await page(rows, limit: limit) { row, title in
            RecordedViewing(
                title: title, watchedAt: try row.get(2), plays: try row.int(3), source: try row.get(4),
                device: try row.optionalText(5))
        }
    }

    /// In the order of the titles.
    package func kept(of profile: ProfileID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedKept> {
        let rows: SQL = """
            SELECT title_id, title_id, added_at FROM watch_list
            WHERE profile_id = \(profile) AND title_id > \(after ?? 0) ORDER BY title_id
            """
        return try await page(rows, limit: limit) { row, title in
            RecordedKept(title: title, addedAt: try row.get(2))
        }
    }

    /// The first two columns are the place and the title. One row more than wanted tells whether there is a next page.
    private func page<Record: Sendable>(
        _ rows: SQL, limit: Int, _ record: @Sendable @escaping (SQLRow, RecordedTitle) throws -> Record
    ) async throws -> RecordPage<Record> {
        let limit = max(1, limit)
        return try await database.read { connection in
            let rows = try connection.query("\(sql: rows) LIMIT \(limit + 1)")
            let shown = rows.prefix(limit)
            let next = rows.count > limit ? try shown.last.map { Int64(try $0.int(0)) } : nil
            let titles = try Self.titles(Set(try shown.map { try $0.get(1) }), connection)
            let records = try shown.compactMap { row in
                try titles[try row.get(1)].map { try record(row, $0) }
            }
            return RecordPage(records: records, next: next)
        }
    }

    private static func titles(
        _ ids: Set<TitleID>, _ connection: any SQLConnection
    ) throws -> [TitleID: RecordedTitle] {
        guard !ids.isEmpty else { return [:] }
        var titles: [TitleID: RecordedTitle] = [:]
        try connection.forEach(
            "SELECT id, kind, title, year, imdb_id, tmdb_id FROM title WHERE id IN \(list: ids.sorted())"
        ) { row in
            titles[try row.get(0)] = RecordedTitle(
                kind: try row.get(1), title: try row.text(2), year: try row.optionalInt(3),
                imdbID: try row.get(4, as: IMDbID?.self), tmdbID: try row.optionalInt(5))
        }
        let episodes = titles.filter { $0.value.kind == .episode }.map(\.key).sorted()
        guard !episodes.isEmpty else { return titles }
        try connection.forEach(
            """
            SELECT e.title_id, e.season, e.number, (SELECT s.title FROM title s WHERE s.id = e.series_id)
            FROM episode e WHERE e.title_id IN \(list: episodes) AND e.number IS NOT NULL
            """
        ) { row in
            titles[try row.get(0)]?.episode = RecordedEpisode(
                series: try row.text(3), season: try row.int(1), number: try row.int(2))
        }
        return titles
    }
}
