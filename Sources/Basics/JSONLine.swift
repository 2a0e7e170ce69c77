import Foundation

/// JSON on one line, in which equal values give equal text.
package enum JSONLine {
    /// Throws what encoding throws.
    package static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
