import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func applyPlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        let plan = try context.plan
        let query = GivenFields.query(of: request)
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: true, &check)
        var selection = ApplySelection()
        // Whoever names scenes and none of them must not get all.
        let isNamed = ["scene_ids", "scene_ids[]"].contains { query[$0].value != nil }
        let queried = query.texts("scene_ids", &check) ?? (isNamed ? [] : nil)
        selection.subjects = check.optional(body["scene_ids"], .texts()) ?? queried
        // Numbers that no change can have select nothing.
        selection.changes = check.optional(body["change_ids"], .ints(countMax: CurationWireLimits.bodyTextsMax))
            .map { $0.compactMap { Int32(exactly: $0) }.map { ChangeID($0) } }
        let isBackground = check.background(query, body)
        try check.finish()
        guard isBackground else {
            return .json(bytes: AppliedRow(report: try await features.plans.applyNow(plan, selection)).bytes)
        }
        let job = try await features.plans.apply(plan, selection)
        return .json(bytes: QueuedRow(job: job, message: "Plan application job has been queued").bytes)
    }

    func undoPlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        let plan = try context.plan
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: true, &check)
        let isBackground = check.background(.query(of: request), body)
        try check.finish()
        guard isBackground else {
            return .json(bytes: UndoneRow(report: try await features.plans.undoNow(plan)).bytes)
        }
        let job = try await features.plans.undo(plan)
        return .json(bytes: QueuedRow(job: job, message: "Plan undo job has been queued").bytes)
    }
}

extension Check {
    /// Whether a job is to do it: what the body says counts more than the query.
    fileprivate mutating func background(_ query: GivenFields, _ body: GivenFields) -> Bool {
        let queried = value(query["background"], .bool, standard: true)
        return optional(body["background"], .bool) ?? queried
    }
}

/// What came of applying a plan while the client waited.
private struct AppliedRow: WrittenRow {
    let report: ApplyReport

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("changes_applied", report.applied)
            writer.member("errors", report.problems.map { ChangeProblemRow(problem: $0) })
            writer.member("scenes_updated", report.subjectsUpdated)
            writer.member("status", "completed")
        }
    }
}

/// What came of taking a plan back while the client waited.
private struct UndoneRow: WrittenRow {
    let report: UndoReport

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("changes_undone", report.restored)
            writer.member("errors", report.problems.map { ChangeProblemRow(problem: $0) })
            writer.member("scenes_updated", report.subjectsUpdated)
            writer.member("status", "completed")
            writer.member("tags_removed", report.destroyed.map(\.name))
        }
    }
}

/// A change that could not be applied or taken back.
private struct ChangeProblemRow: WrittenRow {
    let problem: ChangeProblem

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("change_id", Int(problem.change.rawValue))
            writer.member("error", problem.text)
            writer.member("field", problem.field.rawValue)
            writer.member("scene_id", problem.subject)
        }
    }
}
