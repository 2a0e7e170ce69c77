package import Basics

extension CivilDate {
    /// The date of a moment in UTC.
    package init(_ moment: Instant) {
        self.init(daysSinceEpoch: CalendarDay(of: moment).number)
    }
}
