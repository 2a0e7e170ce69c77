/// A moment in UTC, counted in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The database holds moments in exactly this form, so no codec depends on a driver or a time zone.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// The moment as seconds since 1970, with its fraction.
    package var seconds: Double { Double(milliseconds) / 1000 }

    package func adding(seconds: Double) -> Instant {
        Instant(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    package func adding(milliseconds delta: Int64) -> Instant {
        Instant(milliseconds: milliseconds + delta)
    }

    /// Seconds from `earlier` to this moment; negative when `earlier` is in fact later.
    package func seconds(since earlier: Instant) -> Double {
        Double(milliseconds - earlier.milliseconds) / 1000
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Instant {
    /// The form of the Kodi surface: `YYYY-MM-DDTHH:MM:SS`, UTC, without a zone.
    package var iso8601WithoutZone: String {
        let (days, secondOfDay) = floorDivided(Int(floorSeconds), by: 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
        return date.description + "T" + clock.map { twoDigits($0) }.joined(separator: ":")
    }

    /// The usual form: `YYYY-MM-DDTHH:MM:SSZ`.
    package var iso8601: String { iso8601WithoutZone + "Z" }

    /// With milliseconds: `YYYY-MM-DDTHH:MM:SS.sssZ`.
    package var iso8601WithMilliseconds: String {
        let (seconds, thousandths) = floorDivided(Int(milliseconds), by: 1000)
        let (days, secondOfDay) = floorDivided(seconds, by: 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
        // Long lists have two of them in each row, so the digits are put down one by one.
        var text = Array(date.description.utf8)
        text.reserveCapacity(24)
        for (value, sign) in zip(clock, "T::".utf8) {
            text.append(sign)
            text.append(digit(value / 10))
            text.append(digit(value % 10))
        }
        text.append(UInt8(ascii: "."))
        for divisor in [100, 10, 1] { text.append(digit(thousandths / divisor % 10)) }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    private var floorSeconds: Int64 { floorDivided(Int(milliseconds), by: 1000).quotient.asInt64 }
}

/// A calendar date in the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Counts days from 1970-01-01, after the era arithmetic of the 400-year Gregorian cycle (146,097 days).
    package init(daysSinceEpoch: Int) {
        let (era, dayOfEra) = floorDivided(daysSinceEpoch + 719_468, by: 146_097)
        let leapless = dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096
        let yearOfEra = leapless / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else and for dates that do not exist.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            year > 0, (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Days from 1970-01-01, by the 400-year cycle; years begin in March here, so that a leap day is the last.
    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = month <= 2 ? month + 9 : month - 3
        let (era, yearOfEra) = floorDivided(shiftedYear, by: 400)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var description: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + "-" + twoDigits(month) + "-" + twoDigits(day)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

private func floorDivided(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((value % divisor) + divisor) % divisor
    return ((value - remainder) / divisor, remainder)
}

private func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(value) }

private func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : String(value)
}

extension Int {
    fileprivate var asInt64: Int64 { Int64(self) }
}
