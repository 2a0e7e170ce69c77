import Basics
import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// What is decided about changes. Forms lead back to the page; its script gets the outcome alone.
extension WebSurface {
    /// One change (`approved`, `rejected` or `pending` with its number), or all of one subject (`approved-all` and so
    /// on with the subject's id).
    func decideChange(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let isScript = request.headers[.accept]?.contains("application/json") == true
        return try await atCurationDoor(context) { door in
            let (plan, choice) = (try planID(context), PlanChoice(form))
            do {
                if let (status, subject) = form.subjectDecision {
                    return try await decide(subject: subject, as: status, of: plan, choice, door)
                }
                guard let (status, change) = form.decision else { throw SurfaceFailure.noRoute }
                _ = try await self.change(change, of: plan, door)
                let decided = try await door.desks.plans.decide(change, as: status)
                guard isScript else { return .seeOther(choice.address(plan) + "#c\(change)") }
                return try .json(ChangeAnswer(decided.change, of: decided.plan))
            } catch {
                guard let problem = CurationProblem(error) else { throw error }
                if isScript { return try .json(ChangeAnswer.Problem(problem: problem.words), status: problem.status) }
                return try await self.plan(plan, choice, PlanNews(problem: problem), door, request)
            }
        }
    }

    private func decide(
        subject: String, as status: ChangeStatus, of plan: PlanID, _ choice: PlanChoice, _ door: CurationDoor
    ) async throws -> Response {
        var selection = ChangeSelection()
        selection.subjects = [subject]
        selection.statuses = [.pending, .approved, .rejected].filter { $0 != status }
        let changed = try await door.desks.plans.decide(plan, selection, as: status).changed
        return .seeOther(choice.address(plan, status.news(changed)) + "#changes")
    }

    /// Decides about everything that the filters show.
    func decideShown(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atCurationDoor(context) { door in
            let (plan, choice) = (try planID(context), PlanChoice(form))
            guard let status = form.first("as").flatMap({ ChangeStatus(rawValue: $0) }), status != .applied else {
                throw SurfaceFailure.noRoute
            }
            return try await atPlan(plan, choice, door, request) {
                let changed = try await door.desks.plans.decide(plan, choice.decidable(as: status), as: status).changed
                return .seeOther(choice.with { _ in }.address(plan, status.news(changed)) + "#content")
            }
        }
    }

    /// Carries out what is wished of a plan; what is wrong with it is told on its page.
    func atPlan(
        _ plan: PlanID, _ choice: PlanChoice, _ door: CurationDoor, _ request: Request,
        _ deed: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await deed()
        } catch {
            guard let problem = CurationProblem(error) else { throw error }
            return try await self.plan(plan, choice, PlanNews(problem: problem), door, request)
        }
    }
}

/// What became of a change, for the page's script.
struct ChangeAnswer: Encodable, Sendable {
    struct Problem: Encodable, Sendable {
        let problem: String
    }

    let status: String
    let words: String
    /// How the whole plan stands.
    let plan: String

    init(_ change: PlanChange, of plan: CurationPlan) {
        status = change.status.rawValue
        words = CurationWords.status(change.status)
        self.plan = PlanFigure.words(plan.counts)
    }
}

extension ChangeStatus {
    /// What the page says after so many changes got this status.
    fileprivate func news(_ count: Int) -> String {
        let notice: PlanNotice =
            switch self {
            case .approved: .accepted
            case .rejected: .rejected
            case .pending, .applied: .reopened
            }
        return "done=\(notice.rawValue)&count=\(count)"
    }
}

extension FormPairs {
    private static let decisions: [ChangeStatus] = [.approved, .rejected, .pending]

    /// The change that a button was about.
    fileprivate var decision: (status: ChangeStatus, change: ChangeID)? {
        for status in Self.decisions {
            if let number = first(status.rawValue).flatMap({ Int32($0) }) { return (status, ChangeID(number)) }
        }
        return nil
    }

    fileprivate var subjectDecision: (status: ChangeStatus, subject: String)? {
        for status in Self.decisions {
            if let subject = first(status.rawValue + "-all") { return (status, subject) }
        }
        return nil
    }
}
