import Curation
import Domain
import Hummingbird
import SurfaceKit

/// What is done with plans as a whole.
extension WebSurface {
    /// Writes what is open, or what was accepted alone (`what=accepted`).
    func applyPlan(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await withPlan(request, context, form) { plan, choice, door in
            var selection = ApplySelection()
            selection.onlyApproved = form.first("what") == "accepted"
            _ = try await door.desks.plans.apply(plan, selection)
            return .seeOther(choice.address(plan, "done=\(PlanNotice.applying.rawValue)") + "#content")
        }
    }

    /// Takes back what was applied.
    func undoPlan(_ request: Request, _ context: WebContext) async throws -> Response {
        try await withPlan(request, context, try await request.form()) { plan, choice, door in
            _ = try await door.desks.plans.undo(plan)
            return .seeOther(choice.address(plan, "done=\(PlanNotice.undoing.rawValue)") + "#content")
        }
    }

    /// Rejects everything that is open.
    func closePlan(_ request: Request, _ context: WebContext) async throws -> Response {
        try await withPlan(request, context, try await request.form()) { plan, choice, door in
            _ = try await door.desks.plans.cancel(plan)
            return .seeOther(choice.address(plan, "done=\(PlanNotice.closed.rawValue)") + "#content")
        }
    }

    func forgetPlan(_ request: Request, _ context: WebContext) async throws -> Response {
        try await withPlan(request, context, try await request.form()) { plan, _, door in
            try await door.desks.plans.remove(plan)
            return .seeOther("\(CurationDoor.plans)?done=\(PlansNotice.forgotten.rawValue)")
        }
    }

    private func withPlan(
        _ request: Request, _ context: WebContext, _ form: FormPairs,
        _ deed: (PlanID, PlanChoice, CurationDoor) async throws -> Response
    ) async throws -> Response {
        try await atCurationDoor(context) { door in
            let (plan, choice) = (try planID(context), PlanChoice(form))
            return try await atPlan(plan, choice, door, request) { try await deed(plan, choice, door) }
        }
    }
}
