import ArgumentParser
import Foundation
import Search
import Server

/// `kinothek evaluate …`
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure how good the answers are.",
        subcommands: [SearchCommand.self, EvaluateRecommendationsCommand.self])

    struct SearchCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search", abstract: "Measure the rankings on judged queries.",
            discussion: """
                The file is a JSON array of {"query": text, "relevant": [IMDb ids]}. Prints a line each for words,
                meaning (the formula of the search API) and hybrid: NDCG@10, recall@50, hit@10, averaged over queries.
                """)
        @OptionGroup var options: DataOptions
        @Option(help: "The file with the judged queries.", completion: .file(extensions: ["json"])) var queries: String
        @Flag(help: "Print JSON instead of a table.") var json = false

        func run() async throws {
            let data = try Data(contentsOf: URL(filePath: queries))
            let judged = try JSONDecoder().decode([JudgedQuery].self, from: data)
            let marks = try await options.withInstallation { installation in
                try await installation.features.follower.catchUp()
                let bar = ProgressBar("Measuring")
                defer { bar.end() }
                return try await SearchEvaluation(search: installation.features.search).run(judged) { done, total in
                    bar.show(done, of: total, "queries")
                }
            }
            if json { try sayJSON(marks) } else { sayTable(marks) }
        }

        private func sayTable(_ marks: [RankingMarks]) {
            Terminal.say("ranking   NDCG@10  recall@50  hit@10")
            for mark in marks {
                let name = mark.ranking.padding(toLength: 8, withPad: " ", startingAt: 0)
                let numbers = String(format: "%7.3f  %9.3f  %6.2f", mark.ndcgAt10, mark.recallAt50, mark.hitAt10)
                Terminal.say("\(name)  \(numbers)")
            }
        }

        private func sayJSON(_ marks: [RankingMarks]) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            Terminal.say(String(decoding: try encoder.encode(marks), as: UTF8.self))
        }
    }
}
