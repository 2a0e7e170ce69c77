package import Basics
package import Domain
import SQL

/// What people decide about films of a session, and how it is taken back.
extension SQLImportStore {
    package func setMatch(_ item: ImportItem, at index: Int, in session: ImportID) async throws {
        try await database.write { connection in
            let items = ImportItemRows(connection: connection, session: session)
            guard try ImportSessionRows(connection: connection).hold(session)?.state == .review else {
                throw ImportError.indexOutOfRange
            }
            guard try items.status(at: index) == .pending else { throw ImportError.alreadyProcessed }
            try items.put(item, at: index)
        }
    }

    package func apply(
        _ decisions: [ImportDecision], in session: ImportID, shelf: ImportShelf, at moment: Instant
    ) async throws -> [AppliedDecision] {
        guard let last = decisions.last else { return [] }
        return try await database.writeAmongRemovals { [ratings, world] connection in
            let desk = ImportTable(connection: connection, shelf: shelf)
            try desk.hold()
            var held = try desk.review(session)
            let items = ImportItemRows(connection: connection, session: session)
            let indexes = decisions.map(\.index)
            try items.requirePending(indexes)
            let application = ImportApplication(
                connection: connection, session: held, shelf: shelf, moment: moment, ratings: ratings)
            let applied = try application.apply(decisions, world: world)
            try items.mark(indexes, .added)
            held.addedCount += decisions.count
            held.currentIndex = last.index + 1
            held.usedAt = max(held.usedAt, moment)
            try desk.sessions.store(held)
            return applied
        }
    }

    package func film(
        for draft: TitleDraft, isComplete: Bool, at moment: Instant
    ) async throws -> (film: Title, isNew: Bool) {
        try await database.write { [world] connection in
            try connection.lock(.titles)
            // What is not a provider's whole answer is somebody's own words, which any provider knows better.
            let wanted = ImportedFilms.Wanted(
                draft: draft, isComplete: isComplete, source: isComplete ? .tmdb : .load)
            let films = try ImportedFilms([wanted], world: world, connection)
            guard let film = try TitleRows.titles(films.ids, connection).first else { throw ImportError.withoutMatch }
            return (film: film, isNew: films.added.contains(film.id))
        }
    }

    package func skip(_ index: Int, in session: ImportID) async throws {
        try await database.write { [world] connection in
            let sessions = ImportSessionRows(connection: connection)
            var held = try sessions.review(session)
            let items = ImportItemRows(connection: connection, session: session)
            try items.requirePending([index])
            try items.mark([index], .skipped)
            held.skippedCount += 1
            held.currentIndex = index + 1
            held.usedAt = max(held.usedAt, world.now())
            try sessions.store(held)
        }
    }

    package func takeBack(
        _ index: Int, in session: ImportID, shelf: ImportShelf, at moment: Instant
    ) async throws -> ImportUndo {
        try await database.writeAmongRemovals { connection in
            let desk = ImportTable(connection: connection, shelf: shelf)
            try desk.hold()
            var held = try desk.review(session)
            let items = ImportItemRows(connection: connection, session: session)
            let status = try items.status(at: index)
            guard status != .pending else { throw ImportError.notProcessed }
            var undo = ImportUndo()
            if status == .added {
                undo = try ImportReversal(
                    connection: connection, shelf: shelf, source: held.source, moment: moment
                ).takeBack("e.session_id = \(session) AND e.position = \(index)")
                held.addedCount -= 1
            } else {
                held.skippedCount -= 1
            }
            try items.mark([index], .pending)
            held.usedAt = max(held.usedAt, moment)
            try desk.sessions.store(held)
            return undo
        }
    }

    package func undo(_ uuid: String, shelf: ImportShelf, at moment: Instant) async throws -> ImportUndo {
        guard !uuid.utf8.contains(0) else { throw ImportError.unknownSession }
        return try await database.writeAmongRemovals { connection in
            let desk = ImportTable(connection: connection, shelf: shelf)
            try desk.hold()
            guard var held = try desk.sessions.hold("uuid = \(uuid) AND user_id = \(shelf.user)") else {
                throw ImportError.unknownSession
            }
            guard held.undoneAt == nil else { throw ImportError.alreadyUndone }
            let undo = try ImportReversal(
                connection: connection, shelf: shelf, source: held.source, moment: moment
            ).takeBack("e.session_id = \(held.id)")
            held.undoneAt = moment
            try desk.sessions.store(held)
            try desk.sessions.close("id = \(held.id)")
            return undo
        }
    }
}

/// Whose things a script about an import changes.
private struct ImportTable {
    let connection: any SQLConnection
    let shelf: ImportShelf

    var sessions: ImportSessionRows { ImportSessionRows(connection: connection) }

    /// Has scripts about the catalogue, the person and the profile follow one another.
    ///
    /// Throws `AccountError.unknownUser` and `ProfileError.unknown`.
    func hold() throws {
        try connection.lock(.titles)
        try connection.hold(shelf.user)
        guard try WatchStateRows(connection: connection, profile: shelf.profile).lock() else {
            throw ProfileError.unknown
        }
    }

    /// The person's session, open for decisions. Throws `ImportError.unknownSession`.
    func review(_ id: ImportID) throws -> ImportSession {
        let session = try sessions.review(id)
        guard session.userID == shelf.user else { throw ImportError.unknownSession }
        return session
    }
}
