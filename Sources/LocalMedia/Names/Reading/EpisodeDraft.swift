/// One file, or several parts, of an episode while its series is read.
struct EpisodeDraft {
    let files: [Int]
    let name: EpisodeName
    /// The text in front of the number, for comparison.
    let front: TitleKey
    var season: Int?
    /// The season of the folder it lies in.
    let folderSeason: Int?
    var isDisc = false
    var is3D = false
    var hits = SidecarHits()

    init(_ files: [Int], _ name: EpisodeName, folderSeason: Int?, _ tree: LibraryTree) {
        self.files = files
        self.name = name
        self.folderSeason = folderSeason
        front = TitleKey(name.front)
        season = name.season
        isDisc = files.contains { tree.files[$0].kind == .discImage }
        is3D = name.is3D || files.contains { tree.files[$0].ending == "mk3d" }
    }

    /// What makes two files the same episode; nil for files without a number or a day.
    var identity: EpisodeIdentity? {
        guard !name.numbers.isEmpty || name.airDate != nil else { return nil }
        let day = name.numbers.isEmpty ? name.airDate : nil
        return EpisodeIdentity(season: season, numbers: name.numbers, airDate: day)
    }
}

/// The episodes that a file holds.
struct EpisodeIdentity: Hashable {
    let season: Int?
    let numbers: [Int]
    let airDate: String?
}

/// What belongs to a season as a whole while its series is read.
struct SeasonDraft {
    var folder: Int?
    var metadata: Int?
    var art: [ArtHit] = []
}
