import Basics
import Domain
import SQL

/// What decisions wrote, in `import_entry` and `import_viewing`.
struct ImportJournal {
    /// An opinion that an import wrote over another, or over nothing.
    struct Change {
        let id: RatingID
        let before: OpinionRow.Said?
        let written: OpinionRow.Said
    }

    struct Entry {
        let position: Int
        let profile: ProfileID
        let film: TitleID
        let name: String
        var isNew = false
        var opinion: Change?
        /// Rows of `watch_event`.
        var viewings: [Int] = []
        var keptAt: Instant?

        init(position: Int, profile: ProfileID, film: TitleID, name: String) {
            self.position = position
            self.profile = profile
            self.film = film
            self.name = name
        }

        fileprivate var saysSomething: Bool {
            isNew || opinion != nil || !viewings.isEmpty || keptAt != nil
        }
    }

    let connection: any SQLConnection

    /// Entries of decisions that changed nothing are left out.
    func write(_ entries: [Entry], of session: ImportID) throws {
        let entries = entries.filter(\.saysSomething)
        var ids: [Int: Int] = [:]
        let rows = try connection.insert(entries.map { $0.bindings(session) }) {
            """
            INSERT INTO import_entry (session_id, position, profile_id, title_id, name, is_new, rating_id, value,
                rating_source, rated_at, before_value, before_source, before_rated_at, kept_at)
            VALUES \(rows: $0) RETURNING position, id
            """
        }
        for row in rows { ids[try row.int(0)] = try row.int(1) }
        let viewings = entries.flatMap { entry in
            ids[entry.position].map { id in entry.viewings.map { [$0, id] } } ?? []
        }
        guard !viewings.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO import_viewing (event_id, entry_id)
            SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1))
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(viewings)))
            """)
    }

    /// What is left of what an import wrote.
    struct Counts {
        var ratings = 0
        var viewings = 0
        var kept = 0
    }

    /// How many opinions, viewings and kept films of imports are there still.
    func counts(of sessions: [ImportID]) throws -> [ImportID: Counts] {
        guard !sessions.isEmpty else { return [:] }
        var counts: [ImportID: Counts] = [:]
        try connection.forEach(
            """
            SELECT s.id,
                (SELECT COUNT(DISTINCT e.rating_id) FROM import_entry e WHERE e.session_id = s.id),
                (SELECT CAST(COALESCE(SUM(
                        (SELECT COUNT(*) FROM import_viewing v WHERE v.entry_id = e.id)), 0) AS BIGINT)
                    FROM import_entry e WHERE e.session_id = s.id),
                (SELECT CAST(COALESCE(SUM(
                        (SELECT COUNT(*) FROM watch_list w WHERE w.profile_id = e.profile_id
                            AND w.title_id = e.title_id AND w.added_at = e.kept_at)), 0) AS BIGINT)
                    FROM import_entry e WHERE e.session_id = s.id)
            FROM import_session s WHERE s.id IN \(list: sessions)
            """
        ) { row in
            counts[try row.get(0)] = Counts(
                ratings: try row.int(1), viewings: try row.int(2), kept: try row.int(3))
        }
        return counts
    }
}

extension ImportJournal.Entry {
    fileprivate func bindings(_ session: ImportID) -> [SQLBinding] {
        let what = [
            SQLBinding(session), SQLBinding(position), SQLBinding(profile), SQLBinding(film), SQLBinding(name),
            SQLBinding(isNew),
        ]
        let written = [
            SQLBinding(opinion?.id), SQLBinding(opinion?.written.value), SQLBinding(opinion?.written.source),
            SQLBinding(opinion?.written.ratedAt),
        ]
        let before = [
            SQLBinding(opinion?.before?.value), SQLBinding(opinion?.before?.source),
            SQLBinding(opinion?.before?.ratedAt), SQLBinding(keptAt),
        ]
        return what + written + before
    }
}
