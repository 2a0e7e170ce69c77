package import Basics
package import Logging

/// How a server works through the queue; the defaults are those of `JobsLimits`.
package struct JobSettings: Sendable {
    /// Jobs run at a time; at least 1.
    package var workerCount = JobsLimits.workerCount
    package var leaseSeconds = JobsLimits.leaseSeconds
    /// Well below `leaseSeconds`.
    package var heartbeatSeconds = JobsLimits.heartbeatSeconds
    package var cancelCheckSeconds = JobsLimits.cancelCheckSeconds
    package var pollSeconds = JobsLimits.pollSeconds
    package var progressIntervalSeconds = JobsLimits.progressIntervalSeconds
    package var attemptsMax = JobsLimits.attemptsMax
    /// The wait before a failed job runs again.
    package var retry = Backoff(firstSeconds: JobsLimits.retryFirstSeconds, secondsMax: JobsLimits.retrySecondsMax)
    package var sleeper = Sleeper.live
    /// Jobs find it, with their id and name, as `Logger.current`.
    package var logger = Logger(label: "jobs")

    package init() {}
}

/// How a loop waits; tests hand in one that does not.
package struct Sleeper: Sendable {
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void

    package init(_ sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void) {
        self.sleep = sleep
    }

    /// Waits by the system's monotonic clock.
    package static let live = Sleeper { try await Task.sleep(for: .seconds($0)) }

    /// Throws `CancellationError` when the task is cancelled meanwhile.
    package func callAsFunction(seconds: Double) async throws {
        try await sleep(seconds)
    }
}
