package import Basics
package import Domain
package import Jobs

/// Where plans are looked at, decided about, applied and taken back.
package struct PlanDesk: Sendable {
    let plans: any PlanStore
    private let writers: [PlanScope: any PlanWriter]
    let queue: JobQueue
    let jobs: CurationJobs
    let world: World

    /// One writer for each scope of which plans are applied here.
    package init(
        plans: any PlanStore, writers: [any PlanWriter], queue: JobQueue, jobs: CurationJobs, world: World
    ) {
        self.plans = plans
        self.writers = Dictionary(writers.map { ($0.scope, $0) }) { first, _ in first }
        self.queue = queue
        self.jobs = jobs
        self.world = world
    }

    /// The newest first. Nil statuses for all.
    package func plans(
        _ statuses: [PlanStatus]? = nil, offset: Int, limit: Int
    ) async throws -> (plans: [CurationPlan], total: Int) {
        try await plans.plans(statuses, offset: offset, limit: limit)
    }

    /// Those of the plans that there are, in no order.
    package func plans(ids: Set<PlanID>) async throws -> [CurationPlan] {
        try await plans.plans(ids: ids.sorted())
    }

    /// Throws `CurationError.unknownPlan`.
    package func plan(_ id: PlanID) async throws -> CurationPlan {
        guard let plan = try await plans.plan(id) else { throw CurationError.unknownPlan(id) }
        return plan
    }

    /// Subjects with those of their changes that the selection takes.
    package func subjects(
        of plan: PlanID, _ selection: ChangeSelection = ChangeSelection(), offset: Int, limit: Int
    ) async throws -> [PlannedSubject] {
        try await plans.subjects(of: plan, selection, offset: offset, limit: limit)
    }

    package func counts(
        of plan: PlanID, _ selection: ChangeSelection
    ) async throws -> (subjects: Int, changes: Int) {
        try await plans.counts(of: plan, selection)
    }

    /// Throws `CurationError.unknownChange`.
    package func change(_ id: ChangeID) async throws -> (change: PlanChange, subject: PlanSubject) {
        guard let found = try await plans.change(id) else { throw CurationError.unknownChange(id) }
        return found
    }

    /// Everything that was ever proposed for a subject, the newest first.
    package func history(ofSubject wireID: String, limit: Int) async throws -> [PlanChange] {
        try await plans.history(ofSubject: wireID, limit: limit)
    }

    package func totals() async throws -> PlanTotals {
        try await plans.totals()
    }

    func writer(of plan: CurationPlan) throws -> any PlanWriter {
        guard let writer = writers[plan.scope] else { throw CurationError.planHasNothing }
        return writer
    }

    /// Throws `CurationError.otherArchive` when what is written to now is not what the plan is about.
    func checkArchive(of plan: CurationPlan) async throws {
        try await writers[plan.scope]?.check(plan)
    }
}

/// What people decide.
extension PlanDesk {
    /// Has another value proposed. Throws `CurationError` `unknownChange`, `alreadyApplied`, `badValue`, and
    /// `planIsHeld` while what was proposed is being written.
    package func setProposed(_ value: ChangeValue, of change: ChangeID) async throws -> PlanChange {
        let present = try await self.change(change).change
        guard present.status != .applied else { throw CurationError.alreadyApplied }
        let plan = try await plan(present.plan)
        guard !isHeld(plan) else { throw CurationError.planIsHeld }
        let writer = try writer(of: plan)
        if let problem = writer.problem(with: value, for: present.content) { throw CurationError.badValue(problem) }
        return try await plans.setProposed(value, of: change)
    }

    /// Accepts or rejects one change, or opens it again. Throws `CurationError` `unknownChange`, `alreadyApplied`, and
    /// `otherArchive` for what is accepted.
    package func decide(
        _ change: ChangeID, as status: ChangeStatus
    ) async throws -> (change: PlanChange, plan: CurationPlan) {
        let present = try await self.change(change).change
        guard present.status != .applied else { throw CurationError.alreadyApplied }
        if status == .approved { try await checkArchive(of: plan(present.plan)) }
        var selection = ChangeSelection()
        selection.changes = [change]
        _ = try await plans.decide(present.plan, selection, as: status, note: nil, at: world.now())
        let decided = try await self.change(change).change
        guard decided.status != .applied else { throw CurationError.alreadyApplied }
        return (decided, try await plan(present.plan))
    }

    /// Accepts or rejects what a selection takes; those that nobody has decided about where it names no statuses.
    /// Throws `CurationError.unknownPlan`, and `otherArchive` for what is accepted.
    package func decide(
        _ plan: PlanID, _ selection: ChangeSelection, as status: ChangeStatus
    ) async throws -> (changed: Int, plan: CurationPlan) {
        let present = try await self.plan(plan)
        // What is accepted is to be written; rejecting is always possible.
        if status == .approved { try await checkArchive(of: present) }
        var selection = selection
        if selection.statuses == nil { selection.statuses = [.pending] }
        let changed = try await plans.decide(plan, selection, as: status, note: nil, at: world.now())
        return (changed, try await self.plan(plan))
    }

    /// Rejects everything that is open. Throws `CurationError` `unknownPlan`, `planApplied` and `planIsHeld`.
    package func cancel(_ plan: PlanID) async throws -> CurationPlan {
        let present = try await self.plan(plan)
        guard present.status != .applied else { throw CurationError.planApplied }
        guard !isHeld(present) else { throw CurationError.planIsHeld }
        if present.isBuilding, let job = present.job { _ = try? await jobs.cancel(job.description) }
        if present.isBuilding { try await plans.abandon(plan) }
        var selection = ChangeSelection()
        selection.statuses = [.pending, .approved]
        _ = try await plans.decide(
            plan, selection, as: .rejected, note: "The plan was cancelled.", at: world.now())
        return try await self.plan(plan)
    }

    /// Forgets a plan of which nothing was applied. Throws `CurationError` `unknownPlan`, `planWasApplied` and
    /// `planIsHeld`.
    package func remove(_ plan: PlanID) async throws {
        try await plans.remove(plan, at: world.now())
    }

    /// Whether somebody is applying or undoing it at the moment.
    func isHeld(_ plan: CurationPlan) -> Bool {
        plan.heldUntil.map { world.now() < $0 } ?? false
    }
}
