package import Basics

/// Where a job stands.
package enum JobState: String, Sendable, Codable, CaseIterable {
    case waiting
    case running
    case succeeded
    case failed
    case cancelled

    package var isFinal: Bool { self == .succeeded || self == .failed || self == .cancelled }
}

/// How far a job is: `done` of `total` items (0: not known yet) and what it is at.
package struct JobProgress: Sendable, Hashable, Codable {
    package var done: Int
    package var total: Int
    package var message: String

    package init(done: Int = 0, total: Int = 0, message: String = "") {
        self.done = done
        self.total = total
        self.message = message
    }
}

/// A job as it is stored.
package struct Job: Sendable, Hashable {
    package let id: JobID
    package let name: String
    /// JSON of the job type's parameters.
    package let parameters: String
    package let state: JobState
    /// How often it was claimed.
    package let attempt: Int
    package let progress: JobProgress
    /// 0–100. Never falls; 100 when the job has succeeded.
    package let percent: Double
    /// JSON that the job wrote to go on from after an interruption.
    package let checkpoint: String?
    /// Why it failed, for people.
    package let failure: String?
    /// JSON of a `JobProgressReport`, which jobs of administrators write.
    package let report: String?
    /// JSON of what came of it, in its type's own shape.
    package let result: String?
    package let isCancelRequested: Bool
    package let times: JobTimes

    package init(row: JobRow, progress: JobProgress, notes: JobNotes, times: JobTimes) {
        id = row.id
        name = row.name
        parameters = row.parameters
        state = row.state
        attempt = row.attempt
        isCancelRequested = row.isCancelRequested
        self.progress = progress
        percent = row.percent
        checkpoint = notes.checkpoint
        failure = notes.failure
        report = notes.report
        result = notes.result
        self.times = times
    }
}

/// What a job's attempts have left behind.
package struct JobNotes: Sendable, Hashable {
    package let checkpoint: String?
    package let failure: String?
    package let report: String?
    package let result: String?

    package init(checkpoint: String?, failure: String?, report: String? = nil, result: String? = nil) {
        self.checkpoint = checkpoint
        self.failure = failure
        self.report = report
        self.result = result
    }
}

/// The part of a job that says what it is and where it stands.
package struct JobRow: Sendable, Hashable {
    package let id: JobID
    package let name: String
    package let parameters: String
    package let state: JobState
    package let attempt: Int
    package let isCancelRequested: Bool
    package var percent = 0.0

    package init(id: JobID, name: String, parameters: String, state: JobState, attempt: Int, isCancelRequested: Bool) {
        self.id = id
        self.name = name
        self.parameters = parameters
        self.state = state
        self.attempt = attempt
        self.isCancelRequested = isCancelRequested
    }
}

/// The moments in a job's life.
package struct JobTimes: Sendable, Hashable {
    package let createdAt: Instant
    /// Not before this moment.
    package let runAt: Instant
    package let startedAt: Instant?
    package let finishedAt: Instant?
    /// Until when the present worker holds it.
    package let leaseUntil: Instant?
    /// When it last said or became something.
    package var updatedAt: Instant

    package init(createdAt: Instant, runAt: Instant, startedAt: Instant?, finishedAt: Instant?, leaseUntil: Instant?) {
        updatedAt = finishedAt ?? startedAt ?? createdAt
        self.createdAt = createdAt
        self.runAt = runAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.leaseUntil = leaseUntil
    }
}
