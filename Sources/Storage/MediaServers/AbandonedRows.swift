import Domain
import SQL

/// Finds titles that nothing holds: they are gone from the media server, or an import that made them was taken back.
enum AbandonedRows {
    struct Row {
        let titleID: TitleID
        /// Whether nobody else has said anything about it.
        let isOnlyFromServer: Bool
    }

    /// Titles of a kind without anything of people or files, after a title and in their order.
    static func candidates(
        _ kind: TitleKind, after title: TitleID?, limit: Int, _ connection: any SQLConnection
    ) throws -> [Row] {
        let first = title?.rawValue ?? 0
        return try connection.query(
            """
            SELECT t.id, t.provenance FROM title t
            WHERE t.hidden = 2 AND t.kind = \(kind) AND t.id > \(first) AND \(sql: isLeft)
            ORDER BY t.id LIMIT \(limit)
            """
        ).map { row in
            let provenance = try JSONText.decode(row.text(1), as: Provenance.self)
            let isAlone = provenance.locked.isEmpty && provenance.sources.values.allSatisfy { $0 == .mediaServer }
            return Row(titleID: try row.get(0), isOnlyFromServer: isAlone)
        }
    }

    /// Those of the titles of which that still holds.
    static func abandoned(_ titles: [TitleID], _ connection: any SQLConnection) throws -> [TitleID] {
        try connection.query(
            "SELECT t.id FROM title t WHERE t.hidden = 2 AND t.id IN \(list: titles) AND \(sql: isLeft) ORDER BY t.id"
        ).map { try $0.get(0) }
    }

    /// Those of the titles about which only The Movie Database has said anything, that are no media server's, and of
    /// which nothing is still to be told to Trakt.
    static func leftByImports(_ titles: [TitleID], _ connection: any SQLConnection) throws -> [TitleID] {
        guard !titles.isEmpty else { return [] }
        let told = try connection.query("SELECT title_id FROM trakt_wish WHERE title_id IN \(list: titles)")
        let left = Set(titles).subtracting(try told.map { try $0.get(0) }).sorted()
        return try connection.query(
            """
            SELECT t.id, t.provenance FROM title t
            WHERE t.id IN \(list: left) AND \(sql: isLeft)
                AND NOT EXISTS (SELECT 1 FROM server_copy c WHERE c.title_id = t.id)
            ORDER BY t.id
            """
        ).compactMap { row in
            let provenance = try JSONText.decode(row.text(1), as: Provenance.self)
            let isAlone = provenance.locked.isEmpty && provenance.sources.values.allSatisfy { $0 == .tmdb }
            return isAlone ? try row.get(0) : nil
        }
    }

    /// Those of the titles with which nobody did anything.
    static func untouched(_ titles: [TitleID], _ connection: any SQLConnection) throws -> Set<TitleID> {
        Set(
            try connection.query(
                "SELECT t.id FROM title t WHERE t.id IN \(list: titles) AND \(sql: isLeft(besides: "t.id"))"
            ).map { try $0.get(0) })
    }

    /// Nobody has a file of a title `t`, owns, rated, watched, began or keeps it; of a series nor any of its episodes.
    private static let isLeft: SQL = """
        NOT EXISTS (SELECT 1 FROM listing y WHERE y.title_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM owned_title o WHERE o.imdb_id = t.imdb_id)
        AND \(sql: isLeft(besides: "t.id")) AND NOT EXISTS (
            SELECT 1 FROM episode e WHERE e.series_id = t.id AND NOT (\(sql: isLeft(besides: "e.title_id"))))
        """

    private static func isLeft(besides title: SQL) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM title_file f WHERE f.title_id = \(sql: title))
        AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.title_id = \(sql: title) AND r.value IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM watch_event w WHERE w.title_id = \(sql: title))
        AND NOT EXISTS (SELECT 1 FROM watch_state s WHERE s.title_id = \(sql: title) AND s.position > 0)
        AND NOT EXISTS (SELECT 1 FROM watch_list k WHERE k.title_id = \(sql: title))
        AND NOT EXISTS (SELECT 1 FROM favourite v WHERE v.title_id = \(sql: title))
        """
    }
}
