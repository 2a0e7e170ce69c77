import Basics
import Domain
import Logging

/// One attempt at one job, from its claim to the state that is stored for it.
struct JobRun: Sendable {
    let job: Job
    let type: ErasedJob
    let worker: String
    let store: any JobStore
    let world: World
    let settings: JobSettings

    /// How an attempt ended.
    private enum Ending {
        case succeeded
        case cancelled
        case lost
        /// The server shuts down; the job goes on elsewhere or after the next start.
        case interrupted
        case failed(any Error)
    }

    private enum Event: Sendable {
        case ended(Result<Void, any Error>)
        case stopped(JobInterruption?)
    }

    func callAsFunction() async {
        guard !job.isCancelRequested else { return await settle(.cancelled) }
        let reporter = JobReporter(
            world: world, intervalSeconds: settings.progressIntervalSeconds,
            save: { [store, job, worker] progress, checkpoint in
                try await store.save(progress, checkpoint: checkpoint, of: job.id, worker: worker)
            })
        let (result, interruption) = await race(JobContext(job: job, reporter: reporter))
        // The last report counts even when it was throttled; without it a resumed job only repeats a little.
        try? await reporter.flush()
        let isLost = await reporter.isLost || interruption == .lost
        await settle(ending(of: result, isCancelled: interruption == .cancelled, isLost: isLost))
    }

    /// Runs the job beside its lease; whichever ends first ends the other.
    private func race(_ context: JobContext) async -> (Result<Void, any Error>, JobInterruption?) {
        let lease = JobLease(job: job.id, worker: worker, store: store, world: world, settings: settings)
        return await withTaskGroup(of: Event.self) { group in
            group.addTask { .ended(await attempt(context)) }
            group.addTask { .stopped(await lease.hold()) }
            var interruption: JobInterruption?
            for await event in group {
                switch event {
                case .stopped(let reason):
                    interruption = reason
                    if reason != nil { group.cancelAll() }
                case .ended(let result):
                    group.cancelAll()
                    return (result, interruption)
                }
            }
            return (.failure(CancellationError()), interruption)
        }
    }

    private func attempt(_ context: JobContext) async -> Result<Void, any Error> {
        do {
            try await withLogger(logger) { _ in try await type.run(job.parameters, context) }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func ending(of result: Result<Void, any Error>, isCancelled: Bool, isLost: Bool) -> Ending {
        switch result {
        case _ where isLost: .lost
        case .success: .succeeded
        case .failure where isCancelled: .cancelled
        case .failure where Task.isCancelled: .interrupted
        case .failure(let error): .failed(error)
        }
    }

    /// Stores the ending in a task of its own, because the present one may be cancelled.
    private func settle(_ ending: Ending) async {
        let log = logger
        let settling = Task {
            for attempt in 1...JobsLimits.settleAttemptsMax {
                do {
                    try await write(ending, log)
                    return
                } catch {
                    log.info("job ending not stored", metadata: ["error": "\(FailureText.of(error))"])
                    guard attempt < JobsLimits.settleAttemptsMax else { return }
                    try? await settings.sleeper(seconds: JobsLimits.settleRetrySeconds)
                }
            }
        }
        await settling.value
    }

    private func write(_ ending: Ending, _ log: Logger) async throws {
        switch ending {
        case .succeeded:
            try await finish(as: .succeeded, failure: nil)
            log.info("job succeeded")
        case .cancelled:
            try await finish(as: .cancelled, failure: nil)
            log.info("job cancelled")
        case .lost:
            log.info("job lost to another worker")
        case .interrupted:
            _ = try await store.release(job.id, worker: worker, runAt: world.now(), failure: nil)
            log.info("job released for the next start")
        case .failed(let error):
            try await fail(error, log)
        }
    }

    private func fail(_ error: any Error, _ log: Logger) async throws {
        let text = FailureText.of(error)
        let isPermanent = (error as? JobFailure)?.isPermanent ?? false
        guard !isPermanent, job.attempt < settings.attemptsMax else {
            try await finish(as: .failed, failure: text)
            log.info("job failed", metadata: ["error": "\(text)"])
            return
        }
        let random = Double(world.randomBytes(1).first ?? 0) / 256
        let runAt = world.now().adding(seconds: settings.retry.seconds(attempt: job.attempt, random: random))
        _ = try await store.release(job.id, worker: worker, runAt: runAt, failure: text)
        log.info("job will be tried again", metadata: ["error": "\(text)"])
    }

    private func finish(as state: JobState, failure: String?) async throws {
        _ = try await store.finish(job.id, worker: worker, as: state, failure: failure, at: world.now())
        // Tidying may wait for the next job's end.
        _ = try? await store.prune(keep: JobsLimits.finalJobsKept)
    }

    private var logger: Logger {
        var logger = settings.logger
        logger[metadataKey: "job.id"] = "\(job.id)"
        logger[metadataKey: "job.name"] = "\(job.name)"
        return logger
    }
}
