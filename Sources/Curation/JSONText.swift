import Basics

/// JSON of values that cannot fail to be written.
enum JSONText {
    /// One line; equal values give equal text.
    static func of(_ value: some Encodable) -> String { (try? JSONLine.of(value)) ?? "{}" }
}
