import Testing

@testable import LocalMedia

/// Rules that hold for any tree of names.
@Suite("Any library")
struct NamesPropertyTests {
    private static let seeds = Array<UInt64>(1...24)

    @Test(arguments: seeds)
    func everyPathIsAccountedFor(_ seed: UInt64) {
        for kind in LibraryKind.allCases {
            let files = RandomTrees.files(seed: seed)
            let reading = LibraryNames(options(kind, seed)).read(files)
            let videos = playable(reading).map(bytes)
            let skipped = reading.skipped.map(\.path).map(bytes)
            #expect(Set(videos).count == videos.count, "a video is listed twice")
            #expect(Set(skipped).count == skipped.count, "a path is skipped twice")
            #expect(Set(videos).isDisjoint(with: skipped))
            let known = Set(files.map(\.path).map(bytes))
            #expect(known.isSuperset(of: videos))
            #expect(known.isSuperset(of: skipped))
            let lost = Set(files.map(\.path).filter(isVideo).map(bytes)).subtracting(videos).subtracting(skipped)
            #expect(lost == [])
            #expect(!reading.skipped.contains { $0.reason == .unplaced })
            let rest = known.subtracting(videos).subtracting(skipped)
            #expect(rest.isSuperset(of: sidecars(reading).map(bytes)))
        }
    }

    @Test(arguments: seeds)
    func orderDoesNotMatter(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        for kind in LibraryKind.allCases {
            let files = RandomTrees.files(seed: seed)
            let names = LibraryNames(options(kind, seed))
            #expect(names.read(files) == names.read(files.shuffled(using: &numbers)))
        }
    }

    @Test(arguments: seeds)
    func whatIsReadIsInOrder(_ seed: UInt64) {
        for kind in LibraryKind.allCases {
            let reading = LibraryNames(options(kind, seed)).read(RandomTrees.files(seed: seed))
            #expect(reading.films.allSatisfy { !$0.title.isEmpty && !$0.versions.isEmpty })
            #expect(kind != .series || reading.films.isEmpty)
            #expect(kind != .movies || reading.series.isEmpty)
            for episode in reading.series.flatMap(\.episodes) {
                #expect(!episode.versions.isEmpty)
                #expect(episode.numbers == episode.numbers.sorted())
                #expect(episode.numbers.count <= NamesLimits.episodesPerFileMax)
                #expect(episode.rule != .none || episode.numbers.isEmpty)
            }
            let versions = reading.films.flatMap(\.versions) + reading.series.flatMap(\.episodes).flatMap(\.versions)
            #expect(versions.allSatisfy { !$0.parts.isEmpty && $0.label != "" })
        }
    }

    /// Single names of random bytes: nothing traps, and a title is there.
    @Test(arguments: seeds)
    func anyNameIsRead(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<100 {
            let name = RandomTrees.garbage(&numbers)
            let film = FilmName(name, currentYear: 2025)
            #expect(!film.title.isEmpty || name.isEmpty)
            let texts = [film.title, film.label, film.edition, SubtitleName(name).title].compactMap(\.self)
            #expect(!texts.joined().contains("\u{FFFD}"), "\(name)")
            let episode = EpisodeName(name, EpisodeHints(seriesTitle: "Show 2", currentYear: 2025))
            #expect(episode.numbers == episode.numbers.sorted())
            #expect(![episode.front, episode.title ?? ""].joined().contains("\u{FFFD}"), "\(name)")
            _ = SeasonFolder(name)
            _ = NamedIDs(in: name)
        }
    }

    private func options(_ kind: LibraryKind, _ seed: UInt64) -> NameOptions {
        NameOptions(
            kind: kind, currentYear: 2025, compactNumbers: seed % 2 == 0, subtitleLanguage: seed % 3 == 0 ? "en" : nil,
            listsPointers: seed % 5 == 0)
    }

    /// Paths that differ in the composition of their letters are two files, but equal to `String`.
    private func bytes(_ path: String) -> [UInt8] { Array(path.utf8) }

    private func isVideo(_ path: String) -> Bool {
        let kind = MediaKinds.kind(of: path)
        return kind == .video || kind == .discImage || kind == .pointer
    }

    private func playable(_ reading: LibraryReading) -> [String] {
        var paths: [String] = []
        for film in reading.films { paths += film.versions.flatMap(\.parts) + film.extras.map(\.path) }
        for series in reading.series {
            for episode in series.episodes { paths += episode.versions.flatMap(\.parts) }
            paths += series.extras.map(\.path)
        }
        return paths
    }

    private func sidecars(_ reading: LibraryReading) -> [String] {
        var paths: [String] = []
        for film in reading.films {
            paths += film.nfoCandidates + film.subtitles.map(\.path) + pictures(film.artwork)
        }
        for series in reading.series {
            for episode in series.episodes {
                paths += episode.nfoCandidates + episode.subtitles.map(\.path) + pictures(episode.artwork)
            }
            paths += pictures(series.artwork)
            for season in series.seasons.values { paths += pictures(season.artwork) }
        }
        return paths
    }

    private func pictures(_ art: ArtworkReading) -> [String] {
        let single = [art.poster, art.banner, art.thumb, art.logo, art.clearArt, art.discArt, art.keyArt]
        return single.compactMap(\.self) + art.backdrops + art.people.map(\.path)
    }
}
