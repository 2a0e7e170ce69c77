package import Basics
package import Domain
package import Jobs

/// How the rest of the product asks for metadata: never waiting for it.
package struct Enrichment: Sendable {
    private let catalogue: any CatalogueStore
    private let store: any EnrichmentStore
    private let queue: JobQueue
    private let world: World
    /// Whether there is a provider to ask.
    package let isConfigured: Bool

    package init(
        catalogue: any CatalogueStore, store: any EnrichmentStore, queue: JobQueue, world: World, isConfigured: Bool
    ) {
        self.catalogue = catalogue
        self.store = store
        self.queue = queue
        self.world = world
        self.isConfigured = isConfigured
    }

    /// Makes stubs for the ids that the catalogue does not know and queues one job for all of them; returns how many.
    ///
    /// Repeating it does no harm, and costs one read when all ids are known.
    @discardableResult
    package func want(_ ids: [IMDbID]) async throws -> Int {
        guard !ids.isEmpty else { return 0 }
        let added = try await catalogue.addStubs(ids)
        if added > 0 { try await request() }
        return added
    }

    /// Queues the job, unless it waits in the queue already.
    @discardableResult
    package func request() async throws -> Job {
        try await queue.enqueue(EnrichTitles.self, NoParameters(), deduplicationKey: EnrichTitles.name)
    }

    /// The job as a change of a library queues it in its own transaction. Its parameters are the empty object.
    package static func order(at moment: Instant) -> NewJob {
        NewJob(
            name: EnrichTitles.name, parameters: "{}", deduplicationKey: EnrichTitles.name, runAt: moment,
            createdAt: moment)
    }

    /// Queues the job when there is a provider and something to ask it: after an outage, or once there is a key.
    package func requestIfDue() async throws {
        guard isConfigured, try await store.dueCount(at: world.now()) > 0 else { return }
        try await request()
    }
}
