package import Basics
package import Domain

/// What every change of a set has in common, whichever way it comes.
package struct SetChanges: Sendable {
    let world: World
    private let enrichment: @Sendable (Instant) -> NewJob?

    /// `enrichment` makes the job that finds out about films of which the catalogue knows nothing.
    package init(world: World, enrichment: @escaping @Sendable (Instant) -> NewJob? = { _ in nil }) {
        self.world = world
        self.enrichment = enrichment
    }

    /// A change at this moment, under a new random etag.
    func next(for user: UserID) -> SetChange {
        let now = world.now()
        return SetChange(
            user: user, etag: world.randomHex(byteCount: LibraryLimits.etagBytes), at: now,
            sizeMax: LibraryLimits.filmsMax, enrichment: enrichment(now))
    }
}
