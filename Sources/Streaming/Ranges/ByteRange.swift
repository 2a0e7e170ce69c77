/// A run of a file's bytes as HTTP counts them: from 0, both ends included, never empty.
package struct ByteRange: Sendable, Hashable, CustomStringConvertible {
    package let first: Int64
    package let last: Int64

    /// Nil when `first` is negative or behind `last`.
    package init?(first: Int64, last: Int64) {
        guard first >= 0, first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// All bytes of a file; nil when there are none.
    package init?(wholeOf size: Int64) {
        self.init(first: 0, last: size - 1)
    }

    package var count: Int64 { last - first + 1 }

    /// As a header has it: `first-last`.
    package var description: String { "\(first)-\(last)" }

    /// The value of `Content-Range` for this part of a file of `size` bytes.
    package func contentRange(of size: Int64) -> String { "bytes \(self)/\(size)" }

    /// The value of `Content-Range` when nothing of what was asked for exists.
    package static func unsatisfied(size: Int64) -> String { "bytes */\(size)" }

    func overlaps(_ other: ByteRange) -> Bool {
        first <= other.last && other.first <= last
    }
}
