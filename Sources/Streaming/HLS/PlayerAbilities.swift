/// What a browser says that it can play.
package struct PlayerAbilities: Hashable, Sendable {
    /// What it is asked about; the raw value is what its script answers with.
    package enum Word: String, Hashable, Sendable, CaseIterable {
        // Files as they are.
        case mp4, quicktime, matroska, webm, ogg
        /// MP4 in pieces, which is what converted films come in.
        case fragments
        // Pictures.
        case h264, hevc, vp8, vp9, av1, theora
        // Sound.
        case aac, mp3, ac3, eac3, flac, opus, vorbis
    }

    private let words: Set<Word>

    package init(_ words: Set<Word>) {
        self.words = words
    }

    /// Reads words with commas between them; unknown ones are left out.
    package init(text: String) {
        let words = text.split(separator: ",", maxSplits: StreamingLimits.abilityWordsMax)
        self.init(Set(words.compactMap { Word(rawValue: String($0)) }))
    }

    package func contains(_ word: Word) -> Bool { words.contains(word) }
}

/// How a film can reach a browser, the cheapest way first.
package enum PlayWay: String, Hashable, Sendable, CaseIterable {
    /// The file itself.
    case direct
    /// Its pictures as they are, in pieces that browsers read; the sound converted where it has to be.
    case remux
    /// Pictures and sound converted.
    case transcode

    /// Reads words with commas between them; unknown ones are left out.
    package static func ways(text: String) -> Set<PlayWay> {
        Set(text.split(separator: ",", maxSplits: allCases.count).compactMap { PlayWay(rawValue: String($0)) })
    }
}
