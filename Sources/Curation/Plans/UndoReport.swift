package import Domain

/// What came of taking a plan back.
package struct UndoReport: Sendable, Hashable {
    package let plan: PlanID
    /// Changes that are as they were before the plan.
    package var restored = 0
    /// Changes that were left alone, because somebody edited them since or because it was refused.
    package var kept = 0
    package var subjectsUpdated = 0
    /// Tags that the plan had made and that nothing used any more.
    package var destroyed: [ArchiveName] = []
    /// Names that the plan had made and that stay.
    package var staying: [StayingName] = []
    /// The first `CurationLimits.problemsMax` changes that were left alone.
    package private(set) var problems: [ChangeProblem] = []

    init(plan: PlanID) {
        self.plan = plan
    }

    mutating func count(_ undone: UndoneReport) {
        restored += undone.restored
        kept += undone.kept
        if undone.restored > 0 { subjectsUpdated += 1 }
        destroyed += undone.destroyed
        staying += undone.staying
        problems += undone.problems.prefix(CurationLimits.problemsMax - problems.count)
    }

    /// The result of a job as a JSON object.
    package var json: String {
        JSONText.of(
            UndoResult(
                plan: plan, restored: restored, kept: kept, subjectsUpdated: subjectsUpdated, destroyed: destroyed,
                staying: staying.map { StayingLine(type: $0.kind.rawValue, id: $0.name.id, name: $0.name.name) },
                errors: problems.map(ProblemLine.init)))
    }
}

private struct UndoResult: Encodable {
    let plan: PlanID
    let restored: Int
    let kept: Int
    let subjectsUpdated: Int
    let destroyed: [ArchiveName]
    let staying: [StayingLine]
    let errors: [ProblemLine]

    enum CodingKeys: String, CodingKey {
        case plan = "plan_id"
        case restored = "restored_changes"
        case kept = "kept_changes"
        case subjectsUpdated = "scenes_updated"
        case destroyed = "removed_tags"
        case staying = "staying_names"
        case errors
    }
}

private struct StayingLine: Encodable {
    let type: String
    let id: String
    let name: String
}
