import Administration
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: which models are used, and what they would cost")
struct ModelSettingsTests {
    private static func ask(_ method: HTTPRequest.Method, _ path: String, _ json: String? = nil) -> Scenario {
        Scenario(
            "\(method) \(path) \(json ?? "")", method, "/api/settings/" + path, as: .discovery("admin"), json: json)
    }

    private static func row(_ id: String, in answer: JSONValue) -> JSONValue? {
        answer["availableModels"]?.list?.first { $0["id"] == .text(id) }
    }

    @Test("the server's own model costs nothing, and the others what they cost")
    func embeddingModels() async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.ask(.get, "embedding-model").answers(200)).json
            #expect(answer["currentModel"] == .text("all-MiniLM-L6-v2"))
            for (id, dimensions, cost) in [
                ("all-MiniLM-L6-v2", 384, "$0"), ("text-embedding-3-small", 1536, "$0.02"),
                ("text-embedding-3-large", 3072, "$0.13"),
            ] {
                let row = try #require(Self.row(id, in: answer))
                #expect(row["dimensions"] == .int(dimensions) && row["costPer1M"] == .text(cost))
                #expect(row["name"]?.text?.isEmpty == false && row["description"]?.text?.isEmpty == false)
            }
            let films = try await house.stores.stores.modelFacts.titleCounts().movies
            #expect(films > 0 && answer["movieCount"] == .int(films))
            for (model, count) in try await house.stores.stores.modelFacts.embeddedMovies() {
                #expect(answer["embeddingsByModel"]?[model] == .int(count))
            }
        }
    }

    @Test("another model is chosen by its id, and the present one is named then")
    func changeEmbeddingModel() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for (id, provider) in [("text-embedding-3-large", "openai"), ("all-MiniLM-L6-v2", "builtin")] {
                let changed = try await house.surface.run(
                    Self.ask(.patch, "embedding-model", #"{"model": "\#(id)"}"#).answers(200)
                ).json
                #expect(changed["model"] == .text(id) && changed["message"]?.text?.isEmpty == false)
                #expect(house.settings.values.text(.embeddingProvider) == provider)
                let answer = try await house.surface.run(Self.ask(.get, "embedding-model").answers(200)).json
                #expect(answer["currentModel"] == .text(id))
            }
            for bad in ["{}", #"{"model": "gpt-4o-mini"}"#, #"{"model": 5}"#, #"{"model": ""}"#, #"{"model": null}"#] {
                try await house.surface.run(Self.ask(.patch, "embedding-model", bad).answers(400))
            }
            #expect(house.settings.values.text(.embeddingProvider) == "builtin")
        }
    }

    @Test("whoever chooses the model that is chosen already is told just that")
    func sameModel() async throws {
        var around = HouseholdSettings.Surroundings()
        around.variables = ["openai.base_url": "http://127.0.0.1:9/v1", "openai.chat_model": "gpt-5-nano"]
        try await DiscoveryHousehold.with(hasTitles: false, settings: around) { house in
            for (path, model, other) in [
                ("embedding-model", "all-MiniLM-L6-v2", "text-embedding-3-small"),
                ("text-generation-model", "gpt-5-nano", "gpt-5-mini"),
            ] {
                func choose(_ model: String) async throws -> String? {
                    let body = #"{"model": "\#(model)"}"#
                    return try await house.surface.run(Self.ask(.patch, path, body).answers(200)).json["message"]?.text
                }
                let answers = [try await choose(model), try await choose(other), try await choose(model)]
                #expect(answers[0] == "\(model) was chosen already: nothing changes")
                #expect(answers.dropFirst().allSatisfy { $0?.contains("already") == false })
            }
        }
    }

    @Test("vectors are counted under the id by which their model is chosen")
    func counts() async throws {
        try await DiscoveryHousehold.with { house in
            let index = house.stores.stores.index
            let models = [
                "builtin:all-MiniLM-L6-v2:0123456789ab": 3,
                "remote:https://api.openai.com/v1:text-embedding-3-small": 2,
                "remote:http://nas:11434/v1:unknown-model": 1,
            ]
            for (model, count) in models {
                let items = try await index.pending(model: model, kinds: [.movie], after: nil, limit: count)
                let indexed = items.map { item in
                    IndexedTitle(
                        titleID: item.title.id, titleRevision: item.title.revision, facets: [],
                        embeddings: [FacetEmbedding(facet: .plot, textHash: "x", vector: [1, 0])], removedFacets: [])
                }
                try await index.store(indexed, model: model)
            }
            let answer = try await house.surface.run(Self.ask(.get, "embedding-model").answers(200)).json
            let counts = answer["embeddingsByModel"]
            #expect(counts?["all-MiniLM-L6-v2"] == .int(3) && counts?["text-embedding-3-small"] == .int(2))
            #expect(counts?["remote:http://nas:11434/v1:unknown-model"] == .int(1))
        }
    }

    @Test("text models have their prices, and people and titles are counted")
    func textModels() async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.ask(.get, "text-generation-model").answers(200)).json
            #expect(answer["currentModel"] == .text("gpt-4o-mini") && answer["isConfigured"] == .bool(false))
            let models: [(String, Double, Double, String)] = [
                ("gpt-4o-mini", 0.15, 0.6, "128K"), ("gpt-5-nano", 0.05, 0.4, "400K"), ("gpt-5-mini", 0.25, 2, "400K"),
                ("gpt-4.1-mini", 0.4, 1.6, "128K"),
            ]
            for (id, input, output, window) in models {
                let row = try #require(Self.row(id, in: answer))
                #expect(row["inputCostPerMillion"]?.number == input && row["outputCostPerMillion"]?.number == output)
                #expect(row["contextWindow"] == .text(window))
            }
            let counts = try await house.stores.stores.modelFacts.titleCounts()
            #expect(answer["stats"]?["movieCount"] == .int(counts.movies) && counts.series > 0)
            #expect(answer["stats"]?["seriesCount"] == .int(counts.series))
            #expect(answer["stats"]?["moviesEnabledUsers"] == .int(3))
            let changed = try await house.surface.run(
                Self.ask(.patch, "text-generation-model", #"{"model": "gpt-5-mini"}"#).answers(200)
            ).json
            #expect(changed["model"] == .text("gpt-5-mini"))
            #expect(house.settings.values.text(.openAIChatModel) == "gpt-5-mini")
            for bad in ["{}", #"{"model": "gpt-1"}"#, #"{"model": "text-embedding-3-small"}"#] {
                try await house.surface.run(Self.ask(.patch, "text-generation-model", bad).answers(400))
            }
        }
    }

    @Test("what the endpoint lists can be chosen, each for what it is for, and costs nothing at home")
    func listed() async throws {
        var around = HouseholdSettings.Surroundings()
        around.listed = ListedModels(ids: ["llama3.2:latest", "nomic-embed-text:latest", "gpt-5-nano"], isLocal: true)
        try await DiscoveryHousehold.with(hasTitles: false, settings: around) { house in
            let text = try await house.surface.run(Self.ask(.get, "text-generation-model").answers(200)).json
            #expect(Self.row("llama3.2:latest", in: text)?["inputCostPerMillion"]?.number == 0)
            #expect(Self.row("nomic-embed-text:latest", in: text) == nil)
            #expect(text["availableModels"]?.list?.count == 5)
            let vectors = try await house.surface.run(Self.ask(.get, "embedding-model").answers(200)).json
            let row = try #require(Self.row("nomic-embed-text:latest", in: vectors))
            #expect(row["costPer1M"] == .text("$0") && row["dimensions"] == .int(768))
            try await house.surface.run(
                Self.ask(.patch, "text-generation-model", #"{"model": "llama3.2:latest"}"#).answers(200))
            try await house.surface.run(
                Self.ask(.patch, "embedding-model", #"{"model": "nomic-embed-text:latest"}"#).answers(200))
            #expect(house.settings.values.text(.openAIEmbeddingModel) == "nomic-embed-text:latest")
        }
    }

    @Test("costs follow the real schedules and settings")
    func costs() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let first = try await house.surface.run(Self.ask(.get, "cost-inputs").answers(200)).json
            let movie = try #require(first["movie"])
            #expect(movie["selectedCount"] == .int(50) && movie["runsPerWeek"] == .int(7))
            #expect(movie["schedule"] == .text("Daily at 4:00 AM") && movie["enabledUsers"] == .int(3))
            #expect(movie["source"]?["selectedCount"]?.text?.isEmpty == false)
            #expect(movie["source"]?["schedule"] == .text("generate-movie-recommendations"))
            #expect(first["series"]?["selectedCount"] == .int(12))

            try await house.surface.run(
                Self.ask(.patch, "recommendations/series", #"{"selectedCount": 3}"#).answers(200))
            try await house.surface.run(
                Scenario(
                    "off", .put, "/api/users/\(house.ben.id)", as: .discovery("admin"),
                    json: #"{"seriesEnabled": false}"#
                ).answers(200))
            let schedules = house.stores.stores.schedules
            let standard = JobSchedule(clamping: .daily(hour: 4, minute: 0))
            for (draft, runs, text) in [
                (ScheduleDraft(kind: "weekly", numbers: [.dayOfWeek: .set(0)]), 1, "Weekly on Sunday at 4:00 AM"),
                (ScheduleDraft(kind: "interval", numbers: [.intervalHours: .set(8)]), 21, "Every 8 hours"),
                (ScheduleDraft(kind: "manual"), 0, "Manual only"),
                (ScheduleDraft(kind: "daily", isEnabled: false), 0, "Disabled"),
            ] {
                _ = try await schedules.edit(
                    "generate-series-recommendations", draft, standard: standard, at: house.world.now)
                let answer = try await house.surface.run(Self.ask(.get, "cost-inputs").answers(200)).json
                let series = try #require(answer["series"])
                #expect(series["runsPerWeek"] == .int(runs) && series["schedule"] == .text(text))
                #expect(series["selectedCount"] == .int(3) && series["enabledUsers"] == .int(2))
                #expect(answer["movie"]?["runsPerWeek"] == .int(7) && answer["movie"]?["enabledUsers"] == .int(3))
            }
        }
    }
}
