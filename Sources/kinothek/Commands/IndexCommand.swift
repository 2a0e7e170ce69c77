import ArgumentParser
import Domain
import Search
import Server

/// `kinothek index …`
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The search index.", subcommands: [Status.self, Rebuild.self])

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say how much of the catalogue can be searched.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await options.withInstallation { installation in
                guard let status = try await installation.indexStatus() else {
                    Terminal.say("words only: \(installation.engines.embedderProblem ?? "no model")")
                    return
                }
                Terminal.say("model    \(status.model)")
                Terminal.say("titles   \(status.counts.known)")
                Terminal.say("indexed  \(status.counts.indexed)")
            }
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make all vectors anew; searches answer from the old ones until then.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await options.withInstallation { installation in
                guard installation.engines.models.wanted != nil else {
                    throw StartError.noModel(reason: installation.engines.embedderProblem ?? "There is none.")
                }
                try await installation.forgetVectors()
                try await IndexRun(installation: installation).waitForIndex()
            }
        }
    }
}
