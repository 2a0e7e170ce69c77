import Basics
import Domain
import Storage
import TestKit
import Testing

@testable import Administration

@Suite("What it costs that a language model writes why titles were picked")
struct PickCostTests {
    private static func cost(
        _ given: [String: String], _ kind: TitleKind = .movie, people: Int = 1
    ) async throws -> PickCost? {
        var cost: PickCost?
        let world = TestWorld()
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let settings = Settings(
                given: try SettingValues { given[$0.key] }, store: stores.stores.settings,
                vault: SecretVault(path: "/nowhere/secret.key", world: world.world), world: world.world)
            let choices = ModelChoices(
                settings: settings, own: OwnModel(id: "own", dimensions: 384),
                listing: { ListedModels(ids: [], isLocal: false) }, isLocal: { $0.contains("//127.0.0.1") })
            cost = choices.cost(ofPicks: kind, people: people)
        }
        return cost
    }

    private static let paid = ["openai.chat_model": "gpt-4o-mini", "openai.api_key": "sk-test"]

    @Test("nothing without a model, and without the key that it wants")
    func nothing() async throws {
        #expect(try await Self.cost([:]) == nil)
        #expect(try await Self.cost(["openai.api_key": "sk-test"]) == nil)
        #expect(try await Self.cost(["openai.chat_model": "gpt-4o-mini"]) == nil)
    }

    @Test("tokens of each pick by the model's price, for the picks of the settings and everybody who gets some")
    func paid() async throws {
        let films = try #require(try await Self.cost(Self.paid)?.dollars)
        #expect(abs(films - 50 * (500 * 0.15 + 80 * 0.6) / 1_000_000) < 1e-12)
        let series = try #require(try await Self.cost(Self.paid, .series, people: 7)?.dollars)
        #expect(abs(series - 7 * 12 * (600 * 0.15 + 80 * 0.6) / 1_000_000) < 1e-12)
        let fewer = Self.paid.merging(["recommendations.movies.selected_count": "10"]) { $1 }
        #expect(try abs(#require(try await Self.cost(fewer)?.dollars) - films / 5) < 1e-12)
    }

    @Test("a model in the own network costs nothing, and of others nobody knows")
    func unpriced() async throws {
        let local = ["openai.chat_model": "llama3", "openai.base_url": "http://127.0.0.1:11434/v1"]
        #expect(try await Self.cost(local)?.dollars == 0)
        let far = ["openai.chat_model": "llama3", "openai.base_url": "https://models.example.org/v1"]
        #expect(try await Self.cost(far) == PickCost(model: "llama3", dollars: nil))
    }

    @Test(
        "it is told in a sentence",
        arguments: [
            (nil, "m writes the reasons; its price is not known here."),
            (0.0, "m writes the reasons, which costs nothing: it runs in your own network."),
            (0.006, "m writes the reasons, which costs less than $0.01."),
            (0.0615, "m writes the reasons, which costs about $0.06."),
            (12.0, "m writes the reasons, which costs about $12.00."),
        ] as [(Double?, String)])
    func words(_ dollars: Double?, _ text: String) {
        #expect(PickCost(model: "m", dollars: dollars).words == text)
    }
}
