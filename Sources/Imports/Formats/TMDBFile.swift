internal import Domain

/// The ratings that The Movie Database hands out. A rating is no viewing.
enum TMDBFile {
    static func isOne(_ header: CSVHeader) -> Bool { header.has(["TMDb ID", "Type", "Name"]) }

    static func read(_ tables: [CSVTable], _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        for table in tables { read(table, into: &tally) }
        return tally.history(.tmdb)
    }

    private static func read(_ table: CSVTable, into tally: inout HistoryTally) {
        let header = table.header
        let (title, type, rating) = (header.column("Name"), header.column("Type"), header.column("Your Rating"))
        let (tmdbID, imdbID) = (header.column("TMDb ID"), header.column("IMDb ID"))
        let (released, rated) = (header.column("Release Date"), header.column("Date Rated"))
        let dates = DateReading(table, columns: [rated])
        table.forEachRow { row in
            let name = FilmCells.title(row.text(title))
            guard !name.isEmpty else {
                tally.addIgnored()
                return
            }
            guard row.text(type).lowercased() == "movie" else {
                tally.addOther()
                return
            }
            guard let value = RatingScale.ten.value(row.text(rating)) else {
                tally.addIgnored()
                return
            }
            var film = FilmRow(title: name)
            film.year = FilmCells.year(row.text(released))
            film.tmdbID = FilmCells.tmdbID(row.text(tmdbID))
            film.imdbID = FilmCells.imdbID(row.text(imdbID))
            film.rating = ImportedRating(value: value, ratedAt: dates.date(row, rated).moment)
            film.isWatched = false
            tally.addFilm(film)
        }
    }
}
