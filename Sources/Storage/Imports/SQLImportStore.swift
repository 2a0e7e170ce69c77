package import Basics
package import Domain
package import SQL

/// Imports from their file to what they wrote: sessions, their films, and the journal by which they are taken back.
package struct SQLImportStore: ImportStore {
    let database: any SQLDatabase
    let ratings: SQLRatingStore
    let world: World

    /// The world supplies random UUIDs for new films, and the moments of work on films that wait.
    package init(database: any SQLDatabase, ratings: SQLRatingStore, world: World) {
        self.database = database
        self.ratings = ratings
        self.world = world
    }

    package func begin(_ new: NewImport) async throws -> ImportSession {
        let counts = try JSONText.encode(new.counts)
        let films = try new.films.map { try JSONText.encode($0) }
        do {
            return try await database.write { connection in
                let row = try connection.first(
                    """
                    INSERT INTO import_session (uuid, user_id, source, file_name, state, counts, film_count, created_at,
                        used_at, expires_at)
                    VALUES (\(new.uuid), \(new.userID), \(new.source), \(SQLBinding(Self.fileName(new))),
                        \(ImportSession.State.matching), \(counts), \(new.films.count), \(new.createdAt),
                        \(new.createdAt), \(new.expiresAt))
                    RETURNING \(sql: ImportSessionRows.columns)
                    """)
                guard let row else { throw SQLError.decoding("the new import gave no row") }
                let session = try ImportSessionRows.session(row)
                try connection.execute(
                    """
                    INSERT INTO import_waiting (session_id, place, film)
                    SELECT \(session.id), number - 1, value FROM \(numbered: films)
                    """)
                return session
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(new.userID.description)
        }
    }

    package func waiting(in session: ImportID, limit: Int) async throws -> [WaitingFilm] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT place, film FROM import_waiting WHERE session_id = \(session)
                ORDER BY place LIMIT \(max(0, limit))
                """
            ).map { WaitingFilm(place: try $0.int(0), film: try JSONText.decode($0.text(1))) }
        }
    }

    package func keep(
        _ items: [ImportItem], alreadyRated: Int, places: [Int], in session: ImportID
    ) async throws -> ImportSession? {
        try await database.write { [world] connection in
            let sessions = ImportSessionRows(connection: connection)
            guard var held = try sessions.hold(session), held.state == .matching else { return nil }
            let waiting = try connection.int(
                "SELECT COUNT(*) FROM import_waiting WHERE session_id = \(session) AND place IN \(list: places)")
            guard waiting == places.count else { return held }
            try ImportItemRows(connection: connection, session: session).append(items, behind: held.itemCount)
            try connection.execute(
                "DELETE FROM import_waiting WHERE session_id = \(session) AND place IN \(list: places)")
            held.counts.alreadyRated += alreadyRated
            held.itemCount += items.count
            held.matchedCount += places.count
            held.usedAt = max(held.usedAt, world.now())
            try sessions.store(held)
            return held
        }
    }

    package func publish(_ session: ImportID, at moment: Instant) async throws -> ImportSession? {
        try await database.write { connection in
            let sessions = ImportSessionRows(connection: connection)
            guard var held = try sessions.hold(session), held.state != .closed else { return nil }
            guard held.state == .matching else { return held }
            held.counts.truncated += try connection.execute("DELETE FROM import_waiting WHERE session_id = \(session)")
            held.state = .review
            held.usedAt = max(held.usedAt, moment)
            try sessions.store(held)
            try sessions.close(
                """
                user_id = \(held.userID) AND source = \(held.source) AND id < \(session) AND state <> 'closed'
                """)
            return held
        }
    }

    package func abandonedMatchings(since moment: Instant) async throws -> [ImportSession] {
        try await database.read { connection in
            try ImportSessionRows(connection: connection).sessions(
                "state = 'matching' AND used_at < \(moment) ORDER BY used_at, id")
        }
    }

    private static func fileName(_ new: NewImport) -> String? {
        guard let name = new.fileName.map(Folding.tidied), !name.isEmpty else { return nil }
        return String(name.prefix(StorageLimits.fileNameCharactersMax))
    }
}
