import Domain

/// One undo of a plan, from what it wrote last to what it wrote first.
struct UndoRun: Sendable {
    let desk: PlanDesk
    let plan: PlanID
    let holder: String
    private(set) var report: UndoReport

    init(desk: PlanDesk, plan: PlanID, holder: String) {
        self.desk = desk
        self.plan = plan
        self.holder = holder
        report = UndoReport(plan: plan)
    }

    /// `onProgress` gets the report after each subject.
    mutating func callAsFunction(onProgress: (UndoReport) async throws -> Void = { _ in }) async throws {
        let hold = PlanHold(plan, by: holder, plans: desk.plans, world: desk.world)
        do {
            try await hold.extend()
            let present = try await desk.plan(plan)
            let writing = try await desk.writer(of: present).session(for: plan)
            try await undo(writing, hold, onProgress)
            await hold.release()
        } catch {
            await hold.release()
            throw error
        }
    }

    private mutating func undo(
        _ writing: any PlanWriting, _ hold: PlanHold, _ onProgress: (UndoReport) async throws -> Void
    ) async throws {
        var last: ChangeID?
        for _ in 1...CurationLimits.planPagesMax {
            let entries = try await desk.plans.journal(of: plan, after: last, limit: CurationLimits.groupsPerPage)
            guard let end = entries.last else { return }
            last = end.change
            for group in Self.bySubject(entries) {
                try await hold.extend()
                try Task.checkCancellation()
                report.count(try await writing.undo(group[0].subject, group))
                try await onProgress(report)
            }
        }
    }

    /// Runs of entries of one subject; none is empty.
    private static func bySubject(_ entries: [JournalEntry]) -> [[JournalEntry]] {
        var groups: [[JournalEntry]] = []
        for entry in entries {
            if groups.last?.first?.subject.wireID == entry.subject.wireID {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        return groups
    }
}
