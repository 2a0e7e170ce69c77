/// A series while its folders are read.
struct SeriesDraft {
    let name: SeriesName
    let prefix: SeriesPrefix
    /// nil if the series has no folder of its own.
    var folder: Int?
    var metadata: Int?
    var ids: NamedIDs
    var art: [ArtHit] = []
    var people: [PersonPicture] = []
    var seasonArt: [(owner: ArtName.Owner, hit: ArtHit)] = []
    var seasons: [Int: SeasonDraft] = [:]
    var episodes: [EpisodeDraft] = []
    var extras: [ExtraReading] = []

    init(_ name: SeriesName, folder: Int?) {
        self.name = name
        self.folder = folder
        ids = name.ids
        prefix = SeriesPrefix(name.title)
    }

    /// The finished series, and what in it contradicts itself.
    func reading(_ tree: LibraryTree) -> (SeriesReading, [NameConflict]) {
        var reading = SeriesReading(title: name.title, year: name.year)
        reading.ids = ids
        reading.folder = folder.map { tree.folders[$0].path }
        reading.nfo = metadata.map { tree.files[$0].path }
        reading.artwork = ArtworkReading(art, tree)
        reading.artwork.people = people.sorted { $0.name < $1.name }
        reading.seasons = seasonReadings(tree)
        reading.extras = extras
        let grouping = EpisodeGrouping(episodes, tree)
        reading.episodes = grouping.episodes
        return (reading, grouping.conflicts)
    }

    private func seasonReadings(_ tree: LibraryTree) -> [Int: SeasonReading] {
        var drafts = seasons
        var common: [ArtHit] = []
        for (owner, hit) in seasonArt {
            switch owner {
            case .season(let number): drafts[number, default: SeasonDraft()].art.append(hit)
            case .allSeasons:
                var fallback = hit
                fallback.rank += ArtRank.fallback
                common.append(fallback)
            case .folder, .video: break
            }
        }
        return drafts.mapValues { draft in
            var reading = SeasonReading()
            reading.folder = draft.folder.map { tree.folders[$0].path }
            reading.nfo = draft.metadata.map { tree.files[$0].path }
            reading.artwork = ArtworkReading(draft.art + common, tree)
            return reading
        }
    }
}
