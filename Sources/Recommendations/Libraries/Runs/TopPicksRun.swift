import Accounts
import Basics
import Domain
import Jobs

/// What everybody watches of one kind, and where it is wanted.
struct TopPicksShelf {
    /// Films or series.
    let kind: TitleKind
    let output: TopPicksOutput
    /// The best first.
    let titles: [TitleID]
}

/// Writes what everybody watches as libraries, collections and playlists. What fails by itself is told, and keeps
/// nothing else from being done.
struct TopPicksRun {
    let parts: PickLibraries
    let settings: LibrarySettings
    let shelves: [TopPicksShelf]
    let context: JobContext

    /// A library's folder that is as it should be.
    private struct Written {
        let draft: MediaServerLibraryDraft
        let isEmpty: Bool
    }

    /// The media server, once it was asked which one it is.
    private struct Visit {
        let server: any MediaServer
        let key: MediaServerKey
    }

    /// How many users of the media server see something that they did not, or got their playlist.
    func callAsFunction() async throws -> Int {
        guard let server = await parts.server() else { throw JobFailure.withoutMediaServer }
        // Without an answer the files are written nevertheless.
        let info = await Result.ofMediaServer { try await server.info() }
        let key = (try? info.get()).map { MediaServerKey(kind: server.kind, id: $0.id) }
        var written: [Written] = []
        for (number, shelf) in shelves.enumerated() {
            try await context.step(2 + number)
            guard shelf.output.hasLibrary else {
                try await parts.empty([.everybody], shelf.kind, settings.places, context)
                continue
            }
            try await attempt("The library \(shelf.output.libraryName) could not be written") {
                written.append(try await write(shelf, key))
            }
        }
        do {
            let visit = Visit(server: server, key: MediaServerKey(kind: server.kind, id: try info.get().id))
            return try await show(written, visit)
        } catch let failure as MediaServerFailure {
            throw JobFailure.onlyWritten(failure)
        }
    }

    private func write(_ shelf: TopPicksShelf, _ key: MediaServerKey?) async throws -> Written {
        let steps = LibraryOwner.everybody.steps(shelf.kind)
        let origin = PickLibraries.Origin(server: key, places: settings.places)
        let plan = try await parts.plan(
            shelf.kind, shelf.titles.map { ShelfEntry($0) }, from: origin, links: shelf.output.links, today)
        let changes = try await parts.writer.write(plan, in: LibraryFolder(root: settings.places.root, steps: steps))
        try await context.log(
            "\(shelf.output.libraryName): \(plan.titleCount) titles, \(changes.written) files written, "
                + "\(changes.removed) removed")
        let draft = MediaServerLibraryDraft(
            name: shelf.output.libraryName, kind: shelf.kind == .series ? .series : .films,
            path: settings.places.serverPath(of: steps))
        return Written(draft: draft, isEmpty: plan.titleCount == 0)
    }

    /// The beginning of the day, so that a second run of it writes the same.
    private var today: Instant {
        let now = parts.world.now().milliseconds
        return Instant(milliseconds: now - now % 86_400_000)
    }

    private func show(_ written: [Written], _ visit: Visit) async throws -> Int {
        try await context.step(4)
        var keeper = try await LibraryKeeper(visit.server, context)
        var libraries: [MediaServerLibrary] = []
        for library in written {
            try await attempt("The library \(library.draft.name) is not shown") {
                if let kept = try await keeper.keep(library.draft, isEmpty: library.isEmpty) { libraries.append(kept) }
            }
        }
        try await context.step(5)
        for shelf in shelves where shelf.output.hasCollection {
            try await attempt("The collection \(shelf.output.collectionName) could not be filled") {
                try await fillCollection(shelf, visit)
            }
        }
        try await context.step(6)
        var updated: Set<MediaServerID> = []
        for shelf in shelves where shelf.output.hasPlaylist {
            updated.formUnion(try await fillPlaylists(shelf, visit))
        }
        try await context.step(7)
        updated.formUnion(try await admitAll(to: libraries, visit))
        return updated.count
    }

    // MARK: Lists

    private func items(of shelf: TopPicksShelf, _ visit: Visit) async throws -> [MediaServerID] {
        let copies = try await parts.sources.titles.copies(of: shelf.titles)
        return shelf.titles.compactMap { title in
            copies[title]?.first { copy in
                copy.server == visit.key && copy.path.map { settings.places.holds(serverPath: $0) } != true
            }?.itemID
        }.eachOnce
    }

    private func fillCollection(_ shelf: TopPicksShelf, _ visit: Visit) async throws {
        let items = try await items(of: shelf, visit)
        let name = shelf.output.collectionName
        if let known = try await visit.server.collection(named: name) {
            try await visit.server.replaceCollection(known, with: items)
        } else if !items.isEmpty {
            _ = try await visit.server.createCollection(named: name, of: items)
        }
    }

    /// Of everybody who gets picks of the kind; returns who got theirs.
    private func fillPlaylists(_ shelf: TopPicksShelf, _ visit: Visit) async throws -> Set<MediaServerID> {
        let items = try await items(of: shelf, visit)
        let identities = try await parts.sources.identities.mediaServerIdentities()
        var filled: Set<MediaServerID> = []
        for reader in try await parts.sources.readers.readers(of: shelf.kind) {
            guard let identity = identities[reader], identity.server == visit.key, let id = identity.userID else {
                continue
            }
            try await attempt("A playlist \(shelf.output.collectionName) could not be filled") {
                if try await fillPlaylist(shelf.output.collectionName, of: id, items, visit.server) {
                    filled.insert(id)
                }
            }
        }
        return filled
    }

    /// False for one that would be new and empty.
    private func fillPlaylist(
        _ name: String, of user: MediaServerID, _ items: [MediaServerID], _ server: any MediaServer
    ) async throws -> Bool {
        if let known = try await server.playlist(named: name, of: user) {
            do {
                try await server.replacePlaylist(known.id, of: user, with: items)
                return true
            } catch MediaServerFailure.forbidden {
                // Of that name, but somebody else's, who made it public.
            }
        }
        guard !items.isEmpty else { return false }
        _ = try await server.createPlaylist(MediaServerPlaylistDraft(userID: user, name: name, items: items))
        return true
    }

    private func admitAll(to libraries: [MediaServerLibrary], _ visit: Visit) async throws -> Set<MediaServerID> {
        guard !libraries.isEmpty else { return [] }
        let users = try await visit.server.users()
        var admitted: Set<MediaServerID> = []
        for (number, user) in users.enumerated() where !user.isDisabled && !user.seesAllLibraries {
            try await context.items(number, of: users.count, item: user.name)
            for library in libraries where !user.libraries.contains(library.policyID) {
                try await attempt("\(user.name) does not see the library \(library.name)") {
                    if try await visit.server.admit(user.id, to: library) { admitted.insert(user.id) }
                }
            }
        }
        return admitted
    }

    /// Tells what failed, unless the media server would fail the rest as well.
    private func attempt(_ sentence: String, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as CancellationError {
            throw error
        } catch let failure as MediaServerFailure where failure.concernsServer {
            throw failure
        } catch {
            try await context.log("\(sentence): \(LibraryProblem.text(error))", .error)
        }
    }
}

extension Result where Success: Sendable, Failure == any Error {
    /// What a question to the media server came to.
    fileprivate static func ofMediaServer(_ ask: () async throws -> Success) async -> Result {
        do { return .success(try await ask()) } catch { return .failure(error) }
    }
}
