package import Domain

/// Which of a plan's open changes are to be applied. Everything that is given must hold.
package struct ApplySelection: Sendable, Hashable {
    /// Wire ids of subjects; nil for all.
    package var subjects: [String]?
    package var changes: [ChangeID]?
    /// 0–1.
    package var confidenceMin: Double?
    /// Only what somebody has accepted; else what is undecided, too.
    package var onlyApproved = false

    package init() {}

    /// The same for the store.
    var open: ChangeSelection {
        var selection = ChangeSelection()
        selection.subjects = subjects
        selection.changes = changes
        selection.confidenceMin = confidenceMin
        selection.statuses = onlyApproved ? [.approved] : [.pending, .approved]
        return selection
    }
}

/// What came of applying a plan.
package struct ApplyReport: Sendable, Hashable, Codable {
    package let plan: PlanID
    /// Changes that were to be applied.
    package var total = 0
    /// Written, or true already.
    package var applied = 0
    /// Not written; they stay open.
    package var failed = 0
    /// Rejected, because their subject is gone, or decided about before their turn came.
    package var skipped = 0
    /// Subjects of which at least one change was applied.
    package var subjectsUpdated = 0
    /// The first `CurationLimits.problemsMax` changes that were not applied.
    package private(set) var problems: [ChangeProblem] = []

    enum CodingKeys: String, CodingKey {
        case plan = "plan_id"
        case total = "total_changes"
        case applied = "applied_changes"
        case failed = "failed_changes"
        case skipped = "skipped_changes"
        case subjectsUpdated = "scenes_updated"
    }

    init(plan: PlanID) {
        self.plan = plan
    }

    /// The part of the changes that was applied, 0–1; 1 when there were none.
    package var successRate: Double {
        total > 0 ? Double(applied) / Double(total) : 1
    }

    mutating func count(_ written: WriteReport) {
        applied += written.applied
        failed += written.failed
        skipped += written.skipped
        if written.applied > 0 { subjectsUpdated += 1 }
        problems += written.problems.prefix(CurationLimits.problemsMax - problems.count)
    }

    /// The result of a job as a JSON object.
    package var json: String {
        JSONText.of(
            ApplyResult(
                plan: plan, total: total, applied: applied, failed: failed, skipped: skipped,
                subjectsUpdated: subjectsUpdated, successRate: successRate, errors: problems.map(ProblemLine.init)))
    }
}

private struct ApplyResult: Encodable {
    let plan: PlanID
    let total: Int
    let applied: Int
    let failed: Int
    let skipped: Int
    let subjectsUpdated: Int
    let successRate: Double
    let errors: [ProblemLine]

    enum CodingKeys: String, CodingKey {
        case plan = "plan_id"
        case total = "total_changes"
        case applied = "applied_changes"
        case failed = "failed_changes"
        case skipped = "skipped_changes"
        case subjectsUpdated = "scenes_updated"
        case successRate = "success_rate"
        case errors
    }
}

/// A problem as results of jobs tell it.
struct ProblemLine: Encodable {
    let change: ChangeID
    let subject: String
    let field: String
    let error: String

    enum CodingKeys: String, CodingKey {
        case change = "change_id"
        case subject = "scene_id"
        case field
        case error
    }

    init(_ problem: ChangeProblem) {
        change = problem.change
        subject = problem.subject
        field = problem.field.rawValue
        error = problem.text
    }
}
