package import Basics
package import Domain
import Logging
import ServiceLifecycle

/// Runs the queue's jobs on this server: claims one, holds it, stores its end, and takes the next.
///
/// With the group's graceful shutdown running jobs are cancelled and put back, so that another server or the next
/// start goes on from their checkpoints.
package struct JobWorkers: Service {
    private let store: any JobStore
    private let types: [String: ErasedJob]
    private let world: World
    private let feed: (any ChangeFeed)?
    private let settings: JobSettings
    /// Unique for each process, so that a successor after a crash is told from its predecessor.
    private let worker: String
    /// The names of each exclusion group.
    private let groups: [[String]]
    /// The names of which ended jobs are kept by their age.
    private let agedNames: [String]

    /// `types` have different names; `feed` lets idle workers start at once instead of at the next poll.
    package init(
        store: any JobStore, types: [any JobType], world: World, feed: (any ChangeFeed)? = nil,
        settings: JobSettings = JobSettings()
    ) {
        self.store = store
        let types = Dictionary(types.map { Self.erased($0) }.map { ($0.name, $0) }) { first, _ in first }
        self.types = types
        groups = Dictionary(grouping: types.values.filter { $0.exclusionGroup != nil }, by: \.exclusionGroup)
            .values.map { $0.map(\.name).sorted() }
        agedNames = types.values.filter(\.isKeptByAge).map(\.name).sorted()
        self.world = world
        self.feed = feed
        self.settings = settings
        worker = world.uuid()
    }

    /// Works until graceful shutdown or cancellation, and returns when every running job has been put back.
    package func run() async {
        await cancelWhenGracefulShutdown { await work() }
    }

    private static func erased(_ type: some JobType) -> ErasedJob { ErasedJob(type) }

    private func work() async {
        let wakeUps = (0..<max(1, settings.workerCount)).map { _ in
            AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        }
        let continuations = wakeUps.map(\.continuation)
        await withTaskGroup { group in
            for (stream, _) in wakeUps {
                group.addTask { await serve(stream) }
            }
            group.addTask { await poll(waking: continuations) }
            group.addTask { await follow(waking: continuations) }
        }
    }

    /// Takes jobs until there is none, then sleeps until somebody wakes it.
    private func serve(_ wakeUps: AsyncStream<Void>) async {
        await takeJobs()
        for await _ in wakeUps {
            await takeJobs()
        }
    }

    private func takeJobs() async {
        while !Task.isCancelled, let (job, type) = await claim() {
            var run = JobRun(
                job: job, type: type, worker: worker, store: store, world: world, settings: settings)
            run.agedNames = agedNames
            await run()
        }
    }

    private func claim() async -> (Job, ErasedJob)? {
        guard !types.isEmpty else { return nil }
        let now = world.now()
        var claim = JobClaim(
            worker: worker, names: types.keys.sorted(),
            exclusiveNames: Set(types.values.filter(\.isExclusive).map(\.name)), now: now,
            leaseUntil: now.adding(seconds: settings.leaseSeconds), attemptsMax: settings.attemptsMax)
        claim.groups = groups
        do {
            // In a task of its own: a claim cut off after it was stored would be held until its lease ends.
            let claiming = Task { [claim] in try await store.claim(claim) }
            guard let job = try await claiming.value, let type = types[job.name] else { return nil }
            return (job, type)
        } catch {
            if !Task.isCancelled {
                settings.logger.info("no job claimed", metadata: ["error": "\(FailureText.of(error))"])
            }
            return nil
        }
    }

    /// Wakes everybody now and then: for jobs whose moment has come, for lost leases, and without a feed.
    private func poll(waking workers: [AsyncStream<Void>.Continuation]) async {
        while !Task.isCancelled {
            do {
                try await settings.sleeper(seconds: settings.pollSeconds)
            } catch {
                return
            }
            for worker in workers { worker.yield() }
        }
    }

    private func follow(waking workers: [AsyncStream<Void>.Continuation]) async {
        guard let feed else { return }
        for await area in feed.changes() where area == .jobs {
            for worker in workers { worker.yield() }
        }
    }
}
