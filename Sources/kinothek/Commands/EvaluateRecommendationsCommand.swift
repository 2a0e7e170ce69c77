import ArgumentParser
import Catalogue
import Domain
import Foundation
import Recommendations
import Search
import Server

/// `kinothek evaluate recommendations`
struct EvaluateRecommendationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommendations", abstract: "Measure how well recommendations foretell what people like.",
        discussion: """
            Of what each person liked, the last part is hidden; the recommender sees the rest and ranks all other
            titles. The tables say how much of the hidden part came out on top, beside a list of the most liked titles
            and one of the best rated by votes: NDCG@10 (1 is perfect order), HR@10 (people with at least one hit in
            ten), Recall@20, the share of the catalogue that is ever shown, and how little known that is.
            A title counts as liked when it was rated 8 of 10 (4 of 5 stars) or more, or watched without a rating;
            people who like fewer than five are left out.

            Without --ratings the history of this server is measured; nothing is stored. To try ratings of others, load
            their films into a folder of its own first:
              kinothek catalogue load films.jsonl.gz --data scratch
              kinothek evaluate recommendations --ratings ratings.csv.gz --data scratch
            The file has the columns user, imdb_id, rating (0.5-5) and rated_at (Unix seconds), plain or gzip.
            """)
    @OptionGroup var options: DataOptions
    @Option(help: "A file of ratings instead of this server's history.", completion: .file(extensions: ["csv", "gz"]))
    var ratings: String?
    @Flag(help: "Measure series instead of films.") var series = false
    @Option(
        name: .customLong("household"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Households drawn at random that learn from themselves alone: people:draws.", valueName: "people:draws"))
    var households = [HouseholdDraws(people: 1, draws: 200), .init(people: 5, draws: 60), .init(people: 20, draws: 20)]
    @Option(help: "What the draws begin with; the same seed draws the same households.") var seed: UInt64 = 1
    @Flag(help: "Print JSON instead of tables.") var json = false

    private var kind: TitleKind { series ? .series : .movie }

    func run() async throws {
        let measured = try await options.withInstallation { installation in
            try await installation.features.follower.catchUp()
            let judgements = try await judgements(installation)
            return try await results(of: judgements, installation.features.recommendations.measuring)
        }
        guard measured.contains(where: { $0.userCount > 0 }) else {
            Terminal.note("Too little is known: nobody has said of five titles of the catalogue that they like them.")
            throw ExitCode.failure
        }
        if json { try sayJSON(measured) } else { for result in measured { Terminal.say(result.table + "\n") } }
    }

    private func judgements(_ installation: Installation) async throws -> [Judgement] {
        guard let ratings else { return try await installation.features.recommendations.measuring.judgements(kind) }
        let file = try await RatingsFile.read(ratings, by: installation)
        if file.unreadableCount > 0 { Terminal.note("\(ratings): \(file.unreadableCount) lines are no ratings") }
        let ids = installation.features.search.titleIDs(of: file.rows.map(\.imdbID))
        let judgements = zip(file.rows, ids).compactMap { row, id in
            id.map { Judgement(user: row.user, title: $0, rating: row.rating, at: row.at) }
        }
        if judgements.count < file.rows.count {
            Terminal.note("\(ratings): \(file.rows.count - judgements.count) ratings of titles not in the catalogue")
        }
        return judgements
    }

    /// One result for each protocol; households that are no smaller than everybody together are left out.
    private func results(
        of judgements: [Judgement], _ measuring: RecommenderMeasuring
    ) async throws -> [EvaluationResult] {
        let people = Set(judgements.map(\.user)).count
        let drawn = households.filter { $0.people < people }.map { household in
            // More draws of one would only be the same people again.
            let draws = household.people == 1 ? min(household.draws, people) : household.draws
            return EvaluationProtocol.household(people: household.people, draws: draws, seed: seed)
        }
        let plans = [EvaluationProtocol.lastFifth, .leaveLast] + drawn
        let bar = ProgressBar("Measuring")
        defer { bar.end() }
        var results: [EvaluationResult] = []
        for (place, plan) in plans.enumerated() {
            bar.show(place, of: plans.count, plan.name)
            results.append(try await measuring.result(plan, of: judgements, kind))
        }
        return results
    }

    private func sayJSON(_ results: [EvaluationResult]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        Terminal.say(String(decoding: try encoder.encode(results.map { ToldResult($0) }), as: UTF8.self))
    }
}

/// So many households of so many people, as `5:60`.
struct HouseholdDraws: ExpressibleByArgument, Sendable {
    let people: Int
    let draws: Int

    init(people: Int, draws: Int) {
        (self.people, self.draws) = (people, draws)
    }

    init?(argument: String) {
        let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard numbers.count == 2, numbers.allSatisfy({ (1...100_000).contains($0) }) else { return nil }
        self.init(people: numbers[0], draws: numbers[1])
    }

    var defaultValueDescription: String { "\(people):\(draws)" }
}

/// The result of a protocol for programs.
private struct ToldResult: Encodable {
    struct Mark: Encodable {
        let scorer: String
        let ndcgAt10: Double
        let hitAt10: Double
        let recallAt20: Double
        let coverage: Double
        let noveltyBits: Double
    }

    let name: String
    let people: Int
    let ratings: Int
    let marks: [Mark]

    init(_ result: EvaluationResult) {
        (name, people, ratings) = (result.name, result.userCount, result.interactionCount)
        marks = result.marks.map { mark in
            Mark(
                scorer: mark.scorer, ndcgAt10: mark.ndcg, hitAt10: mark.hitRate, recallAt20: mark.recall,
                coverage: mark.coverage, noveltyBits: mark.novelty)
        }
    }
}
