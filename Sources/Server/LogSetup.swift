package import Logging

/// How the product logs: plain lines on standard error, one an event, with their data as `key=value`.
package enum LogSetup {
    package static let levels = Logger.Level.allCases.map(\.rawValue)

    /// `level` is one of the names in `ServerSettings`; anything else was refused there.
    package static func logger(level: String) -> Logger {
        var logger = Logger(label: "kinothek") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }
}
