/// What bytes that are meant to be JSON turned out to be.
package enum JSONOutcome: Sendable, Equatable {
    /// Any value, not only an object.
    case value(JSONTree)
    /// They are none from this byte on.
    case malformed(at: Int)

    package init(bytes: [UInt8]) {
        self = JSONReader.outcome(bytes)
    }
}
