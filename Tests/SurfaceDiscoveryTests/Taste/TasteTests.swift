import Domain
import HTTPTypes
import Synchronization
import TestKit
import Testing

@Suite("Discovery: what is said of a taste")
struct TasteTests {
    private static func get(_ house: DiscoveryHousehold, _ path: String = "taste-profile") -> Scenario {
        Scenario(path, .get, "/api/users/\(house.anna.id)/\(path)", as: .discovery("anna"))
    }

    private static func renew(_ house: DiscoveryHousehold, _ path: String = "taste-profile") -> Scenario {
        Scenario(path, .post, "/api/users/\(house.anna.id)/\(path)/regenerate", as: .discovery("anna"))
    }

    /// A model that counts how often it is asked.
    private final class Calls: Sendable {
        private let questions = Mutex<[ChatQuestion]>([])

        var count: Int { questions.withLock { $0.count } }
        var last: ChatQuestion? { questions.withLock { $0.last } }

        func note(_ question: ChatQuestion) { questions.withLock { $0.append(question) } }

        func surroundings(_ answer: @escaping @Sendable (Int) -> String?) -> HouseholdSettings.Surroundings {
            var surroundings = HouseholdSettings.Surroundings()
            let chat = ScriptedChat { [self] question in
                note(question)
                // Whoever asks meanwhile comes too late to ask for another one.
                for _ in 0..<50 { await Task.yield() }
                return answer(count)
            }
            surroundings.chatModel = { chat }
            return surroundings
        }
    }

    @Test("without a history there is a friendly sentence, zeros, empty lists and null")
    func empty() async throws {
        let calls = Calls()
        try await DiscoveryHousehold.with(hasTitles: false, settings: calls.surroundings { _ in "You like all." }) {
            house in
            for path in ["taste-profile", "series-taste-profile"] {
                for scenario in [Self.get(house, path), Self.renew(house, path)] {
                    let answer = try await house.surface.run(scenario.answers(200)).json
                    #expect(answer["synopsis"]?.text?.hasPrefix("There is nothing to tell yet.") == true)
                    #expect(answer["updatedAt"]?.text?.hasSuffix("Z") == true)
                    let stats = #""topGenres": [], "avgRating": 0, "favoriteDecade": null, "recentFavorites": []"#
                    let numbers =
                        path == "taste-profile"
                        ? #""totalWatched": 0"#
                        : #""totalSeriesStarted": 0, "totalEpisodesWatched": 0, "favoriteNetworks": []"#
                    #expect(try answer["stats"] == JSONValue(parsing: "{\(numbers), \(stats)}"))
                }
            }
            #expect(calls.count == 0)
        }
    }

    @Test("without a model the text is made of what was counted")
    func composed() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Inception") {
                ($0.genres, $0.year, $0.voteAverage) = (["Thriller", "Drama"], 1999, 8)
            }
            try await house.describe("Silent") { ($0.genres, $0.year, $0.voteAverage) = (["Drama"], 1994, 7.5) }
            try await house.describe("Amélie") { $0.year = 2001 }
            for name in ["Inception", "Silent", "Amélie", "Inception"] {
                try await house.watch(name, by: house.anna)
            }
            for name in ["Silent", "Space"] { try await house.keep(name, for: house.anna) }
            let answer = try await house.surface.run(Self.get(house).answers(200)).json
            let stats = """
                {"totalWatched": 3, "topGenres": ["Drama", "Thriller"], "avgRating": 7.75, "favoriteDecade": "1990s",
                    "recentFavorites": ["Silent"]}
                """
            #expect(try answer["stats"] == JSONValue(parsing: stats))
            let text = try #require(answer["synopsis"]?.text)
            for part in ["3 films", "Drama", "1990s", "Silent"] { #expect(text.contains(part), "\(text)") }
            #expect(!text.contains("Space"))
        }
    }

    @Test("series are told with their episodes and networks")
    func series() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Chapter 1-1", "Chapter 2-1"] { try await house.watch(name, by: house.anna) }
            let answer = try await house.surface.run(Self.get(house, "series-taste-profile").answers(200)).json
            let stats = """
                {"totalSeriesStarted": 1, "totalEpisodesWatched": 2, "topGenres": ["Drama"], "avgRating": 7.6,
                    "favoriteDecade": "2010s", "favoriteNetworks": ["Northern Television"], "recentFavorites": []}
                """
            #expect(try answer["stats"] == JSONValue(parsing: stats))
            let films = try await house.surface.run(Self.get(house).answers(200)).json
            #expect(films["stats"]?["totalWatched"] == .int(0))
        }
    }

    @Test("a text stands for a day, and is made anew when somebody says so")
    func freshness() async throws {
        let calls = Calls()
        try await DiscoveryHousehold.with(
            settings: calls.surroundings { "You like it. Take \(["a", "b", "c", "d"][$0])." }
        ) { house in
            try await house.watch("Silent", by: house.anna)
            func synopsis(_ scenario: Scenario) async throws -> String {
                try await house.surface.run(scenario.answers(200)).json["synopsis"]?.text ?? ""
            }
            let first = try await synopsis(Self.get(house))
            house.world.advance(seconds: 23 * 3600)
            #expect(try await synopsis(Self.get(house)) == first && calls.count == 1)
            house.world.advance(seconds: 2 * 3600)
            let second = try await synopsis(Self.get(house))
            #expect(second != first && calls.count == 2)
            let third = try await synopsis(Self.renew(house))
            #expect(third != second && calls.count == 3)
            #expect(try await synopsis(Self.get(house)) == third && calls.count == 3)
        }
    }

    @Test("whoever asks at the same time gets the same words of one call")
    func concurrent() async throws {
        let calls = Calls()
        try await DiscoveryHousehold.with(settings: calls.surroundings { _ in "You like quiet films." }) { house in
            try await house.watch("Silent", by: house.anna)
            let scenario = Self.get(house).answers(200)
            let texts = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await house.surface.run(scenario).json["synopsis"]?.text }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(texts == Array(repeating: "You like quiet films.", count: 8))
            #expect(calls.count == 1)
        }
    }

    @Test(
        "a model that is down, says nothing, or counts wrongly is not believed",
        arguments: [
            nil, "", "  \n ", "You have watched 12 films.", "Some forty films are behind you.", "Since 1995 you know.",
            "You like 7,5 best.", String(repeating: "You like it. ", count: 400),
        ] as [String?])
    func disbelieved(_ said: String?) async throws {
        let calls = Calls()
        try await DiscoveryHousehold.with(settings: calls.surroundings { _ in said }) { house in
            try await house.watch("Silent", by: house.anna)
            let answer = try await house.surface.run(Self.get(house).answers(200)).json
            #expect(answer["synopsis"]?.text == "You have watched 1 film.")
            #expect(calls.count == 1)
        }
    }

    @Test("the numbers that the model was told may be said, in paragraphs")
    func believed() async throws {
        let calls = Calls()
        let said = " You have watched 1 film, of the 1990s. \n\n\n Rated 7.5 out of 10.\n"
        try await DiscoveryHousehold.with(settings: calls.surroundings { _ in said }) { house in
            try await house.describe("Silent") { ($0.year, $0.voteAverage) = (1994, 7.5) }
            try await house.watch("Silent", by: house.anna)
            let answer = try await house.surface.run(Self.get(house).answers(200)).json
            #expect(
                answer["synopsis"]?.text == "You have watched 1 film, of the 1990s.\n\nRated 7.5 out of 10.")
            #expect(calls.last?.facts.contains("Films watched: 1") == true)
        }
    }
}
