import Domain

/// One apply of a plan, from its first subject to its last.
struct ApplyRun: Sendable {
    let desk: PlanDesk
    let plan: PlanID
    let selection: ApplySelection
    /// Tells holders of plans apart; a job that goes on has the same.
    let holder: String
    private(set) var report: ApplyReport
    /// Subjects that were taken up.
    private var taken: Set<String> = []
    private var current: PlannedSubject?

    init(desk: PlanDesk, plan: PlanID, selection: ApplySelection, holder: String) {
        self.desk = desk
        self.plan = plan
        self.selection = selection
        self.holder = holder
        report = ApplyReport(plan: plan)
    }

    /// Applies what is open. `earlier` is the report of an attempt that was cut off; `onProgress` gets the report after
    /// each subject.
    mutating func callAsFunction(
        resuming earlier: ApplyReport? = nil, onProgress: (ApplyReport) async throws -> Void = { _ in }
    ) async throws {
        let hold = PlanHold(plan, by: holder, plans: desk.plans, world: desk.world)
        do {
            try await hold.extend()
            let present = try await desk.plan(plan)
            let writing = try await desk.writer(of: present).session(for: plan)
            try await begin(resuming: earlier)
            try await onProgress(report)
            try await apply(writing, hold, onProgress)
            await hold.release()
        } catch {
            await hold.release()
            throw error
        }
    }

    /// Notes the subject at which the archive was lost.
    mutating func noteInterruption(by failure: ArchiveFailure) {
        guard let current else { return }
        var written = WriteReport()
        written.failed = current.changes.count
        written.problems = current.changes.map {
            ChangeProblem(
                change: $0.id, subject: current.subject.wireID, field: $0.content.field, text: failure.description)
        }
        report.count(written)
    }

    /// What an earlier attempt did not report any more was done as well.
    private mutating func begin(resuming earlier: ApplyReport?) async throws {
        let open = try await desk.plans.counts(of: plan, selection.open).changes
        report.total = max(open, earlier?.total ?? 0)
        report.skipped = earlier?.skipped ?? 0
        report.applied = max(0, report.total - open - report.skipped)
        report.subjectsUpdated = earlier?.subjectsUpdated ?? 0
    }

    private mutating func apply(
        _ writing: any PlanWriting, _ hold: PlanHold, _ onProgress: (ApplyReport) async throws -> Void
    ) async throws {
        var (offset, hasFound) = (0, false)
        for _ in 1...CurationLimits.planPagesMax {
            let page = try await desk.plans.subjects(
                of: plan, selection.open, offset: offset, limit: CurationLimits.subjectsPerPage)
            if page.isEmpty {
                // Subjects that are decided about meanwhile move the others forward, so those are looked for once more.
                guard offset > 0, hasFound else { return }
                (offset, hasFound) = (0, false)
                continue
            }
            let new = page.filter { !taken.contains($0.subject.wireID) }
            // Those that could not be written stay in the way.
            if new.isEmpty { offset += page.count } else { hasFound = true }
            for subject in new {
                try await hold.extend()
                try Task.checkCancellation()
                taken.insert(subject.subject.wireID)
                let present = try await present(subject)
                report.skipped += subject.changes.count - present.changes.count
                current = present
                if !present.changes.isEmpty { report.count(try await writing.apply(present)) }
                try await onProgress(report)
            }
        }
    }

    /// The subject with those of its changes that are still open: people go on deciding meanwhile.
    private func present(_ subject: PlannedSubject) async throws -> PlannedSubject {
        var selection = selection.open
        selection.subjects = [subject.subject.wireID]
        selection.changes = subject.changes.map(\.id)
        let present = try await desk.plans.subjects(of: plan, selection, offset: 0, limit: 1).first
        return present ?? PlannedSubject(subject.subject, changes: [])
    }
}
