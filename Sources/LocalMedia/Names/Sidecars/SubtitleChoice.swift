/// A subtitle as a client chooses among several, from a file or from inside a video.
package struct SubtitleTrack: Sendable, Hashable {
    /// A BCP 47 tag.
    package var language: String?
    package var isDefault: Bool
    package var isForced: Bool
    package var isSDH: Bool

    package init(language: String?, isDefault: Bool = false, isForced: Bool = false, isSDH: Bool = false) {
        self.language = language
        self.isDefault = isDefault
        self.isForced = isForced
        self.isSDH = isSDH
    }
}

extension SubtitleReading {
    package var track: SubtitleTrack {
        SubtitleTrack(language: language, isDefault: isDefault, isForced: isForced, isSDH: isSDH)
    }
}

/// Chooses the subtitle for a client that can show but one.
package enum SubtitleChoice {
    /// The index of the best track; nil for no tracks.
    ///
    /// An explicit default comes first, then the languages of `preferred` in their order, each without and then with
    /// descriptions for the hard of hearing, then English, then the first track. Forced tracks, which translate signs
    /// alone, are chosen only if there are no others. "pt" stands for "pt-BR" as well, after a "pt" of its own.
    package static func index(of tracks: [SubtitleTrack], preferring preferred: [String]) -> Int? {
        let complete = tracks.indices.filter { !tracks[$0].isForced }
        let candidates = complete.isEmpty ? Array(tracks.indices) : complete
        if let explicit = candidates.first(where: { tracks[$0].isDefault }) { return explicit }
        for language in preferred + ["en"] {
            let spoken = candidates.filter { matches(tracks[$0].language, language) }
            let exact = spoken.filter { tracks[$0].language?.lowercased() == language.lowercased() }
            for group in [exact, spoken] {
                if let plain = group.first(where: { !tracks[$0].isSDH }) { return plain }
            }
            if let described = exact.first ?? spoken.first { return described }
        }
        return candidates.first
    }

    private static func matches(_ one: String?, _ two: String) -> Bool {
        guard let one else { return false }
        return primary(one) == primary(two)
    }

    private static func primary(_ tag: String) -> String {
        tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    }
}
