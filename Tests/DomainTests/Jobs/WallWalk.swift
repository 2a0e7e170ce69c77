import Basics
import Domain
import Foundation

extension Instant {
    /// A moment in UTC, as `2026-03-29 01:00` or with seconds.
    static func utc(_ text: String) -> Instant {
        let padded = text.count == 16 ? text + ":00" : text
        let iso = padded.replacing(" ", with: "T") + "Z"
        let date = (try? Date(iso, strategy: .iso8601)) ?? .distantPast
        return Instant(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }
}

extension TimeZone {
    static func named(_ identifier: String) -> TimeZone { TimeZone(identifier: identifier) ?? .gmt }

    /// The moments between two years at which the zone's clocks change.
    func changes(from start: Instant, to end: Instant) -> [Instant] {
        var moments: [Instant] = []
        var date = Date(timeIntervalSince1970: start.seconds)
        while let change = nextDaylightSavingTimeTransition(after: date), change > date,
            change.timeIntervalSince1970 < end.seconds
        {
            moments.append(Instant(milliseconds: Int64(change.timeIntervalSince1970) * 1000))
            date = change
        }
        return moments
    }
}

/// What a zone's clocks show at each minute of some days; the slow and obvious way to find when something is due.
struct WallWalk {
    /// The first minute since 1970 in UTC.
    let firstMinute: Int
    /// Minutes since 1970 as clocks show them.
    let walls: [Int]

    init(zone: TimeZone, around moment: Instant, days: Int) {
        let first = Int(moment.milliseconds / 60_000) - days * 720
        firstMinute = first
        walls = (0..<days * 1440).map { minute in
            let date = Date(timeIntervalSince1970: Double((first + minute) * 60))
            return first + minute + zone.secondsFromGMT(for: date) / 60
        }
    }

    var start: Instant { moment(0) }
    var end: Instant { moment(walls.count) }

    /// The due moments of all minutes but the first and last two hours.
    func due(_ rule: ScheduleRule) -> [Instant] {
        switch rule {
        case .daily(let hour, let minute):
            firstShown { $0 % 1440 == hour * 60 + minute }
        case .weekly(let weekday, let hour, let minute):
            firstShown { $0 % 1440 == hour * 60 + minute && ($0 / 1440 + 4) % 7 == weekday }
        case .interval(let hours): fullHours { $0 % (hours * 60) == 0 }
        case .manual: []
        }
    }

    /// Minutes at which a matching time is shown, or passed over, for the first time.
    private func firstShown(_ matches: (Int) -> Bool) -> [Instant] {
        var latest = walls[0]
        var found: [Instant] = []
        for index in 1..<walls.count where walls[index] > latest {
            for wall in latest + 1...walls[index] where matches(wall) {
                found.append(moment(index))
                break
            }
            latest = walls[index]
        }
        return found
    }

    /// Minutes at which a matching time is shown, or passed over with no other in the hour to come; not twice in an
    /// hour.
    private func fullHours(_ matches: (Int) -> Bool) -> [Instant] {
        var found: [Instant] = []
        for index in 120..<walls.count - 120 {
            let wall = walls[index]
            if matches(wall) {
                if !walls[index - 59..<index].contains(wall) { found.append(moment(index)) }
            } else if wall > walls[index - 1] + 1, (walls[index - 1] + 1..<wall).contains(where: matches),
                !walls[index...index + 59].contains(where: matches)
            {
                found.append(moment(index))
            }
        }
        return found
    }

    private func moment(_ index: Int) -> Instant {
        Instant(milliseconds: Int64(firstMinute + index) * 60_000)
    }
}

extension ScheduleRule {
    static func random(using random: inout SplitMix) -> ScheduleRule {
        // Clocks change at night, so nights are where the cases are.
        let hour =
            Bool.random(using: &random) ? Int.random(in: 0...3, using: &random) : Int.random(in: 0...23, using: &random)
        let minute = [0, 1, 15, 29, 30, 45, 59].randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .weekly(weekday: Int.random(in: 0...6, using: &random), hour: hour, minute: minute)
        case 1: return .daily(hour: hour, minute: minute)
        default:
            return .interval(hours: DomainLimits.scheduleIntervalHours.randomElement(using: &random) ?? 1)
        }
    }
}
