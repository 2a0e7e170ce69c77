@testable import LocalMedia

/// Reads paths and says in short lines what came out.
enum Readings {
    static let year = 2025

    static func read(_ paths: [String], kind: LibraryKind) -> LibraryReading {
        LibraryNames(NameOptions(kind: kind, currentYear: year)).read(
            paths.map { ListedFile(path: $0, sizeBytes: 1000) })
    }

    /// "Title | year | ids and flags".
    static func summary(_ film: FilmReading) -> String {
        var facts = facts(film.ids)
        for version in film.versions {
            if let label = version.label { facts.append("label=\(label)") }
            if version.is3D { facts.append("3D") }
            if version.isDisc { facts.append("disc") }
        }
        let start = "\(film.title) | \(film.year.map(String.init) ?? "-")"
        return facts.isEmpty ? start : start + " | " + facts.joined(separator: " ")
    }

    /// "Series (year) | season x numbers | title | rule".
    static func summary(_ series: SeriesReading, _ episode: EpisodeReading) -> String {
        let name = ([series.title + (series.year.map { " (\($0))" } ?? "")] + facts(series.ids)).joined(separator: " ")
        let rule = episode.rule == .none ? "-" : String(episode.rule.rawValue)
        return [name, number(episode), episode.title ?? "-", rule].joined(separator: " | ")
    }

    /// "1x2+3", "1x679 abs", "-x? 2017-04-20".
    static func number(_ episode: EpisodeReading) -> String {
        let numbers = episode.numbers.isEmpty ? "?" : episode.numbers.map(String.init).joined(separator: "+")
        let start = "\(episode.season.map(String.init) ?? "-")x\(numbers)"
        return start + (episode.airDate.map { " \($0)" } ?? "") + (episode.isAbsolute ? " abs" : "")
    }

    static func facts(_ ids: NamedIDs) -> [String] {
        [
            ids.imdb.map { "imdb=\($0)" }, ids.tmdb.map { "tmdb=\($0)" }, ids.tvdb.map { "tvdb=\($0)" },
        ].compactMap(\.self)
    }
}
