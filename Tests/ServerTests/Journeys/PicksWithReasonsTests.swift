import Foundation
import TestKit
import Testing

@Suite("Journey: picks with reasons")
struct PicksWithReasonsTests {
    private struct Director {
        let name: String
        let genre: String
        let word: String
    }

    /// Ten films of each, of whom Anna likes two.
    private static let directors = [
        Director(name: "Ada Ferris", genre: "Science Fiction", word: "Orbit"),
        Director(name: "Bruno Keller", genre: "Crime", word: "Debt"),
        Director(name: "Clara Voss", genre: "Romance", word: "Letter"),
        Director(name: "Dino Marsh", genre: "Comedy", word: "Cake"),
        Director(name: "Erik Sand", genre: "War", word: "Trench"),
        Director(name: "Flora Lind", genre: "Drama", word: "Harvest"),
    ]

    private static let settings = [
        "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_RECOMMENDATIONS_MOVIES_SELECTED_COUNT": "12",
    ]

    /// Each is in films of every director.
    private static let players = ["Mia Stone", "Jon Hale", "Lea Brandt"]

    private static func films(of place: Int) -> [String] {
        (1...10).map { "\(directors[place].word) \(["One", "Two", "Three", "Four", "Five"][($0 - 1) % 5]) \($0)" }
    }

    @Test("the nightly run chooses by what Anna rated, says why, follows her opinion, and shows its mark")
    func story() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox, environment: Self.settings) { server in
            _ = try await WebVisitor.setUp(server)
            let catalogue = try Self.catalogue(in: sandbox)
            let loaded = try await sandbox.run("catalogue", "load", catalogue, environment: Self.settings)
            try #require(loaded.status == 0, "\(loaded.errors)")
            let discovery = try await DiscoveryClient.with(sandbox, server)
            let rated = try await rate(discovery)
            let picks = try await expectPicks(discovery, rated: rated)
            try await expectOpinionCounts(discovery, picks)
            try await expectMark(discovery)
        }
    }

    /// 25 ratings: two directors liked, two not, and one film of each other one. Returns the names of the films.
    private func rate(_ discovery: DiscoveryClient) async throws -> Set<String> {
        let ids = try await discovery.films()
        let wanted: [(Int, ClosedRange<Int>, Int)] = [
            (0, 1...8, 9), (1, 1...8, 8), (3, 1...4, 5), (4, 1...4, 4), (5, 1...1, 6),
        ]
        var rated: Set<String> = []
        for (place, numbers, rating) in wanted {
            for name in Self.films(of: place)[(numbers.lowerBound - 1)..<numbers.upperBound] {
                try await discovery.rate(try #require(ids[name]), rating)
                rated.insert(name)
            }
        }
        #expect(rated.count == 25)
        return rated
    }

    /// Twelve films that Anna does not know, each with a sentence about films or people that she does.
    private func expectPicks(_ discovery: DiscoveryClient, rated: Set<String>) async throws -> [JSONValue] {
        try await discovery.run("generate-movie-recommendations")
        let picks = try await Self.picks(discovery)
        #expect(picks.count == 12)
        let people = Self.directors.map(\.name) + Self.players
        for pick in picks {
            let title = try #require(pick["movie"]?["title"]?.text)
            let why = try #require(pick["ai_explanation"]?.text, "nothing says why \(title) was chosen")
            #expect(!rated.contains(title))
            #expect(rated.union(people).contains { why.contains($0) }, "\(title): \(why)")
        }
        let titles = Set(picks.compactMap { $0["movie"]?["title"]?.text })
        let liked = Set(Self.films(of: 0).suffix(2) + Self.films(of: 1).suffix(2))
        #expect(titles.isSuperset(of: liked), "what is left of the liked directors: \(titles)")
        return picks
    }

    /// A film that is rated badly goes, and those that are like it sink.
    private func expectOpinionCounts(_ discovery: DiscoveryClient, _ picks: [JSONValue]) async throws {
        let (bad, like) = (Self.films(of: 0)[8], Self.films(of: 0)[9])
        let ids = try await discovery.films()
        let (badID, likeID) = (try #require(ids[bad]), try #require(ids[like]))
        let before = try await Self.similarity(of: likeID, discovery)
        try await discovery.rate(badID, 2)
        try await discovery.run("generate-movie-recommendations")
        let after = try await Self.picks(discovery).compactMap { $0["movie"]?["title"]?.text }
        #expect(!after.contains(bad))
        let now = try await Self.similarity(of: likeID, discovery)
        #expect(now < before)
    }

    /// What the recommender foretold of Anna's opinions, beside what a list of the most popular films did.
    private func expectMark(_ discovery: DiscoveryClient) async throws {
        try await discovery.run("evaluate-recommendations")
        let measured = try await discovery.ask("GET", "/recommendations/measurements?type=movie")["measurements"]
        let marks = try #require(measured?.list?.last?["marks"]?.list)
        let scorers = Set(marks.compactMap { $0["scorer"]?.text })
        #expect(scorers.isSuperset(of: ["recommender", "popularity"]))
        #expect(measured?.list?.last?["user_count"] == .int(1))
    }

    private static func picks(_ discovery: DiscoveryClient) async throws -> [JSONValue] {
        try await discovery.ask("GET", "/recommendations/\(discovery.me())")["recommendations"]?.list ?? []
    }

    private static func similarity(of film: String, _ discovery: DiscoveryClient) async throws -> Double {
        let path = try await "/recommendations/\(discovery.me())/movie/\(film)/insights"
        return try #require(try await discovery.ask("GET", path)["scores"]?["similarity"]?.number)
    }

    private static func catalogue(in sandbox: Sandbox) throws -> String {
        var lines: [String] = []
        for (place, director) in directors.enumerated() {
            for (number, name) in films(of: place).enumerated() {
                let film: [String: Any] = [
                    "title": name, "year": 1980 + number * 3, "imdb_id": "tt\(7_000_000 + place * 100 + number)",
                    "genres": [director.genre], "directors": [director.name],
                    "cast": ["\(director.word) Player", players[number % players.count]],
                    "vote_average": 6.5 + Double(number % 3) * 0.3, "vote_count": 500 + number * 10,
                    "runtime_minutes": 95 + number,
                    "overview": "A story of \(director.word.lowercased()) and \(director.genre.lowercased()).",
                ]
                let data = try JSONSerialization.data(withJSONObject: film, options: .sortedKeys)
                lines.append(String(decoding: data, as: UTF8.self))
            }
        }
        let path = sandbox.folder.appending(path: "films.jsonl").path
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }
}
