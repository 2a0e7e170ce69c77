import Basics
import Domain
import SQL

/// Stores what a scan found in a folder, in a script that holds the lock of the titles.
///
/// Files, tracks, pictures and places become what was scanned. Of a title that was scanned, files that were not are
/// kept: they are missing, or come with another batch.
struct ScanWriter {
    let connection: any SQLConnection
    let folder: MediaFolderID
    let moment: Instant
    let world: World

    /// Counts films, series and episodes, each once: as changed also those of which only files, pictures or places did.
    func save(_ titles: [ScannedTitle]) throws -> UpsertOutcome {
        var catalogue = try ScanCatalogue(titles, in: folder, connection)
        let scan = try catalogue.write(world: world)
        let batch = ScanBatch(scan.titles, before: scan.storedEpisodes)
        let files = try FileWriter(connection: connection, folder: folder, moment: moment).put(batch.files)
        var links: [MediaFileID: [TitleID: FileLink]] = [:]
        var sidecars: [MediaFileID: [SubtitleTrack]] = [:]
        for (number, id) in files.ids.enumerated() {
            links[id] = batch.links[number]
            sidecars[id] = batch.files[number].subtitles
        }
        let moved = try LinkWriter(connection: connection).put(links)
        let retitled = try SubtitleRows(connection: connection).put(sidecars, .sidecars)
        let placed = try EpisodeRows(connection: connection).put(batch.episodes, before: scan.storedEpisodes)

        var losers = files.losers.union(moved.losers)
        losers.formUnion(try EpisodeRows(connection: connection).series(of: losers))
        losers.formUnion(placed.compactMap { scan.storedEpisodes[$0]?.seriesID })
        let pictures = ArtworkRows(connection: connection)
        try pictures.tidy(losers)
        var touched = scan.added.union(scan.changed).union(moved.changed).union(placed)
        for file in files.changed.union(retitled) { touched.formUnion((links[file] ?? [:]).keys) }
        touched.formUnion(try pictures.put(batch.artwork, from: folder))
        try want(scan, batch, linked: moved.changed)

        try relist(touched.union(losers), batch)
        return batch.outcome(added: scan.added, touched: touched.union(moved.losers))
    }

    /// A provider is to be asked about what is new here or is called otherwise now, and about series that got an
    /// episode.
    private func want(_ scan: MergedScan, _ batch: ScanBatch, linked: Set<TitleID>) throws {
        let grown = Set(scan.added.compactMap { batch.series[$0] })
        let news = scan.added.union(scan.renamed).union(grown).union(linked)
        let titles = Set(scan.titles.map(\.id)).intersection(news)
        try SQLEnrichmentStore.want(titles, again: scan.renamed.union(grown), connection)
    }

    /// A series is listed anew when any of its episodes changed.
    private func relist(_ touched: Set<TitleID>, _ batch: ScanBatch) throws {
        let series = touched.compactMap { batch.series[$0] }
        try ListingWriter(connection: connection).refresh(touched.filter { batch.series[$0] == nil }.union(series))
    }
}

/// What a batch says of files, links, pictures and places.
struct ScanBatch {
    /// One for each path.
    private(set) var files: [ScannedFile] = []
    /// The titles of each file.
    private(set) var links: [[TitleID: FileLink]] = []
    private(set) var artwork: [TitleID: [ScannedArtwork]] = [:]
    /// One for each title.
    private(set) var episodes: [EpisodeRow] = []
    /// The series of each episode.
    private(set) var series: [TitleID: TitleID] = [:]

    private var numbers: [[UInt8]: Int] = [:]

    /// What scans found out of episodes before stays where this one does not say.
    init(_ titles: [MergedTitle], before: [TitleID: EpisodeRow] = [:]) {
        for title in titles {
            for file in title.scanned.files { add(file, to: title.id) }
            artwork[title.id, default: []] += title.scanned.artwork
            for (id, episode) in zip(title.episodes, title.scanned.episodes) {
                for file in episode.files { add(file, to: id) }
                artwork[id, default: []] += episode.artwork
                guard series[id] == nil else { continue }
                series[id] = title.id
                episodes.append(
                    EpisodeRow(
                        titleID: id, seriesID: title.id, season: episode.season, number: episode.number,
                        airDate: episode.airDate.map(Folding.storable) ?? before[id]?.airDate))
            }
        }
    }

    /// A file that one title plays is no extra, whatever another says.
    private mutating func add(_ file: ScannedFile, to title: TitleID) {
        let number = numbers[file.path.raw] ?? files.count
        if number == files.count {
            numbers[file.path.raw] = number
            files.append(file)
            links.append([:])
        } else if file.role.isFeature, !files[number].role.isFeature {
            files[number].role = file.role
        }
        if links[number][title] == nil || file.role.isFeature { links[number][title] = FileLink(file.role) }
    }

    func outcome(added: Set<TitleID>, touched: Set<TitleID>) -> UpsertOutcome {
        artwork.keys.reduce(into: UpsertOutcome()) { outcome, id in
            if added.contains(id) {
                outcome.added += 1
            } else if touched.contains(id) {
                outcome.changed += 1
            } else {
                outcome.unchanged += 1
            }
        }
    }
}
