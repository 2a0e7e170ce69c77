import ArgumentParser
import Domain
import Imports
import Jobs
import Server

/// What the import command does with a file that was read.
struct ImportRun {
    let desk: ImportDesk
    let installation: Installation
    let user: User

    /// Shows what would be found, the doubtful films by name.
    func preview(_ history: ReadHistory) async throws {
        let bar = ProgressBar("Looking  ")
        let total = history.films.count
        let preview = try await desk.preview(
            history, for: user.id, itemsMax: ImportsLimits.longItemsMax, rated: .takeNewViewings
        ) { done in
            bar.show(done, of: total, "\(done) of \(total) films")
        }
        bar.end()
        Terminal.say(
            "\(preview.sureCount) surely found, \(preview.doubtfulCount) doubtful, \(preview.unknownCount) not found, "
                + "\(preview.counts.alreadyRated) rated already")
        for item in preview.items where item.quality != .high { Terminal.say(ImportWords.line(of: item)) }
    }

    /// Looks for the films, which goes on without this command when it is interrupted, and adds those that are sure.
    func bring(_ history: ReadHistory, fileName: String, addsSureOnes: Bool) async throws {
        guard !history.films.isEmpty else {
            Terminal.say("There is no film in the file.")
            return
        }
        let started = try await desk.start(history, fileName: fileName, for: user.id)
        let session = try await follow(started)
        if addsSureOnes {
            let outcome = try await desk.addMatched(.sure, .ofFile, in: session, from: nil)
            Terminal.say("\(outcome.added) films added, \(outcome.remaining) left to decide about")
        } else {
            Terminal.say("\(session.remainingCount) films to decide about")
        }
        if session.counts.alreadyRated > 0 {
            Terminal.say("\(session.counts.alreadyRated) films were rated already and stay as they are")
        }
        Terminal.say("The website shows them under /import/\(session.uuid); there all of it can be taken back, too.")
    }

    private func follow(_ started: ImportSession) async throws -> ImportSession {
        let queue = installation.features.queue
        let job = try await desk.enqueue(
            started, itemsMax: ImportsLimits.longItemsMax, rated: .takeNewViewings)
        let bar = ProgressBar("Looking  ")
        let ended = try await installation.withWorkers(for: job.name) {
            try await queue.wait(for: job.id) { job in
                bar.show(job.progress.done, of: job.progress.total, job.progress.message)
            }
        }
        bar.end()
        guard ended.state == .succeeded else {
            Terminal.note("The search \(ended.state.rawValue): \(ended.failure ?? "no reason given").")
            throw ExitCode.failure
        }
        return try await desk.session(started.uuid, of: user.id)
    }
}

/// How files and films of imports are named on the terminal.
enum ImportWords {
    static func line(of history: ReadHistory) -> String {
        let counts = history.counts
        var parts = ["\(name(of: history.source)): \(history.films.count) films in \(counts.totalEntries) rows"]
        if counts.otherRows > 0 { parts.append("\(counts.otherRows) rows of series left out") }
        if counts.ignoredRows > 0 { parts.append("\(counts.ignoredRows) rows that say nothing") }
        return parts.joined(separator: ", ")
    }

    static func line(of item: ImportItem) -> String {
        let year = item.film.year.map { " (\($0))" } ?? ""
        guard let match = item.match else { return "  \(item.film.title)\(year)  not found" }
        let matchYear = match.year.map { " (\($0))" } ?? ""
        return "  \(item.film.title)\(year)  perhaps \(match.title)\(matchYear), \(Int(item.confidence * 100)) %"
    }

    private static func name(of source: ImportSource) -> String {
        source == .csv ? "Table" : source.serviceName
    }

    static func text(of problem: HistoryFileError) -> String {
        switch problem {
        case .unreadable: "This is no file that Kinothek can read; the page Import on the website lists which it can."
        case .noFilms: "There is no film in the file."
        case .unknownColumns(let header, _):
            "The columns \(header.prefix(10).joined(separator: ", ")) say nothing to Kinothek; on the page Import of "
                + "the website they can be given a meaning."
        case .profiles(let names):
            "The file holds the profiles \(names.joined(separator: ", ")); say which with --profile."
        case .otherSource(let source): "This is a file of \(name(of: source))."
        case .archive(let error): "The archive cannot be read. \(advice(on: error))"
        case .tooLarge: "The archive holds more than Kinothek takes in. Unpack it and bring the list in it alone."
        }
    }

    private static func advice(on error: ArchiveError) -> String {
        switch error {
        case .notAnArchive, .damaged: "It is damaged: download it again."
        case .encrypted: "It is locked with a password: unpack it and bring the list in it alone."
        case .tooManyEntries, .tooLarge: "There is too much in it: unpack it and bring the list in it alone."
        case .unsafeName, .link, .unsupported:
            "It is of a kind that is not opened: unpack it and bring the list in it alone."
        }
    }
}
