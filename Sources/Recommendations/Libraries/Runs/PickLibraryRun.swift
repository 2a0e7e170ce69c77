import Accounts
import Basics
import Domain
import Jobs

/// Writes the picks of everybody who gets some, one after the other, and shows them to the media server. Whoever's
/// library cannot be written is counted and told, and keeps nobody else from theirs.
struct PickLibraryRun {
    let parts: PickLibraries
    /// Films or series.
    let kind: TitleKind
    let context: JobContext

    private struct Reader {
        let user: User
        let server: MediaServerKey
        let id: MediaServerID
        let choices: PersonalSettings
    }

    /// Somebody's folder that is as it should be.
    private struct Written {
        let reader: Reader
        let name: String
        let isEmpty: Bool
    }

    private struct Tally {
        var succeeded = 0
        var failed = 0
        var firstFailure: String?
    }

    func callAsFunction() async throws {
        guard let server = await parts.server() else { throw JobFailure.withoutMediaServer }
        let settings = parts.settings()
        try await context.step(0)
        var tally = Tally()
        let written = try await write(settings, &tally)
        try await context.step(1)
        try await show(written, on: server, settings, &tally)
        if tally.succeeded == 0, let failure = tally.firstFailure {
            throw JobFailure("Nobody's library could be written: \(failure).", isPermanent: true)
        }
        try await context.result(["success": tally.succeeded, "failed": tally.failed])
    }

    // MARK: Files

    private func write(_ settings: LibrarySettings, _ tally: inout Tally) async throws -> [Written] {
        let readers = try await readers(settings)
        var written: [Written] = []
        for (number, reader) in readers.enumerated() {
            try await context.items(number, of: readers.count, item: reader.user.name)
            _ = try await attempt("The library of \(reader.user.name) could not be written", &tally) {
                if let done = try await write(of: reader, settings) { written.append(done) }
            }
        }
        try await context.items(readers.count, of: readers.count)
        return written
    }

    /// Those who get picks of this kind and have an account at a media server. The folders of everybody else are
    /// emptied, also of those whose account is gone or is another one at the media server now.
    private func readers(_ settings: LibrarySettings) async throws -> [Reader] {
        let wanted = Set(try await parts.sources.readers.readers(of: kind))
        let identities = try await parts.sources.identities.mediaServerIdentities()
        let choices = try await parts.sources.personal.settingsOfAll()
        var readers: [Reader] = []
        var others: Set<MediaServerID> = []
        for user in try await parts.sources.accounts.all() {
            guard let identity = identities[user.id], let server = identity.server, let id = identity.userID else {
                continue
            }
            if wanted.contains(user.id) {
                readers.append(
                    Reader(user: user, server: server, id: id, choices: choices[user.id] ?? PersonalSettings()))
            } else {
                others.insert(id)
            }
        }
        let present = Set(readers.map(\.id))
        others.formUnion(try await parts.noteOwners(present, kind, settings.places, context))
        try await parts.empty(
            others.subtracting(present).sorted().map { .person($0) }, kind, settings.places, context)
        return readers
    }

    /// Nil for who has no picks yet.
    private func write(of reader: Reader, _ settings: LibrarySettings) async throws -> Written? {
        guard let picked = try await parts.sources.picks.latest(kind, of: reader.user) else { return nil }
        let moment = picked.run.endedAt ?? picked.run.createdAt
        let explains = settings.explanations.isInEffect(for: reader.choices)
        let entries = picked.picks.map { pick in
            ShelfEntry(
                pick.title.id, match: pick.candidate.scores.final,
                explanation: explains ? pick.candidate.explanation : nil)
        }
        let origin = PickLibraries.Origin(server: reader.server, places: settings.places)
        let plan = try await parts.plan(kind, entries, from: origin, links: settings.links(kind), moment)
        let changes = try await parts.writer.write(plan, in: folder(of: reader.id, settings))
        try await context.log(
            "\(reader.user.name): \(plan.titleCount) titles, \(changes.written) files written, "
                + "\(changes.removed) removed")
        if plan.missingCount > 0 {
            try await context.log(
                "\(reader.user.name): \(plan.missingCount) titles have no file that is known", .debug)
        }
        let name = settings.name(kind, of: reader.user, reader.choices, count: plan.titleCount, moment)
        return Written(reader: reader, name: name, isEmpty: plan.titleCount == 0)
    }

    private func folder(of id: MediaServerID, _ settings: LibrarySettings) -> LibraryFolder {
        LibraryFolder(root: settings.places.root, steps: LibraryOwner.person(id).steps(kind))
    }

    // MARK: The media server

    private func show(
        _ written: [Written], on server: any MediaServer, _ settings: LibrarySettings, _ tally: inout Tally
    ) async throws {
        let key: MediaServerKey
        var keeper: LibraryKeeper
        do {
            key = MediaServerKey(kind: server.kind, id: try await server.info().id)
            keeper = try await LibraryKeeper(server, context)
        } catch let failure as MediaServerFailure {
            throw JobFailure.onlyWritten(failure)
        }
        for (number, library) in written.enumerated() {
            let name = library.reader.user.name
            try await context.items(number, of: written.count, item: name)
            guard library.reader.server == key else {
                try await context.log("\(name) has an account at another media server", .debug)
                continue
            }
            let isShown = try await attempt("The media server does not show the library of \(name)", &tally) {
                try await show(library, on: server, settings, &keeper)
            }
            if isShown { tally.succeeded += 1 }
        }
        try await context.items(written.count, of: written.count)
    }

    private func show(
        _ written: Written, on server: any MediaServer, _ settings: LibrarySettings, _ keeper: inout LibraryKeeper
    ) async throws {
        let draft = MediaServerLibraryDraft(
            name: written.name, kind: kind == .series ? .series : .films,
            path: settings.places.serverPath(of: LibraryOwner.person(written.reader.id).steps(kind)))
        guard let library = try await keeper.keep(draft, isEmpty: written.isEmpty) else { return }
        _ = try await server.admit(written.reader.id, to: library)
    }

    /// Does something for one person; false when it failed, which is told. A media server that would fail everybody
    /// ends the job.
    private func attempt(
        _ sentence: String, _ tally: inout Tally, _ work: () async throws -> Void
    ) async throws -> Bool {
        do {
            try await work()
            return true
        } catch let error as CancellationError {
            throw error
        } catch let failure as MediaServerFailure where failure.concernsServer {
            throw JobFailure.onlyWritten(failure)
        } catch {
            tally.failed += 1
            tally.firstFailure = tally.firstFailure ?? LibraryProblem.text(error)
            try await context.log("\(sentence): \(LibraryProblem.text(error))", .error)
            return false
        }
    }
}
