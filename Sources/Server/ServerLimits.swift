/// The bounds of the process as a whole.
package enum ServerLimits {
    /// SIGTERM stops the server within five seconds: first asked, then cancelled, then ended.
    package static let shutdownSeconds: Int64 = 3
    package static let cancellationSeconds: Int64 = 1
    /// Between two sweeps of what has expired.
    package static let sweepSeconds: Int64 = 600
    /// Ended jobs that are kept of each name.
    package static let jobsKept = 100
    /// Used and expired pairing codes are told from unknown ones for a day.
    package static let pairingCodeSecondsRemembered = 86_400.0
}
