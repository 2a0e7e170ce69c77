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
        self.init(id: id, name: "", checkpoint: checkpoint, world: world) { update in
            try await save(update.progress, update.checkpoint)
        }
    }

    /// A context without a queue for a job that has a definition: its reports are JSON of `JobProgressReport`.
    package init(
        id: JobID, name: String, checkpoint: String? = nil, world: World = .live,
        save: @escaping @Sendable (JobUpdate) async throws -> Bool
    ) {
        self.id = id
        attempt = 1
        self.checkpoint = checkpoint
        let sheet = JobSheet(id: id, name: name, startedAt: world.now())
        reporter = JobReporter(sheet: sheet, world: world, intervalSeconds: 0, save: save)
    }

    /// Says how far the job is and, as JSON of its own, from where it could go on.
    ///
    /// Written at most twice a second; what came in between is kept, the newest of each, and written later or at
    /// the end. A database that does not take it for the moment is no error here. Throws `CancellationError` when
    /// the job is to end: cancelled, shut down, or lost to another worker.
    package func report(_ progress: JobProgress, checkpoint: String? = nil) async throws {
        try await change { $0.report(progress, checkpoint: checkpoint) }
    }

    /// Says from where the job could go on, and nothing else. Written and throwing as `report`.
    package func save(checkpoint: String) async throws {
        try await change { $0.checkpoint = checkpoint }
    }

    /// Writes the newest report now. Throws the database's errors, and as `report` does.
    package func flush() async throws {
        try Task.checkCancellation()
        try await reporter.flush()
    }
}

/// What jobs with a definition say to the administrator. Written and throwing as `report`.
extension JobContext {
    /// The job is at a step of its definition; 0 is the first.
    package func step(_ index: Int) async throws {
        try await change { $0.advance { $0.advanced(toStep: index) } }
    }

    /// The job has done `processed` of the step's `total` items (0: not known) and is at `item`.
    package func items(_ processed: Int, of total: Int, item: String? = nil) async throws {
        try await change { $0.advance { $0.advanced(items: processed, of: total, item: item) } }
    }

    /// Writes a line for the administrator, in which nothing stays that looks like a secret.
    package func log(
        _ message: String, _ level: JobLogLevel = .info, data: [String: String] = [:]
    ) async throws {
        try await change { $0.log(message, level, data: data) }
    }

    /// Writes a line about what went wrong without ending the job.
    package func log(_ message: String, failure: any Error, _ level: JobLogLevel = .error) async throws {
        try await log(message + ": " + FailureText.of(failure), level)
    }

    /// The counts that the run gives when it completes, by the names of its definition.
    package func result(_ counts: [String: Int]) async throws {
        try await change { $0.note { $0.counted(counts) } }
    }

    /// What came of the job, JSON of its type's own shape and of a bounded length. The last one counts, and it is kept
    /// whichever way the job ends.
    package func result(json: String) async throws {
        try await change { $0.result = json }
    }

    private func change(_ change: @escaping @Sendable (inout JobSheet) -> Void) async throws {
        try Task.checkCancellation()
        try await reporter.change(change)
    }
}
