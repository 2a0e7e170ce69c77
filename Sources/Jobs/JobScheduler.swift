package import Basics
package import Domain
package import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Starts jobs when their schedules say so.
///
/// Every server of a database runs one: the moment is stored in the transaction that starts the run, so each is fired
/// once, whoever is first.
package final class JobScheduler: Service {
    /// What the scheduler stands on.
    package struct Stores: Sendable {
        let runs: any JobRunStore
        let schedules: any ScheduleStore
        let feed: (any ChangeFeed)?

        /// `feed` lets edits count at once instead of at the next look.
        package init(runs: any JobRunStore, schedules: any ScheduleStore, feed: (any ChangeFeed)? = nil) {
            self.runs = runs
            self.schedules = schedules
            self.feed = feed
        }
    }

    /// Whether there is anything for the job of this name to do at the moment.
    package typealias HasWork = @Sendable (_ name: String) async -> Bool

    private let definitions: [JobDefinition]
    private let stores: Stores
    private let zone: @Sendable () -> TimeZone
    private let hasWork: HasWork
    private let world: World
    private let settings: JobSettings
    private let state = Mutex(false)

    /// `zone` is the one of the schedules' hours at the moment. A due moment at which there is nothing to do is passed
    /// over, so that what nobody set up does not fail night after night.
    package init(
        _ definitions: [JobDefinition], stores: Stores, zone: @escaping @Sendable () -> TimeZone, world: World,
        settings: JobSettings = JobSettings(), hasWork: @escaping HasWork = { _ in true }
    ) {
        self.definitions = definitions
        self.stores = stores
        self.zone = zone
        self.world = world
        self.settings = settings
        self.hasWork = hasWork
    }

    /// Whether this server fires what is due.
    package var isRunning: Bool { state.withLock { $0 } }

    /// Works until graceful shutdown or cancellation.
    package func run() async {
        state.withLock { $0 = true }
        await cancelWhenGracefulShutdown { await self.work() }
        state.withLock { $0 = false }
    }

    private func work() async {
        let (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakeUp.yield()
        await withTaskGroup { group in
            group.addTask { await self.follow(wakeUp) }
            var timer: Task<Void, any Error>?
            for await _ in wakeUps {
                timer?.cancel()
                let pause = await self.look()
                timer = Task {
                    try await self.settings.sleeper(seconds: pause)
                    wakeUp.yield()
                }
            }
            timer?.cancel()
            group.cancelAll()
        }
    }

    private func follow(_ wakeUp: AsyncStream<Void>.Continuation) async {
        guard let feed = stores.feed else { return }
        for await area in feed.changes() where area == .schedules { wakeUp.yield() }
    }

    /// Fires what is due, and says after how many seconds to look again.
    func look() async -> Double {
        do {
            return try await fireWhatIsDue()
        } catch {
            if !Task.isCancelled {
                settings.logger.info("schedules not read", metadata: ["error": "\(FailureText.of(error))"])
            }
            return JobsLimits.clockLookSeconds
        }
    }

    private func fireWhatIsDue() async throws -> Double {
        let names = definitions.map(\.name)
        let now = world.now()
        let stored = try await known(names, at: now)
        let open = Set(try await stores.runs.open(names).map(\.name))
        let ledger = ScheduleLedger(zone: zone())
        var pause = JobsLimits.clockLookSeconds
        for definition in definitions {
            guard let entry = stored[definition.name]?.entry(standard: definition.defaultSchedule) else { continue }
            let decision = ledger.decide(entry, now: now, isRunOpen: open.contains(entry.name))
            try await act(on: decision.step, entry, at: now)
            if let wakeAt = decision.wakeAt { pause = min(pause, wakeAt.seconds(since: now)) }
        }
        return max(pause, JobsLimits.clockLookSecondsMin)
    }

    /// What is stored of the schedules; those never seen before are from now on.
    private func known(_ names: [String], at now: Instant) async throws -> [String: StoredSchedule] {
        var stored = try await stores.schedules.schedules(names)
        if stored.count < names.count {
            try await stores.schedules.note(names, at: now)
            stored = try await stores.schedules.schedules(names)
        }
        return Dictionary(stored.map { ($0.name, $0) }) { first, _ in first }
    }

    private func act(on step: ScheduleStep, _ entry: ScheduleEntry, at now: Instant) async throws {
        let claim: ScheduleClaim
        switch step {
        case .wait: return
        case .fire(let due):
            let job = await hasWork(entry.name) ? NewJob.run(of: entry.name, at: now) : nil
            claim = ScheduleClaim(entry: entry, due: due, job: job)
        case .pass(let due): claim = ScheduleClaim(entry: entry, due: due, job: nil)
        }
        guard case .started(let job) = try await stores.schedules.claim(claim) else { return }
        settings.logger.info(
            "job started by its schedule", metadata: ["job.name": "\(job.name)", "job.id": "\(job.id)"])
    }
}
