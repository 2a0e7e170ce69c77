internal import Domain

/// What IMDb hands out: ratings, the watchlist and other lists. A rating is no viewing; what stands in a list is kept.
enum IMDbFile {
    static func isOne(_ header: CSVHeader) -> Bool { header.has(["Const", "Title Type"]) }

    static func read(_ tables: [CSVTable], _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        for table in tables { read(table, into: &tally) }
        return tally.history(.imdb)
    }

    private static func read(_ table: CSVTable, into tally: inout HistoryTally) {
        let columns = Columns(table.header)
        let dates = DateReading(table, columns: [columns.ratedAt, columns.listedAt])
        table.forEachRow { row in
            let title = FilmCells.title(row.text(columns.title))
            guard !title.isEmpty else {
                tally.addIgnored()
                return
            }
            guard isFilm(row.text(columns.type)) else {
                tally.addOther()
                return
            }
            var film = FilmRow(title: title)
            film.year = FilmCells.year(row.text(columns.year))
            film.imdbID = FilmCells.imdbID(row.text(columns.id))
            film.isWatched = false
            film.rating = RatingScale.ten.value(row.text(columns.rating)).map { value in
                ImportedRating(value: value, ratedAt: dates.date(row, columns.ratedAt).moment)
            }
            film.keptAt = dates.date(row, columns.listedAt).moment
            if film.rating == nil, film.keptAt == nil { tally.addIgnored() } else { tally.addFilm(film) }
        }
    }

    /// Whether a type is a film's, as the site shows it or as it is called inside, in the account's language.
    static func isFilm(_ type: String) -> Bool {
        filmTypes.contains(type.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    // Lower case, without spaces and hyphens.
    private static let filmTypes: Set<String> = [
        "movie", "tvmovie", "tvspecial", "video", "short", "tvshort", "shortfilm",
        "film", "fernsehfilm", "tvfilm", "kurzfilm", "fernsehkurzfilm", "fernsehspecial", "tvspezial",
        "téléfilm", "filmtv", "émissionspéciale", "courtmétrage", "vidéo",
        "película", "películadetv", "películaparatv", "especialdetv", "especialtv", "cortometraje", "cortometrajetv",
        "cortometraggio", "cortometraggiotv", "specialetv",
        "filme", "filmedetv", "filmetv", "especialdetelevisão", "curta", "curtametragem", "vídeo",
    ]

    private struct Columns {
        let id, title, type, year, rating, ratedAt, listedAt: Int?

        init(_ header: CSVHeader) {
            id = header.column("Const")
            title = header.column("Title")
            type = header.column("Title Type")
            year = header.column("Year")
            rating = header.column("Your Rating")
            ratedAt = header.column("Date Rated")
            listedAt = header.column("Position") == nil ? nil : header.column("Created")
        }
    }
}
