package import Basics
package import Domain

/// What a running job knows of itself, and where it reports to.
package struct JobContext: Sendable {
    package let id: JobID
    /// 1 for the first attempt.
    package let attempt: Int
    /// What the job reported last before it was interrupted; nil when it starts at the beginning.
    package let checkpoint: String?
    private let reporter: JobReporter

    init(job: Job, reporter: JobReporter) {
        id = job.id
        attempt = job.attempt
        checkpoint = job.checkpoint
        self.reporter = reporter
    }

    /// A context without a queue, to run a job's code by itself.
    ///
    /// `save` gets each report; when it answers false, the next report ends the job as a lost lease does.
    package init(
        id: JobID, checkpoint: String? = nil, world: World = .live,
        save: @escaping @Sendable (JobProgress, String?) async throws -> Bool
    ) {
        self.id = id
        attempt = 1
        self.checkpoint = checkpoint
        reporter = JobReporter(world: world, intervalSeconds: 0, save: save)
    }

    /// Says how far the job is and, as JSON of its own, from where it could go on.
    ///
    /// Written at most twice a second; what came in between is kept, the newest of each, and written later or at
    /// the end. A database that does not take it for the moment is no error here. Throws `CancellationError` when
    /// the job is to end: cancelled, shut down, or lost to another worker.
    package func report(_ progress: JobProgress, checkpoint: String? = nil) async throws {
        try Task.checkCancellation()
        try await reporter.report(progress, checkpoint: checkpoint)
    }

    /// Writes the newest report now. Throws the database's errors, and as `report` does.
    package func flush() async throws {
        try Task.checkCancellation()
        try await reporter.flush()
    }
}

/// Throttles a job's reports and keeps their order.
actor JobReporter {
    typealias Save = @Sendable (JobProgress, String?) async throws -> Bool

    private let world: World
    private let intervalSeconds: Double
    private let save: Save
    private var pending: (progress: JobProgress, checkpoint: String?)?
    private var writtenAt: Instant?
    private var lastWrite: Task<Void, any Error>?
    /// Whether the store said that the job belongs to somebody else.
    private(set) var isLost = false

    init(world: World, intervalSeconds: Double, save: @escaping Save) {
        self.world = world
        self.intervalSeconds = intervalSeconds
        self.save = save
    }

    func report(_ progress: JobProgress, checkpoint: String?) async throws {
        guard !isLost else { throw CancellationError() }
        var progress = progress
        progress.message = String(progress.message.prefix(JobsLimits.messageCharactersMax))
        pending = (progress, checkpoint ?? pending?.checkpoint)
        if let writtenAt, (0..<intervalSeconds).contains(world.now().seconds(since: writtenAt)) { return }
        do {
            try await flush()
        } catch  where !isLost {
            return
        }
    }

    /// Writes what is pending after every earlier write, in a task of its own: the database rolls back the writes of
    /// a cancelled task, and the last report of a cancelled job is the one that counts.
    func flush() async throws {
        let previous = lastWrite
        let write = Task {
            _ = await previous?.result
            try await writePending()
        }
        lastWrite = write
        try await write.value
    }

    private func writePending() async throws {
        guard !isLost else { throw CancellationError() }
        guard let entry = pending else { return }
        pending = nil
        writtenAt = world.now()
        do {
            isLost = try await !save(entry.progress, entry.checkpoint)
        } catch {
            pending = (pending?.progress ?? entry.progress, pending?.checkpoint ?? entry.checkpoint)
            throw error
        }
        if isLost { throw CancellationError() }
    }
}
