import Domain
import Foundation

extension Video {
    /// `S1 E2`; nil for anything but episodes.
    var number: String? {
        guard let place else { return nil }
        let episode = place.number.map { " E\($0)" } ?? ""
        return place.season == 0 ? "Special" + (place.number.map { " \($0)" } ?? "") : "S\(place.season)\(episode)"
    }

    /// The file's measured length, else what metadata say.
    var minutes: Int? {
        lengthSeconds.map { max(1, ($0 + 30) / 60) } ?? title.metadata.runtimeMinutes
    }
}

extension VideoProgress {
    /// For whoever does not see the line; nil for what was not begun.
    var words: String? {
        if isWatched { return "watched" }
        return percent > 0 ? "\(percent) % watched" : nil
    }
}

/// Lengths and places in words.
enum Clock {
    /// `1 h 36 min`
    static func length(minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return "\(rest) min" }
        return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
    }

    /// `1:02:03` or `2:03`
    static func place(_ seconds: Int) -> String {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        let second = rest < 10 ? "0\(rest)" : "\(rest)"
        guard hours > 0 else { return "\(minutes):\(second)" }
        return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(second)"
    }
}
