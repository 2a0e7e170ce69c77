import Domain
import HTTPTypes
import SurfaceKit

extension CurationSurface {
    static let analysisEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.post, "/api/v1/analysis/generate", .nearOrAdmin, CurationSurface.generatePlan),
        Endpoint(.get, "/api/v1/analysis/stats", .nearOrAdmin, CurationSurface.analysisStatistics),
        Endpoint(.get, "/api/v1/analysis/scenes/:id/results", .nearOrAdmin, CurationSurface.sceneResults),
        Endpoint(.get, "/api/v1/analysis/plans", .nearOrAdmin, CurationSurface.plans),
        Endpoint(.get, "/api/v1/analysis/plans/:id", .nearOrAdmin, CurationSurface.plan),
        Endpoint(.delete, "/api/v1/analysis/plans/:id", .nearOrAdmin, CurationSurface.forgetPlan),
        Endpoint(.get, "/api/v1/analysis/plans/:id/costs", .nearOrAdmin, CurationSurface.planCosts),
        Endpoint(.post, "/api/v1/analysis/plans/:id/apply", .nearOrAdmin, CurationSurface.applyPlan),
        Endpoint(.post, "/api/v1/analysis/plans/:id/undo", .nearOrAdmin, CurationSurface.undoPlan),
        Endpoint(.post, "/api/v1/analysis/plans/:id/bulk-update", .nearOrAdmin, CurationSurface.decidePlan),
        Endpoint(.patch, "/api/v1/analysis/plans/:id/cancel", .nearOrAdmin, CurationSurface.cancelPlan),
        Endpoint(.patch, "/api/v1/analysis/changes/:id", .nearOrAdmin, CurationSurface.editChange),
        Endpoint(.patch, "/api/v1/analysis/changes/:id/status", .nearOrAdmin, CurationSurface.decideChange),
    ]
}

extension CurationContext {
    /// The plan in the path. Throws `InvalidRequest` and `CurationFailure.notFound`.
    var plan: PlanID {
        get throws { PlanID(try number("id", as: "plan_id", of: "Analysis plan")) }
    }

    /// The change in the path. Throws as `plan`.
    var change: ChangeID {
        get throws { ChangeID(try number("id", as: "change_id", of: "Change")) }
    }
}
