/// What the owner says a library holds.
package enum LibraryKind: String, Sendable, CaseIterable {
    case movies, series, mixed
}

/// One file as a walk through the library's folders found it.
package struct ListedFile: Sendable, Hashable {
    /// The path below the library root, its parts separated by "/".
    package let path: String
    package let sizeBytes: Int64

    package init(path: String, sizeBytes: Int64) {
        self.path = path
        self.sizeBytes = sizeBytes
    }
}

/// How the names of one library are to be understood.
package struct NameOptions: Sendable, Hashable {
    package var kind: LibraryKind
    /// The year of the calendar now: later numbers are no years of films.
    package var currentYear: Int
    /// Whether "102" is season 1, episode 2. Off unless the owner wants it: long series count past 99.
    package var compactNumbers: Bool
    /// The BCP 47 tag that is assumed for subtitles whose name states no language.
    package var subtitleLanguage: String?
    /// Whether .strm files, which hold an address instead of a film, are listed like videos.
    package var listsPointers: Bool

    package init(
        kind: LibraryKind, currentYear: Int, compactNumbers: Bool = false, subtitleLanguage: String? = nil,
        listsPointers: Bool = false
    ) {
        self.kind = kind
        self.currentYear = currentYear
        self.compactNumbers = compactNumbers
        self.subtitleLanguage = subtitleLanguage
        self.listsPointers = listsPointers
    }
}

/// Reads a library from the names of its files and folders alone.
package struct LibraryNames: Sendable {
    package let options: NameOptions

    package init(_ options: NameOptions) {
        self.options = options
    }

    /// Everything the names of `files` say, for a whole library or for one top-level folder of it.
    ///
    /// The answer does not depend on the order of `files`. Each listed path is part of the answer: in a title, among
    /// its sidecars, or in `skipped` with a reason. Nothing is read from a disk.
    package func read(_ files: [ListedFile]) -> LibraryReading {
        var run = ReadingRun(LibraryTree(files, options), options)
        run.readAll()
        return run.reading()
    }
}
