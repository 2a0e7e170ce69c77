package import Basics
package import Foundation

/// When a schedule is due. Nothing here walks over a calendar: a zone is asked for its offset and its next change.
extension JobSchedule {
    /// The first due moment after `moment`; nil when nothing runs by itself.
    ///
    /// A daily or weekly run is due when the zone's clocks first show its time or a later one. So a time that clocks
    /// leave out is due when they go on after the gap, and one that they show twice is due the first time.
    ///
    /// An interval is due at every full hour that it divides, so in the hour that comes twice it is due twice, at
    /// different real hours, as with cron. A full hour that clocks leave out is due after the gap. What would follow
    /// or precede a full hour by less than a real hour, where clocks change by parts of an hour, is left out.
    package func next(after moment: Instant, in zone: TimeZone) -> Instant? {
        guard isEnabled, moment.isSchedulable else { return nil }
        let second = moment.wholeSecond
        let due =
            switch rule {
            case .daily(let hour, let minute):
                Self.nextDay(after: second, clock: hour * 3600 + minute * 60, weekday: nil, in: zone)
            case .weekly(let weekday, let hour, let minute):
                Self.nextDay(after: second, clock: hour * 3600 + minute * 60, weekday: weekday, in: zone)
            case .interval(let hours): Self.nextFullHour(after: second, step: hours * 3600, in: zone)
            case .manual: Int?.none
            }
        return due.map { Instant(milliseconds: Int64($0) * 1000) }
    }

    /// The real seconds from one run to the next without a change of clocks; nil when nothing runs by itself.
    var periodSeconds: Double? {
        guard isEnabled else { return nil }
        return switch rule {
        case .daily: 86_400
        case .weekly: 7 * 86_400
        case .interval(let hours): Double(hours) * 3600
        case .manual: nil
        }
    }

    /// The first of the days' due moments that is after `second`; `clock` is the second of the day.
    ///
    /// Runs of earlier days are due already, because clocks show a later time than theirs.
    private static func nextDay(after second: Int, clock: Int, weekday: Int?, in zone: TimeZone) -> Int? {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        var day = floorQuotient(second + offset, by: 86_400)
        // 1970-01-01, the day 0, was a Thursday.
        if let weekday { day += ((weekday - day - 4) % 7 + 7) % 7 }
        for _ in 0..<DomainLimits.scheduleDaysTriedMax {
            if let due = firstMoment(reaching: day * 86_400 + clock, in: zone), due > second { return due }
            day += weekday == nil ? 1 : 7
        }
        return nil
    }

    /// The first moment at which clocks show `wall` or a later time.
    private static func firstMoment(reaching wall: Int, in zone: TimeZone) -> Int? {
        for stretch in EvenStretches(of: zone, from: wall - DomainLimits.zoneOffsetSecondsMax)
        where stretch.lasts(until: wall - stretch.offset) {
            return max(stretch.start, wall - stretch.offset)
        }
        return nil
    }

    private static func nextFullHour(after second: Int, step: Int, in zone: TimeZone) -> Int? {
        // The stretch in which the search starts must be older than an hour for its first hour to be known as such.
        for stretch in EvenStretches(of: zone, from: second - 2 * DomainLimits.intervalSecondsMin) {
            if let due = stretch.firstFullHour(after: second, step: step) { return due }
        }
        return nil
    }
}

extension Instant {
    /// Whether the moment is in the years for which schedules are computed.
    var isSchedulable: Bool { DomainLimits.scheduleSeconds.contains(wholeSecond) }

    fileprivate var wholeSecond: Int { floorQuotient(Int(milliseconds), by: 1000) }
}

extension EvenStretch {
    /// The first due moment of an interval of `step` seconds that is in this stretch and after `moment`.
    fileprivate func firstFullHour(after moment: Int, step: Int) -> Int? {
        if start > moment, leavesOutFullHour(step: step) { return start }
        var due = roundedUp(max(start, moment + 1) + offset, toMultipleOf: step) - offset
        if isTooSoonAgain(due) { due += step }
        return lasts(until: due) ? due : nil
    }

    /// Whether clocks jumped over a full hour at the start, and the next one is at least a real hour away.
    private func leavesOutFullHour(step: Int) -> Bool {
        guard let previousOffset, previousOffset < offset else { return false }
        let leftOut = roundedUp(start + previousOffset, toMultipleOf: step)
        let following = roundedUp(start + offset, toMultipleOf: step)
        return leftOut < start + offset && following - start - offset >= DomainLimits.intervalSecondsMin
    }

    /// Whether clocks showed the time of `due` less than a real hour before.
    private func isTooSoonAgain(_ due: Int) -> Bool {
        guard let previousOffset else { return false }
        let back = previousOffset - offset
        return (1..<DomainLimits.intervalSecondsMin).contains(back) && due - back < start
    }
}
