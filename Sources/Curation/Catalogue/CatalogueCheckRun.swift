import Basics
import Domain

/// One check: titles in pages through the detectors into a plan.
struct CatalogueCheckRun {
    let check: CatalogueCheck
    let planName: String
    let job: JobID
    private var tally: AnalysisTally
    /// Nil without a provider, and after it was lost.
    private var provider: ProviderCheck?

    init(check: CatalogueCheck, planName: String, job: JobID, from start: AnalysisTally) {
        self.check = check
        self.planName = planName
        self.job = job
        tally = start
        provider = check.provider.map {
            ProviderCheck(
                provider: $0, store: check.stores.repairs, currentYear: Self.year(of: check.world.now()))
        }
    }

    private static func year(of moment: Instant) -> Int {
        CivilDate(daysSinceEpoch: Int((moment.seconds / 86_400).rounded(.down))).year
    }

    /// Makes the plan, or goes on with the one that the job has begun. `report` gets how far it is after each page.
    mutating func callAsFunction(report: (AnalysisTally) async throws -> Void) async throws -> CurationPlan {
        let plan = try await begin()
        guard plan.isBuilding else { return plan }
        let store = check.stores.repairs
        if tally.total == 0 { tally.total = try await store.count() }
        if provider == nil, tally.cursor == nil {
            tally.warn("No metadata provider is set up: ids, matches and posters were not looked at.")
        }
        let genres = Spellings(try await store.genres(), preferred: Spellings.genreNames)
        let keywords = Spellings(try await store.keywords())
        let twins = try await twins()
        try await report(tally)
        while let page = try await page() {
            var proposals: [SubjectProposals] = []
            for checked in page {
                var changes = twins[checked.id].map { [$0] } ?? []
                if changes.isEmpty { changes = try await ask(about: checked) }
                // What is given up for another title needs no repair.
                if !changes.contains(where: { $0.field == .duplicate }) {
                    changes += Self.spelled(checked.title, genres, keywords)
                }
                tally.count(changes)
                proposals.append(SubjectProposals(checked.subject, changes: changes))
            }
            try await check.stores.plans.add(proposals, to: plan.id, at: check.world.now())
            tally.looked += page.count
            tally.cursor = page.last?.id
            try await report(tally)
        }
        return try await finish(plan)
    }

    private func begin() async throws -> CurationPlan {
        let plans = check.stores.plans
        if let plan = try await plans.plan(of: job) { return plan }
        return try await plans.begin(
            NewPlan(scope: .catalogue, name: planName, job: job, createdAt: check.world.now()))
    }

    private func page() async throws -> [CheckedTitle]? {
        try Task.checkCancellation()
        let page = try await check.stores.repairs.titles(after: tally.cursor, limit: CurationLimits.checkedAtOnce)
        return page.isEmpty ? nil : page
    }

    private func twins() async throws -> [TitleID: NewChange] {
        var twins: [TitleID: NewChange] = [:]
        for group in try await check.stores.repairs.namesakes() {
            try Task.checkCancellation()
            let titles = try await check.stores.repairs.titles(
                ids: Array(group.prefix(CurationLimits.namesakesMax)))
            twins.merge(Twins.proposals(among: titles)) { first, _ in first }
        }
        return twins
    }

    /// Nothing when the provider gives no answer; where it is out of order, it is not asked again.
    private mutating func ask(about checked: CheckedTitle) async throws -> [NewChange] {
        guard let provider else { return [] }
        do {
            return try await provider.proposals(for: checked)
        } catch let failure as MetadataFailure {
            if failure.concernsService {
                self.provider = nil
                tally.warn("\(provider.provider.name) was lost, and not asked about the rest: \(failure.description)")
            } else {
                tally.failed += 1
                tally.warn("\(checked.title.metadata.title) could not be looked up: \(failure.description)")
            }
            return []
        }
    }

    private static func spelled(_ title: Title, _ genres: Spellings, _ keywords: Spellings) -> [NewChange] {
        let lists = [
            (ChangeField.genres, MetadataField.genres, title.metadata.genres, genres),
            (.keywords, .keywords, title.metadata.keywords, keywords),
        ]
        return lists.compactMap { field, own, names, spellings in
            guard !title.provenance.locked.contains(own), let better = spellings.corrected(names) else { return nil }
            return NewChange(
                field, .update, from: .names(names), to: .names(better.names), confidence: better.confidence,
                reason: better.reason)
        }
    }

    private func finish(_ plan: CurationPlan) async throws -> CurationPlan {
        let plans = check.stores.plans
        let contents = try await PlanContents(of: plan.id, in: plans, fields: CatalogueMetadata.fields)
        try await plans.finish(
            plan.id, subjects: tally.looked, metadata: JSONText.of(CatalogueMetadata(tally, contents)))
        guard let finished = try await plans.plan(plan.id) else { throw CurationError.unknownPlan(plan.id) }
        return finished
    }
}

/// What a plan of a check says of itself; in the words of other plans, so that clients read both.
private struct CatalogueMetadata: Encodable {
    static let fields: [ChangeField] = [.match, .imdbID, .tmdbID, .genres, .keywords, .artwork, .duplicate]

    let statistics: AnalysisMetadata.Statistics
    let warnings: [String]

    init(_ tally: AnalysisTally, _ contents: PlanContents) {
        statistics = AnalysisMetadata.Statistics(
            totalScenes: tally.looked, scenesWithChanges: contents.subjects, scenesWithErrors: tally.failed,
            totalChanges: contents.changes,
            changesByField: Dictionary(contents.byField.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) }) {
                first, _ in first
            },
            averageConfidence: tally.averageConfidence)
        warnings = tally.allWarnings
    }
}
