import ArgumentParser
import Catalogue
import Domain
import Search
import Server

/// `kinothek catalogue …`
struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "The titles that the server knows.", subcommands: [Load.self])

    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load titles from JSON Lines, plain or gzip, and wait until they can be searched.",
            discussion: """
                One title a line, for example
                  {"title": "Stalker", "year": 1979, "imdb_id": "tt0079944", "genres": ["Drama"]}
                Bad lines are named and skipped. Loading twice changes nothing.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "The file.", completion: .file(extensions: ["jsonl", "gz"])) var file: String

        func run() async throws {
            let report = try await options.withInstallation { installation in
                let report = try await load(installation)
                try await IndexRun(installation: installation).waitForIndex()
                return report
            }
            if report.failure != nil { throw ExitCode.failure }
        }

        private func load(_ installation: Installation) async throws -> LoadReport {
            let bar = ProgressBar("Loading ")
            let report = try await installation.features.load.load(path: file) { progress in
                bar.show(progress.readBytes, of: progress.totalBytes, "\(progress.titles) titles")
            }
            bar.end()
            for problem in report.problems { Terminal.note("\(file): \(problem)") }
            if report.skipped > report.problems.count {
                Terminal.note("\(file): \(report.skipped - report.problems.count) more bad lines")
            }
            let outcome = report.outcome
            Terminal.say(
                "\(outcome.added) added, \(outcome.changed) changed, \(outcome.unchanged) unchanged, "
                    + "\(report.skipped) skipped")
            if let failure = report.failure { Terminal.note("\(failure)") }
            return report
        }
    }
}
