package import Basics
package import Domain
package import Jobs

/// Proposes better metadata for scenes of the archive. It works on the mirror and writes nothing but plans.
package struct Analysis: Sendable {
    /// Where scenes come from, and where plans go.
    package struct Stores: Sendable {
        let scenes: any SceneStore
        let plans: any PlanDraftStore

        package init(scenes: any SceneStore, plans: any PlanDraftStore) {
            self.scenes = scenes
            self.plans = plans
        }
    }

    let stores: Stores
    let model: CurrentChatModel
    let meaning: (any SceneMeaning)?
    let settings: CurrentCurationSettings
    let world: World
    private let queue: JobQueue

    /// Without `meaning` names are offered to the language model by their words alone.
    package init(
        stores: Stores, queue: JobQueue, models: (chat: CurrentChatModel, meaning: (any SceneMeaning)?),
        settings: @escaping CurrentCurationSettings, world: World
    ) {
        self.stores = stores
        self.queue = queue
        model = models.chat
        meaning = models.meaning
        self.settings = settings
        self.world = world
    }

    /// How many scenes the wish is about. Throws `CurationError` `nothingSelected` and `nothingMatches`.
    package func count(_ wish: AnalysisWish) async throws -> Int {
        try await stores.scenes.count(parameters(of: wish).selection).orNothing()
    }

    /// Queues an analysis. Throws as `count`.
    package func generate(_ wish: AnalysisWish) async throws -> Job {
        let parameters = try parameters(of: wish)
        _ = try await stores.scenes.count(parameters.selection).orNothing()
        return try await queue.enqueue(AnalyseScenes.self, parameters)
    }

    /// Analyses at once and returns the finished plan. Throws as `count`, and the stores' errors; what was found until
    /// then stays a plan.
    package func generateNow(_ wish: AnalysisWish) async throws -> CurationPlan {
        let parameters = try parameters(of: wish)
        _ = try await stores.scenes.count(parameters.selection).orNothing()
        return try await AnalysisRun(analysis: self, parameters: parameters, job: nil).run()
    }

    /// Queues an analysis of the scenes that none has looked at; nil when there are none, and while one is under way.
    package func generateForNew() async throws -> Job? {
        let known = try await queue.recent(
            name: AnalyseNewScenes.name, limit: CurationLimits.automaticJobsLooked)
        guard known.allSatisfy(\.state.isFinal) else { return nil }
        var filter = SceneFilter()
        filter.isAnalyzed = false
        guard try await stores.scenes.count(filter) > 0 else { return nil }
        let name = "Automatic analysis - \(world.now().iso8601)"
        let parameters = try parameters(of: AnalysisWish(filters: filter, planName: name))
        return try await queue.enqueue(
            AnalyseNewScenes.self, parameters, deduplicationKey: AnalyseNewScenes.name)
    }

    /// With everything settled that the wish leaves open.
    private func parameters(of wish: AnalysisWish) throws -> AnalysisParameters {
        let sceneIDs = wish.sceneIDs.flatMap { $0.isEmpty ? nil : $0.eachOnce }
        guard sceneIDs != nil || wish.filters != nil else { throw CurationError.nothingSelected }
        var options = wish.options
        options.confidenceThreshold = options.confidenceThreshold ?? settings().analysis.confidenceThreshold
        let name = (wish.planName ?? "").printable(charactersMax: CurationLimits.planNameCharactersMax)
        return AnalysisParameters(
            sceneIDs: sceneIDs, filters: sceneIDs == nil ? wish.filters : nil, options: options,
            planName: name.isEmpty ? "Analysis - \(world.now().iso8601)" : name)
    }
}

extension Int {
    fileprivate func orNothing() throws -> Int {
        guard self > 0 else { throw CurationError.nothingMatches }
        return self
    }
}

extension [String] {
    fileprivate var eachOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
