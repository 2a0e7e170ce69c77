import Foundation
import TestKit
import Testing

@Suite("Journey: opinions in any order")
struct HouseholdOpinionOrderTests {
    private enum Place: Sendable {
        case discovery
        case website
        /// A file that is brought in, which says that the film was rated just now.
        case file
        /// A file that says so of a month ago, which is news only where nothing is known.
        case oldFile
        case trakt
    }

    private struct Step: Sendable {
        let place: Place
        let value: Int
    }

    /// A film and what is said of it, one thing in each round.
    private struct Story: Sendable {
        let film: HouseholdOpinions.Film
        let steps: [Step]

        /// What counts after so many rounds; nil while nothing was said.
        func value(after rounds: Int) -> Int? {
            steps.prefix(rounds).reduce(nil) { value, step in
                step.place == .oldFile ? value ?? step.value : step.value
            }
        }
    }

    private static let names = [
        "Amber Lantern", "Broken Compass", "Cedar Station", "Distant Thunder", "Empty Carousel", "Frozen Orchard",
        "Golden Ladder", "Hidden Quarry", "Iron Blossom", "Jade Monsoon", "Kindred Mirror", "Lonely Beacon",
    ]
    private static let rounds = 4

    private static func imdbID(_ number: Int) -> String { "tt\(7_100_000 + number)" }

    /// Four places in an order that follows from the film's number, with four different opinions.
    private static func steps(_ number: Int) -> [Step] {
        var seed = SeededOrder(state: UInt64(number))
        let places: [Place] = [.discovery, .website, number.isMultiple(of: 2) ? .file : .oldFile, .trakt]
        let values = [2, 4, 6, 8, 10].shuffled(using: &seed)
        return zip(places.shuffled(using: &seed), values).map { Step(place: $0, value: $1) }
    }

    @Test("whatever the order in which four places hear of a film, all of them end with what was said last")
    func orders() async throws {
        let trakt = FakeTrakt(
            Self.names.enumerated().map { number, name in
                FakeTraktTitle(900 + number, "movie", name) { $0.imdb = Self.imdbID(number) }
            })
        try await trakt.serve { address in
            let settings = HouseholdOpinions.settings(trakt: address)
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            try await LiveServer.with(sandbox, environment: settings) { server in
                let web = try await WebVisitor.setUp(server)
                let loaded = try await sandbox.run(
                    "catalogue", "load", Self.catalogue(in: sandbox), environment: settings)
                try #require(loaded.status == 0, "\(loaded.errors)")
                let anna = HouseholdOpinions(
                    web: web, discovery: try await DiscoveryClient.with(sandbox, server),
                    ranking: try await RankingClient.signIn(at: server), trakt: trakt)
                try await Self.tell(anna)
            }
        }
    }

    private static func tell(_ anna: HouseholdOpinions) async throws {
        let ids = try await anna.discovery.films()
        let stories = try names.enumerated().map { number, name in
            let film = HouseholdOpinions.Film(
                title: name, imdbID: imdbID(number), trakt: 900 + number, id: try #require(ids[name]))
            return Story(film: film, steps: steps(number))
        }
        let (session, places) = try await anna.bring(names)
        try await anna.discovery.connect(to: anna.trakt, as: HouseholdOpinions.person)
        for round in 0..<rounds {
            // What was said until now is told to Trakt, and was said in an earlier second.
            await anna.expectTold(said(stories, after: round))
            await HouseholdOpinions.nextSecond()
            for story in stories {
                let (film, step) = (story.film, story.steps[round])
                switch step.place {
                case .discovery: try await anna.discovery.rate(film.id, step.value)
                case .website: try await anna.rateOnWebsite(film, step.value)
                case .file, .oldFile:
                    let moment = HouseholdOpinions.moment(daysAgo: step.place == .file ? 0 : 30)
                    _ = try await anna.ranking.add(
                        try #require(places[film.title]), of: session, stars: step.value / 2, ratedAt: moment)
                case .trakt: await anna.rateAtTrakt([(film, step.value)])
                }
            }
            try await anna.askTrakt()
        }
        let last = said(stories, after: rounds)
        try #require(last.count == names.count)
        await anna.expectTold(last)
        try await anna.askTrakt()
        for (film, value) in last { try await anna.expectShown(value, of: film) }
    }

    private static func said(
        _ stories: [Story], after rounds: Int
    ) -> [(film: HouseholdOpinions.Film, value: Int)] {
        stories.compactMap { story in story.value(after: rounds).map { (film: story.film, value: $0) } }
    }

    private static func catalogue(in sandbox: Sandbox) throws -> String {
        let lines = try names.enumerated().map { number, name in
            let film: [String: Any] = [
                "title": name, "year": 1981 + number * 3, "imdb_id": imdbID(number), "tmdb_id": 9_100 + number,
                "genres": ["Drama"], "overview": "A story of \(name.lowercased()).",
            ]
            let data = try JSONSerialization.data(withJSONObject: film, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self) + "\n"
        }
        let path = sandbox.folder.appending(path: "films.jsonl").path
        try Data(lines.joined().utf8).write(to: URL(filePath: path))
        return path
    }
}

/// The same order on every run (SplitMix64).
private struct SeededOrder: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
