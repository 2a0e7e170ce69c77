/// The pictures that lie beside a title, by their paths.
package struct ArtworkReading: Sendable, Hashable {
    package var poster: String?
    package var backdrops: [String] = []
    package var banner: String?
    /// The wide picture: a landscape of a film, a still of an episode.
    package var thumb: String?
    package var logo: String?
    package var clearArt: String?
    package var discArt: String?
    package var keyArt: String?
    /// Portraits, ordered by name.
    package var people: [PersonPicture] = []

    package init() {}

    package var isEmpty: Bool { self == ArtworkReading() }
}

/// A portrait from the folder `.actors`.
package struct PersonPicture: Sendable, Hashable {
    package var name: String
    package var path: String

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}

/// A subtitle file that belongs to a title.
package struct SubtitleReading: Sendable, Hashable {
    package var path: String
    /// A BCP 47 tag.
    package var language: String?
    /// Whether the name states no language, so that `language` is the library's.
    package var isLanguageGuessed = false
    package var title: String?
    package var isForced = false
    /// For the deaf and hard of hearing.
    package var isSDH = false
    package var isDefault = false
    package var format: SubtitleFormat
    /// The .idx file of a VobSub pair.
    package var indexPath: String?
    /// The video whose name the subtitle bears; nil when it goes with all versions of its title.
    package var videoPath: String?

    package init(path: String, format: SubtitleFormat) {
        self.path = path
        self.format = format
    }
}

/// How a subtitle file is written.
package enum SubtitleFormat: String, Sendable, CaseIterable {
    case srt, vtt, ass, ssa, sami
    /// A .sub file of text; with an .idx beside it, it is `vobSub`.
    case microDVD
    case vobSub, pgs, matroska

    /// Whether it can be handed out as text.
    package var isText: Bool { self != .vobSub && self != .pgs && self != .matroska }
}
