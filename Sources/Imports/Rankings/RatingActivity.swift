package import Domain

/// On which days of the last year somebody rated films: whole weeks from a Sunday, to the end of this month.
package struct RatingActivity: Sendable, Hashable {
    package struct Day: Sendable, Hashable {
        package let day: CalendarDay
        /// At least 1.
        package let count: Int
    }

    /// Only days with ratings, in order.
    package let days: [Day]
    package let start: CalendarDay
    package let end: CalendarDay

    package init(_ marks: [RankingMark], today: CalendarDay) {
        let range = today.firstOfMonthYearAgo.sundayOnOrBefore...today.lastOfMonth
        (start, end) = (range.lowerBound, range.upperBound)
        let counts = Dictionary(marks.map { (CalendarDay(of: $0.ratedAt), 1) }, uniquingKeysWith: +)
        days = counts.filter { range.contains($0.key) }.map { Day(day: $0.key, count: $0.value) }
            .sorted { $0.day < $1.day }
    }
}
