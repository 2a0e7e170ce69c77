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
    /// The names of which ended jobs are kept by their age.
    var agedNames: [String] = []

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
        let reporter = JobReporter(
            sheet: JobSheet(of: job, now: world.now()), world: world,
            intervalSeconds: settings.progressIntervalSeconds,
            save: { [store, job, worker] in try await store.save($0, of: job.id, worker: worker) })
        guard !job.isCancelRequested else { return await settle(.cancelled, reporter) }
        let (result, interruption) = await race(reporter)
        let isLost = await reporter.isLost || interruption == .lost
        let ending = ending(of: result, isCancelled: interruption == .cancelled, isLost: isLost)
        if case .failed(let error) = ending, isTriedAgain(after: error) {
            try? await reporter.change { $0.log(Self.retryText + FailureText.of(error), .warn, data: [:]) }
        }
        // The last report counts even when it was throttled; without it a resumed job only repeats a little.
        try? await reporter.flush()
        await settle(await reporter.isLost ? .lost : ending, reporter)
    }

    private static let retryText = "The attempt failed, the job will be tried again: "

    /// Runs the job beside its lease; whichever ends first ends the other.
    private func race(_ reporter: JobReporter) async -> (Result<Void, any Error>, JobInterruption?) {
        let context = JobContext(job: job, reporter: reporter)
        let lease = JobLease(job: job.id, worker: worker, store: store, world: world, settings: settings)
        return await withTaskGroup(of: Event.self) { group in
            group.addTask { .ended(await attempt(context)) }
            group.addTask { .stopped(await lease.hold()) }
            group.addTask { .stopped(await writeLate(reporter)) }
            var interruption: JobInterruption?
            for await event in group {
                switch event {
                case .stopped(nil): continue
                case .stopped(let reason):
                    interruption = reason
                    group.cancelAll()
                case .ended(let result):
                    group.cancelAll()
                    return (result, interruption)
                }
            }
            return (.failure(CancellationError()), interruption)
        }
    }

    /// Writes what a job said last before it fell silent; ends with the task.
    private func writeLate(_ reporter: JobReporter) async -> JobInterruption? {
        do {
            while !Task.isCancelled {
                try await settings.sleeper(seconds: settings.cancelCheckSeconds)
                try await reporter.writeWhenDue()
            }
        } catch {
            // Cancelled, or the job belongs to another worker.
        }
        return await reporter.isLost ? .lost : nil
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
    private func settle(_ ending: Ending, _ reporter: JobReporter) async {
        let log = logger
        let settling = Task {
            for attempt in 1...JobsLimits.settleAttemptsMax {
                do {
                    try await write(ending, reporter, log)
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

    private func write(_ ending: Ending, _ reporter: JobReporter, _ log: Logger) async throws {
        let now = world.now()
        switch ending {
        case .succeeded:
            try await finish(await reporter.end(.completed(result: [:]), at: now))
            log.info("job succeeded")
        case .cancelled:
            try await finish(await reporter.end(.cancelled, at: now))
            log.info("job cancelled")
        case .lost:
            log.info("job lost to another worker")
        case .interrupted:
            _ = try await store.release(job.id, worker: worker, runAt: now, failure: nil)
            log.info("job released for the next start")
        case .failed(let error):
            try await fail(error, reporter, log)
        }
    }

    private func fail(_ error: any Error, _ reporter: JobReporter, _ log: Logger) async throws {
        let text = FailureText.of(error)
        let now = world.now()
        guard isTriedAgain(after: error) else {
            try await finish(await reporter.end(.failed(reason: text), at: now))
            log.info("job failed", metadata: ["error": "\(text)"])
            return
        }
        let random = Double(world.randomBytes(1).first ?? 0) / 256
        let runAt = now.adding(seconds: settings.retry.seconds(attempt: job.attempt, random: random))
        _ = try await store.release(job.id, worker: worker, runAt: runAt, failure: text)
        log.info("job will be tried again", metadata: ["error": "\(text)"])
    }

    private func isTriedAgain(after error: any Error) -> Bool {
        let isPermanent = (error as? JobFailure)?.isPermanent ?? false
        return !isPermanent && job.attempt < settings.attemptsMax
    }

    private func finish(_ end: JobEnd) async throws {
        _ = try await store.finish(job.id, worker: worker, end)
        // Tidying may wait for the next job's end.
        var retention = JobRetention(newest: JobsLimits.finalJobsKept)
        retention.agedNames = agedNames
        retention.endedBefore = end.at.adding(seconds: -JobsLimits.agedJobSecondsKept)
        _ = try? await store.prune(retention)
    }

    private var logger: Logger {
        var logger = settings.logger
        logger[metadataKey: "job.id"] = "\(job.id)"
        logger[metadataKey: "job.name"] = "\(job.name)"
        return logger
    }
}
