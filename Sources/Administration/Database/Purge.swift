package import Basics
package import Domain

/// The database in numbers, and the way to begin anew with films.
package struct Purge: Sendable {
    /// What the log calls it.
    package static let action = "database.films_purged"

    private let store: any PurgeStore
    private let idleJobs: [String]
    private let enrichment: @Sendable (Instant) -> NewJob?
    private let world: World

    /// While one of `otherJobs` is open, or one that takes over, recommends or writes libraries, nothing is removed.
    /// `enrichment` makes the job that finds out about films that people own.
    package init(
        store: any PurgeStore, otherJobs: [String], world: World,
        enrichment: @escaping @Sendable (Instant) -> NewJob? = { _ in nil }
    ) {
        self.store = store
        self.world = world
        self.enrichment = enrichment
        idleJobs = DiscoveryJobs.all.map(\.name) + otherJobs
    }

    package func counts() async throws -> DatabaseCounts {
        try await store.counts()
    }

    /// Removes all films, as `PurgeStore.removeFilms` says. Throws `MaintenanceError.jobIsOpen`.
    package func films(by user: UserID, from address: String?) async throws -> PurgedFilms {
        let now = world.now()
        return try await store.removeFilms(
            FilmPurge(
                idleJobs: idleJobs, enrichment: enrichment(now),
                audit: AuditEntry(at: now, action: Self.action, userID: user, address: address)))
    }
}
