import Basics
import Domain

/// Holds a plan while it is applied or undone, so that nobody else does at the same time.
actor PlanHold {
    private let plan: PlanID
    private let holder: String
    private let plans: any PlanStore
    private let world: World
    private var until: Instant?

    init(_ plan: PlanID, by holder: String, plans: any PlanStore, world: World) {
        self.plan = plan
        self.holder = holder
        self.plans = plans
        self.world = world
    }

    /// Takes the plan, or goes on holding it. Throws `CurationError` `unknownPlan` and `planIsHeld`.
    func extend() async throws {
        let now = world.now()
        if let until, until.seconds(since: now) > CurationLimits.holdSeconds / 2 { return }
        let end = now.adding(seconds: CurationLimits.holdSeconds)
        try await plans.hold(plan, by: holder, until: end, at: now)
        until = end
    }

    /// Lets go of it, in a task of its own because the present one may be cancelled.
    func release() async {
        guard until != nil else { return }
        until = nil
        let releasing = Task { [plan, holder, plans] in try await plans.release(plan, by: holder) }
        _ = try? await releasing.value
    }
}
