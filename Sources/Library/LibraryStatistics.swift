package import Basics
package import Domain
import Synchronization

/// How far people's libraries are set up.
package struct LibraryStatistics: Sendable {
    private let store: any LibraryStatisticsStore
    private let world: World
    /// The model whose vectors count; nil when only words can be searched.
    private let currentModel: @Sendable () -> String?
    private let kept = KeptSums()
    private let setups = KeptSetups()

    package init(store: any LibraryStatisticsStore, world: World, model: String?) {
        self.init(store: store, world: world, currentModel: { model })
    }

    /// With a model that may give way to another one.
    package init(
        store: any LibraryStatisticsStore, world: World, currentModel: @escaping @Sendable () -> String?
    ) {
        self.store = store
        self.world = world
        self.currentModel = currentModel
    }

    private var model: String? { currentModel() }

    /// Whether there is a model, so that films can be indexed at all.
    package var canIndex: Bool { model != nil }

    /// The numbers of one person's library as they are now.
    package func numbers(of user: UserID) async throws -> LibraryNumbers {
        let question = LibraryQuestion(
            user: user, model: model, at: world.now(), samplesMax: LibraryLimits.sampleFilmsMax,
            uploadsMax: LibraryLimits.statisticsUploadsMax)
        let numbers = try await store.libraryStatistics(question, known: setups[user])
        setups.keep(numbers.known, of: user)
        return numbers
    }

    /// The sums over everybody, at most a minute old: they are the same for all and take a look at every film.
    package func system() async throws -> SystemStatistics {
        try await kept.sums(at: world.now()) { [store, model] in try await store.systemStatistics(model: model) }
    }
}

/// The films of people by how far they are, as they were read last.
private final class KeptSetups: Sendable {
    private let kept = Mutex<[UserID: KnownSetup]>([:])

    subscript(user: UserID) -> KnownSetup? { kept.withLock { $0[user] } }

    func keep(_ setup: KnownSetup, of user: UserID) {
        kept.withLock { kept in
            // Few enough that the most recent need not be told from the others.
            if kept[user] == nil, kept.count >= LibraryLimits.cachedSetsMax { kept.removeAll() }
            kept[user] = setup
        }
    }
}

/// The sums that were read last. Whoever asks while they are read anew waits for the same reading.
private actor KeptSums {
    private var reading: (task: Task<SystemStatistics, any Error>, moment: Instant)?

    func sums(
        at now: Instant, read: @escaping @Sendable () async throws -> SystemStatistics
    ) async throws -> SystemStatistics {
        if let reading, (0..<LibraryLimits.systemStatisticsSeconds).contains(now.seconds(since: reading.moment)) {
            return try await reading.task.value
        }
        let task = Task { try await read() }
        reading = (task, now)
        do {
            return try await task.value
        } catch {
            // A failure is told to those who waited, and not kept.
            if reading?.task == task { reading = nil }
            throw error
        }
    }
}
