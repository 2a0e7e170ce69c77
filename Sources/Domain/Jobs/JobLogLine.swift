package import Basics

/// How much a log line matters.
package enum JobLogLevel: String, Sendable, Codable, CaseIterable {
    case debug
    case info
    case warn
    case error
}

/// One line that a running job wrote for the administrator. Whoever writes it leaves keys and tokens out.
package struct JobLogLine: Sendable, Hashable, Codable {
    package let at: Instant
    package let level: JobLogLevel
    /// At most `DomainLimits.reportTextCharactersMax` characters.
    package let message: String
    /// What belongs to the line; empty for most.
    package let data: [String: String]

    package init(at: Instant, level: JobLogLevel = .info, message: String, data: [String: String] = [:]) {
        self.at = at
        self.level = level
        self.message = message.boundedForReport
        let kept = data.sorted { $0.key < $1.key }.prefix(DomainLimits.reportLogMembersMax)
        self.data = Dictionary(kept.map { ($0.key.boundedForReport, $0.value.boundedForReport) }) { first, _ in first }
    }

    /// Roughly what the line takes when it is stored.
    var byteCount: Int { data.reduce(message.utf8.count) { $0 + $1.key.utf8.count + $1.value.utf8.count } }
}

extension String {
    /// The text, cut to what a report holds.
    var boundedForReport: String { String(prefix(DomainLimits.reportTextCharactersMax)) }
}
