internal import Domain

/// Any table of films, whose columns somebody named: one viewing a row, dated or not, perhaps with a rating.
enum PlainFile {
    static func read(_ table: CSVTable, _ mapping: ColumnMapping, _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        let dates = DateReading(table, columns: [mapping.date], forms: [.shortYears, .slashedTimes])
        table.forEachRow { row in
            let title = FilmCells.title(row.text(mapping.title))
            guard !title.isEmpty else {
                tally.addIgnored()
                return
            }
            var film = FilmRow(title: title)
            film.year = FilmCells.year(row.text(mapping.year))
            film.imdbID = FilmCells.imdbID(row.text(mapping.imdbID))
            film.tmdbID = FilmCells.tmdbID(row.text(mapping.tmdbID))
            film.date = dates.date(row, mapping.date)
            film.rating = mapping.ratingScale.value(row.text(mapping.rating)).map { value in
                ImportedRating(value: value, ratedAt: film.date.moment)
            }
            tally.addFilm(film)
        }
        return tally.history(.csv)
    }

    /// The table with the delimiter that makes the most columns; nil for what cannot be one, as a web page.
    static func table(_ utf8: [UInt8]) -> CSVTable? {
        let tables = [",", ";", "\t"].map { CSVTable(utf8, delimiter: UInt8(ascii: $0)) }
        guard let table = tables.max(by: { $0.header.names.count < $1.header.names.count }) else { return nil }
        let header = table.header.names
        let isText = header.allSatisfy { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
        guard isText, header.contains(where: { $0.contains(where: \.isLetter) }), header.first?.first != "<" else {
            return nil
        }
        return table
    }

    /// What somebody who says what the columns mean is shown; nil for a table without rows.
    static func unknownColumns(_ table: CSVTable) -> HistoryFileError? {
        let sample = table.sample(rowsMax: ImportsLimits.sampleRowsMax)
        guard !sample.isEmpty else { return nil }
        return .unknownColumns(header: shown(table.header.names), sample: sample.map(shown))
    }

    private static func shown(_ cells: [String]) -> [String] {
        cells.prefix(ImportsLimits.columnsShownMax).map { String($0.prefix(ImportsLimits.sampleCharactersMax)) }
    }
}
