import Basics
import Domain

/// Plans that do not take in some scenes, and everything else as their store does.
struct RefusingPlans: PlanStore {
    struct Refusal: Error {}

    let store: any PlanStore
    let refused: Set<String>

    func add(_ proposals: [SubjectProposals], to plan: PlanID, at moment: Instant) async throws {
        if proposals.contains(where: { refused.contains($0.subject.wireID) }) { throw Refusal() }
        try await store.add(proposals, to: plan, at: moment)
    }

    func begin(_ plan: NewPlan) async throws -> CurationPlan { try await store.begin(plan) }
    func plan(of job: JobID) async throws -> CurationPlan? { try await store.plan(of: job) }
    func finish(_ plan: PlanID, subjects: Int, metadata: String) async throws {
        try await store.finish(plan, subjects: subjects, metadata: metadata)
    }
    func abandon(_ plan: PlanID) async throws { try await store.abandon(plan) }
    func plan(_ id: PlanID) async throws -> CurationPlan? { try await store.plan(id) }
    func plans(_ statuses: [PlanStatus]?, offset: Int, limit: Int) async throws -> (plans: [CurationPlan], total: Int) {
        try await store.plans(statuses, offset: offset, limit: limit)
    }
    func plans(ids: [PlanID]) async throws -> [CurationPlan] { try await store.plans(ids: ids) }
    func subjects(
        of plan: PlanID, _ selection: ChangeSelection, offset: Int, limit: Int
    ) async throws -> [PlannedSubject] {
        try await store.subjects(of: plan, selection, offset: offset, limit: limit)
    }
    func counts(of plan: PlanID, _ selection: ChangeSelection) async throws -> (subjects: Int, changes: Int) {
        try await store.counts(of: plan, selection)
    }
    func change(_ id: ChangeID) async throws -> (change: PlanChange, subject: PlanSubject)? {
        try await store.change(id)
    }
    func history(ofSubject wireID: String, limit: Int) async throws -> [PlanChange] {
        try await store.history(ofSubject: wireID, limit: limit)
    }
    func totals() async throws -> PlanTotals { try await store.totals() }
    func setProposed(_ value: ChangeValue, of change: ChangeID) async throws -> PlanChange {
        try await store.setProposed(value, of: change)
    }
    func decide(
        _ plan: PlanID, _ selection: ChangeSelection, as status: ChangeStatus, note: String?, at moment: Instant
    ) async throws -> Int {
        try await store.decide(plan, selection, as: status, note: note, at: moment)
    }
    func remove(_ plan: PlanID, at moment: Instant) async throws { try await store.remove(plan, at: moment) }
    func hold(_ plan: PlanID, by holder: String, until: Instant, at moment: Instant) async throws {
        try await store.hold(plan, by: holder, until: until, at: moment)
    }
    func release(_ plan: PlanID, by holder: String) async throws { try await store.release(plan, by: holder) }
    func prepare(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) async throws {
        try await store.prepare(entries, in: plan, at: moment)
    }
    func settle(_ outcome: SubjectOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant) async throws {
        try await store.settle(outcome, scene: scene, in: plan, at: moment)
    }
    func journal(of plan: PlanID, after: ChangeID?, limit: Int) async throws -> [JournalEntry] {
        try await store.journal(of: plan, after: after, limit: limit)
    }
    func entries(for changes: [ChangeID]) async throws -> [JournalEntry] { try await store.entries(for: changes) }
    func settle(undo outcome: UndoOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant) async throws {
        try await store.settle(undo: outcome, scene: scene, in: plan, at: moment)
    }
}
