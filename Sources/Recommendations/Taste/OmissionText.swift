package import Basics
package import Domain
package import Foundation

extension TasteOmission {
    /// A genre as somebody typed it; nil for none and for what is too long for one.
    package static func genre(named text: String) -> TasteOmission? {
        let name = text.trimmed
        guard !name.isEmpty, name.count <= PickLimits.genreCharactersMax else { return nil }
        return .genre(name.printable(charactersMax: PickLimits.genreCharactersMax))
    }
}

/// A week from Monday to Sunday in some time zone.
package struct Week: Hashable, Sendable {
    package let moments: Range<Instant>

    /// The week of a day as `YYYY-MM-DD`; nil for what is no day.
    package init?(of day: String, in zone: TimeZone) {
        guard let match = day.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/), let year = Int(match.1),
            let month = Int(match.2), let number = Int(match.3)
        else { return nil }
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        let parts = DateComponents(calendar: calendar, timeZone: zone, year: year, month: month, day: number)
        guard parts.isValidDate, let date = parts.date,
            let interval = calendar.dateInterval(of: .weekOfYear, for: date)
        else { return nil }
        moments = Self.instant(interval.start)..<Self.instant(interval.end)
    }

    private static func instant(_ date: Date) -> Instant {
        Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
