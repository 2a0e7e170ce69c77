package import Basics
package import Domain

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
        try await kept.sums(at: world.now()) { [store, model] in try await store.systemStatistics(model: model) }
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
