import Foundation

/// A stretch of time in which a zone's clocks run evenly.
///
/// Moments are UTC seconds since 1970. A wall time is the moment at which a clock that is set to UTC would show what
/// the zone's clocks show, so `wall = moment + offset`.
struct EvenStretch: Hashable {
    let start: Int
    /// The moment at which clocks change; nil when they never do.
    let end: Int?
    let offset: Int
    /// The offset before `start`; nil when that was not looked at.
    let previousOffset: Int?

    /// Whether clocks have not changed yet at `moment`.
    func lasts(until moment: Int) -> Bool {
        guard let end else { return true }
        return moment < end
    }
}

/// The even stretches of a zone, from a moment on.
///
/// Asks the zone for its next change, so years without one cost no more than a day.
struct EvenStretches: Sequence, IteratorProtocol {
    private let zone: TimeZone
    private var start: Int?
    private var previousOffset: Int?
    private var remaining = DomainLimits.zoneChangesMax

    init(of zone: TimeZone, from start: Int) {
        self.zone = zone
        self.start = start
    }

    mutating func next() -> EvenStretch? {
        guard remaining > 0, let start else { return nil }
        remaining -= 1
        let date = Date(timeIntervalSince1970: Double(start))
        let offset = zone.secondsFromGMT(for: date)
        let change = zone.nextDaylightSavingTimeTransition(after: date)
            .flatMap { Int(exactly: $0.timeIntervalSince1970.rounded(.up)) }
            .flatMap { $0 > start ? $0 : nil }
        let stretch = EvenStretch(start: start, end: change, offset: offset, previousOffset: previousOffset)
        self.start = change
        previousOffset = offset
        return stretch
    }
}

/// The quotient that is rounded down, also for negative values. `divisor` is positive.
func floorQuotient(_ value: Int, by divisor: Int) -> Int {
    value / divisor - (value % divisor < 0 ? 1 : 0)
}

/// The smallest multiple of `step` that is at least `value`. `step` is positive.
func roundedUp(_ value: Int, toMultipleOf step: Int) -> Int {
    -floorQuotient(-value, by: step) * step
}
