package import Basics

/// What a cell says about a time.
package enum FileDate: Sendable, Hashable {
    /// A day without a time of day is its midnight in UTC.
    case moment(Instant)
    /// Only the year is readable.
    case year(Int)
    case none

    package var moment: Instant? {
        if case .moment(let moment) = self { moment } else { nil }
    }
}
