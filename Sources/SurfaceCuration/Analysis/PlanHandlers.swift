import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func plans(_ request: Request, _ context: CurationContext) async throws -> Response {
        let query = GivenFields.query(of: request)
        var check = Check()
        let page = CurationPage(query, &check)
        let status = check.optional(query["status"], .text(0...CurationWireLimits.textCharactersMax)) ?? ""
        try check.finish()
        let statuses = status.isBlank ? nil : PlanStatus.ofWire(status)
        guard statuses != [] else { return .json(bytes: Self.page(page, of: [], total: 0)) }
        let found = try await features.plans.plans(statuses, offset: page.offset, limit: page.size)
        return .json(bytes: Self.page(page, of: found.plans, total: found.total))
    }

    private static func page(_ page: CurationPage, of plans: [CurationPlan], total: Int) -> [UInt8] {
        page.json(plans, total: total) { writer, plan in PlanRow(plan: plan).write(to: &writer) }
    }

    /// A plan with all of its changes, which are read in parts.
    func plan(_ request: Request, _ context: CurationContext) async throws -> Response {
        let plan = try await features.plans.plan(try context.plan)
        var subjects: [PlannedSubject] = []
        while true {
            let more = try await features.plans.subjects(
                of: plan.id, ChangeSelection(), offset: subjects.count, limit: CurationWireLimits.plannedScenesRead)
            subjects += more
            guard more.count == CurationWireLimits.plannedScenesRead else { break }
        }
        return .json(bytes: PlanDetailRow(plan: plan, subjects: subjects).bytes)
    }

    func forgetPlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        let plan = try context.plan
        try await features.plans.remove(plan)
        return .json(bytes: DoneRow(message: "Plan \(plan) deleted").bytes)
    }

    func cancelPlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: CancelledRow(plan: try await features.plans.cancel(try context.plan)).bytes)
    }
}

extension PlanStatus {
    /// Those that a word of a client stands for, whatever its case; none for unknown ones.
    fileprivate static func ofWire(_ word: String) -> [PlanStatus] {
        switch word.lowercased() {
        case "pending", "draft", "reviewing": [.pending]
        case "completed", "cancelled": [.completed]
        case "applied": [.applied]
        default: []
        }
    }
}

/// A plan of which everything that was open is rejected.
private struct CancelledRow: WrittenRow {
    let plan: CurationPlan

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", Int(plan.id.rawValue))
            writer.member("message", "Plan has been cancelled")
            writer.member("status", plan.status.rawValue)
        }
    }
}
