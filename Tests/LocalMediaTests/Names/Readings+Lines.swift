@testable import LocalMedia

/// The whole answer in lines, as the corpus of folders states it.
extension Readings {
    static func lines(_ reading: LibraryReading) -> [String] {
        reading.films.flatMap(lines) + reading.series.flatMap(lines)
            + reading.skipped.map { "skipped \($0.path): \($0.reason.rawValue)" }
            + reading.conflicts.map { "conflict \($0.kind.rawValue): \($0.paths.joined(separator: ", "))" }
    }

    private static func lines(_ film: FilmReading) -> [String] {
        let head = ["film", name(film.title, film.year)] + facts(film.ids) + place(film.folder)
        return [head.joined(separator: " ")]
            + film.versions.map(line) + film.extras.map(line) + film.nfoCandidates.map { "  nfo \($0)" }
            + lines(film.artwork) + film.subtitles.map(line)
    }

    private static func lines(_ series: SeriesReading) -> [String] {
        let head = ["series", name(series.title, series.year)] + facts(series.ids) + place(series.folder)
        return [head.joined(separator: " ")]
            + series.extras.map(line) + (series.nfo.map { ["  nfo \($0)"] } ?? []) + lines(series.artwork)
            + series.seasons.sorted { $0.key < $1.key }.flatMap { lines($0.value, number: $0.key) }
            + series.episodes.flatMap(lines)
    }

    private static func lines(_ season: SeasonReading, number: Int) -> [String] {
        [(["  season \(number)"] + place(season.folder)).joined(separator: " ")]
            + (season.nfo.map { ["  nfo \($0)"] } ?? []) + lines(season.artwork)
    }

    private static func lines(_ episode: EpisodeReading) -> [String] {
        let head = ["episode \(number(episode))", episode.title.map { "\"\($0)\"" }].compactMap(\.self)
        return [head.joined(separator: " ")] + episode.versions.map(line)
            + episode.nfoCandidates.map { "  nfo \($0)" } + lines(episode.artwork) + episode.subtitles.map(line)
    }

    private static func lines(_ art: ArtworkReading) -> [String] {
        let single = [
            ("poster", art.poster), ("banner", art.banner), ("thumb", art.thumb), ("logo", art.logo),
            ("clearart", art.clearArt), ("discart", art.discArt), ("keyart", art.keyArt),
        ]
        return single.compactMap { word, path in path.map { "  \(word) \($0)" } }
            + art.backdrops.map { "  backdrop \($0)" } + art.people.map { "  person \($0.name): \($0.path)" }
    }

    private static func line(_ version: VersionReading) -> String {
        let words = [
            "  plays \(version.parts.joined(separator: " + "))", version.label.map { "[\($0)]" },
            version.is3D ? "3D" : nil, version.isDisc ? "disc" : nil,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }

    private static func line(_ extra: ExtraReading) -> String { "  \(extra.kind.rawValue) \(extra.path)" }

    private static func line(_ subtitle: SubtitleReading) -> String {
        let words = [
            "  subtitle \(subtitle.path):", subtitle.language ?? "-", subtitle.isLanguageGuessed ? "guessed" : nil,
            subtitle.isDefault ? "default" : nil, subtitle.isForced ? "forced" : nil, subtitle.isSDH ? "sdh" : nil,
            subtitle.title.map { "\"\($0)\"" }, subtitle.format == .srt ? nil : subtitle.format.rawValue,
            subtitle.indexPath.map { "with \($0)" }, subtitle.videoPath == nil ? "for all" : nil,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }

    private static func name(_ title: String, _ year: Int?) -> String {
        title + (year.map { " (\($0))" } ?? "")
    }

    private static func place(_ folder: String?) -> [String] { folder.map { ["in \($0)"] } ?? [] }
}
