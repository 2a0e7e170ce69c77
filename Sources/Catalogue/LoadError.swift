/// Why a catalogue file could not be read to its end.
package enum LoadError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case notUTF8(path: String, encoding: String)
    case truncatedGzip(path: String)
    case damagedGzip(path: String)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason). Check the path and its permissions."
        case .notUTF8(let path, let encoding):
            "\(path) is written in \(encoding); save it as UTF-8 and load it again."
        case .truncatedGzip(let path):
            "\(path) ends in the middle of the compressed data. What came before is loaded; "
                + "fetch the whole file and load it again, nothing will be doubled."
        case .damagedGzip(let path):
            "\(path) is damaged: the compressed data does not add up. What came before is loaded; "
                + "fetch the file again and load it once more."
        }
    }
}

/// One line that was skipped, and why.
package struct LineProblem: Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "line \(line): \(reason)" }
}
