/// One reading of a library: walks its folders and gathers what they say.
struct ReadingRun {
    let tree: LibraryTree
    let options: NameOptions
    var films: [FilmReading] = []
    /// Where in `films` those are whose files or folders name an edition.
    var editions: [Int] = []
    var series: [SeriesDraft] = []
    /// Where in `series` those of a name are.
    var seriesPlaces: [TitleKey: [Int]] = [:]
    var conflicts: [NameConflict] = []
    private var skipped: [SkippedPath]
    /// By file: whether it is part of the answer.
    private var isUsed: [Bool]

    init(_ tree: LibraryTree, _ options: NameOptions) {
        self.tree = tree
        self.options = options
        skipped = tree.skipped
        isUsed = Array(repeating: false, count: tree.files.count)
    }

    mutating func readAll() {
        switch options.kind {
        case .movies, .mixed: readFilmFolder(LibraryTree.root)
        case .series: readSeriesLibrary()
        }
    }

    /// What was read, and the files that are no part of it.
    func reading() -> LibraryReading {
        var reading = LibraryReading()
        reading.films = FilmEditions.merged(films, editions)
        reading.skipped = skipped
        reading.conflicts = conflicts
        for draft in series {
            let (series, conflicts) = draft.reading(tree)
            reading.series.append(series)
            reading.conflicts += conflicts
        }
        for (index, file) in tree.files.enumerated() where !isUsed[index] {
            reading.skipped.append(SkippedPath(path: file.path, reason: ReadingRun.reason(file.kind)))
        }
        reading.skipped.sort { $0.path < $1.path }
        return reading
    }

    mutating func use(_ file: Int) { isUsed[file] = true }

    mutating func use(_ files: some Sequence<Int>) {
        for file in files { isUsed[file] = true }
    }

    mutating func use(_ hits: SidecarHits) {
        use(hits.metadata)
        use(hits.art.map(\.file))
        for subtitle in hits.subtitles { use([subtitle.file, subtitle.index].compactMap(\.self)) }
    }

    mutating func skip(_ file: Int, _ reason: SkipReason) {
        guard !isUsed[file] else { return }
        isUsed[file] = true
        skipped.append(SkippedPath(path: tree.files[file].path, reason: reason))
    }

    /// Leaves out all videos in folders that are read for sidecars only, which stand directly in `folder`.
    mutating func skipSidecarVideos(in folder: Int) {
        for child in tree.folders[folder].folders where tree.folders[child].use != .everything {
            for file in tree.folders[child].files where tree.isVideo(file) { skip(file, .sidecarFolder) }
            skipSidecarVideos(in: child)
        }
    }

    /// The files of the folder and of all below it, but those of folders that are read for sidecars only.
    func files(below folder: Int) -> [Int] {
        guard tree.folders[folder].use == .everything else { return [] }
        return tree.folders[folder].folders.reduce(into: tree.folders[folder].files) { $0 += files(below: $1) }
    }

    private static func reason(_ kind: MediaKind) -> SkipReason {
        switch kind {
        case .video, .discImage, .pointer: .unplaced
        case .subtitle, .subtitleIndex: .unmatchedSubtitle
        case .image: .unmatchedImage
        case .metadata: .unmatchedMetadata
        case .discIndex: .partOfDisc
        case .audio, .other: .otherKind
        }
    }
}
