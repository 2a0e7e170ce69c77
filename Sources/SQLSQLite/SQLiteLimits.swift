/// The limits of the SQLite driver.
package enum SQLiteLimits {
    /// How long a statement waits for another process's lock.
    package static let busyTimeoutSeconds = 5.0
    /// Connections that read at the same time, beside the one that writes.
    package static let readersMax = 5
    /// Bytes of the file that each connection maps into memory.
    package static let mappedBytesMax = 256 * 1024 * 1024
    /// Page cache of each connection.
    package static let cacheKibibytes = 16 * 1024
    /// Statements with more parameters are prepared anew, so that lists of every length do not fill the cache.
    package static let cachedBindingsMax = 100
    /// Steps of SQLite's machine, some microseconds each thousand, between two looks at whether a task was cancelled.
    package static let stepsBetweenLooks: CInt = 1000
    /// How often a follower looks for the commits of other processes.
    package static let changePollInterval: Duration = .milliseconds(250)
}
