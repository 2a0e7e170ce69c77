package import Basics
import Catalogue
package import Domain

/// A film that went from an import into somebody's history.
package struct AddedFilm: Sendable, Hashable {
    package let titleID: TitleID
    package let filmUUID: String
    /// What stands now; nil when nobody rated the film.
    package let rating: Rating?
}

/// Decisions about single films of a session that is open for review. All throw `ImportError`: `indexOutOfRange`,
/// `alreadyProcessed`, and `unknownSession` when the session was closed meanwhile.
extension ImportDesk {
    /// Adds a film with a rating of 1 to 10; without one with the file's, or none.
    ///
    /// An opinion with `ratedAt` counts as of that moment, so that a later one stands. Without, it counts at once and
    /// is dated by the latest viewing. Throws `ImportError.withoutMatch` as well.
    package func add(
        _ index: Int, in session: ImportSession, value: Int?, ratedAt: Instant?
    ) async throws -> AddedFilm {
        try await apply(
            value.map { .rate($0, at: ratedAt) } ?? .asInFile(ratedAt: ratedAt), on: index, in: session)
    }

    /// Adds a film as watched and without a rating. Throws `ImportError.withoutMatch` as well.
    package func addWatched(_ index: Int, in session: ImportSession) async throws -> AddedFilm {
        try await apply(.watched, on: index, in: session)
    }

    package func skip(_ index: Int, in session: ImportSession) async throws {
        try await stores.imports.skip(index, in: session.id)
    }

    /// Takes a decision back with what it wrote. Throws `ImportError.notProcessed` for a film that is undecided.
    package func takeBack(_ index: Int, in session: ImportSession) async throws -> ImportUndo {
        try await stores.imports.takeBack(
            index, in: session.id, shelf: shelf(of: session.userID), at: world.now())
    }

    private func apply(_ choice: ImportChoice, on index: Int, in session: ImportSession) async throws -> AddedFilm {
        let item = try await item(index, of: session)
        guard item.status == .pending else { throw ImportError.alreadyProcessed }
        guard let match = item.match else { throw ImportError.withoutMatch }
        let known = try await details.known(of: match)
        let now = world.now()
        var decision = choice.decision(on: item, at: index, draft: known.draft, now: now)
        decision.isDraftComplete = known.isComplete
        let applied = try await stores.imports.apply(
            [decision], in: session.id, shelf: shelf(of: session.userID), at: now)
        guard let added = applied.first, let film = try await stores.catalogue.title(id: added.titleID) else {
            throw ImportError.unknownSession
        }
        if !known.isComplete { await requestEnrichment() }
        return AddedFilm(titleID: film.id, filmUUID: film.uuid, rating: added.rating)
    }

    /// What was added is stored by now; should the queue not take the job, the next sweep asks for it.
    func requestEnrichment() async {
        guard work.enrichment.isConfigured else { return }
        _ = try? await work.enrichment.request()
    }
}
