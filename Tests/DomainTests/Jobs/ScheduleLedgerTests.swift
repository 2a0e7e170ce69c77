import Basics
import Domain
import Foundation
import Testing

/// What fires, what is made up and what is over.
@Suite struct ScheduleLedgerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var rule = ScheduleRule.daily(hour: 3, minute: 0)
        var isEnabled = true
        var lastFired: String?
        var changed = "2026-11-01 12:00"
        let now: String
        var isRunOpen = false
        let step: ScheduleStep
        let wake: String?

        var testDescription: String { what }
    }

    static let onTime = [
        Case(
            what: "before the first moment", changed: "2026-11-26 01:00", now: "2026-11-26 02:00", step: .wait,
            wake: "2026-11-26 03:00"),
        Case(
            what: "at the moment", lastFired: "2026-11-25 03:00", now: "2026-11-26 03:00",
            step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "a little late", lastFired: "2026-11-25 03:00", now: "2026-11-26 03:04",
            step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "already fired", lastFired: "2026-11-26 03:00", now: "2026-11-26 03:04", step: .wait,
            wake: "2026-11-27 03:00"),
        Case(
            what: "every hour and a little late", rule: .interval(hours: 1), lastFired: "2026-11-26 13:00",
            now: "2026-11-26 14:01", step: .fire(due: .utc("2026-11-26 14:00")), wake: "2026-11-26 15:00"),
        Case(what: "manual", rule: .manual, now: "2026-11-26 03:00", step: .wait, wake: nil),
        Case(what: "disabled", isEnabled: false, now: "2026-11-26 03:00", step: .wait, wake: nil),
    ]

    static let missed = [
        Case(
            what: "the server was off at night", lastFired: "2026-11-25 03:00", now: "2026-11-26 18:30",
            step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "of a month only the latest counts", lastFired: "2026-10-20 03:00", now: "2026-11-26 18:30",
            step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "not when the next is near", lastFired: "2026-11-24 03:00", now: "2026-11-26 02:20", step: .wait,
            wake: "2026-11-26 03:00"),
        Case(
            what: "an hour before the next", lastFired: "2026-11-24 03:00", now: "2026-11-26 02:00",
            step: .fire(due: .utc("2026-11-25 03:00")), wake: "2026-11-26 03:00"),
        Case(
            what: "a week's run on the following day", rule: .weekly(weekday: 0, hour: 4, minute: 0),
            lastFired: "2026-11-15 04:00", now: "2026-11-23 19:00", step: .fire(due: .utc("2026-11-22 04:00")),
            wake: "2026-11-29 04:00"),
        Case(
            what: "an hour's run waits for the next hour", rule: .interval(hours: 1), lastFired: "2026-11-26 09:00",
            now: "2026-11-26 14:20", step: .wait, wake: "2026-11-26 15:00"),
        Case(
            what: "never fired since it was made", changed: "2026-11-20 12:00", now: "2026-11-26 18:30",
            step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "what was due before an edit is over", lastFired: "2026-11-24 03:00", changed: "2026-11-26 12:00",
            now: "2026-11-26 12:00", step: .wait, wake: "2026-11-27 03:00"),
    ]

    static let openRuns = [
        Case(
            what: "a run by hand covers the moment", lastFired: "2026-11-25 03:00", now: "2026-11-26 03:00",
            isRunOpen: true, step: .pass(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "a resumed run covers what was missed", lastFired: "2026-11-23 03:00", now: "2026-11-26 18:00",
            isRunOpen: true, step: .pass(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "nothing is due", lastFired: "2026-11-26 03:00", now: "2026-11-26 18:00", isRunOpen: true,
            step: .wait, wake: "2026-11-27 03:00"),
    ]

    static let wrongClocks = [
        Case(
            what: "a clock set back by half an hour", lastFired: "2026-11-26 03:00", now: "2026-11-26 02:31",
            step: .wait, wake: "2026-11-27 03:00"),
        Case(
            what: "a clock set back by 20 hours", rule: .interval(hours: 2), lastFired: "2026-11-26 22:00",
            now: "2026-11-26 02:30", step: .wait, wake: "2026-11-27 00:00"),
        Case(
            what: "a moment of a clock that ran years ahead", lastFired: "2031-01-01 03:00",
            changed: "2026-11-01 12:00", now: "2026-11-26 18:00", step: .fire(due: .utc("2026-11-26 03:00")),
            wake: "2026-11-27 03:00"),
        Case(
            what: "all moments of such a clock", lastFired: "2031-01-01 03:00", changed: "2030-12-31 12:00",
            now: "2026-11-26 18:00", step: .fire(due: .utc("2026-11-26 03:00")), wake: "2026-11-27 03:00"),
        Case(
            what: "an edit by a clock that was an hour ahead", changed: "2026-11-26 03:30", now: "2026-11-26 03:00",
            step: .wait, wake: "2026-11-27 03:00"),
    ]

    @Test(arguments: onTime + missed + openRuns + wrongClocks)
    func `the ledger decides`(example: Case) {
        let entry = ScheduleEntry(
            name: "sync-movies", schedule: JobSchedule(clamping: example.rule, isEnabled: example.isEnabled),
            lastFiredAt: example.lastFired.map { .utc($0) }, changedAt: .utc(example.changed))
        let decision = ScheduleLedger(zone: .gmt).decide(entry, now: .utc(example.now), isRunOpen: example.isRunOpen)
        #expect(decision == ScheduleDecision(step: example.step, wakeAt: example.wake.map { .utc($0) }))
    }

    @Test func `a time in the gap fires once on the night of the change`() {
        let schedule = JobSchedule(clamping: .daily(hour: 2, minute: 30))
        let ledger = ScheduleLedger(zone: .named("Europe/Berlin"))
        var entry = ScheduleEntry(
            name: "x", schedule: schedule, lastFiredAt: .utc("2026-03-28 01:30"), changedAt: .utc("2026-01-01 00:00"))
        var fired: [Instant] = []
        for minute in 0..<24 * 60 {
            let now = Instant.utc("2026-03-28 12:00").adding(seconds: Double(minute) * 60)
            if case .fire(let due) = ledger.decide(entry, now: now, isRunOpen: false).step {
                fired.append(now)
                entry = entry.fired(due)
            }
        }
        #expect(fired == [.utc("2026-03-29 01:00")])
    }

    @Test(arguments: [Int64.min, -1, 0, Int64.max])
    func `stored nonsense is survived`(milliseconds: Int64) {
        let moment = Instant(milliseconds: milliseconds)
        let entry = ScheduleEntry(
            name: "x", schedule: JobSchedule(clamping: .daily(hour: 3, minute: 0)), lastFiredAt: moment,
            changedAt: moment)
        let ledger = ScheduleLedger(zone: .gmt)
        let decision = ledger.decide(entry, now: .utc("2026-11-26 03:00"), isRunOpen: false)
        #expect(decision.step == .fire(due: .utc("2026-11-26 03:00")))
        for end in [Instant(milliseconds: .min), Instant(milliseconds: .max)] {
            #expect(ledger.decide(entry, now: end, isRunOpen: true) == ScheduleDecision(step: .wait, wakeAt: nil))
        }
    }
}

extension ScheduleEntry {
    /// The entry after a step was stored.
    func fired(_ due: Instant) -> ScheduleEntry {
        ScheduleEntry(name: name, schedule: schedule, lastFiredAt: due, changedAt: changedAt)
    }
}
