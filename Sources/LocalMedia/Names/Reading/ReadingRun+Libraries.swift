extension ReadingRun {
    /// Reads a library that holds series only: each folder at the top is one, or holds several.
    mutating func readSeriesLibrary() {
        let root = LibraryTree.root
        skipSidecarVideos(in: root)
        readStrays(tree.folders[root].files.filter(tree.isVideo), in: root)
        for child in tree.folders[root].folders where tree.folders[child].use == .everything { readTop(child) }
    }

    private mutating func readTop(_ id: Int) {
        // A folder of pictures alone is no series.
        guard tree.folders[id].videos > 0 else {
            skipAllSidecarVideos(below: id)
            return
        }
        guard holdsSeries(id) else {
            readSeriesFolder(id)
            return
        }
        skipSidecarVideos(in: id)
        for child in tree.folders[id].folders where tree.folders[child].use == .everything { readTop(child) }
    }

    /// Reads episodes that lie beside those of other series: the text in front of the number names the series.
    private mutating func readStrays(_ videos: [Int], in folder: Int) {
        var drafts: [(series: Int, draft: EpisodeDraft)] = []
        var extras: [Int] = []
        let hints = EpisodeHints(currentYear: options.currentYear, compactNumbers: options.compactNumbers)
        for draft in self.drafts(videos, hints, SeriesPrefix(nil)) {
            let text = tree.files[draft.files[0]].stem
            if let extra = ExtraName(text), extra.isTight || draft.name.rule == .none {
                extras += draft.files
                continue
            }
            let name = draft.name.front.isEmpty ? String(decoding: text.bytes, as: UTF8.self) : draft.name.front
            let year = draft.name.frontYear
            let place = series(SeriesName(name, currentYear: options.currentYear, year: year), folder: nil)
            series[place].ids = series[place].ids.filled(from: draft.name.ids)
            drafts.append((place, draft))
        }
        attach(drafts, in: folder)
        for file in extras { addStrayExtra(file) }
    }

    private mutating func addStrayExtra(_ file: Int) {
        let text = tree.files[file].stem
        guard let extra = ExtraName(text) else { return }
        let base = String(decoding: text.bytes[..<extra.baseEnd], as: UTF8.self)
        let key = SeriesName(base, currentYear: options.currentYear).key
        guard let place = seriesPlaces[key]?.first else {
            skip(file, .extraWithoutTitle)
            return
        }
        use(file)
        series[place].extras.append(ExtraReading(path: tree.files[file].path, kind: extra.kind))
    }

    /// Takes the episodes out of a folder of a mixed library that is none of a series: at least two of one name.
    mutating func readStrayEpisodes(in folder: Int) -> Set<Int> {
        var groups: [TitleKey: [Int]] = [:]
        for file in tree.folders[folder].files where tree.isVideo(file) {
            guard let front = decisiveFront(file), !front.isEmpty else { continue }
            groups[front, default: []].append(file)
        }
        let taken = groups.values.filter { $0.count > 1 }.flatMap(\.self).sorted()
        readStrays(taken, in: folder)
        return Set(taken)
    }
}

/// Which folders are those of series.
extension ReadingRun {
    /// Whether a folder of a mixed library is a series: by its description, its seasons or its episodes.
    func isSeries(_ id: Int) -> Bool {
        if tree.folders[id].videos == 0 { return false }
        if hasSeriesMetadata(id) || hasSeasons(id) { return true }
        let fronts = tree.folders[id].files.filter(tree.isVideo).compactMap(decisiveFront)
        guard fronts.count > 1 else { return false }
        // Episodes of several series in one folder do not make the folder a series.
        let names = Set(fronts.filter { !$0.isEmpty })
        return names.count < 2
            || names.contains(SeriesName(tree.folders[id].name, currentYear: options.currentYear).key)
    }

    /// Whether a folder at the top of a series library holds series instead of being one.
    private func holdsSeries(_ id: Int) -> Bool {
        let entry = tree.folders[id]
        guard !entry.files.contains(where: tree.isVideo), !hasSeriesMetadata(id),
            !entry.folders.contains(where: { SeasonFolder(tree.folders[$0].name) != nil })
        else { return false }
        let own = SeriesName(entry.name, currentYear: options.currentYear).key
        return entry.folders.contains { child in
            if tree.folders[child].use != .everything { return false }
            if hasSeriesMetadata(child) || hasSeasons(child) || holdsSeries(child) { return true }
            let key = SeriesName(tree.folders[child].name, currentYear: options.currentYear).key
            return key != own && sampledFront(child).map { TitleKey($0) } == key
        }
    }

    /// A folder "Series - Season 2" or "Season 2" that lies beside series.
    func looseSeason(_ id: Int) -> SeasonFolder? {
        guard let season = SeasonFolder(tree.folders[id].name), season.isExplicit, !hasSeasons(id),
            !hasSeriesMetadata(id)
        else { return nil }
        return season
    }

    /// The series' name that files of the folder state.
    func sampledFront(_ id: Int) -> String? {
        let hints = EpisodeHints(currentYear: options.currentYear)
        let files = tree.folders[id].files.lazy.filter(tree.isVideo).prefix(NamesLimits.filesSampledPerFolder)
        return files.map { EpisodeName(tree.files[$0].stem, hints, SeriesPrefix(nil)).front }.first { !$0.isEmpty }
    }

    private func hasSeriesMetadata(_ id: Int) -> Bool {
        let key = NameKey("tvshow")
        return tree.folders[id].files.contains { tree.files[$0].kind == .metadata && tree.files[$0].key == key }
    }

    private func hasSeasons(_ id: Int) -> Bool {
        tree.folders[id].folders.contains { child in
            tree.folders[child].videos > 0 && SeasonFolder(tree.folders[child].name)?.isExplicit == true
        }
    }

    /// The name in front of a number that rules 1 to 4 find; nil if they find none.
    private func decisiveFront(_ file: Int) -> TitleKey? {
        let hints = EpisodeHints(currentYear: options.currentYear)
        let name = EpisodeName(tree.files[file].stem, hints, SeriesPrefix(nil))
        return name.rule.isDecisive ? TitleKey(name.front) : nil
    }
}
