import Basics
import Domain
import SurfaceKit

/// A plan in lists.
struct PlanRow: WrittenRow {
    let plan: CurationPlan

    func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("applied_at", plan.appliedAt?.curationText)
        writer.member("applied_changes", plan.counts.applied)
        writer.member("approved_changes", plan.counts.approved)
        writer.member("created_at", plan.createdAt.curationText)
        writer.member("id", Int(plan.id.rawValue))
        writer.member("job_id", plan.job?.description)
        writer.member("metadata", json: plan.metadata)
        writer.member("name", plan.name)
        writer.member("rejected_changes", plan.counts.rejected)
        writer.member("status", plan.status.rawValue)
        writer.member("total_changes", plan.counts.total)
        writer.member("total_scenes", plan.subjects)
        writer.member("undone_at", plan.undoneAt?.curationText)
    }
}

/// A plan with all of its changes.
struct PlanDetailRow: WrittenRow {
    let plan: CurationPlan
    /// Those with changes.
    let subjects: [PlannedSubject]

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            PlanRow(plan: plan).writeMembers(to: &writer)
            writer.member("scenes", subjects.map { SubjectRow(planned: $0) })
        }
    }
}

/// A scene of a plan with what is proposed for it.
struct SubjectRow: WrittenRow {
    let planned: PlannedSubject

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("changes", planned.changes.map { ChangeRow(change: $0) })
            writer.member("scene_id", planned.subject.wireID)
            writer.member("scene_path", planned.subject.path)
            writer.member("scene_title", planned.subject.title)
        }
    }
}

/// A proposal.
struct ChangeRow: WrittenRow {
    let change: PlanChange
    /// Where its plan stands afterwards; left out where nothing was decided.
    var planStatus: PlanStatus?

    func write(to writer: inout JSONWriter) {
        let content = change.content
        writer.object { writer in
            writer.member("action", content.action.rawValue)
            writer.member("applied", change.status == .applied)
            writer.member("confidence", fraction: content.confidence)
            writer.member("current_value", json: content.current.json)
            writer.member("field", content.field.rawValue)
            writer.member("id", Int(change.id.rawValue))
            writer.member("note", change.note)
            if let planStatus { writer.member("plan_status", planStatus.rawValue) }
            writer.member("proposed_value", json: content.proposed.json)
            writer.member("reason", content.reason)
            writer.member("rejected", change.status == .rejected)
            writer.member("status", change.status.rawValue)
        }
    }
}
