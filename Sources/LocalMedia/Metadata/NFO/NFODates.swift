/// Dates as .nfo files hold them.
enum NFODates {
    /// What a text says about a day. A year alone, or one with an impossible day, is a year only.
    struct Reading: Equatable {
        /// `YYYY-MM-DD`.
        let date: String?
        let year: Int
    }

    /// Reads `YYYY-MM-DD` (also with `/` or `.`, and with a time behind it), `DD.MM.YYYY` and `YYYY`.
    static func day(_ text: String?) -> Reading? {
        guard let runs = text.map({ NFODigits($0).runs }), let first = runs.first else { return nil }
        if first.digits.count == 4 { return reading(runs, year: 0, month: 1, day: 2) }
        // With dots the day comes first everywhere; with slashes it depends on the country.
        guard runs.count >= 3, first.follower == ".", runs[1].follower == ".", runs[2].digits.count == 4 else {
            return nil
        }
        return reading(runs, year: 2, month: 1, day: 0)
    }

    /// `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM:SS` when a time is written behind the day; a zone is ignored.
    static func moment(_ text: String?) -> String? {
        guard let text, let date = day(text)?.date else { return nil }
        let parts = NFODigits(text).runs.dropFirst(3).prefix(3).compactMap { Int($0.digits) }
        guard parts.count >= 2, parts[0] < 24, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return date }
        return date + " " + (parts.count == 2 ? parts + [0] : parts).map(twoDigits).joined(separator: ":")
    }

    private static func reading(_ runs: [NFODigits.Run], year: Int, month: Int, day: Int) -> Reading? {
        guard let yearNumber = Int(runs[year].digits), LocalMediaLimits.nfoYearRange.contains(yearNumber) else {
            return nil
        }
        guard runs.count >= 3, let month = Int(runs[month].digits), let day = Int(runs[day].digits),
            (1...12).contains(month), day >= 1, day <= days(in: month, of: yearNumber)
        else { return Reading(date: nil, year: yearNumber) }
        return Reading(date: "\(yearNumber)-\(twoDigits(month))-\(twoDigits(day))", year: yearNumber)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
