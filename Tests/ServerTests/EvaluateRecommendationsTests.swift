import Foundation
import TestKit
import Testing

@Suite("kinothek evaluate recommendations")
struct EvaluateRecommendationsTests {
    /// Thirty people who each liked six of twenty films in a row.
    private static let ratings =
        "user,imdb_id,rating,rated_at\n"
        + (0..<30).flatMap { person in
            (0..<6).map { place in
                "person \(person),tt\(5_000_001 + (person + place) % 20),\(place == 0 ? "4.5" : "4"),\(1000 + place)"
            }
        }.joined(separator: "\n")

    private static func write(_ text: Data, as name: String, in sandbox: Sandbox) throws -> String {
        let url = sandbox.folder.appending(path: name)
        try text.write(to: url)
        return url.path
    }

    @Test("a file of ratings gives a table for each protocol, the same for the same seed, from gzip too")
    func file() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.run("catalogue", "load", try sandbox.films(20))
        let plain = try Self.write(Data((Self.ratings + "\nnonsense\n").utf8), as: "ratings.csv", in: sandbox)
        let arguments = ["evaluate", "recommendations", "--household", "1:10", "5:4", "--seed", "7", "--ratings"]
        func measure(_ more: [String]) async throws -> Ended {
            let running = sandbox.process(arguments + more)
            try running.start()
            return await running.end()
        }
        let first = try await measure([plain])
        #expect(first.status == 0 && first.errors.contains("1 lines are no ratings"), "\(first.errors)")
        for word in [
            "all users, last 20 %: 30 people", "all users, last one", "household of 1, 10 draws, seed 7",
            "household of 5, 4 draws, seed 7", "| popularity |", "| vote_weighted |", "| recommender |",
        ] { #expect(first.output.contains(word), "\(word): \(first.output)") }
        let packed = try Self.write(Data(Gzip.packed(Self.ratings)), as: "ratings.csv.gz", in: sandbox)
        #expect(try await measure([packed]).output == first.output)
        let json = try JSONValue(parsing: try await measure([plain, "--json"]).output)
        #expect(json.list?.count == 4 && json.list?.first?["people"] == .int(30))
    }

    @Test("what cannot be measured is said in a sentence")
    func refusals() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let empty = try await sandbox.run("evaluate", "recommendations")
        #expect(empty.status == 1 && empty.errors.contains("Too little is known"))
        let other = try Self.write(Data("a,b\n1,2\n".utf8), as: "other.csv", in: sandbox)
        let wrong = try await sandbox.run("evaluate", "recommendations", "--ratings", other)
        #expect(wrong.status != 0 && wrong.errors.contains("lacks user, imdb_id, rating, rated_at"))
        let missing = try await sandbox.run("evaluate", "recommendations", "--ratings", "nowhere.csv")
        #expect(missing.status != 0 && missing.errors.contains("nowhere.csv cannot be read"))
        let draws = try await sandbox.run("evaluate", "recommendations", "--household", "five")
        #expect(draws.status != 0 && draws.errors.contains("five"))
    }
}
