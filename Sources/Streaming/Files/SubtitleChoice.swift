package import Domain

extension [StoredSubtitle] {
    /// The track for a client that shows only one: what the file calls its default, then the language of whoever
    /// watches, then that for the hard of hearing, then English, then the first. Forced tracks, which translate a
    /// few words only, when there is no other.
    package func standard(language: String?) -> StoredSubtitle? {
        let full = filter { !$0.track.isForced }
        guard !full.isEmpty else { return first }
        if let track = full.first(where: { $0.track.isDefault }) { return track }
        for wanted in [language, "en"].compactMap(\.self) {
            if let track = full.first(where: { $0.track.speaks(wanted) && !$0.track.isSDH }) { return track }
            if let track = full.first(where: { $0.track.speaks(wanted) }) { return track }
        }
        return full.first
    }
}

extension SubtitleTrack {
    /// Whether it is in a language, whatever the region.
    fileprivate func speaks(_ language: String) -> Bool {
        func primary(_ code: String) -> Substring { code.lowercased().prefix { $0 != "-" } }
        return self.language.map { primary($0) == primary(language) } ?? false
    }
}
