import Basics
import Domain

/// One analysis: scenes in batches through the detectors into a plan, whatever runs it.
struct AnalysisRun: Sendable {
    let analysis: Analysis
    let parameters: AnalysisParameters
    /// Nil when somebody waits for it.
    let job: JobID?

    /// Makes the plan, or goes on with the one that the job has begun. `report` gets how far it is after each batch.
    func run(
        from start: AnalysisTally = AnalysisTally(), report: (AnalysisTally) async throws -> Void = { _ in }
    ) async throws -> CurationPlan {
        let plan = try await begin()
        guard plan.isBuilding else { return plan }
        do {
            return try await fill(plan, from: start, report: report)
        } catch  where job == nil {
            // Whoever waited is told; without a job nobody would ever finish it.
            let plans = analysis.stores.plans
            await Task { try? await plans.abandon(plan.id) }.value
            throw error
        }
    }

    /// What came of it.
    func result(of plan: CurationPlan) async throws -> AnalysisResult {
        AnalysisResult(plan, try await PlanContents(of: plan.id, in: analysis.stores.plans))
    }

    private func begin() async throws -> CurationPlan {
        let plans = analysis.stores.plans
        if let job, let plan = try await plans.plan(of: job) { return plan }
        return try await plans.begin(
            NewPlan(scope: .archive, name: parameters.planName, job: job, createdAt: analysis.world.now()))
    }

    private func fill(
        _ plan: CurationPlan, from start: AnalysisTally, report: (AnalysisTally) async throws -> Void
    ) async throws -> CurationPlan {
        var tally = start
        if tally.total == 0 { tally.total = try await analysis.stores.scenes.count(parameters.selection) }
        let index = try await index()
        let settings = analysis.settings().analysis
        let rules = SceneRules(index, patterns: settings.studioPatterns, createsMissing: settings.createMissing)
        let suggestions = suggestions(index, settings)
        if parameters.options.useAI, suggestions == nil, tally.cursor == nil {
            tally.warn("No language model is set up: only rules were used.")
        }
        try await report(tally)
        while let page = try await page(after: tally.cursor, size: suggestions?.scenesAtOnce) {
            var proposals = page.scenes.map { rules.proposals($0.facts, parameters.options.detectors) }
            if let suggestions {
                let found = try await suggestions.proposals(for: page.scenes)
                for place in page.scenes.indices { proposals[place] += found.proposals[place] }
                tally.add(found)
            }
            let changes = zip(page.scenes, proposals).map { scene, proposals in
                proposals.changes(of: scene.facts, index, confidenceMin: confidenceMin)
            }
            try await add(zip(page.scenes, changes).map { ($0, $1) }, to: plan, &tally)
            tally.cursor = page.last
            try await report(tally)
        }
        return try await finish(plan, tally, model: suggestions?.modelName)
    }

    private var confidenceMin: Double {
        parameters.options.confidenceThreshold ?? analysis.settings().analysis.confidenceThreshold
    }

    /// All names of the archive.
    private func index() async throws -> NameIndex {
        var entities: [ArchiveEntity] = []
        for kind in ArchiveKind.entities { entities += try await analysis.stores.scenes.entities(kind, search: nil) }
        return NameIndex(entities)
    }

    /// Nil without a language model, and where none is wanted.
    private func suggestions(_ index: NameIndex, _ settings: AnalysisSettings) -> SceneSuggestions? {
        let choice = parameters.options.detectors
        guard parameters.options.useAI, choice != .none, let model = analysis.model() else { return nil }
        return SceneSuggestions(
            model: model, candidates: Candidates(index, meaning: analysis.meaning), choice: choice,
            settings: settings)
    }

    private func page(after cursor: TitleID?, size: Int?) async throws -> (scenes: [Scene], last: TitleID)? {
        try Task.checkCancellation()
        let scenes = try await analysis.stores.scenes.matching(
            parameters.selection, after: cursor, limit: size ?? CurationLimits.analysedAtOnce)
        return scenes.last.map { (scenes, $0.id) }
    }

    /// Adds what was found. Where the batch as a whole is refused, each scene is tried by itself, so that a broken one
    /// costs nothing but itself; when all are refused, something else is wrong.
    private func add(
        _ found: [(scene: Scene, changes: [NewChange])], to plan: CurationPlan, _ tally: inout AnalysisTally
    ) async throws {
        let (plans, now) = (analysis.stores.plans, analysis.world.now())
        let all = found.map { SubjectProposals(PlanSubject($0.scene), changes: $0.changes) }
        tally.looked += found.count
        do {
            try await plans.add(all, to: plan.id, at: now)
            for (_, changes) in found { tally.count(changes) }
        } catch {
            try Task.checkCancellation()
            if error is CancellationError || error is CurationError { throw error }
            var failed = 0
            for (subject, found) in zip(all, found) {
                try Task.checkCancellation()
                do {
                    try await plans.add([subject], to: plan.id, at: now)
                    tally.count(found.changes)
                } catch {
                    try Task.checkCancellation()
                    failed += 1
                    tally.warn("Scene \(found.scene.facts.upstreamID) could not be analysed.")
                }
            }
            if failed == all.count, failed > 1 { throw error }
            tally.failed += failed
        }
    }

    private func finish(_ plan: CurationPlan, _ tally: AnalysisTally, model: String?) async throws -> CurationPlan {
        let plans = analysis.stores.plans
        let contents = try await PlanContents(of: plan.id, in: plans)
        let metadata = AnalysisMetadata(
            parameters, tally, contents, model: model, missing: try await missingScenes())
        try await plans.finish(plan.id, subjects: tally.looked, metadata: metadata.json)
        guard let finished = try await plans.plan(plan.id) else { throw CurationError.unknownPlan(plan.id) }
        return finished
    }

    /// Ids that were asked for and that are not known here.
    private func missingScenes() async throws -> [String] {
        guard let ids = parameters.sceneIDs else { return [] }
        let known = try await analysis.stores.scenes.known(ids)
        return Array(ids.lazy.filter { !known.contains($0) }.prefix(CurationLimits.missingScenesMax))
    }
}

extension DetectorChoice {
    /// Nothing is looked for.
    fileprivate static let none = DetectorChoice(performers: false, studios: false, tags: false, details: false)
}
