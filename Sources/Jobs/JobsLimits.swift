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
    /// Characters of a text that are looked at for a failure or a log line.
    package static let textCharactersRead = 4_000
    /// Letters and digits in one piece that are this many are taken for a secret and left out of failure texts.
    package static let secretCharactersMin = 32

    /// Ended jobs that are kept of each name.
    package static let finalJobsKept = 200
    /// Seconds for which ended jobs of the types that ask for it are kept, all of them: 30 days.
    package static let agedJobSecondsKept = 30.0 * 86_400
    /// Ended jobs that are listed beside the running ones.
    package static let finishedListedMax = 200
    /// How often the scheduler looks at the clock at least, because clocks are set and machines sleep.
    package static let clockLookSeconds = 30.0
    /// How often it looks at most; what is due sooner is fired together.
    package static let clockLookSecondsMin = 0.2
    /// Programs that follow running jobs at a time, over all jobs of one server.
    package static let followersMax = 256
    /// Jobs that wait for somebody who follows all jobs of some names; whoever is slower is dropped.
    package static let boardWaitingMax = 256
    /// The newest jobs that are looked at for them.
    package static let boardListedMax = 100
    /// How often followed jobs are read at most.
    package static let followSeconds = 0.1
    /// How often they are read at least, without a hint of the change feed.
    package static let followSecondsMax = 2.0
    /// How long somebody who cancels waits for the end, and how often they look.
    package static let cancelWaitSeconds = 3.0
    package static let cancelPollSeconds = 0.05
    /// The end of a job is written again this often when the database does not take it.
    package static let settleAttemptsMax = 5
    package static let settleRetrySeconds = 0.2
    /// For so long the list of jobs is kept at most, while none is open and nothing changes.
    static let entriesKeptSeconds = 5.0
    /// How often somebody who waits for a job looks at it.
    package static let waitPollSeconds = 0.2
}
