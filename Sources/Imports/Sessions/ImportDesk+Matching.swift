import Basics
package import Domain

extension ImportDesk {
    /// Looks for the films of a session that still wait, and opens it for review: when all were looked for, or
    /// `itemsMax` are to be decided about. `onProgress` gets the session after each batch.
    ///
    /// May end at any moment and be called again, by another server too: it goes on where it was. Throws
    /// `ImportError.unknownSession` when the session was closed meanwhile, or a newer file has taken its place.
    package func match(
        _ session: ImportSession, itemsMax: Int, rated rule: RatedFilmsRule = .leaveOut,
        onProgress: (ImportSession) async throws -> Void = { _ in }
    ) async throws -> ImportSession {
        let rated = try await stores.imports.rated(by: session.userID)
        let run = matcher.run()
        var session = session
        for _ in 1...ImportsLimits.batchesMax where session.state == .matching {
            let batch = min(filmsPerBatch, itemsMax - session.itemCount)
            let films = batch > 0 ? try await stores.imports.waiting(in: session.id, limit: batch) : []
            guard !films.isEmpty else { return try await publish(session) }
            let found = try await run.match(films.map(\.film))
            try Task.checkCancellation()
            let new = found.filter { rated.admits($0, by: rule, now: world.now()) }
            let kept = try await stores.imports.keep(
                new, alreadyRated: found.count - new.count, places: films.map(\.place), in: session.id)
            guard let kept else { return try await presentState(of: session) }
            session = try await used(kept, at: world.now())
            try await onProgress(session)
        }
        return session
    }

    private func publish(_ session: ImportSession) async throws -> ImportSession {
        let others = try await stores.imports.sessions(of: session.userID)
        let isOvertaken = others.contains { other in
            other.source == session.source && other.state == .review
                && (other.createdAt, other.id) > (session.createdAt, session.id)
        }
        guard !isOvertaken else {
            _ = try await stores.imports.close(session.id)
            throw ImportError.unknownSession
        }
        guard let published = try await stores.imports.publish(session.id, at: world.now()) else {
            throw ImportError.unknownSession
        }
        return published
    }

    /// A session that somebody else has gone on with.
    private func presentState(of session: ImportSession) async throws -> ImportSession {
        guard let present = try await stores.imports.session(uuid: session.uuid, of: session.userID) else {
            throw ImportError.unknownSession
        }
        return present
    }
}
