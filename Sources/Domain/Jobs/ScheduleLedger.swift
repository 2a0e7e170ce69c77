package import Basics
package import Foundation

/// A schedule with what the database knows of its past.
package struct ScheduleEntry: Sendable, Hashable {
    /// The job's name.
    package let name: String
    package let schedule: JobSchedule
    /// The due moment that was fired or passed last, not the time at which that happened.
    package let lastFiredAt: Instant?
    /// When the schedule was edited or created; what was due before does not count.
    package let changedAt: Instant

    package init(name: String, schedule: JobSchedule, lastFiredAt: Instant?, changedAt: Instant) {
        self.name = name
        self.schedule = schedule
        self.lastFiredAt = lastFiredAt
        self.changedAt = changedAt
    }
}

/// What is to be done about a schedule now.
package enum ScheduleStep: Sendable, Hashable {
    case wait
    /// Start a run, and store the due moment as fired.
    case fire(due: Instant)
    /// Store the due moment as fired without a run of its own.
    case pass(due: Instant)
}

/// A step, and when to ask again.
package struct ScheduleDecision: Sendable, Hashable {
    package let step: ScheduleStep
    /// The next due moment; nil when nothing will be due before the schedule is edited. Whoever waits for it looks at
    /// the clock in between, because clocks are set.
    package let wakeAt: Instant?

    package init(step: ScheduleStep, wakeAt: Instant?) {
        self.step = step
        self.wakeAt = wakeAt
    }
}

/// Decides whether a schedule's job is to run now.
///
/// * Runs that were missed while the server was down are made up by one run, as anacron and persistent timers do:
///   many home servers are off at night, and with plain cron a run at three o'clock would never come. Only the latest
///   missed moment counts, so what is made up is never older than one period of the schedule.
/// * It is not made up when the next run is less than an hour away: the same work twice within an hour helps nobody.
/// * A moment that comes while a run of the name is open counts as fired. That run does the same work, and a second
///   one right behind it is not what a schedule is for.
/// * A clock that is set back fires nothing again, because moments up to the last fired one are over. Only when that
///   one is more than a day ahead was the clock wrong then, and it is forgotten.
package struct ScheduleLedger: Sendable {
    /// The zone of the schedules' hours.
    package let zone: TimeZone

    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// `isRunOpen` says whether a run of the name waits or runs, started by whomever.
    package func decide(_ entry: ScheduleEntry, now: Instant, isRunOpen: Bool) -> ScheduleDecision {
        guard let period = entry.schedule.periodSeconds, now.isSchedulable else {
            return ScheduleDecision(step: .wait, wakeAt: nil)
        }
        let oldest = now.adding(seconds: -period - Double(DomainLimits.zoneShiftSecondsMax))
        let known = [entry.lastFiredAt, entry.changedAt].compactMap(\.self).filter {
            $0.isSchedulable && $0.seconds(since: now) <= DomainLimits.scheduleAheadSecondsMax
        }
        let base = max(oldest, known.max() ?? oldest)
        let next = entry.schedule.next(after: max(base, now), in: zone)
        guard let due = latestDue(of: entry.schedule, after: base, until: now) else {
            return ScheduleDecision(step: .wait, wakeAt: next)
        }
        if isRunOpen { return ScheduleDecision(step: .pass(due: due), wakeAt: next) }
        let isOnTime = now.seconds(since: due) <= DomainLimits.scheduleLateSecondsMax
        let isAlone = next.map { $0.seconds(since: now) >= DomainLimits.scheduleCatchUpGapSeconds } ?? true
        return ScheduleDecision(step: isOnTime || isAlone ? .fire(due: due) : .wait, wakeAt: next)
    }

    /// The last due moment in `base` (excluded) to `now`, which are at most about a period apart.
    private func latestDue(of schedule: JobSchedule, after base: Instant, until now: Instant) -> Instant? {
        var latest: Instant?
        while let due = schedule.next(after: latest ?? base, in: zone), due <= now { latest = due }
        return latest
    }
}
