/// The bounds of the process as a whole.
package enum ServerLimits {
    /// SIGTERM stops the server within five seconds: first asked, then cancelled, then ended.
    package static let shutdownSeconds: Int64 = 3
    package static let cancellationSeconds: Int64 = 1
    /// Between two sweeps of what has expired.
    package static let sweepSeconds: Int64 = 600
}
