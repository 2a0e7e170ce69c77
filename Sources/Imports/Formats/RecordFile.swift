internal import Domain

/// Our own table of what a person rated, watched and kept: one record a row.
enum RecordFile {
    static func isOne(_ header: CSVHeader) -> Bool { header.has(["Record", "Kind", "Title"]) }

    static func read(_ tables: [CSVTable], _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        for table in tables { read(table, into: &tally) }
        return tally.history(.csv)
    }

    private static func read(_ table: CSVTable, into tally: inout HistoryTally) {
        let columns = Columns(table.header)
        let dates = DateReading()
        table.forEachRow { row in
            let title = FilmCells.title(row.text(columns.title))
            guard !title.isEmpty else {
                tally.addIgnored()
                return
            }
            guard row.text(columns.kind) == TitleKind.movie.rawValue else {
                tally.addOther()
                return
            }
            var film = FilmRow(title: title)
            film.year = FilmCells.year(row.text(columns.year))
            film.imdbID = FilmCells.imdbID(row.text(columns.imdbID))
            film.tmdbID = FilmCells.tmdbID(row.text(columns.tmdbID))
            guard describe(row, columns, dates, in: &film) else {
                tally.addIgnored()
                return
            }
            tally.addFilm(film)
        }
    }

    /// False for a record that says nothing.
    private static func describe(
        _ row: CSVRow, _ columns: Columns, _ dates: DateReading, in film: inout FilmRow
    ) -> Bool {
        switch row.text(columns.record) {
        case "viewing":
            film.date = dates.date(row, columns.watchedAt)
            return true
        case "rating":
            film.isWatched = false
            film.rating = RatingScale.ten.value(row.text(columns.rating)).map { value in
                ImportedRating(value: value, ratedAt: dates.date(row, columns.ratedAt).moment)
            }
            return film.rating != nil
        case "kept":
            film.isWatched = false
            film.keptAt = dates.date(row, columns.keptAt).moment
            return film.keptAt != nil
        default:
            return false
        }
    }

    private struct Columns {
        let record, kind, title, year, imdbID, tmdbID, watchedAt, rating, ratedAt, keptAt: Int?

        init(_ header: CSVHeader) {
            record = header.column("Record")
            kind = header.column("Kind")
            title = header.column("Title")
            year = header.column("Year")
            imdbID = header.column("IMDb ID")
            tmdbID = header.column("TMDB ID")
            watchedAt = header.column("Watched At")
            rating = header.column("Rating")
            ratedAt = header.column("Rated At")
            keptAt = header.column("Kept At")
        }
    }
}
