package import Basics
package import Domain
import SQL

/// How sessions are read and closed.
extension SQLImportStore {
    package func session(uuid: String, of user: UserID) async throws -> ImportSession? {
        // No database stores such a text.
        guard !uuid.utf8.contains(0) else { return nil }
        return try await database.read { connection in
            try ImportSessionRows(connection: connection).sessions(
                "uuid = \(uuid) AND user_id = \(user) AND state <> 'closed'"
            ).first
        }
    }

    package func sessions(of user: UserID) async throws -> [ImportSession] {
        try await database.read { connection in
            try ImportSessionRows(connection: connection).sessions(
                "user_id = \(user) AND state <> 'closed' ORDER BY id DESC")
        }
    }

    package func noteUse(of session: ImportID, at moment: Instant, expiresAt: Instant) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                UPDATE import_session SET used_at = \(moment), expires_at = \(expiresAt)
                WHERE id = \(session) AND state <> 'closed'
                """)
        }
    }

    package func items(of session: ImportID, offset: Int, limit: Int) async throws -> [ImportItem] {
        try await database.read { connection in
            try ImportItemRows(connection: connection, session: session).page(offset: offset, limit: limit)
        }
    }

    package func close(_ session: ImportID) async throws -> Bool {
        try await database.write { connection in
            try ImportSessionRows(connection: connection).close("id = \(session) AND state <> 'closed'") > 0
        }
    }

    package func closeExpired(before moment: Instant) async throws -> Int {
        try await database.write { connection in
            try ImportSessionRows(connection: connection).close("expires_at <= \(moment) AND state <> 'closed'")
        }
    }

    package func rated(by user: UserID) async throws -> RatedFilms {
        try await database.read { connection in
            var films = RatedFilms()
            // Titles that are gone left their ids with the opinions.
            try connection.forEach(
                """
                SELECT COALESCE(t.tmdb_id, r.tmdb_id), COALESCE(t.imdb_id, r.imdb_id)
                FROM rating r LEFT JOIN title t ON t.id = r.title_id
                WHERE r.user_id = \(user) AND r.value IS NOT NULL AND COALESCE(t.kind, r.kind) = \(TitleKind.movie)
                """
            ) { row in
                films.keys.formUnion(try Self.keys(row))
            }
            try connection.forEach(
                """
                SELECT t.tmdb_id, t.imdb_id, w.watched_at FROM watch_event w JOIN title t ON t.id = w.title_id
                WHERE w.profile_id = (SELECT MIN(p.id) FROM profile p WHERE p.user_id = \(user))
                    AND t.kind = \(TitleKind.movie)
                """
            ) { row in
                let moment = try row.get(2, as: Instant.self)
                for key in try Self.keys(row) { films.viewings[key, default: []].insert(moment) }
            }
            return films
        }
    }

    /// The ids in the first two columns.
    private static func keys(_ row: SQLRow) throws -> [FilmKey] {
        let (tmdbID, imdbID) = (try row.optionalInt(0), try row.get(1, as: IMDbID?.self))
        return [tmdbID.map(FilmKey.tmdb), imdbID.map(FilmKey.imdb)].compactMap(\.self)
    }

    package func records(of user: UserID, limit: Int) async throws -> [ImportRecord] {
        try await database.read { connection in
            let sessions = try ImportSessionRows(connection: connection).sessions(
                """
                user_id = \(user) AND (state <> 'closed' OR added_count > 0) ORDER BY id DESC LIMIT \(max(0, limit))
                """)
            let counts = try ImportJournal(connection: connection).counts(of: sessions.map(\.id))
            return sessions.map { session in
                let left = counts[session.id] ?? ImportJournal.Counts()
                return ImportRecord(
                    session: session, ratings: left.ratings, viewings: left.viewings, kept: left.kept)
            }
        }
    }
}
