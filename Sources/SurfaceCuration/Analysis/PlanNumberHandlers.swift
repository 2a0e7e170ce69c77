import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func analysisStatistics(_ request: Request, _ context: CurationContext) async throws -> Response {
        let row = AnalysisStatisticsRow(
            scenes: try await features.scenes.summary(), totals: try await features.plans.totals())
        return .json(bytes: row.bytes)
    }

    func planCosts(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: PlanCostsRow(plan: try await features.plans.plan(try context.plan)).bytes)
    }

    /// What was ever proposed for a scene, by plan, the newest first; also for one that is gone, as long as plans tell
    /// of it.
    func sceneResults(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = context.text("id")
        let changes = try await features.plans.history(ofSubject: id, limit: CurationWireLimits.proposalsMax)
        if changes.isEmpty { _ = try await features.scenes.scene(id) }
        let byPlan = Dictionary(grouping: changes, by: \.plan)
        let plans = try await features.plans.plans(ids: Set(byPlan.keys)).sorted { $0.id > $1.id }
        let rows = plans.map { SceneResultRow(sceneID: id, plan: $0, changes: byPlan[$0.id] ?? []) }
        return .json(bytes: ListResponse(rows: rows).bytes)
    }
}

/// All plans in numbers, beside the scenes that they are about.
private struct AnalysisStatisticsRow: WrittenRow {
    let scenes: SceneSummary
    let totals: PlanTotals

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("analyzed_scenes", scenes.analyzed)
            writer.member("applied_changes", totals.changes.applied)
            writer.member("applied_plans", totals.appliedPlans)
            writer.member("approved_changes", totals.changes.approved)
            writer.name("changes_by_field")
            writer.object { writer in
                for (field, count) in totals.byField.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    writer.member(field.rawValue, count)
                }
            }
            writer.member("completed_plans", totals.completedPlans)
            writer.member("pending_analysis", scenes.scenes - scenes.analyzed)
            writer.member("pending_changes", totals.changes.pending)
            writer.member("pending_plans", totals.pendingPlans)
            writer.member("rejected_changes", totals.changes.rejected)
            writer.member("total_changes", totals.changes.total)
            writer.member("total_plans", totals.plans)
            writer.member("total_scenes", scenes.scenes)
        }
    }
}

/// What a plan took of the language model.
private struct PlanCostsRow: WrittenRow {
    let plan: CurationPlan

    func write(to writer: inout JSONWriter) {
        let metadata = JSONBody(bytes: Array(plan.metadata.utf8)).object
        let prompt = metadata?["api_usage"]?["prompt_tokens"]?.int ?? 0
        let completion = metadata?["api_usage"]?["completion_tokens"]?.int ?? 0
        writer.object { writer in
            writer.member("completion_tokens", completion)
            writer.member("model", metadata?["ai_model"]?.text)
            writer.member("plan_id", Int(plan.id.rawValue))
            writer.member("prompt_tokens", prompt)
            writer.member("scenes_analyzed", plan.subjects)
            writer.member("total_tokens", prompt + completion)
        }
    }
}

/// What one plan proposed for a scene.
private struct SceneResultRow: WrittenRow {
    let sceneID: String
    let plan: CurationPlan
    let changes: [PlanChange]

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("changes", changes.map { ChangeRow(change: $0) })
            writer.member("created_at", plan.createdAt.curationText)
            writer.name("plan")
            writer.object { writer in
                writer.member("id", Int(plan.id.rawValue))
                writer.member("name", plan.name)
            }
            writer.member("plan_id", Int(plan.id.rawValue))
            writer.member("scene_id", sceneID)
        }
    }
}
