import Curation
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// Has another value proposed by the change `change`, or leads back to it where somebody cancels. What is not taken
    /// is told beside its field, which keeps what was entered.
    func editChange(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atCurationDoor(context) { door in
            let (plan, choice) = (try planID(context), PlanChoice(form))
            guard let number = form.first("change").flatMap({ Int32($0) }), let entered = form.first("value") else {
                throw SurfaceFailure.noRoute
            }
            let change = try await self.change(ChangeID(number), of: plan, door)
            let place = "#c\(change.id)"
            guard form.first("cancel") == nil else { return .seeOther(choice.address(plan) + place) }
            do {
                let notice = try await propose(entered, by: change, door)
                return .seeOther(choice.address(plan, "done=\(notice.rawValue)") + place)
            } catch {
                guard let news = PlanNews(error, entered: entered, for: change.id) else { throw error }
                return try await self.plan(plan, choice, news, door, request)
            }
        }
    }

    /// Throws `CurationError.unknownChange` for those of other plans as well.
    func change(_ id: ChangeID, of plan: PlanID, _ door: CurationDoor) async throws -> PlanChange {
        let change = try await door.desks.plans.change(id).change
        guard change.plan == plan else { throw CurationError.unknownChange(id) }
        return change
    }

    private func propose(
        _ entered: String, by change: PlanChange, _ door: CurationDoor
    ) async throws -> PlanNotice {
        if let entry = ChangeEntry(change.content), entry.isSame(as: entered) { return .asBefore }
        let value = try ChangeEntry.value(entered, for: change.content)
        _ = try await door.desks.plans.setProposed(value, of: change.id)
        return .edited
    }
}

extension PlanNews {
    /// Why something that was entered is not proposed; nil for what cannot be told on the page.
    fileprivate init?(_ error: any Error, entered: String, for change: ChangeID) {
        self.init()
        switch error {
        case CurationError.badValue(let words):
            refused = RefusedEdit(change: change, entered: entered, problem: CurationProblem(words: "That \(words)"))
        case let problem as CurationProblem:
            refused = RefusedEdit(change: change, entered: entered, problem: problem)
        default:
            guard let problem = CurationProblem(error) else { return nil }
            self.problem = problem
        }
    }
}
