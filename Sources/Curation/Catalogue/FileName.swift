import Domain
import LocalMedia

/// What a title is called by its files.
struct FileName: Sendable, Hashable {
    let title: String
    let year: Int?

    init(title: String, year: Int?) {
        self.title = title
        self.year = year
    }

    /// Nil for titles without files, and where a name says nothing.
    init?(of checked: CheckedTitle, currentYear: Int) {
        guard let path = checked.files.first?.path else { return nil }
        let isSeries = checked.title.kind == .series
        let names = LibraryNames(NameOptions(kind: isSeries ? .series : .movies, currentYear: currentYear))
        let reading = names.read([ListedFile(path: path, sizeBytes: CurationLimits.assumedFileBytes)])
        if isSeries, let series = reading.series.first {
            self.init(title: series.title, year: series.year)
        } else if !isSeries, let film = reading.films.first {
            self.init(title: film.title, year: film.year)
        } else {
            return nil
        }
        if title.isEmpty { return nil }
    }
}
