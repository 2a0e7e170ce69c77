package import Basics
package import Domain
import SQL

/// A history in numbers: one statement for each list, aggregated by the database.
extension SQLWatchHistory {
    package func statistics(of profile: ProfileID, months: [Range<Instant>]) async throws -> WatchStatistics {
        // What is only in libraries that are switched off is no part of the picture.
        let shown: SQL = " AND NOT \(sql: TitleHiding.isSwitchedOff)"
        let films = Self.filmViewings(of: profile) + shown
        let series = Self.seriesViewings(of: profile) + shown
        return try await database.read { [memory] connection in
            let mark = try Self.statisticsMark(of: profile, connection)
            if let kept = memory.statistics(of: profile, mark, months) { return kept }
            var statistics = WatchStatistics()
            try Self.readFilms(films, into: &statistics, connection)
            try Self.readTotals(of: profile, series, into: &statistics.totals, connection)
            statistics.months = try Self.months(months, of: profile, connection)
            let (watchedFilms, watchedSeries) = (Self.works(films), Self.works(series))
            let both: SQL = "\(sql: watchedFilms) UNION ALL \(sql: watchedSeries)"
            statistics.filmGenres = try NameRanking.genres(WatchStatistics.filmGenresMax)
                .names(of: watchedFilms, connection)
            statistics.seriesGenres = try NameRanking.genres(WatchStatistics.seriesGenresMax)
                .names(of: watchedSeries, connection)
            statistics.actors = try NameRanking.people(.cast).names(of: both, connection)
            statistics.directors = try NameRanking.people(.director).names(of: both, connection)
            statistics.studios = try NameRanking.studios.names(of: watchedFilms, connection)
            // Of a series the catalogue keeps its networks in the place of studios.
            statistics.networks = try NameRanking.studios.names(of: watchedSeries, connection)
            memory.keep(statistics, of: profile, mark, months)
            return statistics
        }
    }

    /// The films or series of viewings, each once.
    private static func works(_ viewings: SQL) -> SQL { "SELECT DISTINCT t.id FROM \(sql: viewings)" }

    /// Decades, ratings and sums of films: few groups, which are summed up here.
    private static func readFilms(
        _ viewings: SQL, into statistics: inout WatchStatistics, _ connection: any SQLConnection
    ) throws {
        var decades: [Int: Int] = [:]
        var ratings: [Int: Int] = [:]
        let rows = try connection.query(
            """
            SELECT CASE WHEN t.year > 0 THEN t.year / 10 END, CASE WHEN t.vote_average > 0 THEN \(sql: halves) END,
                COUNT(DISTINCT t.id), SUM(w.plays), SUM(t.runtime_minutes * w.plays)
            FROM \(sql: viewings) GROUP BY 1, 2
            """)
        for row in rows {
            let films = try row.int(2)
            if let decade = try row.optionalInt(0) { decades[decade, default: 0] += films }
            if let halves = try row.optionalInt(1) { ratings[halves, default: 0] += films }
            statistics.totals.films += films
            statistics.totals.filmPlays += try row.int(3)
            statistics.totals.minutes += try row.optionalInt(4) ?? 0
        }
        statistics.decades = decades.sorted { $0.key > $1.key }
            .map { DecadeCount(firstYear: $0.key * 10, count: $0.value) }
        statistics.ratings = ratings.sorted { $0.key < $1.key }
            .map { RatingCount(halves: $0.key, count: $0.value) }
    }

    /// Rounded half up on both drivers, whose own functions differ.
    private static let halves: SQL = """
        \(sqlite: "CAST(t.vote_average * 2 + 0.5 AS INTEGER)",
            postgres: "CAST(FLOOR(t.vote_average * 2 + 0.5) AS BIGINT)")
        """

    private static func readTotals(
        of profile: ProfileID, _ viewings: SQL, into totals: inout WatchTotals, _ connection: any SQLConnection
    ) throws {
        let episodes = try connection.first(
            """
            SELECT COUNT(DISTINCT e.title_id), COUNT(DISTINCT e.series_id), SUM(w.plays * COALESCE(
                (SELECT a.runtime_minutes FROM title a WHERE a.id = e.title_id), t.runtime_minutes))
            FROM \(sql: viewings)
            """)
        if let episodes {
            (totals.episodes, totals.series) = (try episodes.int(0), try episodes.int(1))
            totals.minutes += try episodes.optionalInt(2) ?? 0
        }
        let favourites = try connection.query(
            """
            SELECT t.kind, COUNT(*) FROM \(sql: favourites(of: profile)) k JOIN title t ON t.id = k.title_id
            WHERE NOT \(sql: TitleHiding.isSwitchedOff) GROUP BY t.kind
            """)
        for row in favourites {
            switch try row.get(0, as: TitleKind.self) {
            case .movie: totals.favouriteFilms = try row.int(1)
            case .series: totals.favouriteSeries = try row.int(1)
            case .episode, .scene: break
            }
        }
    }

    private static func months(
        _ months: [Range<Instant>], of profile: ProfileID, _ connection: any SQLConnection
    ) throws -> [MonthCounts] {
        var counts = months.map { _ in MonthCounts() }
        guard let first = months.map(\.lowerBound).min(), let end = months.map(\.upperBound).max() else { return [] }
        let cases = months.enumerated().map { place, month -> SQL in
            """
            WHEN w.watched_at >= \(month.lowerBound) AND w.watched_at < \(month.upperBound)
                THEN \(sql: SQL(trusted: String(place)))
            """
        }
        let rows = try connection.query(
            """
            SELECT viewings.month, viewings.kind, COUNT(DISTINCT viewings.title_id) FROM (
                SELECT CASE \(sql: cases.joined(separator: " ")) END AS month, t.kind, w.title_id
                FROM watch_event w JOIN title t ON t.id = w.title_id
                WHERE w.profile_id = \(profile) AND w.watched_at >= \(first) AND w.watched_at < \(end)
                    AND t.kind IN ('movie', 'episode') AND NOT \(sql: TitleHiding.isSwitchedOff)
                    AND NOT EXISTS (SELECT 1 FROM episode e JOIN title s ON s.id = e.series_id
                        WHERE e.title_id = t.id AND s.hidden = 1
                            AND NOT EXISTS (SELECT 1 FROM listing y WHERE y.title_id = s.id))
            ) AS viewings
            WHERE viewings.month IS NOT NULL GROUP BY viewings.month, viewings.kind
            """)
        for row in rows {
            let place = try row.int(0)
            guard counts.indices.contains(place) else { continue }
            if try row.get(1, as: TitleKind.self) == .movie {
                counts[place].films = try row.int(2)
            } else {
                counts[place].episodes = try row.int(2)
            }
        }
        return counts
    }
}

/// Which names of a vocabulary are the most frequent in a list of titles.
struct NameRanking {
    /// The table that leads from titles to names, and its column of the name.
    let link: SQL
    let key: SQL
    let names: SQL
    /// Which rows `l` of the link count.
    let condition: SQL
    let max: Int

    static func genres(_ max: Int) -> NameRanking {
        // The sign keeps the planner from reading everything that has a genre: a history is shorter.
        NameRanking(
            link: "title_term", key: "term_id", names: "term",
            condition: "WHERE +l.term_id IN (SELECT g.id FROM term g WHERE g.kind = 'genre')", max: max)
    }

    static func people(_ role: Credit.Role) -> NameRanking {
        NameRanking(
            link: "title_person", key: "person_id", names: "person", condition: "WHERE l.role = \(role)",
            max: WatchStatistics.namesMax)
    }

    static let studios = NameRanking(
        link: "title_studio", key: "studio_id", names: "studio", condition: "", max: WatchStatistics.namesMax)

    /// The most frequent first, those as frequent in the order of their ids. `works` gives the ids of the titles, each
    /// once.
    func names(of works: SQL, _ connection: any SQLConnection) throws -> [NameCount] {
        let rows = try connection.query(
            """
            SELECT n.name, top.times FROM (
                SELECT l.\(sql: key) AS id, COUNT(*) AS times
                FROM (\(sql: works)) AS works JOIN \(sql: link) l ON l.title_id = works.id \(sql: condition)
                GROUP BY l.\(sql: key) ORDER BY times DESC, l.\(sql: key) LIMIT \(max)
            ) AS top JOIN \(sql: names) n ON n.id = top.id
            ORDER BY top.times DESC, top.id
            """)
        return try rows.map { NameCount(name: try $0.text(0), count: try $0.int(1)) }
    }
}
