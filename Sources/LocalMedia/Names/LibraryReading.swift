/// What the names of a library's files say.
package struct LibraryReading: Sendable, Equatable {
    package var films: [FilmReading] = []
    package var series: [SeriesReading] = []
    /// Files that are in no title, each with the reason, ordered by path.
    package var skipped: [SkippedPath] = []
    /// What the owner should look at: files that contradict each other. They are listed all the same.
    package var conflicts: [NameConflict] = []

    package init() {}
}

/// A file that is in no title.
package struct SkippedPath: Sendable, Hashable {
    package let path: String
    package let reason: SkipReason

    package init(path: String, reason: SkipReason) {
        self.path = path
        self.reason = reason
    }
}

/// Why a file is in no title.
package enum SkipReason: String, Sendable, CaseIterable {
    /// The name starts with a full stop.
    case hidden
    /// A file of no bytes.
    case empty
    /// A file that an operating system leaves behind.
    case systemFile
    case unfinishedDownload
    /// A short piece of a film that releases come with.
    case sample
    /// It lies in a folder that never holds titles, as a recycle bin.
    case skippedFolder
    /// Its folder, or one above, holds a file `.ignore` or `.nomedia`.
    case ignoredFolder
    /// A pointer to an address, in a library that does not list those.
    case pointer
    /// A file of a DVD or Blu-ray folder that is listed as a whole.
    case partOfDisc
    /// A video in a folder that is read for its subtitles or pictures only.
    case sidecarFolder
    /// A trailer or the like whose film is not there.
    case extraWithoutTitle
    /// A subtitle, picture or description that fits no title.
    case unmatchedSubtitle, unmatchedImage, unmatchedMetadata
    /// No kind of file that belongs to a library.
    case otherKind
    /// The folders lie deeper, or the name is longer, than is read.
    case tooDeep, nameTooLong
    /// A video that no rule has placed. It is a fault of the rules: tests make sure that there is none.
    case unplaced
}

/// Files of one title that contradict each other.
package struct NameConflict: Sendable, Hashable {
    /// What is wrong.
    package enum Kind: String, Sendable {
        /// Files with different names claim one episode.
        case sameEpisode
        /// Parts of a film of which some are missing or there twice.
        case incompleteParts
        /// An episode's own season is not that of its folder.
        case seasonDiffers
    }

    package let kind: Kind
    package let paths: [String]

    package init(kind: Kind, paths: [String]) {
        self.kind = kind
        self.paths = paths
    }
}

/// Ids of a title that stand in a name.
package struct NamedIDs: Sendable, Hashable {
    /// With its "tt", as "tt0106145".
    package var imdb: String?
    package var tmdb: Int?
    package var tvdb: Int?

    package init(imdb: String? = nil, tmdb: Int? = nil, tvdb: Int? = nil) {
        self.imdb = imdb
        self.tmdb = tmdb
        self.tvdb = tvdb
    }

    package var isEmpty: Bool { imdb == nil && tmdb == nil && tvdb == nil }

    /// These ids, and those of `other` where there are none.
    func filled(from other: NamedIDs) -> NamedIDs {
        NamedIDs(imdb: imdb ?? other.imdb, tmdb: tmdb ?? other.tmdb, tvdb: tvdb ?? other.tvdb)
    }

    /// Whether both can be ids of one title.
    func fits(_ other: NamedIDs) -> Bool {
        func fit<ID: Equatable>(_ one: ID?, _ two: ID?) -> Bool { one == nil || two == nil || one == two }
        return fit(imdb, other.imdb) && fit(tmdb, other.tmdb) && fit(tvdb, other.tvdb)
    }
}
