import Basics
package import Domain
import Jobs

/// Writing what a plan proposes.
extension PlanDesk {
    /// Starts a job that applies the plan's open changes.
    ///
    /// Throws `CurationError` `unknownPlan`, `planApplied`, `planHasNothing`, `planIsBuilding`, `otherArchive` and
    /// `planIsHeld`.
    package func apply(_ plan: PlanID, _ selection: ApplySelection = ApplySelection()) async throws -> Job {
        try await checkAppliable(plan)
        return try await queue.enqueue(ApplyPlan.self, ApplyPlan.Parameters(plan: plan, selection))
    }

    /// Applies the plan's open changes while the caller waits.
    ///
    /// Throws as `apply` does, and `ArchiveFailure` or `CurationError.noArchive` when nothing could be written at all.
    /// When the archive is lost later, the report tells of the changes at which that was noticed; the others stay open.
    package func applyNow(
        _ plan: PlanID, _ selection: ApplySelection = ApplySelection()
    ) async throws -> ApplyReport {
        try await checkAppliable(plan)
        var run = ApplyRun(desk: self, plan: plan, selection: selection, holder: world.uuid())
        do {
            try await run()
        } catch let failure as ArchiveFailure where run.report.applied + run.report.skipped > 0 {
            run.noteInterruption(by: failure)
        }
        return run.report
    }

    /// Starts a job that takes back what the plan has written. Throws `CurationError` `unknownPlan`, `nothingToUndo`,
    /// `otherArchive` and `planIsHeld`.
    package func undo(_ plan: PlanID) async throws -> Job {
        try await checkUndoable(plan)
        return try await queue.enqueue(UndoPlan.self, UndoPlan.Parameters(plan: plan))
    }

    /// Takes back what the plan has written while the caller waits. Throws as `undo` does, and `ArchiveFailure` or
    /// `CurationError.noArchive`; what was taken back before stays so.
    package func undoNow(_ plan: PlanID) async throws -> UndoReport {
        try await checkUndoable(plan)
        var run = UndoRun(desk: self, plan: plan, holder: world.uuid())
        try await run()
        return run.report
    }

    private func checkAppliable(_ id: PlanID) async throws {
        let plan = try await plan(id)
        switch plan.status {
        case .applied: throw CurationError.planApplied
        case .completed: throw CurationError.planHasNothing
        case .pending: break
        }
        guard !plan.isBuilding else { throw CurationError.planIsBuilding }
        try await checkArchive(of: plan)
        try await checkFree(plan)
    }

    private func checkUndoable(_ id: PlanID) async throws {
        let plan = try await plan(id)
        guard plan.counts.applied > 0 else { throw CurationError.nothingToUndo }
        try await checkArchive(of: plan)
        try await checkFree(plan)
    }

    /// Throws `CurationError.planIsHeld` when somebody works on the plan, or a job waits that will.
    private func checkFree(_ plan: CurationPlan) async throws {
        guard !isHeld(plan) else { throw CurationError.planIsHeld }
        let isAwaited = try await jobs.open([ApplyPlan.name, UndoPlan.name]).contains { job in
            switch job.name {
            case ApplyPlan.name: ApplyPlan.parameters(from: job.parameters)?.plan == plan.id
            default: UndoPlan.parameters(from: job.parameters)?.plan == plan.id
            }
        }
        guard !isAwaited else { throw CurationError.planIsHeld }
    }
}
