/// A film as the names of its files describe it.
package struct FilmReading: Sendable, Equatable {
    package var title: String
    package var year: Int?
    package var ids = NamedIDs()
    /// The folder that holds this film and no other.
    package var folder: String?
    /// At least one; the first is what plays unless somebody chooses.
    package var versions: [VersionReading] = []
    package var extras: [ExtraReading] = []
    /// Descriptions that are there, the preferred one first.
    package var nfoCandidates: [String] = []
    package var artwork = ArtworkReading()
    package var subtitles: [SubtitleReading] = []

    package init(title: String, year: Int?) {
        self.title = title
        self.year = year
    }
}

/// One way to play a title.
package struct VersionReading: Sendable, Hashable {
    /// What sets it apart, as "Director's Cut" or "2160p".
    package var label: String?
    /// The paths of its files in the order of playing. A disc folder is named by its index file.
    package var parts: [String]
    package var is3D = false
    /// A disc image or a disc's folder, which cannot be streamed as it is.
    package var isDisc = false

    package init(label: String?, parts: [String], is3D: Bool = false, isDisc: Bool = false) {
        self.label = label
        self.parts = parts
        self.is3D = is3D
        self.isDisc = isDisc
    }
}

/// A trailer or other addition to a film or series.
package struct ExtraReading: Sendable, Hashable {
    package var path: String
    package var kind: ExtraKind

    package init(path: String, kind: ExtraKind) {
        self.path = path
        self.kind = kind
    }
}

/// What an extra is.
package enum ExtraKind: String, Sendable, CaseIterable {
    case behindTheScenes, deletedScene, interview, scene, sample, short, featurette, clip, other, trailer
    case themeVideo, themeAudio
}
