import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func editChange(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = try context.change
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let value = check.required(body["proposed_value"], .any, else: .null)
        try check.finish()
        do {
            let change = try await features.plans.setProposed(
                ChangeValue(json: String(decoding: value.canonicalBytes, as: UTF8.self)), of: id)
            return .json(bytes: ChangeRow(change: change).bytes)
        } catch CurationError.badValue(let words) {
            check.note(Fault("value_error", words), of: body["proposed_value"])
            throw InvalidRequest(check.problems)
        }
    }

    func decideChange(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = try context.change
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let status = check.decision(body)
        try check.finish()
        let decided = try await features.plans.decide(id, as: status)
        return .json(bytes: ChangeRow(change: decided.change, planStatus: decided.plan.status).bytes)
    }

    func decidePlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        let plan = try context.plan
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let action = check.required(body["action"], Rule<BulkAction>.choice, else: .acceptAll)
        let selection = ChangeSelection(action, body, &check)
        try check.finish()
        let decided = try await features.plans.decide(plan, selection, as: action.status)
        return .json(bytes: DecidedRow(action: action, updated: decided.changed, plan: decided.plan).bytes)
    }
}

/// What is decided about many changes at once.
private enum BulkAction: String, CaseIterable, Sendable {
    case acceptAll = "accept_all"
    case rejectAll = "reject_all"
    case acceptByField = "accept_by_field"
    case rejectByField = "reject_by_field"
    case acceptByConfidence = "accept_by_confidence"

    var status: ChangeStatus { self == .rejectAll || self == .rejectByField ? .rejected : .approved }
}

extension ChangeSelection {
    /// The pending changes that a bulk action is about.
    fileprivate init(_ action: BulkAction, _ body: GivenFields, _ check: inout Check) {
        self.init()
        statuses = [.pending]
        subjects = check.optional(body["scene_id"], .text(1...DomainLimits.archiveIDCharactersMax)).map { [$0] }
        switch action {
        case .acceptAll, .rejectAll: break
        case .acceptByField, .rejectByField:
            field = check.needed(body["field"], Rule<ChangeField>.choice)
        case .acceptByConfidence:
            confidenceMin = check.needed(body["confidence_threshold"], .number(in: 0...1))
        }
    }
}

extension Check {
    /// A value that null does not stand for.
    fileprivate mutating func needed<Value>(_ given: GivenValue, _ rule: Rule<Value>) -> Value? {
        if given.value == nil || given.value == .null { note(.missing, of: given) }
        return optional(given, rule)
    }

    /// `accepted` or `rejected`; false makes a change pending again.
    fileprivate mutating func decision(_ body: GivenFields) -> ChangeStatus {
        let accepted = optional(body["accepted"], .bool)
        let rejected = optional(body["rejected"], .bool)
        if accepted == nil, rejected == nil, problems.isEmpty { note(.missing, of: body["accepted"]) }
        if accepted == true, rejected == true {
            note(Fault("value_error", "A change cannot be accepted and rejected at once"), of: body["rejected"])
        }
        if accepted == true { return .approved }
        return rejected == true ? .rejected : .pending
    }
}

/// What came of a bulk action.
private struct DecidedRow: WrittenRow {
    let action: BulkAction
    let updated: Int
    let plan: CurationPlan

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("action", action.rawValue)
            writer.member("applied_changes", plan.counts.applied)
            writer.member("approved_changes", plan.counts.approved)
            writer.member("pending_changes", plan.counts.pending)
            writer.member("plan_status", plan.status.rawValue)
            writer.member("rejected_changes", plan.counts.rejected)
            writer.member("total_changes", plan.counts.total)
            writer.member("updated_count", updated)
        }
    }
}
