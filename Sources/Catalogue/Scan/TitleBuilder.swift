import Domain
import Host
import LocalMedia

/// Makes titles of what names and sidecars say.
struct TitleBuilder: Sendable {
    let tree: ScannedTree
    let matching: FileMatching
    let root: HostPath
    let settings: ScanSettings

    typealias Built = (title: ScannedTitle?, problems: [String])

    /// Nil where none of its files can be played.
    func title(of film: FilmReading) async -> Built {
        let files = features(film.versions, film.subtitles)
        guard !files.isEmpty else { return (nil, film.versions.flatMap(\.parts).map { "\($0) (not found)" }) }
        var sidecar = await sidecar(film.nfoCandidates) { $0.kind == .movie || $0.kind == .unspecified }
        let name = TitleDraft(kind: .movie, name: film.title, year: film.year, ids: film.ids)
        var title = ScannedTitle(known: known(files), drafts: drafts(name, &sidecar, kind: .movie))
        title.files = files + extras(film.extras)
        title.artwork = artwork(film.artwork)
        title.locked = sidecar.entry?.locked ?? []
        return (title, sidecar.problems)
    }

    /// Nil for a series without an episode that can be played.
    func title(of series: SeriesReading) async -> Built {
        var sidecar = await sidecar([series.nfo].compactMap(\.self)) { $0.kind == .series || $0.kind == .unspecified }
        let name = TitleDraft(kind: .series, name: series.title, year: series.year, ids: series.ids)
        var title = ScannedTitle(known: nil, drafts: drafts(name, &sidecar, kind: .series))
        title.locked = sidecar.entry?.locked ?? []
        title.files = extras(series.extras)
        title.artwork = artwork(series.artwork)
        var problems = sidecar.problems
        for reading in series.episodes {
            let (episodes, more) = await episodes(of: reading)
            title.episodes += episodes
            problems += more
        }
        return title.episodes.isEmpty ? (nil, problems) : (title, problems)
    }

    /// Each episode of a file, or of several that are versions of it.
    private func episodes(of reading: EpisodeReading) async -> (episodes: [ScannedEpisode], problems: [String]) {
        let files = features(reading.versions, reading.subtitles)
        guard !files.isEmpty else { return ([], []) }
        let found = await entries(reading.nfoCandidates)
        let entries = found.entries.filter { $0.kind == .episode }
        let place = EpisodeNumbers(reading, entries)
        let known = place.numbers.count <= 1 ? known(files) : nil
        let numbers: [Int?] = place.numbers.isEmpty ? [nil] : place.numbers
        let episodes = numbers.map { number in
            let entry =
                entries.first { $0.episode == number && number != nil } ?? (entries.count == 1 ? entries[0] : nil)
            var sidecar = Sidecar(entry: entry)
            let name = reading.title ?? (number == nil ? Self.stem(files[0].path.text) : "")
            let draft = TitleDraft(kind: .episode, name: name, year: nil, ids: NamedIDs())
            var episode = ScannedEpisode(
                known: known, season: place.season, number: number,
                drafts: drafts(draft, &sidecar, kind: .episode), files: files)
            episode.airDate = reading.airDate ?? entry?.releaseDate
            episode.artwork = artwork(reading.artwork)
            return episode
        }
        return (episodes, found.problems)
    }

    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    // MARK: Files

    /// Discs come last: they cannot be streamed, so nobody should get one while there is anything else.
    private func features(_ versions: [VersionReading], _ subtitles: [SubtitleReading]) -> [ScannedFile] {
        (versions.filter { !$0.isDisc } + versions.filter(\.isDisc)).enumerated().flatMap { place, version in
            version.parts.enumerated().compactMap { part, path in
                file(path, .feature(version: place, label: version.label, part: part), subtitles)
            }
        }
    }

    private func extras(_ extras: [ExtraReading]) -> [ScannedFile] {
        extras.compactMap { file($0.path, .extra(kind: $0.kind.rawValue), []) }
    }

    private func file(_ path: String, _ role: ScannedFile.Role, _ subtitles: [SubtitleReading]) -> ScannedFile? {
        guard let found = tree.files[path] else { return nil }
        let tracks = subtitles.filter { $0.format.isText && ($0.videoPath == nil || $0.videoPath == path) }
            .compactMap { reading in tree.files[reading.path].map { Domain.SubtitleTrack(reading, $0.path) } }
        return ScannedFile(
            known: matching.known(at: found.path)?.id, path: FilePath(found.path), facts: FileFacts(found.identity),
            digest: matching.digest(of: found), role: role, subtitles: tracks)
    }

    /// The title that the files belonged to, where they belonged to one only.
    private func known(_ files: [ScannedFile]) -> TitleID? {
        let titles = Set(
            files.compactMap { file in
                matching.known(at: HostPath(bytes: file.path.raw))?.titles
            }.filter { $0.count == 1 }.flatMap(\.self))
        return titles.count == 1 ? titles.first : nil
    }

    private func artwork(_ reading: ArtworkReading) -> [ScannedArtwork] {
        let wanted: [(ArtworkKind, String?)] = [
            (.poster, reading.poster), (.backdrop, reading.backdrops.first), (.thumb, reading.thumb),
        ]
        return wanted.compactMap { kind, path in
            guard let found = path.flatMap({ tree.files[$0] }),
                found.identity.sizeBytes <= CatalogueLimits.artworkBytesMax
            else { return nil }
            let stamp = "\(found.identity.sizeBytes)-\(found.identity.modifiedNanoseconds)"
            return ScannedArtwork(kind: kind, path: FilePath(found.path), stamp: stamp)
        }
    }

    // MARK: Sidecars

    /// What a description beside the files says.
    struct Sidecar {
        var entry: NFOEntry?
        var problems: [String] = []
    }

    private func sidecar(_ candidates: [String], _ fits: (NFOEntry) -> Bool) async -> Sidecar {
        let found = await entries(candidates)
        return Sidecar(entry: found.entries.first(where: fits), problems: found.problems)
    }

    /// The entries of the first description that can be read. A broken one is told, and the names count.
    private func entries(_ candidates: [String]) async -> (entries: [NFOEntry], problems: [String]) {
        var problems: [String] = []
        for candidate in candidates {
            guard let found = tree.files[candidate] else { continue }
            let path = root.appending(found.path)
            do {
                let bytes = try await settings.threads.run { _ in
                    try SmallFile.bytes(of: path, max: CatalogueLimits.nfoBytesMax)
                }
                return (try NFOFile.read(bytes), problems)
            } catch {
                problems.append("\(candidate) (a description that cannot be read)")
            }
        }
        return ([], problems)
    }

    /// By name, and by sidecar where there is one. Where both name different ids, the sidecar's count.
    private func drafts(_ name: TitleDraft, _ sidecar: inout Sidecar, kind: TitleKind) -> [SourcedDraft] {
        guard let entry = sidecar.entry else { return [SourcedDraft(source: .fileName, draft: name)] }
        var (name, told) = (name, TitleDraft(entry, kind: kind))
        let differs =
            (name.imdbID != nil && told.imdbID != nil && name.imdbID != told.imdbID)
            || (name.tmdbID != nil && told.tmdbID != nil && name.tmdbID != told.tmdbID)
        if differs { sidecar.problems.append("\(name.metadata.title) (name and description name different ids)") }
        name.imdbID = told.imdbID ?? name.imdbID
        name.tmdbID = told.tmdbID ?? name.tmdbID
        (told.imdbID, told.tmdbID) = (name.imdbID, name.tmdbID)
        return [SourcedDraft(source: .fileName, draft: name), SourcedDraft(source: .nfo, draft: told)]
    }
}

/// Which episode a file is: the name decides where it is plain, else the description beside it.
struct EpisodeNumbers {
    let season: Int
    let numbers: [Int]

    init(_ reading: EpisodeReading, _ entries: [NFOEntry]) {
        let told = entries.compactMap { entry in entry.episode.map { (season: entry.season, number: $0) } }
        guard !reading.rule.isDecisive, let first = told.first else {
            // A day alone says nothing of a season; its year keeps the episodes of a daily show together.
            let year = reading.airDate.flatMap { Int($0.prefix(4)) }
            season = reading.season ?? (reading.numbers.isEmpty ? year ?? 0 : 1)
            numbers = reading.numbers
            return
        }
        season = first.season ?? reading.season ?? 1
        numbers = told.map(\.number)
    }
}

extension TitleDraft {
    init(kind: TitleKind, name: String, year: Int?, ids: NamedIDs) {
        var metadata = TitleMetadata(title: name)
        metadata.year = year
        self.init(
            kind: kind, imdbID: ids.imdb.flatMap { IMDbID($0) }, tmdbID: ids.tmdb, metadata: metadata)
    }
}

extension Domain.SubtitleTrack {
    init(_ reading: SubtitleReading, _ path: HostPath) {
        self.init(
            source: .sidecar(path: path.bytes),
            format: reading.path.split(separator: ".").last.map { $0.lowercased() } ?? "srt",
            language: reading.language.map { ($0, reading.isLanguageGuessed) }, title: reading.title,
            flags: (reading.isForced, reading.isSDH, reading.isDefault))
    }
}
