import Basics
package import Domain
import Jobs
import NIOPosix

/// Files on their way into a session.
extension ImportDesk {
    /// Reads a file on a thread of its own, since that takes a while. Throws `HistoryFileError`.
    package func read(_ bytes: [UInt8], _ options: HistoryFileOptions) async throws -> ReadHistory {
        try await NIOThreadPool.singleton.runIfActive { try HistoryFile.read(bytes, options) }
    }

    /// Stores the films of a file, to be looked for by `match` or a job. Nothing of an earlier session changes yet.
    package func start(_ history: ReadHistory, fileName: String?, for user: UserID) async throws -> ImportSession {
        let now = world.now()
        return try await stores.imports.begin(
            NewImport(
                uuid: world.uuid(), userID: user, source: history.source,
                fileName: fileName.map { $0.printable(charactersMax: ImportsLimits.fileNameCharactersMax) },
                counts: history.counts, films: history.films, createdAt: now,
                expiresAt: expiry(at: now, createdAt: now)))
    }

    /// Looks for the films of a stored file while somebody waits. When they hang up or it fails, nothing is left of it.
    ///
    /// Throws as `match` does.
    package func finish(
        _ session: ImportSession, itemsMax: Int = ImportsLimits.itemsMax
    ) async throws -> ImportSession {
        do {
            return try await match(session, itemsMax: itemsMax)
        } catch {
            // In a task of its own, because this one may be cancelled. A database in trouble keeps the session, whose
            // search a sweep goes on with; the caller hears of the trouble either way.
            _ = await Task { try await stores.imports.close(session.id) }.result
            throw error
        }
    }

    /// Has the films of a session looked for by a job, unless one is waiting for that already.
    package func enqueue(
        _ session: ImportSession, itemsMax: Int, rated rule: RatedFilmsRule = .leaveOut
    ) async throws -> Job {
        try await work.queue.enqueue(
            MatchImport.self,
            MatchImport.Parameters(session: session.uuid, user: session.userID, itemsMax: itemsMax, rated: rule),
            deduplicationKey: session.uuid)
    }
}

/// What an import would bring, without one.
package struct ImportPreview: Sendable, Hashable {
    package let source: ImportSource
    package let counts: ImportCounts
    /// In the order of the file.
    package let items: [ImportItem]

    /// Films that need nobody's eye.
    package var sureCount: Int { items.count { $0.quality == .high } }
    package var doubtfulCount: Int { items.count { $0.quality == .medium || $0.quality == .low } }
    package var unknownCount: Int { items.count { $0.match == nil } }
}

extension ImportDesk {
    /// Looks for the films of a file and stores nothing. `onProgress` gets how many were looked for.
    package func preview(
        _ history: ReadHistory, for user: UserID, itemsMax: Int, rated rule: RatedFilmsRule = .leaveOut,
        onProgress: (_ done: Int) async throws -> Void = { _ in }
    ) async throws -> ImportPreview {
        let rated = try await stores.imports.rated(by: user)
        let run = matcher.run()
        var (items, counts, films) = ([ImportItem](), history.counts, history.films[...])
        while !films.isEmpty, items.count < itemsMax {
            let batch = films.prefix(min(filmsPerBatch, itemsMax - items.count))
            films = films.dropFirst(batch.count)
            let found = try await run.match(Array(batch))
            let new = found.filter { rated.admits($0, by: rule, now: world.now()) }
            counts.alreadyRated += found.count - new.count
            items += new
            try await onProgress(history.films.count - films.count)
        }
        counts.truncated += films.count
        return ImportPreview(source: history.source, counts: counts, items: items)
    }

    /// Films between two pauses of the search, or a whole question to the catalogue.
    var filmsPerBatch: Int {
        matcher.hasProvider ? ImportsLimits.filmsPerBatch : ImportsLimits.filmsPerCatalogueBatch
    }
}

extension RatedFilms {
    /// Whether the film that an item probably is was rated.
    func contains(_ item: ImportItem) -> Bool { item.match.map { contains($0) } ?? false }

    /// Whether an item is to be decided about.
    func admits(_ item: ImportItem, by rule: RatedFilmsRule, now: Instant) -> Bool {
        guard let match = item.match, contains(match) else { return true }
        return switch rule {
        case .leaveOut: false
        case .takeNewViewings: !knowsViewings(of: item.film.upTo(now), match)
        }
    }
}
