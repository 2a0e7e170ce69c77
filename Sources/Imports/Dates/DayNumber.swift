import Basics

/// Days of the calendar, counted from 1970-01-01.
enum DayNumber {
    /// Nil for a day that does not exist, and for years in which nobody watched films.
    static func of(year: Int, month: Int, day: Int) -> Int? {
        guard ImportsLimits.dateYears.contains(year), (1...12).contains(month), day >= 1,
            day <= days(in: month, of: year)
        else { return nil }
        // Years begin in March here, so that a leap day is the last of its year.
        let shiftedYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719_468
    }

    /// `milliseconds` since that day's midnight in UTC; may be negative or longer than a day.
    static func moment(_ days: Int, milliseconds: Int) -> Instant {
        Instant(milliseconds: Int64(days * 86_400_000 + milliseconds))
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
