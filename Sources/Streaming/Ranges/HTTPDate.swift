import Basics

/// Dates of HTTP headers (RFC 9110, section 5.6.7), in seconds since 1970.
package enum HTTPDate {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`. Moments outside the years 1970 to 9999 become the nearest one inside.
    package static func text(_ seconds: Int64) -> String {
        let seconds = Int(min(max(0, seconds), lastSecond))
        let (days, second) = (seconds / secondsPerDay, seconds % secondsPerDay)
        let date = CivilDate(daysSinceEpoch: days)
        var text = DateText()
        // 1970 began on a Thursday.
        text.add(weekdays[(days + 4) % 7], then: ",")
        text.add(" ")
        text.add(date.day, width: 2, then: " ")
        text.add(months[date.month - 1], then: " ")
        text.add(date.year, width: 4, then: " ")
        text.add(second / 3600, width: 2, then: ":")
        text.add(second / 60 % 60, width: 2, then: ":")
        text.add(second % 60, width: 2, then: " ")
        text.add("GMT")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// Reads the form above and the two that RFC 9110 calls obsolete:
    /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. Nil for anything else and for dates that do
    /// not exist. The day of the week is not compared with the date.
    package static func seconds(_ text: String) -> Int64? {
        [fixed, dashed, asctime].lazy.compactMap { form in
            var scanner = HeaderScanner(text)
            guard let parts = form(&scanner), scanner.isAtEnd else { return nil }
            return parts.seconds
        }.first
    }

    private static let secondsPerDay = 86_400
    /// 9999-12-31T23:59:59Z.
    private static let lastSecond: Int64 = 253_402_300_799
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension HTTPDate {
    private struct Parts {
        var year = 0
        var month = 0
        var day = 0
        var second = 0

        var seconds: Int64? {
            guard let days = HTTPDate.daysSinceEpoch(year: year, month: month, day: day) else { return nil }
            return Int64(days * secondsPerDay + second)
        }
    }

    private static func fixed(_ scanner: inout HeaderScanner) -> Parts? {
        guard name(&scanner, of: weekdays) != nil, scanner.take(", ") else { return nil }
        return dayMonthYear(&scanner, separator: UInt8(ascii: " "), yearDigits: 4)
    }

    private static func dashed(_ scanner: inout HeaderScanner) -> Parts? {
        guard name(&scanner, of: longWeekdays) != nil, scanner.take(", ") else { return nil }
        guard var parts = dayMonthYear(&scanner, separator: UInt8(ascii: "-"), yearDigits: 2) else { return nil }
        // The century is a guess, the one that POSIX makes too: no file is older than 1970.
        parts.year += parts.year < 70 ? 2000 : 1900
        return parts
    }

    private static func dayMonthYear(_ scanner: inout HeaderScanner, separator: UInt8, yearDigits: Int) -> Parts? {
        var parts = Parts()
        guard let day = scanner.number(digits: 2), scanner.take(separator), let month = name(&scanner, of: months),
            scanner.take(separator), let year = scanner.number(digits: yearDigits), scanner.take(UInt8(ascii: " ")),
            let second = clock(&scanner), scanner.take(" GMT")
        else { return nil }
        (parts.year, parts.month, parts.day, parts.second) = (year, month + 1, day, second)
        return parts
    }

    private static func asctime(_ scanner: inout HeaderScanner) -> Parts? {
        var parts = Parts()
        guard name(&scanner, of: weekdays) != nil, scanner.take(UInt8(ascii: " ")),
            let month = name(&scanner, of: months), scanner.take(UInt8(ascii: " ")),
            let day = scanner.number(digits: scanner.take(UInt8(ascii: " ")) ? 1 : 2), scanner.take(UInt8(ascii: " ")),
            let second = clock(&scanner), scanner.take(UInt8(ascii: " ")), let year = scanner.number(digits: 4)
        else { return nil }
        (parts.year, parts.month, parts.day, parts.second) = (year, month + 1, day, second)
        return parts
    }

    private static let longWeekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    private static func name(_ scanner: inout HeaderScanner, of names: [String]) -> Int? {
        names.firstIndex { scanner.take($0) }
    }

    /// Seconds since midnight. A leap second, 60, counts as the first one of the next minute.
    private static func clock(_ scanner: inout HeaderScanner) -> Int? {
        guard let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2), second <= 60
        else { return nil }
        return (hour * 60 + minute) * 60 + second
    }

    /// Counts the days of whole 400-year cycles (146,097 days) from a year that begins in March, so that the leap day
    /// is the last one. Nil for a day that the month does not have.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        let date = CivilDate(daysSinceEpoch: days)
        return date.month == month && date.day == day ? days : nil
    }
}

/// A date that is being written. Every answer with a file has one, and joining strings would take most of its time.
private struct DateText {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(29)
    }

    mutating func add(_ text: String, then end: String = "") {
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: end.utf8)
    }

    mutating func add(_ value: Int, width: Int, then end: String) {
        var scale = 1
        for _ in 1..<width { scale *= 10 }
        while scale > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value / scale % 10))
            scale /= 10
        }
        bytes.append(contentsOf: end.utf8)
    }
}
