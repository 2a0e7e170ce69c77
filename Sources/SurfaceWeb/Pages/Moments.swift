import Basics
import Foundation

/// Moments as people say them: relative up to a week, then dates.
enum Moments {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func words(_ moment: Instant, now: Instant) -> String {
        let seconds = max(0, now.seconds(since: moment))
        let (minutes, hours, days) = (Int(seconds / 60), Int(seconds / 3600), Int(seconds / 86_400))
        if minutes < 1 { return "just now" }
        if minutes < 60 { return count(minutes, "minute") + " ago" }
        if hours < 24 { return count(hours, "hour") + " ago" }
        if days < WebLimits.relativeDaysMax { return count(days, "day") + " ago" }
        return date(moment)
    }

    static func date(_ moment: Instant) -> String {
        let day = CivilDate(daysSinceEpoch: Int((moment.seconds / 86_400).rounded(.down)))
        return "\(day.day) \(months[day.month - 1]) \(day.year)"
    }

    /// A moment whose UTC clock shows what clocks in a zone show at this one.
    static func local(_ moment: Instant, in zone: TimeZone) -> Instant {
        moment.adding(seconds: Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: moment.seconds))))
    }

    /// `plural` is the noun with an s where it is not given.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        number == 1 ? "1 \(noun)" : "\(grouped(number)) \(plural ?? noun + "s")"
    }

    /// "12,345"
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(abs(number)).reversed())
        let parts = stride(from: 0, to: digits.count, by: 3).map { digits[$0..<min($0 + 3, digits.count)] }
        return (number < 0 ? "-" : "") + String(parts.joined(separator: [","]).reversed())
    }
}

/// A moment on a page: its words, and its exact form for machines.
struct MomentText: Sendable {
    let words: String
    let iso: String

    init(_ moment: Instant, now: Instant) {
        words = Moments.words(moment, now: now)
        iso = moment.iso8601
    }
}
