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
        let rows = try connection.query(
            """
            SELECT t.id, t.provenance FROM title t
            WHERE t.hidden = 2 AND t.kind = \(kind) AND t.id > \(first) AND \(sql: isLeft)
            ORDER BY t.id LIMIT \(limit)
            """)
        let others = try keptForOthers(rows.map { try $0.get(0) }, than: .mediaServer, connection)
        return try rows.map { row in
            let id: TitleID = try row.get(0)
            return Row(
                titleID: id, isOnlyFromServer: try !others.contains(id) && isOnly(.mediaServer, in: row.text(1)))
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
        let others = try keptForOthers(left, than: .tmdb, connection)
        return try connection.query(
            """
            SELECT t.id, t.provenance FROM title t
            WHERE t.id IN \(list: left) AND \(sql: isLeft)
                AND NOT EXISTS (SELECT 1 FROM server_copy c WHERE c.title_id = t.id)
            ORDER BY t.id
            """
        ).compactMap { row -> TitleID? in
            let id: TitleID = try row.get(0)
            return try !others.contains(id) && isOnly(.tmdb, in: row.text(1)) ? id : nil
        }
    }

    /// Those of the titles that would take along a title, given up for them, of which somebody else than the source
    /// has said anything.
    private static func keptForOthers(
        _ titles: [TitleID], than source: FieldSource, _ connection: any SQLConnection
    ) throws -> Set<TitleID> {
        guard !titles.isEmpty else { return [] }
        let rows = try connection.query(
            """
            SELECT m.kept_id, g.provenance FROM title_merge m JOIN title g ON g.id = m.title_id
            WHERE m.kept_id \(sql: .within(titles))
            """)
        return Set(try rows.filter { try !isOnly(source, in: $0.text(1)) }.map { try $0.get(0, as: TitleID.self) })
    }

    private static func isOnly(_ source: FieldSource, in provenance: String) throws -> Bool {
        let provenance = try JSONText.decode(provenance, as: Provenance.self)
        return provenance.locked.isEmpty && provenance.sources.values.allSatisfy { $0 == source }
    }

    /// Those of the titles with which nobody did anything.
    static func untouched(_ titles: [TitleID], _ connection: any SQLConnection) throws -> Set<TitleID> {
        Set(
            try connection.query(
                "SELECT t.id FROM title t WHERE t.id IN \(list: titles) AND \(sql: isLeft(besides: "t.id"))"
            ).map { try $0.get(0) })
    }

    /// Nobody has a file of a title `t`, owns, rated, watched, began or keeps it; of a series nor any of its episodes.
    /// Titles that were given up for others go with those.
    private static let isLeft: SQL = """
        \(sql: MergedTitles.keptID) IS NULL
        AND NOT EXISTS (SELECT 1 FROM listing y WHERE y.title_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM owned_title o WHERE o.imdb_id = t.imdb_id)
        AND (
            SELECT COUNT(*) FROM title_merge m JOIN title g ON g.id = m.title_id
            JOIN owned_title q ON q.imdb_id = g.imdb_id WHERE m.kept_id = t.id) = 0
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
