package import Basics
package import Domain

/// What can be wrong with a question to the queue.
package enum JobQueueError: Error, Equatable, Sendable {
    case unknownJob(JobID)
}

/// Puts work into the durable queue and follows it.
package struct JobQueue: Sendable {
    private let store: any JobStore
    private let world: World

    package init(store: any JobStore, world: World) {
        self.store = store
        self.world = world
    }

    /// Stores a job that any server's workers will run.
    ///
    /// While a job of this type with the same `deduplicationKey` is waiting, that one is returned instead.
    package func enqueue<J: JobType>(
        _ type: J.Type, _ parameters: J.Parameters, deduplicationKey: String? = nil
    ) async throws -> Job {
        let now = world.now()
        return try await store.enqueue(
            NewJob(
                name: J.name, parameters: J.json(of: parameters), deduplicationKey: deduplicationKey, runAt: now,
                createdAt: now))
    }

    /// Asks for a job's end: a waiting one ends at once, a running one within a second; false when it has ended
    /// already or is unknown.
    @discardableResult
    package func cancel(_ job: JobID) async throws -> Bool {
        try await store.requestCancel(job, at: world.now())
    }

    package func job(_ id: JobID) async throws -> Job? {
        try await store.job(id: id)
    }

    /// The newest jobs, optionally of one type's name.
    package func recent(name: String? = nil, limit: Int) async throws -> [Job] {
        try await store.recent(name: name, limit: limit)
    }

    /// Follows a job, whichever process runs it, and returns it in its final state.
    ///
    /// `onProgress` gets the job as it is now and after every change of state or progress. Throws
    /// `JobQueueError.unknownJob` when it does not exist or was removed, `CancellationError` when the caller's task
    /// is cancelled (the job goes on then).
    package func wait(
        for id: JobID, pollSeconds: Double = JobsLimits.waitPollSeconds, sleeper: Sleeper = .live,
        onProgress: @Sendable (Job) async -> Void = { _ in }
    ) async throws -> Job {
        var shown: Job?
        while true {
            guard let job = try await store.job(id: id) else { throw JobQueueError.unknownJob(id) }
            if job.state != shown?.state || job.progress != shown?.progress { await onProgress(job) }
            shown = job
            if job.state.isFinal { return job }
            try await sleeper(seconds: pollSeconds)
        }
    }
}
