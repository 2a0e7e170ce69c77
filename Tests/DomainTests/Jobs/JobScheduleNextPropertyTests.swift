import Basics
import Domain
import Foundation
import Testing

/// The due moments against a walk over every minute, and what must hold in every zone.
@Suite struct JobScheduleNextPropertyTests {
    static let zones = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "America/Sao_Paulo",
        "Pacific/Apia", "Africa/Casablanca", "America/Caracas", "Asia/Pyongyang", "Antarctica/Troll", "Asia/Gaza",
        "Asia/Tehran", "Europe/Dublin", "America/St_Johns", "Pacific/Chatham",
        "Asia/Colombo", "America/Montevideo", "America/Goose_Bay",
    ]

    private static let from = Instant.utc("1972-06-01 00:00")
    private static let to = Instant.utc("2031-01-01 00:00")

    @Test(arguments: zones)
    func `next finds what the walk finds`(identifier: String) {
        let zone = TimeZone.named(identifier)
        var random = SplitMix(seed: 13 + UInt64(identifier.utf8.reduce(0) { $0 + Int($1) }))
        let changes = zone.changes(from: Self.from, to: Self.to)
        for window in 0..<2 {
            let any = Int64.random(in: Self.from.milliseconds...Self.to.milliseconds, using: &random)
            let middle = window < 1 ? changes.randomElement(using: &random) : nil
            let walk = WallWalk(zone: zone, around: middle ?? Instant(milliseconds: any), days: 8)
            for _ in 0..<3 {
                let rule = ScheduleRule.random(using: &random)
                Self.compare(JobSchedule(clamping: rule), with: walk, in: zone, using: &random)
            }
        }
    }

    private static func compare(
        _ schedule: JobSchedule, with walk: WallWalk, in zone: TimeZone, using random: inout SplitMix
    ) {
        let first = walk.start.adding(seconds: 2 * 86_400)
        let last = walk.end.adding(seconds: -86_400)
        let expected = walk.due(schedule.rule).filter { $0 > first && $0 < last }
        var found: [Instant] = []
        var moment = first
        while let next = schedule.next(after: moment, in: zone), next < last {
            found.append(next)
            moment = next
        }
        #expect(found == expected, "\(schedule.rule) in \(zone.identifier) from \(first.iso8601)")
        for _ in 0..<10 {
            let after = Instant(
                milliseconds: Int64.random(in: first.milliseconds..<last.milliseconds, using: &random))
            let next = schedule.next(after: after, in: zone)
            let due = expected.first { $0 > after }
            #expect(
                next == due || due == nil && (next.map { $0 >= last } ?? false),
                "\(schedule.rule) in \(zone.identifier) after \(after.iso8601)")
        }
    }

    /// Over changes of all zones' clocks that the system knows.
    @Test func `runs keep their distance everywhere`() {
        var random = SplitMix(seed: 2026)
        let identifiers = TimeZone.knownTimeZoneIdentifiers.sorted()
        for _ in 0..<100 {
            guard let identifier = identifiers.randomElement(using: &random) else { return }
            let zone = TimeZone.named(identifier)
            let changes = zone.changes(from: .utc("1900-01-02 00:00"), to: .utc("2040-01-01 00:00"))
            guard let change = changes.randomElement(using: &random) else { continue }
            let schedule = JobSchedule(clamping: .random(using: &random))
            var moment = change.adding(seconds: -30_000)
            for _ in 0..<6 {
                guard let next = schedule.next(after: moment, in: zone) else {
                    Issue.record("\(schedule.rule) has no run in \(identifier) after \(moment.iso8601)")
                    return
                }
                #expect(next > moment)
                #expect(schedule.next(after: next.adding(milliseconds: -1), in: zone) == next)
                let following = schedule.next(after: next, in: zone) ?? next
                if case .interval(let hours) = schedule.rule {
                    let seconds = following.seconds(since: next)
                    #expect(seconds >= 3600, "\(hours) in \(identifier) after \(next.iso8601)")
                    #expect(seconds <= Double(hours) * 3600 + 90_000)
                }
                moment = next
            }
        }
    }

    @Test func `a later question never has an earlier answer`() {
        var random = SplitMix(seed: 7)
        for _ in 0..<300 {
            let zone = TimeZone.named(Self.zones.randomElement(using: &random) ?? "UTC")
            let schedule = JobSchedule(clamping: .random(using: &random))
            let first = Int64.random(in: Self.from.milliseconds...Self.to.milliseconds, using: &random)
            let second = first + Int64.random(in: 0...90_000_000, using: &random)
            let early = schedule.next(after: Instant(milliseconds: first), in: zone)
            let late = schedule.next(after: Instant(milliseconds: second), in: zone)
            guard let early, let late else {
                Issue.record("no run")
                return
            }
            #expect(early <= late)
        }
    }
}
