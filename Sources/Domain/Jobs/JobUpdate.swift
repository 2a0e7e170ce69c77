package import Basics

/// What a running job says of itself.
package struct JobUpdate: Sendable, Hashable {
    package var progress: JobProgress
    /// JSON from which the job could go on; nil keeps the stored one.
    package var checkpoint: String?
    /// JSON of a `JobProgressReport`; nil keeps the stored one.
    package var report: String?
    /// 0–100; a stored one that is greater stays.
    package var percent = 0.0
    /// JSON of what came of the job so far; nil keeps the stored one.
    package var result: String?
    /// When it was said; nil keeps the stored moment.
    package var at: Instant?

    package init(progress: JobProgress, checkpoint: String? = nil, report: String? = nil) {
        self.progress = progress
        self.checkpoint = checkpoint
        self.report = report
    }
}

/// How a job ends for good.
package struct JobEnd: Sendable, Hashable {
    /// A final one.
    package let state: JobState
    /// Why it failed, for people.
    package let failure: String?
    package let at: Instant
    /// JSON of the `JobProgressReport` as it ended; nil keeps the stored one.
    package let report: String?
    /// JSON of what came of the job; nil keeps the stored one.
    package var result: String?

    package init(_ state: JobState, failure: String? = nil, at moment: Instant, report: String? = nil) {
        self.state = state
        self.failure = failure
        at = moment
        self.report = report
    }
}

extension JobStore {
    /// Writes progress and, when given, the checkpoint; false when the job is no longer held by `worker`.
    package func save(
        _ progress: JobProgress, checkpoint: String?, of job: JobID, worker: String
    ) async throws -> Bool {
        try await save(JobUpdate(progress: progress, checkpoint: checkpoint), of: job, worker: worker)
    }

    /// Ends a job that has no report.
    package func finish(
        _ job: JobID, worker: String, as state: JobState, failure: String?, at moment: Instant
    ) async throws -> Bool {
        try await finish(job, worker: worker, JobEnd(state, failure: failure, at: moment))
    }
}
