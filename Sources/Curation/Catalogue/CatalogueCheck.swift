package import Basics
package import Domain
package import Jobs

/// Looks whether the films and series of the own catalogue are what they seem, and proposes repairs. It writes nothing
/// but plans.
package struct CatalogueCheck: Sendable {
    /// Where titles come from, and where plans go.
    package struct Stores: Sendable {
        let repairs: any CatalogueRepairStore
        let plans: any PlanStore

        package init(repairs: any CatalogueRepairStore, plans: any PlanStore) {
            self.repairs = repairs
            self.plans = plans
        }
    }

    let stores: Stores
    let provider: (any TitleProvider)?
    let world: World
    private let queue: JobQueue

    /// Without a provider ids, matches and posters are not looked at.
    package init(stores: Stores, queue: JobQueue, provider: (any TitleProvider)?, world: World) {
        self.stores = stores
        self.queue = queue
        self.provider = provider
        self.world = world
    }

    /// Queues a check; the one that waits already where there is one.
    package func start() async throws -> Job {
        try await queue.enqueue(
            CheckCatalogue.self, CheckCatalogue.Parameters(planName: "Catalogue check - \(world.now().iso8601)"),
            deduplicationKey: CheckCatalogue.name)
    }
}
