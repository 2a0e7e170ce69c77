import Basics
import Domain
import Storage

/// Plans whose proposals are kept in memory instead of being stored.
actor HeldProposals: PlanStore {
    private(set) var found: [SubjectProposals] = []
    private let plans: SQLPlanStore

    init(plans: SQLPlanStore) {
        self.plans = plans
    }

    func add(_ proposals: [SubjectProposals], to plan: PlanID, at moment: Instant) async throws {
        found += proposals.filter { !$0.changes.isEmpty }
    }

    func begin(_ plan: NewPlan) async throws -> CurationPlan { try await plans.begin(plan) }

    func plan(of job: JobID) async throws -> CurationPlan? { try await plans.plan(of: job) }

    func finish(_ plan: PlanID, subjects: Int, metadata: String) async throws {
        try await plans.finish(plan, subjects: subjects, metadata: metadata)
    }

    func abandon(_ plan: PlanID) async throws { try await plans.abandon(plan) }

    func plan(_ id: PlanID) async throws -> CurationPlan? { try await plans.plan(id) }

    func plans(
        _ statuses: [PlanStatus]?, offset: Int, limit: Int
    ) async throws -> (plans: [CurationPlan], total: Int) {
        try await plans.plans(statuses, offset: offset, limit: limit)
    }

    func plans(ids: [PlanID]) async throws -> [CurationPlan] { try await plans.plans(ids: ids) }

    func subjects(
        of plan: PlanID, _ selection: ChangeSelection, offset: Int, limit: Int
    ) async throws -> [PlannedSubject] {
        try await plans.subjects(of: plan, selection, offset: offset, limit: limit)
    }

    func counts(of plan: PlanID, _ selection: ChangeSelection) async throws -> (subjects: Int, changes: Int) {
        try await plans.counts(of: plan, selection)
    }

    func change(_ id: ChangeID) async throws -> (change: PlanChange, subject: PlanSubject)? {
        try await plans.change(id)
    }

    func history(ofSubject wireID: String, limit: Int) async throws -> [PlanChange] {
        try await plans.history(ofSubject: wireID, limit: limit)
    }

    func totals() async throws -> PlanTotals { try await plans.totals() }

    func setProposed(_ value: ChangeValue, of change: ChangeID) async throws -> PlanChange {
        try await plans.setProposed(value, of: change)
    }

    func decide(
        _ plan: PlanID, _ selection: ChangeSelection, as status: ChangeStatus, note: String?, at moment: Instant
    ) async throws -> Int {
        try await plans.decide(plan, selection, as: status, note: note, at: moment)
    }

    func remove(_ plan: PlanID, at moment: Instant) async throws { try await plans.remove(plan, at: moment) }

    func hold(_ plan: PlanID, by holder: String, until: Instant, at moment: Instant) async throws {
        try await plans.hold(plan, by: holder, until: until, at: moment)
    }

    func release(_ plan: PlanID, by holder: String) async throws { try await plans.release(plan, by: holder) }

    func prepare(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) async throws {
        try await plans.prepare(entries, in: plan, at: moment)
    }

    func settle(_ outcome: SubjectOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant) async throws {
        try await plans.settle(outcome, scene: scene, in: plan, at: moment)
    }

    func journal(of plan: PlanID, after: ChangeID?, limit: Int) async throws -> [JournalEntry] {
        try await plans.journal(of: plan, after: after, limit: limit)
    }

    func entries(for changes: [ChangeID]) async throws -> [JournalEntry] { try await plans.entries(for: changes) }

    func settle(undo outcome: UndoOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant) async throws {
        try await plans.settle(undo: outcome, scene: scene, in: plan, at: moment)
    }
}
