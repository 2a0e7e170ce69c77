package import Basics

/// A job to be stored.
package struct NewJob: Sendable {
    package let name: String
    /// JSON.
    package let parameters: String
    /// Two waiting jobs with the same name and key are one: the second `enqueue` returns the first.
    package let deduplicationKey: String?
    package let runAt: Instant
    package let createdAt: Instant

    package init(name: String, parameters: String, deduplicationKey: String?, runAt: Instant, createdAt: Instant) {
        self.name = name
        self.parameters = parameters
        self.deduplicationKey = deduplicationKey
        self.runAt = runAt
        self.createdAt = createdAt
    }
}

/// Who asks for work, and for what.
package struct JobClaim: Sendable {
    /// Unique for each worker process.
    package let worker: String
    package let names: [String]
    /// Names of which only one job may run at a time, over all workers.
    package let exclusiveNames: Set<String>
    package let now: Instant
    package let leaseUntil: Instant
    /// A job that was claimed this often and lost its worker each time is marked failed instead.
    package let attemptsMax: Int
    /// Names of which only one job may run at a time altogether. A running job of the group keeps the others waiting
    /// also when its lease has run out, until it was taken up again or has ended.
    package var groups: [[String]] = []

    package init(
        worker: String, names: [String], exclusiveNames: Set<String>, now: Instant, leaseUntil: Instant,
        attemptsMax: Int
    ) {
        self.worker = worker
        self.names = names
        self.exclusiveNames = exclusiveNames
        self.now = now
        self.leaseUntil = leaseUntil
        self.attemptsMax = attemptsMax
    }
}

/// Which ended jobs are kept.
package struct JobRetention: Sendable, Hashable {
    /// Of each name, the newest.
    package let newest: Int
    /// Names of which all are kept that did not end before `endedBefore`, however many.
    package var agedNames: [String] = []
    package var endedBefore = Instant(milliseconds: 0)

    package init(newest: Int) {
        self.newest = newest
    }
}

/// What a heartbeat learnt.
package enum LeaseState: Sendable, Equatable {
    case held
    /// Somebody asked for the job's end.
    case cancelRequested
    /// The lease ran out and the job belongs to another worker or is final.
    case lost
}

/// The durable queue. Each method is one transaction.
///
/// A job whose lease ran out counts as waiting again. `heartbeat`, `save` and `finish` act only for the worker that
/// holds the job, so a worker that was thought dead cannot overwrite its successor.
package protocol JobStore: Sendable {
    func enqueue(_ job: NewJob) async throws -> Job
    /// The oldest runnable job, now held by the caller; nil when there is none.
    func claim(_ claim: JobClaim) async throws -> Job?
    func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) async throws -> LeaseState
    /// Writes what the job says; false when it is no longer held by `worker`.
    func save(_ update: JobUpdate, of job: JobID, worker: String) async throws -> Bool
    /// Ends the job for good; false when it is no longer held by `worker`.
    func finish(_ job: JobID, worker: String, _ end: JobEnd) async throws -> Bool
    /// Puts a held job back so that it runs again not before `runAt` (retry, or shutdown of the worker).
    func release(_ job: JobID, worker: String, runAt: Instant, failure: String?) async throws -> Bool
    /// Waiting jobs end at once, running ones at their next heartbeat; false when the job is final or unknown.
    func requestCancel(_ job: JobID, at moment: Instant) async throws -> Bool
    /// Ends a waiting or running job at once, as failed or cancelled; its worker loses it and nothing that it says
    /// later is taken. False when the job is final or unknown.
    func end(_ job: JobID, as state: JobState, at moment: Instant) async throws -> Bool
    func job(id: JobID) async throws -> Job?
    /// Jobs of these names in these states, the newest first, without report and checkpoint.
    func list(_ names: [String], in states: [JobState], limit: Int) async throws -> [Job]
    /// The newest jobs, optionally of one name.
    func recent(name: String?, limit: Int) async throws -> [Job]
    /// Removes the ended jobs that are not kept; returns how many.
    func prune(_ retention: JobRetention) async throws -> Int
}
