import Domain
import SQL

/// Keeps `title.hidden` equal to what follows from the items of media servers.
enum TitleHiding {
    /// Whether lists show a title `t`. One with files of this server is always shown.
    static let isShown: SQL = """
        (t.hidden = 0 OR EXISTS (SELECT 1 FROM listing shown WHERE shown.title_id = t.id))
        """

    /// Whether a title `t` is only in libraries that are switched off.
    static let isSwitchedOff: SQL = """
        (t.hidden = 1 AND NOT EXISTS (SELECT 1 FROM listing shown WHERE shown.title_id = t.id))
        """

    /// Works titles out anew whose items changed.
    static func refresh(_ titles: some Collection<TitleID>, _ connection: any SQLConnection) throws {
        guard !titles.isEmpty else { return }
        try refresh("t.id IN \(list: titles)", connection)
    }

    /// Works the films and series of a library out anew. Episodes are listed with their series.
    static func refresh(titlesOf library: ServerLibraryID, _ connection: any SQLConnection) throws {
        try refresh(
            """
            t.kind <> 'episode' AND t.id IN (SELECT c.title_id FROM server_copy c WHERE c.library_id = \(library))
            """, connection)
    }

    private static func refresh(_ condition: SQL, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE title SET hidden = worked.state FROM (
                SELECT t.id AS id, CASE
                    WHEN EXISTS (SELECT 1 \(sql: items) AND (l.is_enabled = 1 OR t.kind = 'episode')) THEN 0
                    WHEN EXISTS (SELECT 1 \(sql: items)) THEN 1 ELSE 2 END AS state
                FROM title t WHERE t.is_from_server = 1 AND \(sql: condition)
            ) AS worked WHERE title.id = worked.id AND title.hidden <> worked.state
            """)
    }

    /// The items of a title `t` that are there.
    private static let items: SQL = """
        FROM server_copy c JOIN server_library l ON l.id = c.library_id
        WHERE c.title_id = t.id AND c.vanished_at IS NULL AND l.vanished_at IS NULL
        """
}
