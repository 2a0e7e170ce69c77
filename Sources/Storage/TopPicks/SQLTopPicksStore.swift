package import Basics
package import Domain
package import SQL

/// Sums up what all profiles watched lately.
///
/// The viewings since the moment are one stretch of an index; what lies before is read only of films that have enough
/// viewers in it.
package struct SQLTopPicksStore: TopPicksStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func popular(
        _ kind: TitleKind, since moment: Instant, viewersMin: Int
    ) async throws -> [PopularTitle] {
        // Moment 0 is that of viewings of which nobody knows when they were.
        let since = max(moment, Instant(milliseconds: WatchEvent.undated.milliseconds + 1))
        let query = kind == .series ? Self.series(since, viewersMin) : Self.films(since, viewersMin)
        return try await database.read { connection in
            try connection.query(query).map { row in
                PopularTitle(
                    titleID: try row.get(0), title: try row.text(1), year: try row.optionalInt(2),
                    contentRating: try row.optionalText(3), viewers: try row.int(4), plays: try row.int(5),
                    episodes: try row.int(6), completion: try row.double(7))
            }
        }
    }

    /// Who watched what since a moment, each pair once, to be selected from.
    private static func recent(_ moment: Instant) -> SQL {
        // The sign keeps SQLite from reading a whole index that has the pairs in order.
        """
        (SELECT DISTINCT +profile_id AS profile_id, title_id FROM watch_event WHERE watched_at >= \(moment)) AS recent
        """
    }

    private static func films(_ moment: Instant, _ viewersMin: Int) -> SQL {
        """
        SELECT t.id, t.title, t.year, t.content_rating, popular.viewers,
            (SELECT SUM(w.plays) FROM watch_event w WHERE w.title_id = t.id AND w.profile_id IN (
                SELECT l.profile_id FROM watch_event l WHERE l.title_id = t.id AND l.watched_at >= \(moment))),
            0, \(sql: real("1"))
        FROM (
            SELECT title_id, COUNT(*) AS viewers FROM \(sql: recent(moment))
            GROUP BY title_id HAVING COUNT(*) >= \(viewersMin)
        ) AS popular JOIN title t ON t.id = popular.title_id
        WHERE t.kind = 'movie' AND t.state = 'known' AND \(sql: TitleHiding.isShown)
        """
    }

    /// A viewer's share is that of the episodes watched since the moment in all that the catalogue knows.
    private static func series(_ moment: Instant, _ viewersMin: Int) -> SQL {
        """
        SELECT t.id, t.title, t.year, t.content_rating, popular.viewers, 0, popular.episodes,
            \(sql: real("popular.watched")) / popular.viewers
                / (SELECT COUNT(*) FROM episode a WHERE a.series_id = t.id)
        FROM (
            SELECT series_id, COUNT(DISTINCT profile_id) AS viewers, COUNT(DISTINCT title_id) AS episodes,
                COUNT(*) AS watched
            FROM (
                SELECT recent.profile_id, recent.title_id,
                    (SELECT e.series_id FROM episode e WHERE e.title_id = recent.title_id) AS series_id
                FROM \(sql: recent(moment))
            ) AS seen
            GROUP BY series_id HAVING COUNT(DISTINCT profile_id) >= \(viewersMin)
        ) AS popular JOIN title t ON t.id = popular.series_id
        WHERE t.state = 'known' AND \(sql: TitleHiding.isShown)
        """
    }

    private static func real(_ expression: SQL) -> SQL {
        "CAST(\(sql: expression) AS \(sqlite: "REAL", postgres: "DOUBLE PRECISION"))"
    }
}
