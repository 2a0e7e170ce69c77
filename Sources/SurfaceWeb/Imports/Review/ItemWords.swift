import Basics
import Domain
import Imports

/// A film of an import in words.
enum ItemWords {
    /// "Alien (1979)"
    static func title(_ title: String, _ year: Int?) -> String { year.map { "\(title) (\($0))" } ?? title }

    /// How sure it is that the film that was found is the one in the file.
    static func certainty(_ item: ImportItem) -> String {
        switch item.quality {
        case .high:
            item.confidence >= 1 ? "This is the one" : "Very likely the one"
        case .medium: "Probably the one"
        case .low: "Perhaps the one; look twice"
        case .none: "Nothing was found under this title"
        }
    }

    /// When it was watched, what it got and whether it was kept, as far as the file says.
    static func facts(_ film: ImportedFilm) -> String? {
        let others = film.watchDates.count - 1
        let times = others > 0 ? " and \(Moments.count(others, "time")) before" : ""
        let watched: String? =
            film.watchDates.first.map { "watched \(Moments.date($0))\(times)" }
            ?? film.watchYear.map { "watched in \($0)" }
        let facts = [
            film.year.map(String.init), watched, film.rating.map { StarWords.words($0.value) },
            film.keptAt == nil ? nil : "kept for later",
        ].compactMap(\.self)
        return facts.isEmpty ? nil : facts.joined(separator: " · ")
    }
}

/// The rows of a file in sentences.
enum CountWords {
    static func sentences(_ counts: ImportCounts) -> [String] {
        var parts: [String] = []
        func add(_ count: Int, _ words: String) {
            if count > 0 { parts.append("\(Moments.grouped(count)) \(words)") }
        }
        add(counts.otherRows, "of series or anything else that is no film")
        add(counts.ignoredRows, "that say nothing")
        add(counts.mergedRows, "of films that another row is about")
        add(counts.alreadyRated, "of films that you have rated here already")
        add(counts.truncated, "of films beyond the number that is read at once")
        let rows = "The file has \(Moments.count(counts.totalEntries, "row"))"
        guard !parts.isEmpty else { return [rows + "."] }
        return ["\(rows), among them \(parts.joined(separator: ", "))."]
    }
}
