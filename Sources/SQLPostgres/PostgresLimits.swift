/// The limits of the PostgreSQL driver.
package enum PostgresLimits {
    /// Links of one process to the server; each has a thread.
    package static let linksMax = 8
    package static let connectTimeoutSeconds = 10
    /// How long a statement waits for a row or table lock, as long as SQLite waits for its file.
    package static let lockTimeoutMilliseconds = 5_000
    /// Runs of one script when the server asks for a retry (serialization failure, deadlock).
    package static let attemptsMax = 8
    /// The pause before the second run; it doubles with each run.
    package static let retryPauseMilliseconds = 2
    /// The oldest server that is known to work.
    package static let serverVersionMin: Int32 = 130_000
    /// The channel of `LISTEN` that all nodes on one database share.
    package static let channel = "kinothek"
    /// Pause before the listening link is made again, doubled up to the maximum.
    package static let reconnectPauseMilliseconds = 250
    package static let reconnectPauseMillisecondsMax = 10_000
    /// How long the listening thread sleeps at most before it looks whether the database was closed.
    package static let listenTurnMilliseconds = 100
    /// The key of the advisory lock that migrating processes queue at ("kinothek" in ASCII).
    package static let migrationLock: Int64 = 0x6b69_6e6f_7468_656b
}
