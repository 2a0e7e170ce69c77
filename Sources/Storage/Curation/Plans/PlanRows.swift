import Basics
import Domain
import SQL

/// Reads plans from rows of `curation_plan`.
enum PlanRows {
    static let columns: SQL = """
        id, scope, name, created_at, job_id, \(sql: isBuilding), subject_count, applied_at, undone_at, held_until,
        pending_count, approved_count, rejected_count, applied_count, metadata, archive
        """

    /// A condition that the plan can still be made: a job that has ended makes nothing any more, whatever it left.
    static let isMakable: SQL = """
        (job_id IS NULL OR EXISTS (
            SELECT 1 FROM job WHERE job.id = curation_plan.job_id AND job.state IN ('waiting', 'running')))
        """

    static let isBuilding: SQL = "CASE WHEN is_building = 1 AND \(sql: isMakable) THEN 1 ELSE 0 END"

    static func plan(_ row: SQLRow) throws -> CurationPlan {
        var state = CurationPlan.State()
        state.isBuilding = try row.bool(5)
        state.subjects = try row.int(6)
        state.appliedAt = try row.get(7)
        state.undoneAt = try row.get(8)
        state.heldUntil = try row.get(9)
        var origin = CurationPlan.Origin(
            scope: try row.get(1), name: try row.text(2), createdAt: try row.get(3), job: try row.get(4))
        origin.archive = try row.optionalText(15)
        return CurationPlan(
            id: try row.get(0), origin: origin, state: state, counts: try counts(row, from: 10),
            metadata: try row.text(14))
    }

    /// Pending, approved, rejected and applied, from a column on.
    static func counts(_ row: SQLRow, from first: Int) throws -> PlanCounts {
        var counts = PlanCounts()
        counts.pending = try row.int(first)
        counts.approved = try row.int(first + 1)
        counts.rejected = try row.int(first + 2)
        counts.applied = try row.int(first + 3)
        return counts
    }

    /// A condition that a plan has one of these statuses.
    static func stands(_ statuses: [PlanStatus]) -> SQL {
        let wanted = statuses.map { status -> SQL in
            switch status {
            case .pending: "(\(sql: isBuilding) = 1 OR pending_count + approved_count > 0)"
            case .applied: "(\(sql: isSettled) AND applied_count > 0)"
            case .completed: "(\(sql: isSettled) AND applied_count = 0)"
            }
        }
        return wanted.isEmpty ? "1 = 0" : "(\(sql: wanted.joined(separator: " OR ")))"
    }

    private static let isSettled: SQL = "\(sql: isBuilding) = 0 AND pending_count + approved_count = 0"
}

/// Reads changes and their subjects from rows of `plan_change` and `plan_subject`.
enum ChangeRows {
    static let columns: SQL = """
        plan_change.id, plan_change.plan_id, plan_change.subject_id, plan_change.field, plan_change.action,
        plan_change.current_value, plan_change.proposed_value, plan_change.confidence, plan_change.reason,
        plan_change.note, plan_change.status, plan_change.decided_at
        """

    static let subjectColumns: SQL = """
        plan_subject.title_id, plan_subject.wire_id, plan_subject.title, plan_subject.path
        """

    static func change(_ row: SQLRow) throws -> PlanChange {
        PlanChange(
            id: try row.get(0), plan: try row.get(1),
            content: NewChange(
                try row.get(3), try row.get(4), from: ChangeValue(json: try row.text(5)),
                to: ChangeValue(json: try row.text(6)), confidence: try row.double(7), reason: try row.text(8)),
            status: try row.get(10), note: try row.optionalText(9), decidedAt: try row.get(11))
    }

    /// The row of the change's subject.
    static func subjectID(_ row: SQLRow) throws -> Int { try row.int(2) }

    /// Reads `subjectColumns` from a column on.
    static func subject(_ row: SQLRow, from first: Int) throws -> PlanSubject {
        PlanSubject(
            titleID: try row.get(first), wireID: try row.text(first + 1), title: try row.text(first + 2),
            path: try row.optionalText(first + 3))
    }
}

extension ChangeSelection {
    /// A condition on rows of `plan_change`.
    func condition(in plan: PlanID) -> SQL {
        var all: [SQL] = ["plan_change.plan_id = \(plan)"]
        if let subjects {
            all.append(
                """
                plan_change.subject_id IN (
                    SELECT id FROM plan_subject
                    WHERE plan_id = \(plan) AND wire_key IN \(list: subjects.map(ArchiveKeys.id)))
                """)
        }
        return (all + conditions).joined(separator: " AND ")
    }

    /// A condition on rows of `plan_change` whose subject is one of the selection, found by that. With the plan in it,
    /// SQLite would look through all changes of the plan for each subject.
    var conditionOfSubject: SQL {
        conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
    }

    private var conditions: [SQL] {
        var all: [SQL] = []
        if let changes { all.append("plan_change.id IN \(list: changes)") }
        if let field { all.append("plan_change.field = \(field)") }
        if let confidenceMin { all.append("plan_change.confidence >= \(confidenceMin)") }
        if let confidenceMax { all.append("plan_change.confidence <= \(confidenceMax)") }
        if let statuses { all.append("plan_change.status IN \(values: statuses)") }
        if let hasNote { all.append(hasNote ? "plan_change.note IS NOT NULL" : "plan_change.note IS NULL") }
        return all
    }
}
