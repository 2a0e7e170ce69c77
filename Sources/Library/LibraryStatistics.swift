package import Basics
package import Domain
import Synchronization

/// How far people's libraries are set up.
package struct LibraryStatistics: Sendable {
    private let store: any LibraryStatisticsStore
    private let world: World
    /// The model whose vectors count; nil when only words can be searched.
    private let model: String?
    private let kept = KeptSums()

    package init(store: any LibraryStatisticsStore, world: World, model: String?) {
        self.store = store
        self.world = world
        self.model = model
    }

    /// Whether there is a model, so that films can be indexed at all.
    package var canIndex: Bool { model != nil }

    /// The numbers of one person's library as they are now.
    package func numbers(of user: UserID) async throws -> LibraryNumbers {
        try await store.libraryStatistics(
            LibraryQuestion(
                user: user, model: model, at: world.now(), samplesMax: LibraryLimits.sampleFilmsMax,
                uploadsMax: LibraryLimits.statisticsUploadsMax))
    }

    /// The sums over everybody, at most a minute old: they are the same for all and take a look at every film.
    package func system() async throws -> SystemStatistics {
        let now = world.now()
        if let sums = kept.sums(at: now) { return sums }
        let sums = try await store.systemStatistics(model: model)
        kept.keep(sums, at: now)
        return sums
    }
}

/// The sums that were read last.
private final class KeptSums: Sendable {
    private let kept = Mutex<(sums: SystemStatistics, moment: Instant)?>(nil)

    func sums(at now: Instant) -> SystemStatistics? {
        kept.withLock { kept in
            guard let kept, (0..<LibraryLimits.systemStatisticsSeconds).contains(now.seconds(since: kept.moment))
            else { return nil }
            return kept.sums
        }
    }

    func keep(_ sums: SystemStatistics, at moment: Instant) {
        kept.withLock { $0 = (sums, moment) }
    }
}
