import Domain
import Foundation

extension Video {
    /// Never empty: an episode without a title is called by its number.
    var name: String {
        guard title.metadata.title.isEmpty else { return title.metadata.title }
        return place?.number.map { "Episode \($0)" } ?? "Untitled"
    }

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

    /// By the picture's size: what is as wide as a 4K or HD picture counts, however it was cropped.
    var quality: String? {
        guard let probe = standardFiles.first?.file.probe, let width = probe.width, let height = probe.height else {
            return nil
        }
        if width >= WebLimits.pictureSize4K.width || height >= WebLimits.pictureSize4K.height { return "4K" }
        return width >= WebLimits.pictureSizeHD.width || height >= WebLimits.pictureSizeHD.height ? "HD" : "SD"
    }
}

/// How far a profile is in a film.
struct VideoProgress: Sendable, Hashable {
    let isWatched: Bool
    /// Where to go on; 0 for the beginning.
    let resumeSeconds: Int
    /// 0 to 100.
    let percent: Int

    init(_ video: Video) {
        isWatched = video.state?.isFinished ?? false
        let position = video.state?.position ?? 0
        // Who saw less than this begins anew.
        resumeSeconds = position >= WebLimits.resumeSecondsMin ? position : 0
        let length = video.lengthSeconds ?? 0
        percent = isWatched ? 100 : length > 0 ? min(100, position * 100 / length) : 0
    }

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

extension SubtitleTrack {
    /// What a person is shown of a track: its title, else its language, and what is special about it.
    var label: String {
        let name =
            title ?? language.map { Self.languages.localizedString(forIdentifier: $0) ?? $0 } ?? "Unknown language"
        let marks = [isForced ? "forced" : nil, isSDH ? "for the hard of hearing" : nil].compactMap(\.self)
        return marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))"
    }

    private static let languages = Locale(identifier: "en")
}
