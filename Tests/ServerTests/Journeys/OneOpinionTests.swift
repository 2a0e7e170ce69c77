import Foundation
import TestKit
import Testing

@Suite("Journey: one opinion")
struct OneOpinionTests {
    private struct Director {
        let name: String
        let genre: String
        let word: String
    }

    /// Eight films of each.
    private static let directors = [
        Director(name: "Ada Ferris", genre: "Science Fiction", word: "Orbit"),
        Director(name: "Bruno Keller", genre: "Crime", word: "Debt"),
        Director(name: "Clara Voss", genre: "Romance", word: "Letter"),
        Director(name: "Dino Marsh", genre: "Comedy", word: "Cake"),
    ]
    private static let numbers = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]

    /// The film that the story is about, and those that are like it.
    private static let film = "Orbit One"
    private static let filmID = "tt7000000"
    private static let neighbours = Set(numbers.dropFirst().map { "Orbit " + $0 })

    /// What Anna thinks of other films: as many that she likes are left as there are picks.
    private static let others = [
        ("Debt One", 8), ("Debt Two", 8), ("Debt Three", 8), ("Cake One", 4), ("Cake Two", 3),
    ]

    private static let person = "anna-there"

    private static func settings(trakt address: String) -> [String: String] {
        [
            "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_RECOMMENDATIONS_MOVIES_SELECTED_COUNT": "5",
            // Likeness alone: no film is picked for being different.
            "KINOTHEK_RECOMMENDATIONS_MOVIES_DIVERSITY_WEIGHT": "0",
            "KINOTHEK_TRAKT_BASE_URL": address, "KINOTHEK_TRAKT_CLIENT_ID": FakeTrakt.clientID,
            "KINOTHEK_TRAKT_CLIENT_SECRET": FakeTrakt.clientSecret,
            "KINOTHEK_TRAKT_REDIRECT_URI": FakeTrakt.redirectURI,
        ]
    }

    private static func moment(daysAgo days: Double) -> String {
        let date = Date(timeIntervalSinceNow: -days * 86_400)
        return ISO8601DateFormatter().string(from: date).prefix(19) + ".000Z"
    }

    @Test("the latest opinion is everybody's wherever it was given, and the picks follow it")
    func story() async throws {
        let trakt = FakeTrakt([FakeTraktTitle(1, "movie", Self.film) { $0.imdb = Self.filmID }])
        let lastWeek = Self.moment(daysAgo: 7)
        await trakt.change { $0.ratings[Self.person] = [FakeTrakt.Rating(1, 8, lastWeek)] }
        try await trakt.serve { address in
            let settings = Self.settings(trakt: address)
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            try await LiveServer.with(sandbox, environment: settings) { server in
                _ = try await WebVisitor.setUp(server)
                let loaded = try await sandbox.run(
                    "catalogue", "load", Self.catalogue(in: sandbox), environment: settings)
                try #require(loaded.status == 0, "\(loaded.errors)")
                let discovery = try await DiscoveryClient.with(sandbox, server)
                let film = try #require(try await discovery.films()[Self.film])
                try await Household(
                    discovery: discovery, ranking: RankingClient.signIn(at: server), trakt: trakt, film: film
                ).tell()
            }
        }
    }
}

extension OneOpinionTests {
    /// Those whose opinions meet.
    private struct Household: Sendable {
        let discovery: DiscoveryClient
        let ranking: RankingClient
        let trakt: FakeTrakt
        /// As discovery names it.
        let film: String

        func tell() async throws {
            // The file comes before the hearts: films that were rated are not listed.
            let upload = try await ranking.upload(OneOpinionTests.history)
            let session = try #require(upload["session_id"]?.text)
            #expect(upload["movies"]?.list?.first?["tmdb_match"]?["title"] == .text(OneOpinionTests.film))
            try await rateOthers()
            try await discovery.rate(film, 9)
            let added = try await ranking.add(0, of: session, stars: 3, ratedAt: OneOpinionTests.moment(daysAgo: 30))
            #expect(added["rating"] == .int(5), "three stars of a month ago are no news")
            try await discovery.connect(to: trakt, as: OneOpinionTests.person)
            try await expectOpinion(hearts: 9, stars: 5)
            let before = try await picks()
            #expect(!before.isDisjoint(with: OneOpinionTests.neighbours), "\(before)")

            try await ranking.rateAgain(try #require(added["movie_id"]?.text), stars: 2)
            try await expectOpinion(hearts: 4, stars: 2)
            let after = try await picks()
            #expect(after.count == before.count)
            #expect(after.isDisjoint(with: OneOpinionTests.neighbours), "\(after)")

            let again = try await ranking.upload(OneOpinionTests.history)
            #expect(again["already_ranked"] == .int(1) && again["movies"]?.list?.isEmpty == true)
        }

        private func rateOthers() async throws {
            let ids = try await discovery.films()
            for (title, rating) in OneOpinionTests.others { try await discovery.rate(try #require(ids[title]), rating) }
        }

        /// Trakt hears of it by itself; what it holds then changes nothing here.
        private func expectOpinion(
            hearts: Int, stars: Int, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let isToldTrakt = await Patience.until {
                await trakt.ratings[OneOpinionTests.person]?.map(\.value) == [hearts]
            }
            #expect(isToldTrakt, "Trakt does not hold \(hearts)", sourceLocation: sourceLocation)
            try await discovery.ask("POST", "/trakt/sync", "{}")
            let given = try await discovery.ask("GET", "/ratings/movie/\(film)")["rating"]
            #expect(given == .int(hearts), "the hearts of discovery", sourceLocation: sourceLocation)
            let ranked = try await ranking.ranking(of: OneOpinionTests.film)?["rating"]
            #expect(ranked == .int(stars), "the stars of the ranking client", sourceLocation: sourceLocation)
            let theirs = await trakt.ratings[OneOpinionTests.person]?.map(\.value)
            #expect(theirs == [hearts], "Trakt after another look", sourceLocation: sourceLocation)
        }

        private func picks() async throws -> Set<String> {
            try await discovery.run("generate-movie-recommendations")
            let picks = try await discovery.ask("GET", "/recommendations/\(discovery.me())")["recommendations"]?.list
            return Set((picks ?? []).compactMap { $0["movie"]?["title"]?.text })
        }
    }
}

extension OneOpinionTests {
    /// Prime knows nothing of stars: those come when the film is added.
    private static var history: String {
        """
        Date Watched,Type,Title,Episode Title,Global Title Identifier
        \(moment(daysAgo: 30)),Movie,\(film),,

        """
    }

    private static func catalogue(in sandbox: Sandbox) throws -> String {
        var lines: [String] = []
        for (place, director) in directors.enumerated() {
            for (number, word) in numbers.enumerated() {
                let film: [String: Any] = [
                    "title": "\(director.word) \(word)", "year": 1981 + number * 3,
                    "imdb_id": "tt\(7_000_000 + place * 100 + number)", "tmdb_id": 9_000 + place * 100 + number,
                    "genres": [director.genre], "directors": [director.name], "cast": ["\(director.word) Player"],
                    "vote_average": 7.0, "vote_count": 500, "runtime_minutes": 95 + number,
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
