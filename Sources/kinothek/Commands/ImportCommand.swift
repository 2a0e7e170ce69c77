import Accounts
import ArgumentParser
import Basics
import Domain
import Foundation
import Imports
import Jobs
import Server

/// `kinothek import …`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring somebody's history from another service.",
        discussion: """
            Files of Amazon Prime Video, Netflix, Letterboxd, IMDb, Trakt and The Movie Database are known by what is \
            in them, as they were downloaded. For example
              kinothek import letterboxd-anna.zip --user anna@example.org --dry-run
              kinothek import letterboxd-anna.zip --user anna@example.org
            Films that were surely found are added, with the ratings of the file; the others wait on the website, on \
            the page Import, where the whole import can be taken back as well.
            """)
    @OptionGroup var options: DataOptions
    @Argument(help: "The file, as the other service gave it.", completion: .file()) var file: String
    @Option(help: "Whose history it is: the address of an account.") var user: String
    @Flag(help: "Only show what would be found; nothing is written.") var dryRun = false
    @Flag(help: "Add nothing; leave every film to be decided about on the website.") var review = false
    @Option(help: "Of a Netflix file with several profiles, the one that is meant.") var profile: String?

    func run() async throws {
        try await options.withInstallation { installation in
            let desk = installation.features.imports.desk
            let bytes = try readFile(bytesMax: desk.settings.uploadBytesMax)
            let user = try await installation.features.accounts.user(email: user)
            let history = try await read(bytes, desk)
            Terminal.note(ImportWords.line(of: history))
            let run = ImportRun(desk: desk, installation: installation, user: user)
            if dryRun {
                try await run.preview(history)
            } else {
                let name = URL(fileURLWithPath: file).lastPathComponent
                try await run.bring(history, fileName: name, addsSureOnes: !review)
            }
        }
    }

    private func readFile(bytesMax: Int) throws -> [UInt8] {
        do {
            return try ImportFile.read(file, bytesMax: bytesMax)
        } catch ImportFile.Problem.missing {
            throw ValidationError("There is no file \(file).")
        } catch ImportFile.Problem.tooLarge {
            throw ValidationError(
                "The file is larger than \(bytesMax >> 20) MiB. Bring a part of it, or raise "
                    + "KINOTHEK_IMPORT_MAX_UPLOAD_BYTES.")
        }
    }

    private func read(_ bytes: [UInt8], _ desk: ImportDesk) async throws -> ReadHistory {
        var wishes = HistoryFileOptions(at: World.live.now())
        wishes.netflixProfile = profile
        wishes.fileName = URL(fileURLWithPath: file).lastPathComponent
        do {
            return try await desk.read(bytes, wishes)
        } catch let problem as HistoryFileError {
            throw ValidationError(ImportWords.text(of: problem))
        }
    }
}

/// A file of the command line, as a whole.
enum ImportFile {
    enum Problem: Error {
        case missing
        case tooLarge
    }

    /// Throws `Problem` and what the disk says.
    static func read(_ path: String, bytesMax: Int) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw Problem.missing }
        defer { try? handle.close() }
        let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        guard data.count <= bytesMax else { throw Problem.tooLarge }
        return Array(data)
    }
}
