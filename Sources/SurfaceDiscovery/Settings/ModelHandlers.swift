import Accounts
import Administration
import Basics
import Domain
import Hummingbird
import SurfaceKit

/// Which models are used, and what recommendations would cost with them.
extension DiscoverySurface {
    private var models: ModelChoices { features.configuration.models }

    func embeddingModel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let choices = await models.embeddingModels()
        let facts = features.configuration.facts
        return try .json(
            EmbeddingModelResponse(
                currentModel: models.embeddingModel, availableModels: choices.map { EmbeddingModelRow($0) },
                movieCount: try await facts.titleCounts().movies,
                embeddingsByModel: Self.byChoice(try await facts.embeddedMovies(), choices)))
    }

    func changeEmbeddingModel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let model = try Self.model(in: try await request.discoveryBody())
        guard let edits = await models.choosing(embeddingModel: model) else { throw Self.unknown(model) }
        let isSame = models.embeddingModel == model
        try await store(edits, context)
        let isUsable = values.text(.embeddingProvider) != "openai" || !models.lacksKey
        let message = "Searches go on with the former model until all titles have vectors of \(model)"
        return try .json(ChangedModelResponse(model, isUsable ? message : Self.keyIsMissing, isSame: isSame))
    }

    func textModel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (movies, series) = try await features.configuration.facts.titleCounts()
        let members = try await enabledUsers()
        return try .json(
            TextModelResponse(
                currentModel: models.textModel,
                availableModels: await models.textModels().map { TextModelRow($0) },
                stats: TextModelResponse.Statistics(
                    moviesEnabledUsers: members.movies, seriesEnabledUsers: members.series, movieCount: movies,
                    seriesCount: series),
                isConfigured: models.hasTextModel))
    }

    func changeTextModel(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let model = try Self.model(in: try await request.discoveryBody())
        guard let edits = await models.choosing(textModel: model) else { throw Self.unknown(model) }
        let isSame = models.hasTextModel && models.textModel == model
        try await store(edits, context)
        let message = models.lacksKey ? Self.keyIsMissing : "Texts are written by \(model) from now on"
        return try .json(ChangedModelResponse(model, message, isSame: isSame))
    }

    func costInputs(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let members = try await enabledUsers()
        return try .json(
            CostInputsResponse(
                movie: try await cost(Setting.moviePicks, "generate-movie-recommendations", users: members.movies),
                series: try await cost(Setting.seriesPicks, "generate-series-recommendations", users: members.series)))
    }

    private func cost(_ keys: PickKeys, _ job: String, users: Int) async throws -> CostInputs {
        let schedule = try await schedule(of: job)
        return CostInputs(
            selectedCount: values.int(keys.selectedCount), runsPerWeek: schedule.runsPerWeek,
            schedule: schedule.formatted, enabledUsers: users,
            source: CostInputs.Source(selectedCount: keys.selectedCount.key, schedule: job))
    }

    /// The schedule in force.
    func schedule(of job: String) async throws -> JobSchedule {
        let stored = try await features.configuration.schedules.schedules([job]).first?.edited
        return stored ?? DiscoveryJobs.named(job)?.defaultSchedule ?? JobSchedule(clamping: .manual)
    }

    /// For how many people recommendations are made.
    private func enabledUsers() async throws -> (movies: Int, series: Int) {
        let now = features.world.now()
        let members = try await features.people.accounts.all().filter { $0.isOpen(at: now) && $0.membership.getsPicks }
        return (members.count { $0.membership.getsMoviePicks }, members.count { $0.membership.getsSeriesPicks })
    }

    private static let keyIsMissing =
        "Saved; it is used as soon as there is a key: kinothek settings set openai.api_key"

    /// The database names a model with where it is from; people choose it by its end.
    private static func byChoice(_ counts: [String: Int], _ choices: [EmbeddingModelChoice]) -> [String: Int] {
        var sums: [String: Int] = [:]
        for (model, count) in counts {
            let parts = model.split(separator: ":").map(String.init)
            let choice = choices.first { model.hasSuffix(":" + $0.id) || parts.dropFirst().first == $0.id }
            sums[choice?.id ?? model, default: 0] += count
        }
        return sums
    }

    private static func model(in body: JSONTree) throws(DiscoveryError) -> String {
        guard let model = try body.words("model"), !model.isBlank else {
            throw .badRequest("model must be the id of a model")
        }
        return model
    }

    private static func unknown(_ model: String) -> DiscoveryError {
        .badRequest("There is no model \(model.prefix(DiscoveryLimits.queryCharactersMax))")
    }
}
