/// How long imports stay open, and how large a file may be.
package struct ImportSettings: Sendable, Hashable {
    /// Minutes after the last use, at least 1.
    package var sessionIdleMinutes = ImportsLimits.sessionIdleMinutes
    /// Days however often it is used, at least 1.
    package var sessionMaxDays = ImportsLimits.sessionMaxDays
    package var uploadBytesMax = ImportsLimits.uploadBytesMax

    package init() {}

    var idleSeconds: Double { Double(sessionIdleMinutes) * 60 }
}
