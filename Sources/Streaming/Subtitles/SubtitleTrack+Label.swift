package import Domain
import Foundation

extension SubtitleTrack {
    /// What a person is shown of a track, in English: its title, else its language, and what is special about it.
    package var label: String {
        let name =
            title ?? language.map { Self.languages.localizedString(forIdentifier: $0) ?? $0 } ?? "Unknown language"
        let marks = [isForced ? "forced" : nil, isSDH ? "for the hard of hearing" : nil].compactMap(\.self)
        return marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))"
    }

    private static let languages = Locale(identifier: "en")
}
