import Basics
import Domain
import Storage

/// Plans whose proposals are kept in memory instead of being stored.
actor HeldProposals: PlanDraftStore {
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

    func counts(of plan: PlanID, _ selection: ChangeSelection) async throws -> (subjects: Int, changes: Int) {
        try await plans.counts(of: plan, selection)
    }
}
