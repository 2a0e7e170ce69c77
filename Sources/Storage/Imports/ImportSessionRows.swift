import Basics
import Domain
import SQL

/// Rows of `import_session`, in a script.
struct ImportSessionRows {
    let connection: any SQLConnection

    static let columns: SQL = """
        id, uuid, user_id, source, file_name, state, counts, item_count, matched_count, film_count, added_count,
            skipped_count, current_index, created_at, used_at, expires_at, undone_at
        """

    static func session(_ row: SQLRow) throws -> ImportSession {
        ImportSession(
            id: try row.get(0), uuid: try row.text(1), userID: try row.get(2), source: try row.get(3),
            fileName: try row.optionalText(4), state: try row.get(5), counts: try JSONText.decode(row.text(6)),
            itemCount: try row.int(7), matchedCount: try row.int(8), filmCount: try row.int(9),
            addedCount: try row.int(10), skippedCount: try row.int(11), currentIndex: try row.int(12),
            createdAt: try row.get(13), usedAt: try row.get(14), expiresAt: try row.get(15),
            undoneAt: try row.get(16, as: Instant?.self))
    }

    /// Those of a condition, with what comes behind it.
    func sessions(_ condition: SQL) throws -> [ImportSession] {
        try connection.query("SELECT \(sql: Self.columns) FROM import_session WHERE \(sql: condition)")
            .map { try Self.session($0) }
    }

    /// Reads a session that nobody else changes until the script has ended; nil when there is none.
    func hold(_ id: ImportID) throws -> ImportSession? { try hold("id = \(id)") }

    func hold(_ condition: SQL) throws -> ImportSession? {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try sessions(condition + lock).first
    }

    /// A session that is open for decisions. Throws `ImportError.unknownSession`.
    func review(_ id: ImportID) throws -> ImportSession {
        guard let session = try hold(id), session.state == .review else { throw ImportError.unknownSession }
        return session
    }

    /// Writes what changes in the life of a session.
    func store(_ session: ImportSession) throws {
        try connection.execute(
            """
            UPDATE import_session SET state = \(session.state), counts = \(JSONText.encode(session.counts)),
                item_count = \(session.itemCount), matched_count = \(session.matchedCount),
                added_count = \(session.addedCount), skipped_count = \(session.skippedCount),
                current_index = \(session.currentIndex), used_at = \(session.usedAt),
                undone_at = \(SQLBinding(session.undoneAt))
            WHERE id = \(session.id)
            """)
    }

    /// Closes the sessions of a condition: their films go, and those that wrote nothing go as a whole. Returns how many
    /// there were.
    @discardableResult
    func close(_ condition: SQL) throws -> Int {
        let closed: [ImportID] = try connection.query(
            "UPDATE import_session SET state = 'closed' WHERE \(sql: condition) RETURNING id"
        ).map { try $0.get(0) }
        guard !closed.isEmpty else { return 0 }
        try connection.execute("DELETE FROM import_waiting WHERE session_id IN \(list: closed)")
        try connection.execute("DELETE FROM import_item WHERE session_id IN \(list: closed)")
        try connection.execute(
            """
            DELETE FROM import_session WHERE id IN \(list: closed) AND undone_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM import_entry e WHERE e.session_id = import_session.id)
            """)
        return closed.count
    }
}
