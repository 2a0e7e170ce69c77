internal import Domain

/// What Letterboxd hands out, an archive of tables or one of them; and the table that it takes in.
///
/// The diary says when a film was watched, `watched` only that it was. Ratings are no viewings. Likes are left out.
enum LetterboxdFiles {
    /// A table beside the name of its file, in lower case; empty when nobody knows it.
    typealias NamedTable = (table: CSVTable, name: String)

    static func isOne(_ header: CSVHeader) -> Bool { isExport(header) || isImport(header) }

    private static func isExport(_ header: CSVHeader) -> Bool { header.has(["Name", "Year", "Letterboxd URI"]) }

    private static func isImport(_ header: CSVHeader) -> Bool {
        header.column("Title") != nil && header.column(["WatchedDate", "Rating10", "LetterboxdURI"]) != nil
    }

    static func read(_ tables: [NamedTable], _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        let kinds = tables.map { (table: $0.table, kind: Kind($0.table.header, name: $0.name)) }
        for (table, kind) in kinds.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
            read(table, kind, into: &tally)
        }
        return tally.history(.letterboxd)
    }

    /// What the rows of a table say. The order is that of reading: of two ratings of one day, the one that stands in
    /// the table of ratings is the present one.
    private enum Kind: Int {
        /// A viewing each, also one without a date.
        case viewings
        case ratings
        case kept
        case likes
        /// The form that is taken in: a rating, a viewing or both.
        case mixed

        /// The lists of watched films, of films to watch and of likes have one header.
        init(_ header: CSVHeader, name: String) {
            if !isExport(header) {
                self = .mixed
            } else if header.column("Watched Date") != nil {
                self = .viewings
            } else if header.column("Rating") != nil {
                self = .ratings
            } else if name.contains("watchlist") {
                self = .kept
            } else {
                self = name.contains("likes") || name == "films.csv" ? .likes : .viewings
            }
        }
    }

    private static func read(_ table: CSVTable, _ kind: Kind, into tally: inout HistoryTally) {
        let columns = Columns(table.header)
        let dates = DateReading(table, columns: [columns.loggedAt, columns.watchedAt])
        table.forEachRow { row in
            var film = FilmRow(title: FilmCells.title(row.text(columns.title)))
            film.year = FilmCells.year(row.text(columns.year))
            film.imdbID = FilmCells.imdbID(row.text(columns.imdbID))
            film.tmdbID = FilmCells.tmdbID(row.text(columns.tmdbID))
            film.date = dates.date(row, columns.watchedAt)
            film.rating = columns.rating(row).map { value in
                let logged = dates.date(row, columns.loggedAt).moment
                return ImportedRating(value: value, ratedAt: logged ?? film.date.moment)
            }
            switch kind {
            case .viewings: break
            case .mixed: film.isWatched = film.rating == nil || film.date != .none
            case .ratings, .likes: film.isWatched = false
            case .kept:
                film.isWatched = false
                film.keptAt = dates.date(row, columns.loggedAt).moment
            }
            let saysSomething = film.isWatched || film.rating != nil || film.keptAt != nil
            if film.title.isEmpty || !saysSomething { tally.addIgnored() } else { tally.addFilm(film) }
        }
    }

    private struct Columns {
        let title, year, imdbID, tmdbID, loggedAt, watchedAt, stars, points: Int?

        init(_ header: CSVHeader) {
            title = header.column(["Name", "Title"])
            year = header.column("Year")
            imdbID = header.column("imdbID")
            tmdbID = header.column("tmdbID")
            loggedAt = header.column("Date")
            watchedAt = header.column(["Watched Date", "WatchedDate"])
            stars = header.column("Rating")
            points = header.column("Rating10")
        }

        /// Half stars and points of ten are the same.
        func rating(_ row: CSVRow) -> Int? {
            RatingScale.ten.value(row.text(points)) ?? RatingScale.five.value(row.text(stars))
        }
    }
}
