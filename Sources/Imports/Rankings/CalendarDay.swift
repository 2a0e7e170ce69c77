package import Basics

/// A day of UTC.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package init(of moment: Instant) {
        number = Int((Double(moment.milliseconds) / 86_400_000).rounded(.down))
    }

    /// `YYYY-MM-DD`.
    package var description: String { CivilDate(daysSinceEpoch: number).description }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    var next: CalendarDay { CalendarDay(number: number + 1) }
    var previous: CalendarDay { CalendarDay(number: number - 1) }

    var firstOfMonth: CalendarDay { CalendarDay(number: number - CivilDate(daysSinceEpoch: number).day + 1) }

    /// 31 days after the first of a month is in the next one.
    var lastOfMonth: CalendarDay { CalendarDay(number: firstOfMonth.number + 31).firstOfMonth.previous }

    /// The first day of this month a year ago, which is 365 or 366 days before that of this year.
    var firstOfMonthYearAgo: CalendarDay { CalendarDay(number: firstOfMonth.number - 365).firstOfMonth }

    /// The first day of 1970 was a Thursday.
    var sundayOnOrBefore: CalendarDay { CalendarDay(number: number - ((number + 4) % 7 + 7) % 7) }
}
