package import Basics

extension Rule where Value == Instant {
    /// A moment as ISO 8601 writes it; without a zone it is UTC, without a time it is midnight.
    package static let moment = Rule { value throws(Fault) in
        guard let text = value.text else { throw Fault("datetime_type", "Input should be a valid datetime") }
        guard let moment = MomentText.read(text) else {
            throw Fault(
                "datetime_parsing", "Input should be a valid datetime or date, unable to parse it", "error",
                .text("It is no date and time of ISO 8601"))
        }
        return moment
    }
}

/// Dates and times as clients write them.
package enum MomentText {
    package static func isDate(_ text: String) -> Bool { date(text[...]) != nil }

    /// Exactly `YYYY-MM-DD`, with digits of ASCII.
    private static func date(_ text: Substring) -> CivilDate? {
        let isPlain = text.utf8.enumerated().allSatisfy { place, byte in
            place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
        }
        return isPlain ? CivilDate(text) : nil
    }

    /// `YYYY-MM-DD`, then `T` or a blank and `hh:mm`, `:ss`, a fraction and `Z` or an offset, each of which may be
    /// absent. Nil for anything else.
    package static func read(_ text: String) -> Instant? {
        let text = text.trimmedASCII
        guard let date = date(text.prefix(10)) else { return nil }
        let midnight = Instant(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000)
        let rest = text.dropFirst(10)
        guard let separator = rest.first else { return midnight }
        guard separator == "T" || separator == "t" || separator == " ",
            let clock = ClockTime(rest.dropFirst())
        else { return nil }
        return midnight.adding(milliseconds: clock.milliseconds)
    }
}

/// A time of day, less its offset from UTC.
private struct ClockTime {
    let milliseconds: Int64

    init?(_ text: Substring) {
        let zoneStart = text.firstIndex { $0 == "Z" || $0 == "z" || $0 == "+" || $0 == "-" } ?? text.endIndex
        let parts = text[..<zoneStart].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = Self.number(parts[0], max: 23),
            let minute = Self.number(parts[1], max: 59), let offset = Self.offsetMinutes(text[zoneStart...]),
            let second = parts.count == 3 ? Self.thousandths(parts[2]) : 0
        else { return nil }
        milliseconds = Int64((hour * 60 + minute - offset) * 60_000) + second
    }

    /// Two digits.
    private static func number(_ text: Substring, max: Int) -> Int? {
        guard text.utf8.count == 2, isDigits(text), let number = Int(text), number <= max else { return nil }
        return number
    }

    /// Seconds with their fraction, of which three digits count.
    private static func thousandths(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let second = number(parts[0], max: 59) else { return nil }
        guard parts.count == 2 else { return Int64(second) * 1000 }
        guard !parts[1].isEmpty, isDigits(parts[1]), let fraction = Int64((parts[1] + "00").prefix(3)) else {
            return nil
        }
        return Int64(second) * 1000 + fraction
    }

    /// Nothing, `Z`, `+hh:mm`, `+hhmm` or `+hh`.
    private static func offsetMinutes(_ text: Substring) -> Int? {
        guard let sign = text.first, sign != "Z", sign != "z" else { return text.count <= 1 ? 0 : nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        let isUsual = [2, 4].contains(digits.utf8.count) && isDigits(digits[...])
        guard isUsual, let hours = number(digits.prefix(2), max: 23),
            let minutes = digits.count == 4 ? number(digits.suffix(2), max: 59) : 0
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }
}
