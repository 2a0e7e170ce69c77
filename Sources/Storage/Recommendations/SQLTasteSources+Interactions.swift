package import Domain
import SQL

/// What everybody watched and rated.
extension SQLTasteSources {
    package func interactions(
        _ kind: TitleKind, after: InteractionPlace?, limit: Int
    ) async throws -> [Interaction] {
        let (watched, rated) = (Self.watched(kind, after, limit), Self.rated(kind, after, limit))
        return try await database.read { connection in
            // Of what was watched and rated the later moment counts.
            try connection.query(
                """
                SELECT user_id, title_id, MAX(rating), MAX(at) FROM (
                    SELECT * FROM (\(sql: watched)) AS watched UNION ALL SELECT * FROM (\(sql: rated)) AS rated
                ) AS said
                GROUP BY user_id, title_id ORDER BY user_id, title_id LIMIT \(max(0, limit))
                """
            ).map { row in
                Interaction(
                    userID: try row.get(0), titleID: try row.get(1), rating: try row.optionalInt(2),
                    at: try row.get(3))
            }
        }
    }

    /// Films, or series of which an episode was watched, in first profiles. Both parts are cut before they are joined,
    /// so that a page of films costs the same wherever it begins.
    private static func watched(_ kind: TitleKind, _ after: InteractionPlace?, _ limit: Int) -> SQL {
        let title: SQL = kind == .movie ? "w.title_id" : "e.series_id"
        let episodes: SQL = kind == .movie ? "" : "JOIN episode e ON e.title_id = w.title_id"
        // With the profile's id between the two the order is that of the indexes.
        let order: SQL = "p.user_id, p.id, \(sql: title)"
        return """
            SELECT p.user_id AS user_id, \(sql: title) AS title_id, CAST(NULL AS INTEGER) AS rating,
                MAX(w.watched_at) AS at
            FROM profile p JOIN watch_event w ON w.profile_id = p.id \(sql: episodes)
            JOIN title t ON t.id = \(sql: title)
            WHERE t.kind = \(kind) AND \(sql: .isFirstProfile)
                AND \(sql: isBehind(after, user: "p.user_id", title: title))
            GROUP BY \(sql: order) ORDER BY \(sql: order) LIMIT \(max(0, limit))
            """
    }

    private static func rated(_ kind: TitleKind, _ after: InteractionPlace?, _ limit: Int) -> SQL {
        """
        SELECT r.user_id AS user_id, r.title_id AS title_id, r.value AS rating, r.rated_at AS at
        FROM rating r JOIN title t ON t.id = r.title_id
        WHERE t.kind = \(kind) AND r.value IS NOT NULL
            AND \(sql: isBehind(after, user: "r.user_id", title: "r.title_id"))
        ORDER BY r.user_id, r.title_id LIMIT \(max(0, limit))
        """
    }

    private static func isBehind(_ place: InteractionPlace?, user: SQL, title: SQL) -> SQL {
        let (first, last) = (place?.userID.rawValue ?? 0, place?.titleID.rawValue ?? 0)
        return """
            \(sql: user) >= \(first) AND (\(sql: user) > \(first) OR \(sql: title) > \(last))
            """
    }
}
