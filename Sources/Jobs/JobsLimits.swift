/// The bounds and intervals of the job queue.
package enum JobsLimits {
    /// Jobs that one server runs at a time.
    package static let workerCount = 2
    /// A worker that was silent for this long has lost its job.
    package static let leaseSeconds = 30.0
    package static let heartbeatSeconds = 10.0
    /// How often a running job is asked for a wish to cancel; half of the second within which that takes effect.
    package static let cancelCheckSeconds = 0.5
    /// How often idle workers look for work, besides the change feed's hints.
    package static let pollSeconds = 1.0
    /// Progress is written at most this often, twice a second.
    package static let progressIntervalSeconds = 0.5
    /// A job is tried this often before it is failed for good.
    package static let attemptsMax = 5
    package static let retryFirstSeconds = 5.0
    package static let retrySecondsMax = 600.0

    package static let messageCharactersMax = 200
    package static let failureCharactersMax = 500
    /// Letters and digits in one piece that are this many are taken for a secret and left out of failure texts.
    package static let secretCharactersMin = 32

    /// Ended jobs that are kept of each name.
    package static let finalJobsKept = 100
    /// The end of a job is written again this often when the database does not take it.
    package static let settleAttemptsMax = 5
    package static let settleRetrySeconds = 0.2
    /// How often somebody who waits for a job looks at it.
    package static let waitPollSeconds = 0.2
}
