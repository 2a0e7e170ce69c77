/// Where in a series' folders a walk stands.
struct SeriesPlace {
    let series: Int
    let folder: Int
    /// The season of the folder or of one above it.
    var season: Int?
    /// Whether the folder itself is the season's, and not one inside it.
    var isSeason = false
    /// Whether what is no episode in it is an extra.
    var isExtras = false
}

extension ReadingRun {
    /// Reads a folder that is a series, or a season that lies outside its series' folder.
    mutating func readSeriesFolder(_ id: Int) {
        let entry = tree.folders[id]
        if let season = looseSeason(id) {
            let front = season.front.isEmpty ? sampledFront(id) ?? entry.name : season.front
            let place = series(SeriesName(front, currentYear: options.currentYear), folder: nil)
            series[place].ids = series[place].ids.filled(from: NamedIDs(in: entry.name))
            walk(SeriesPlace(series: place, folder: id, season: season.number, isSeason: true))
        } else {
            let place = series(SeriesName(entry.name, currentYear: options.currentYear), folder: id)
            walk(SeriesPlace(series: place, folder: id))
        }
    }

    /// The series of that name; a new one if there is none yet. Two folders are two series.
    mutating func series(_ name: SeriesName, folder: Int?) -> Int {
        let places = seriesPlaces[name.key] ?? []
        let place = places.first { index in
            let other = series[index]
            let isOneFolder = folder == nil || other.folder == nil
            return isOneFolder && (other.name.year == name.year || other.name.year == nil || name.year == nil)
        }
        if let place {
            series[place].folder = series[place].folder ?? folder
            series[place].ids = series[place].ids.filled(from: name.ids)
            return place
        }
        series.append(SeriesDraft(name, folder: folder))
        seriesPlaces[name.key, default: []].append(series.count - 1)
        return series.count - 1
    }

    func hints(_ place: SeriesPlace) -> EpisodeHints {
        EpisodeHints(
            folderSeason: place.season, currentYear: options.currentYear, compactNumbers: options.compactNumbers)
    }

    private mutating func walk(_ place: SeriesPlace) {
        skipSidecarVideos(in: place.folder)
        let isTop = series[place.series].folder == place.folder
        let discs = tree.discs(in: place.folder)
        let (drafts, extras) = drafts(place, discs, isTop: isTop)
        for (file, kind) in extras { addExtra(file, kind, to: place.series) }
        let sidecars = attach(drafts.map { (place.series, $0) }, in: place.folder)
        skipDiscs(discs, of: place.folder)
        if isTop { addSeriesSidecars(sidecars, to: place.series) }
        if place.isSeason, let season = place.season, !place.isExtras || !drafts.isEmpty {
            addSeasonSidecars(sidecars, place, season)
        }
        let taken = Set(discs.map(\.folder))
        for child in tree.folders[place.folder].folders where tree.folders[child].use == .everything {
            guard !taken.contains(child), !(taken.contains(place.folder) && tree.isDiscPart(child)) else { continue }
            enter(child, from: place, isTop: isTop)
        }
    }

    private mutating func enter(_ child: Int, from place: SeriesPlace, isTop: Bool) {
        guard !tree.folders[child].isIgnored else { return }
        let name = tree.folders[child].name
        let isHolder = isTop || place.isSeason
        var next = SeriesPlace(series: place.series, folder: child, season: place.season, isExtras: place.isExtras)
        let season = SeasonFolder(name)
        if season?.isExtras == true, isHolder {
            next.season = 0
            next.isSeason = true
            next.isExtras = true
        } else if let kind = ExtraName.kind(ofFolder: name), season?.isExtras != true, isHolder {
            skipAllSidecarVideos(below: child)
            for file in files(below: child) where isExtra(file, kind) { addExtra(file, kind, to: place.series) }
            return
        } else if let season, place.season == nil, season.isExplicit || isTop {
            next.season = season.number
            next.isSeason = true
        }
        walk(next)
    }

    private mutating func addExtra(_ file: Int, _ kind: ExtraKind, to place: Int) {
        use(file)
        series[place].extras.append(ExtraReading(path: tree.files[file].path, kind: kind))
    }

    private mutating func addSeriesSidecars(_ sidecars: FolderSidecars, to place: Int) {
        series[place].art += sidecars.folderArt
        use(sidecars.folderArt.map(\.file))
        series[place].seasonArt += sidecars.seasonArt
        use(sidecars.seasonArt.map(\.hit.file))
        series[place].people += sidecars.people.map(\.picture)
        use(sidecars.people.map(\.file))
        if let metadata = sidecars.metadata[NameKey("tvshow")] {
            series[place].metadata = metadata
            use(metadata)
        }
        for theme in sidecars.themes { addExtra(theme, .themeAudio, to: place) }
    }

    private mutating func addSeasonSidecars(_ sidecars: FolderSidecars, _ place: SeriesPlace, _ season: Int) {
        var draft = series[place.series].seasons[season] ?? SeasonDraft()
        draft.folder = draft.folder ?? place.folder
        draft.art += sidecars.folderArt
        use(sidecars.folderArt.map(\.file))
        if let metadata = sidecars.metadata[NameKey("season")] {
            draft.metadata = draft.metadata ?? metadata
            use(metadata)
        }
        series[place.series].seasons[season] = draft
        series[place.series].seasonArt += sidecars.seasonArt
        use(sidecars.seasonArt.map(\.hit.file))
    }
}
