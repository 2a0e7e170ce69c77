/// What one source says of a title.
package struct SourcedDraft: Sendable, Hashable {
    package let source: FieldSource
    package let draft: TitleDraft

    package init(source: FieldSource, draft: TitleDraft) {
        self.source = source
        self.draft = draft
    }
}

/// A film or series as a scan understood it: what its names and sidecars say, and its files.
package struct ScannedTitle: Sendable, Hashable {
    /// The title that its files belonged to before; nil when none of them is known.
    package var known: TitleID?
    /// Film or series, weakest source first; the first has a title.
    package var drafts: [SourcedDraft]
    /// Fields that an owner fixed in the sidecar: nothing from outside changes them.
    package var locked: Set<MetadataField> = []
    /// Of a film: what is played, and extras. Of a series: extras alone.
    package var files: [ScannedFile] = []
    package var artwork: [ScannedArtwork] = []
    /// Of a series.
    package var episodes: [ScannedEpisode] = []

    package init(known: TitleID?, drafts: [SourcedDraft]) {
        self.known = known
        self.drafts = drafts
    }
}

/// An episode of a scanned series.
package struct ScannedEpisode: Sendable, Hashable {
    package var known: TitleID?
    /// 0 are specials.
    package var season: Int
    /// Nil for specials without a number.
    package var number: Int?
    /// `YYYY-MM-DD`.
    package var airDate: String?
    package var drafts: [SourcedDraft]
    package var files: [ScannedFile]
    package var artwork: [ScannedArtwork] = []

    package init(known: TitleID?, season: Int, number: Int?, drafts: [SourcedDraft], files: [ScannedFile]) {
        self.known = known
        self.season = season
        self.number = number
        self.drafts = drafts
        self.files = files
    }
}

/// A file of a scanned title.
package struct ScannedFile: Sendable, Hashable {
    package enum Role: Sendable, Hashable {
        /// `version` 0 is the default; `part` counts from 0.
        case feature(version: Int, label: String?, part: Int)
        case extra(kind: String)
    }

    /// The stored file that this one is, under this path or another; nil for a new one.
    package var known: MediaFileID?
    package var path: FilePath
    package var facts: FileFacts
    /// Digest of both ends; nil when nobody had to read them yet.
    package var digest: [UInt8]?
    package var role: Role
    /// Beside the file.
    package var subtitles: [SubtitleTrack]

    package init(
        known: MediaFileID?, path: FilePath, facts: FileFacts, digest: [UInt8]?, role: Role,
        subtitles: [SubtitleTrack] = []
    ) {
        self.known = known
        self.path = path
        self.facts = facts
        self.digest = digest
        self.role = role
        self.subtitles = subtitles
    }
}

/// A picture beside the files.
package struct ScannedArtwork: Sendable, Hashable {
    package let kind: ArtworkKind
    package let path: FilePath
    /// Changes with the picture.
    package let stamp: String

    package init(kind: ArtworkKind, path: FilePath, stamp: String) {
        self.kind = kind
        self.path = path
        self.stamp = stamp
    }
}

/// What a picture shows.
package enum ArtworkKind: String, Sendable, Codable, CaseIterable {
    case poster
    case backdrop
    /// A still of an episode.
    case thumb
}
