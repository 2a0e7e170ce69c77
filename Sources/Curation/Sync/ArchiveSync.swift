package import Basics
package import Domain
package import Jobs

/// Takes over what the archive has: starts syncs, and tells what they have come to.
package struct ArchiveSync: Sendable {
    package struct Stores: Sendable {
        let scenes: any SceneStore
        let mirror: any ArchiveMirror

        package init(scenes: any SceneStore, mirror: any ArchiveMirror) {
            self.scenes = scenes
            self.mirror = mirror
        }
    }

    private let stores: Stores
    private let archive: CurrentArchive
    private let queue: JobQueue
    private let jobs: CurationJobs
    private let settings: CurrentCurationSettings
    private let world: World
    private let pending = PendingCounts()

    package init(
        stores: Stores, archive: @escaping CurrentArchive, queue: JobQueue, jobs: CurationJobs,
        settings: @escaping CurrentCurationSettings, world: World
    ) {
        self.stores = stores
        self.archive = archive
        self.queue = queue
        self.jobs = jobs
        self.settings = settings
        self.world = world
    }

    /// Starts a sync of everything; `force` reads what has not changed, too.
    package func all(force: Bool) async throws -> Job {
        try await queue.enqueue(SyncAll.self, SyncAll.Parameters(force: force))
    }

    /// Starts a sync of all scenes, or of those that have changed.
    package func scenes(incremental: Bool) async throws -> Job {
        try await queue.enqueue(SyncScenes.self, SyncScenes.Parameters(incremental: incremental))
    }

    /// Starts a sync of certain scenes, or of all that have changed; `force` reads all.
    package func scenes(ids: [String]?, force: Bool) async throws -> Job {
        try await queue.enqueue(SyncScenes.self, SyncScenes.Parameters(sceneIDs: ids, force: force))
    }

    /// Starts a sync of studios, tags or performers.
    package func entities(_ kind: ArchiveKind, force: Bool) async throws -> Job {
        let parameters = EntitySyncParameters(force: force)
        return switch kind {
        case .studio: try await queue.enqueue(SyncStudios.self, parameters)
        case .tag: try await queue.enqueue(SyncTags.self, parameters)
        case .performer: try await queue.enqueue(SyncPerformers.self, parameters)
        case .scene: try await scenes(ids: nil, force: force)
        }
    }

    /// Reads all scenes, or those that have changed, while the caller waits. Throws `ArchiveFailure` and
    /// `CurationError.noArchive`; what was read before stays.
    package func scenesNow(incremental: Bool) async throws -> SyncReport {
        var run = try await run(observer: .none)
        try await run.scenes(force: !incremental)
        return run.report
    }

    /// Reads certain scenes while the caller waits. Throws as `scenesNow(incremental:)` does.
    package func scenesNow(ids: [String]) async throws -> SyncReport {
        var run = try await run(observer: .none)
        try await run.scenes(ids)
        return run.report
    }

    /// Reads one scene while the caller waits.
    ///
    /// Throws `CurationError.unknownScene` when the archive does not have it, and it is not known here any more then;
    /// also `noArchive` and `ArchiveFailure`.
    package func one(_ id: String) async throws -> SyncReport {
        var run = try await run(observer: .none)
        let askedAt = world.now()
        guard let facts = try await run.archive.scene(id) else {
            _ = try await stores.mirror.remove(.scene, [id], at: world.now())
            throw CurationError.unknownScene(id)
        }
        run.report[.scene].total = 1
        run.report[.scene].processed = 1
        run.report.count(try await stores.mirror.takeOver([facts], at: askedAt), of: .scene)
        run.end()
        return run.report
    }

    package func statistics() async throws -> SyncStatistics {
        var statistics = SyncStatistics()
        let summary = try await stores.scenes.summary()
        statistics.counts = [
            .scene: summary.scenes, .performer: summary.performers, .tag: summary.tags, .studio: summary.studios,
        ]
        var states: [ArchiveKind: MirrorState] = [:]
        for kind in ArchiveKind.allCases { states[kind] = try await stores.mirror.state(of: kind) }
        statistics.finishedAt = states.compactMapValues(\.finishedAt)
        statistics.isSyncing = try await isSyncing()
        guard let archive = await archive() else { return statistics }
        let marks = states.compactMapValues { $0.origin == archive.origin ? $0.watermark : nil }
        statistics.pending = await pending.counts(
            now: world.now(), finishedAt: statistics.finishedAt.values.max(),
            ask: { try await archive.count($0, since: marks[$0]) })
        return statistics
    }

    /// The syncs of the last weeks, the newest first.
    package func history(limit: Int) async throws -> [Job] {
        try await jobs.syncs(limit: limit)
    }

    /// Cancels the syncs that wait or run; returns how many there were.
    package func stop() async throws -> Int {
        try await jobs.cancelSyncs()
    }

    /// Whether a sync waits or runs.
    package func isSyncing() async throws -> Bool {
        try await jobs.isSyncing()
    }

    /// When scenes were last read to the end; nil before that.
    func scenesFinishedAt() async throws -> Instant? {
        try await stores.mirror.state(of: .scene).finishedAt
    }

    /// Whether an archive is set up.
    func isReady() async -> Bool {
        await archive() != nil
    }

    /// A sync that has not begun. Throws `CurationError.noArchive`.
    func run(observer: SyncObserver) async throws -> SyncRun {
        guard let archive = await archive() else { throw CurationError.noArchive }
        try await note(archive)
        return SyncRun(archive: archive, stores: stores, settings: settings(), world: world, observer: observer)
    }

    /// Scenes are here before the first walk over them has ended, and plans about them are for this archive. One of
    /// which no scene was read, such as a wrong address, gives way to the next.
    private func note(_ archive: any Archive) async throws {
        var state = try await stores.mirror.state(of: .scene)
        guard state.finishedAt == nil, state.origin != archive.origin else { return }
        if state.origin != nil, try await !stores.mirror.knownIDs(.scene).isEmpty { return }
        state.origin = archive.origin
        try await stores.mirror.store(state)
    }
}
