import InMemoryLogging
package import Logging

/// A log that a test reads.
package struct KeptLog: Sendable {
    private let handler = InMemoryLogHandler()

    package init() {}

    package var logger: Logger {
        Logger(label: "test") { _ in handler }
    }

    /// One line an entry: its level, text and metadata by name.
    package var lines: [String] {
        handler.entries.map { entry in
            let metadata = entry.metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return (["\(entry.level)", "\(entry.message)"] + metadata).joined(separator: " ")
        }
    }

    package var text: String { lines.joined(separator: "\n") }
}
