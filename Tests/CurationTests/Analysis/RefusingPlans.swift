import Basics
import Domain

/// Plans that do not take in some scenes, and everything else as their store does.
struct RefusingPlans: PlanDraftStore {
    struct Refusal: Error {}

    let store: any PlanDraftStore
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
    func counts(of plan: PlanID, _ selection: ChangeSelection) async throws -> (subjects: Int, changes: Int) {
        try await store.counts(of: plan, selection)
    }
}
