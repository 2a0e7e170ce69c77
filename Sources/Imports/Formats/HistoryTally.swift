internal import Domain

/// Counts the rows of a file, and collects its films.
struct HistoryTally {
    private var counts = ImportCounts()
    private var rows: FilmRows

    init(_ options: HistoryFileOptions) {
        rows = FilmRows(thisYear: options.thisYear)
    }

    mutating func addFilm(_ row: FilmRow) {
        counts.filmRows += 1
        rows.add(row)
    }

    /// A row with a title that is no film.
    mutating func addOther() { counts.otherRows += 1 }

    /// A row without a title, or one that says nothing.
    mutating func addIgnored() { counts.ignoredRows += 1 }

    func history(_ source: ImportSource) -> ReadHistory { rows.history(source, counts: counts) }
}
