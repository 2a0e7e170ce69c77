import Basics
import Domain
import Foundation
import Testing

/// When schedules are due, above all where clocks change.
@Suite struct JobScheduleNextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let zone: String
        let rule: ScheduleRule
        let after: String
        /// The due moments that follow, in UTC.
        let due: [String]

        var testDescription: String { what }
    }

    static let evenDays = [
        Case(
            what: "daily in UTC", zone: "UTC", rule: .daily(hour: 3, minute: 0), after: "2026-11-26 02:59",
            due: ["2026-11-26 03:00", "2026-11-27 03:00", "2026-11-28 03:00"]),
        Case(
            what: "the due moment itself is over", zone: "UTC", rule: .daily(hour: 3, minute: 0),
            after: "2026-11-26 03:00", due: ["2026-11-27 03:00"]),
        Case(
            what: "midnight", zone: "Europe/Berlin", rule: .daily(hour: 0, minute: 0), after: "2026-11-26 22:59",
            due: ["2026-11-26 23:00", "2026-11-27 23:00"]),
        Case(
            what: "a zone of 45 minutes", zone: "Asia/Kathmandu", rule: .daily(hour: 4, minute: 30),
            after: "2026-02-28 12:00", due: ["2026-02-28 22:45", "2026-03-01 22:45"]),
        Case(
            what: "weekly over the end of a year", zone: "UTC", rule: .weekly(weekday: 0, hour: 4, minute: 0),
            after: "2026-12-27 04:00", due: ["2027-01-03 04:00", "2027-01-10 04:00"]),
        Case(
            what: "weekly on the day itself", zone: "America/New_York", rule: .weekly(weekday: 6, hour: 23, minute: 59),
            after: "2026-07-11 12:00", due: ["2026-07-12 03:59", "2026-07-19 03:59"]),
        Case(
            what: "weekly long ago", zone: "UTC", rule: .weekly(weekday: 4, hour: 0, minute: 0),
            after: "1969-12-31 12:00", due: ["1970-01-01 00:00"]),
        Case(
            what: "every hour", zone: "Europe/Berlin", rule: .interval(hours: 1), after: "2026-11-26 22:30",
            due: ["2026-11-26 23:00", "2026-11-27 00:00"]),
        Case(
            what: "every 8 hours of the local clock", zone: "Europe/Berlin", rule: .interval(hours: 8),
            after: "2026-11-26 08:00", due: ["2026-11-26 15:00", "2026-11-26 23:00", "2026-11-27 07:00"]),
        Case(
            what: "full hours of a zone of 45 minutes", zone: "Asia/Kathmandu", rule: .interval(hours: 12),
            after: "2026-11-26 00:00", due: ["2026-11-26 06:15", "2026-11-26 18:15"]),
    ]

    static let gaps = [
        Case(
            what: "a time that does not exist comes after the gap", zone: "Europe/Berlin",
            rule: .daily(hour: 2, minute: 30), after: "2026-03-28 12:00",
            due: ["2026-03-29 01:00", "2026-03-30 00:30"]),
        Case(
            what: "the last minute before the gap exists", zone: "Europe/Berlin", rule: .daily(hour: 1, minute: 59),
            after: "2026-03-28 12:00", due: ["2026-03-29 00:59", "2026-03-29 23:59"]),
        Case(
            what: "a gap at midnight", zone: "America/Sao_Paulo", rule: .daily(hour: 0, minute: 0),
            after: "2012-10-20 12:00", due: ["2012-10-21 03:00", "2012-10-22 02:00"]),
        Case(
            what: "a gap of 30 minutes", zone: "Australia/Lord_Howe", rule: .daily(hour: 2, minute: 10),
            after: "2026-10-03 00:00", due: ["2026-10-03 15:30", "2026-10-04 15:10"]),
        Case(
            what: "a gap in Kathmandu's history", zone: "Asia/Kathmandu", rule: .daily(hour: 0, minute: 5),
            after: "1985-12-31 12:00", due: ["1985-12-31 18:30", "1986-01-01 18:20"]),
        Case(
            what: "a day that Samoa left out", zone: "Pacific/Apia", rule: .weekly(weekday: 5, hour: 12, minute: 0),
            after: "2011-12-24 12:00", due: ["2011-12-30 10:00", "2012-01-05 22:00"]),
        Case(
            what: "weekly in the gap", zone: "America/New_York", rule: .weekly(weekday: 0, hour: 2, minute: 0),
            after: "2026-03-02 00:00", due: ["2026-03-08 07:00", "2026-03-15 06:00"]),
        Case(
            what: "every hour over the gap", zone: "Europe/Berlin", rule: .interval(hours: 1),
            after: "2026-03-28 23:30", due: ["2026-03-29 00:00", "2026-03-29 01:00", "2026-03-29 02:00"]),
        Case(
            what: "every 2 hours when 2 does not exist", zone: "Europe/Berlin", rule: .interval(hours: 2),
            after: "2026-03-28 22:30", due: ["2026-03-28 23:00", "2026-03-29 01:00", "2026-03-29 02:00"]),
        Case(
            what: "every 12 hours when midnight does not exist", zone: "America/Sao_Paulo",
            rule: .interval(hours: 12), after: "2012-10-20 12:00",
            due: ["2012-10-20 15:00", "2012-10-21 03:00", "2012-10-21 14:00"]),
        Case(
            what: "every hour over a gap of 30 minutes", zone: "Australia/Lord_Howe", rule: .interval(hours: 1),
            after: "2026-10-03 14:00", due: ["2026-10-03 14:30", "2026-10-03 16:00", "2026-10-03 17:00"]),
        Case(
            what: "every 2 hours over a gap of 30 minutes", zone: "Australia/Lord_Howe", rule: .interval(hours: 2),
            after: "2026-10-03 14:00", due: ["2026-10-03 15:30", "2026-10-03 17:00"]),
    ]

    static let repetitions = [
        Case(
            what: "a time that comes twice comes the first time", zone: "Europe/Berlin",
            rule: .daily(hour: 2, minute: 30), after: "2026-10-24 12:00",
            due: ["2026-10-25 00:30", "2026-10-26 01:30"]),
        Case(
            what: "asked between the two", zone: "Europe/Berlin", rule: .daily(hour: 2, minute: 30),
            after: "2026-10-25 01:10", due: ["2026-10-26 01:30"]),
        Case(
            what: "the hour after the two", zone: "Europe/Berlin", rule: .daily(hour: 3, minute: 0),
            after: "2026-10-24 12:00", due: ["2026-10-25 02:00"]),
        Case(
            what: "clocks go back over midnight", zone: "America/Sao_Paulo", rule: .daily(hour: 23, minute: 30),
            after: "2012-02-25 12:00", due: ["2012-02-26 01:30", "2012-02-27 02:30"]),
        Case(
            what: "midnight itself comes once", zone: "America/Sao_Paulo", rule: .daily(hour: 0, minute: 0),
            after: "2012-02-25 12:00", due: ["2012-02-26 03:00", "2012-02-27 03:00"]),
        Case(
            what: "half an hour twice", zone: "Australia/Lord_Howe", rule: .daily(hour: 1, minute: 45),
            after: "2026-04-04 00:00", due: ["2026-04-04 14:45", "2026-04-05 15:15"]),
        Case(
            what: "every hour runs in both hours", zone: "Europe/Berlin", rule: .interval(hours: 1),
            after: "2026-10-24 23:30", due: ["2026-10-25 00:00", "2026-10-25 01:00", "2026-10-25 02:00"]),
        Case(
            what: "every 6 hours stay at their hours", zone: "America/New_York", rule: .interval(hours: 6),
            after: "2026-11-01 00:00", due: ["2026-11-01 04:00", "2026-11-01 11:00", "2026-11-01 17:00"]),
        Case(
            what: "every hour over half an hour twice", zone: "Australia/Lord_Howe", rule: .interval(hours: 1),
            after: "2026-04-04 13:30", due: ["2026-04-04 14:00", "2026-04-04 15:30", "2026-04-04 16:30"]),
        Case(
            what: "half an hour with a full hour in it twice", zone: "Asia/Colombo", rule: .interval(hours: 1),
            after: "2006-04-14 17:00", due: ["2006-04-14 18:00", "2006-04-14 19:30", "2006-04-14 20:30"]),
        Case(
            what: "a gap of 90 minutes", zone: "America/Montevideo", rule: .interval(hours: 2),
            after: "1974-01-13 00:00", due: ["1974-01-13 01:00", "1974-01-13 03:30", "1974-01-13 05:30"]),
        Case(
            what: "an offset with seconds", zone: "Africa/Monrovia", rule: .daily(hour: 5, minute: 0),
            after: "1972-01-05 12:00", due: ["1972-01-06 05:44:30", "1972-01-07 05:00"]),
    ]

    @Test(arguments: evenDays + gaps + repetitions)
    func `runs come at these moments`(_ example: Case) throws {
        let schedule = JobSchedule(clamping: example.rule)
        var moment = Instant.utc(example.after)
        for expected in example.due {
            let next = try #require(schedule.next(after: moment, in: .named(example.zone)))
            #expect(next.iso8601 == Instant.utc(expected).iso8601)
            moment = next
        }
    }

    @Test func `a part of a second before is before`() throws {
        let schedule = JobSchedule(clamping: .daily(hour: 3, minute: 0))
        let due = Instant.utc("2026-11-26 03:00")
        #expect(schedule.next(after: due.adding(milliseconds: -1), in: .gmt) == due)
        #expect(schedule.next(after: due.adding(milliseconds: 1), in: .gmt) == due.adding(seconds: 86_400))
        let early = JobSchedule(clamping: .interval(hours: 1))
        #expect(early.next(after: Instant(milliseconds: -1), in: .gmt) == Instant(milliseconds: 0))
    }

    @Test func `nothing comes by itself when disabled or manual`() {
        let moment = Instant.utc("2026-11-26 03:00")
        #expect(JobSchedule(clamping: .manual).next(after: moment, in: .gmt) == nil)
        for rule in [
            ScheduleRule.daily(hour: 1, minute: 1), .weekly(weekday: 1, hour: 1, minute: 1), .interval(hours: 1),
        ] {
            #expect(JobSchedule(clamping: rule, isEnabled: false).next(after: moment, in: .gmt) == nil)
        }
    }

    @Test(arguments: [Int64.min, Int64.max, -2_208_988_800_001, 253_402_300_800_000])
    func `moments outside of history have no next one`(milliseconds: Int64) {
        for rule in [
            ScheduleRule.daily(hour: 1, minute: 1), .weekly(weekday: 1, hour: 1, minute: 1), .interval(hours: 1),
        ] {
            let schedule = JobSchedule(clamping: rule)
            #expect(schedule.next(after: Instant(milliseconds: milliseconds), in: .named("Europe/Berlin")) == nil)
        }
    }

    @Test(arguments: [-64_800, 64_800])
    func `zones far from UTC work`(offset: Int) throws {
        let zone = try #require(TimeZone(secondsFromGMT: offset))
        let next = JobSchedule(clamping: .daily(hour: 0, minute: 0)).next(after: .utc("2026-11-26 12:00"), in: zone)
        #expect(next?.iso8601 == (offset < 0 ? "2026-11-26T18:00:00Z" : "2026-11-27T06:00:00Z"))
    }
}
