package import Basics
package import Domain
package import SQL

/// Histories, summed up from the viewings in `watch_event`; favourites are what stands in `watch_list`, and what people
/// like elsewhere.
package struct SQLWatchHistory: WatchHistoryStore {
    let database: any SQLDatabase
    let memory = StatisticsMemory()

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func films(
        of profile: ProfileID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedTitle> {
        try await database.read { connection in
            let viewings = Self.filmViewings(of: profile)
            let rows = try connection.query(
                """
                SELECT \(sql: Self.columns(of: profile)) FROM \(sql: viewings)
                GROUP BY t.id ORDER BY \(sql: order.terms) LIMIT \(max(0, limit)) OFFSET \(max(0, offset))
                """)
            return HistoryPage(
                rows: try rows.map { row in
                    PlayedTitle(
                        titleID: try row.get(0), playCount: try row.int(1), isFavourite: try row.bool(3),
                        lastPlayedAt: try row.get(2))
                },
                total: try Self.count(viewings, connection))
        }
    }

    package func series(
        of profile: ProfileID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedSeries> {
        try await database.read { connection in
            let viewings = Self.seriesViewings(of: profile)
            let rows = try connection.query(
                """
                SELECT \(sql: Self.columns(of: profile)), COUNT(DISTINCT w.title_id),
                    (SELECT COUNT(*) FROM episode a WHERE a.series_id = t.id)
                FROM \(sql: viewings)
                GROUP BY t.id ORDER BY \(sql: order.terms) LIMIT \(max(0, limit)) OFFSET \(max(0, offset))
                """)
            return HistoryPage(
                rows: try rows.map { row in
                    PlayedSeries(
                        seriesID: try row.get(0), episodesWatched: try row.int(4), totalEpisodes: try row.int(5),
                        totalPlays: try row.int(1), lastPlayedAt: try row.get(2), isFavourite: try row.bool(3))
                },
                total: try Self.count(viewings, connection))
        }
    }

    package func counts(of profile: ProfileID) async throws -> (watchedFilms: Int, favouriteFilms: Int) {
        try await database.read { connection in
            // What is only in libraries that are switched off is no part of the picture.
            let shown: SQL = " AND NOT \(sql: TitleHiding.isSwitchedOff)"
            let watched = try Self.count(Self.filmViewings(of: profile) + shown, connection)
            let favourites = try connection.int(
                """
                SELECT COUNT(*) FROM \(sql: Self.favourites(of: profile)) k JOIN title t ON t.id = k.title_id
                WHERE t.kind = 'movie' \(sql: shown)
                """)
            return (watchedFilms: watched, favouriteFilms: favourites)
        }
    }

    package func titles(of part: WatchedPart) async throws -> [TitleID]? {
        try await database.read { try Self.titles(of: part, $0) }
    }

    package func forget(_ titles: [TitleID], of profile: ProfileID, at moment: Instant) async throws -> Int {
        guard !titles.isEmpty else { return 0 }
        return try await database.write { connection in
            let states = WatchStateRows(connection: connection, profile: profile)
            guard try states.lock() else { return 0 }
            // All of them, since the reports know nothing of viewings older than themselves and of other sources.
            let removed = try connection.query(
                """
                DELETE FROM watch_event WHERE profile_id = \(profile) AND title_id IN \(list: titles)
                RETURNING title_id
                """)
            let watched = Set(try removed.map { try $0.get(0, as: TitleID.self) })
            var reports = try states.reports(of: titles)
            for title in watched where reports[title] == nil { reports[title] = WatchReports() }
            try states.store(reports.mapValues { $0.cleared(at: moment) })
            return watched.count
        }
    }
}

extension SQLWatchHistory {
    /// The viewings `w` of films `t`, to be selected from. `events` are all that count.
    static func filmViewings(of profile: ProfileID, among events: SQL = "watch_event") -> SQL {
        """
        \(sql: events) w JOIN title t ON t.id = w.title_id
        WHERE w.profile_id = \(profile) AND t.kind = 'movie'
        """
    }

    /// The viewings `w` of episodes `e` of series `t`, to be selected from. `events` are all that count.
    static func seriesViewings(of profile: ProfileID, among events: SQL = "watch_event") -> SQL {
        """
        \(sql: events) w JOIN episode e ON e.title_id = w.title_id JOIN title t ON t.id = e.series_id
        WHERE w.profile_id = \(profile)
        """
    }

    /// The id of a film or series, its viewings, the last of them, and whether it is kept.
    private static func columns(of profile: ProfileID) -> SQL {
        """
        t.id, SUM(w.plays) AS plays, MAX(w.watched_at) AS last_at,
            (EXISTS (SELECT 1 FROM watch_list k WHERE k.profile_id = \(profile) AND k.title_id = t.id)
                OR EXISTS (SELECT 1 FROM favourite v WHERE v.profile_id = \(profile) AND v.title_id = t.id))
        """
    }

    /// The titles that are kept here or liked elsewhere, each once, to be selected from.
    static func favourites(of profile: ProfileID) -> SQL {
        """
        (SELECT title_id FROM watch_list WHERE profile_id = \(profile)
            UNION SELECT title_id FROM favourite WHERE profile_id = \(profile))
        """
    }

    private static func count(_ viewings: SQL, _ connection: any SQLConnection) throws -> Int {
        try connection.int("SELECT COUNT(DISTINCT t.id) FROM \(sql: viewings)")
    }

    private static func exists(_ query: SQL, _ connection: any SQLConnection) throws -> Bool {
        try connection.first(query) != nil
    }

    private static func titles(of part: WatchedPart, _ connection: any SQLConnection) throws -> [TitleID]? {
        switch part {
        case .film(let id):
            let isFilm = try exists("SELECT 1 FROM title WHERE id = \(id) AND kind = 'movie'", connection)
            return isFilm ? [id] : nil
        case .episode(let id):
            let isEpisode = try exists("SELECT 1 FROM episode WHERE title_id = \(id)", connection)
            return isEpisode ? [id] : nil
        case .season(let series, let number):
            return try episodes(of: series, "AND season = \(number)", connection)
        case .series(let series):
            return try episodes(of: series, "", connection)
        }
    }

    private static func episodes(
        of series: TitleID, _ condition: SQL, _ connection: any SQLConnection
    ) throws -> [TitleID]? {
        guard try exists("SELECT 1 FROM title WHERE id = \(series) AND kind = 'series'", connection) else {
            return nil
        }
        let rows = try connection.query(
            "SELECT title_id FROM episode WHERE series_id = \(series) \(sql: condition) ORDER BY title_id")
        return try rows.map { try $0.get(0) }
    }
}

extension WatchReports {
    /// The reports and that it was not watched. A clock that was set back leaves no later viewing standing.
    fileprivate func cleared(at moment: Instant) -> WatchReports {
        var reports = self
        reports.insert(WatchReport(at: max(moment, latest ?? moment), position: 0, mark: .cleared))
        return reports
    }
}

extension HistoryOrder {
    /// Over the columns of a page.
    fileprivate var terms: SQL {
        switch self {
        case .recent: "last_at DESC, t.id"
        case .plays: "plays DESC, last_at DESC, t.id"
        // The key of the title, in one order on both drivers.
        case .title: "\(sqlite: "t.match_key", postgres: "t.match_key COLLATE \"C\""), t.id"
        }
    }
}
