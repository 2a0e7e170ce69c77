import Domain

/// Histories of Amazon Prime Video: what the script "Watch History Exporter" writes in the languages of the site, as a
/// table or as JSON, and the tables that Amazon itself hands out, in the present form and in the older one.
package enum AmazonPrimeFile {
    /// Whether a table with these columns is one of them.
    package static func isOne(_ header: CSVHeader) -> Bool { AmazonPrimeForm(header) != nil }

    /// `utf8` is what `FileText` makes of a file. Nil when it has none of the forms.
    package static func read(_ utf8: [UInt8], thisYear: Int) -> ReadHistory? {
        if utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") { return read(json: utf8, thisYear: thisYear) }
        return CSVTable(utf8, knows: isOne).flatMap { read($0, thisYear: thisYear) }
    }

    /// Nil when the table has none of the forms.
    package static func read(_ table: CSVTable, thisYear: Int) -> ReadHistory? {
        switch AmazonPrimeForm(table.header) {
        case .exporter(let columns): read(table, columns, thisYear: thisYear)
        case .playbacks(let columns): read(table, columns, thisYear: thisYear)
        case .playbackHours(let columns): read(table, columns, thisYear: thisYear)
        case nil: nil
        }
    }

    private static func read(_ table: CSVTable, _ columns: AmazonExporterColumns, thisYear: Int) -> ReadHistory {
        let dates = DateReading(table, columns: [columns.date])
        var counts = ImportCounts()
        var rows = FilmRows(thisYear: thisYear)
        table.forEachRow { row in
            guard let title = AmazonText.set(row.text(columns.title)) else {
                counts.ignoredRows += 1
                return
            }
            guard AmazonText.isFilm(row.text(columns.type)) else {
                counts.otherRows += 1
                return
            }
            var film = FilmRow(title: title)
            film.globalID = AmazonText.set(row.text(columns.globalID))
            film.imageURL = AmazonText.set(row.text(columns.image))
            film.date = dates.date(row, columns.date)
            rows.add(film)
        }
        return rows.history(.amazonPrime, counts: counts)
    }

    private static func read(_ table: CSVTable, _ columns: AmazonPlaybackColumns, thisYear: Int) -> ReadHistory {
        let dates = DateReading(table, columns: [columns.start])
        var counts = ImportCounts()
        var rows = FilmRows(thisYear: thisYear)
        table.forEachRow { row in
            let title = AmazonText.unquoted(row.text(columns.title))
            guard AmazonText.isKnown(title), !columns.isNoViewing(row) else {
                counts.ignoredRows += 1
                return
            }
            guard row.text(columns.material).lowercased() == "feature" else {
                counts.otherRows += 1
                return
            }
            var film = FilmRow(title: title)
            film.date = dates.date(row, columns.start)
            rows.add(film)
        }
        return rows.history(.amazonPrime, counts: counts)
    }

    private static func read(_ table: CSVTable, _ columns: AmazonHourColumns, thisYear: Int) -> ReadHistory {
        let dates = DateReading(table, columns: [columns.hour], forms: .slashedTimes)
        var counts = ImportCounts()
        var rows = FilmRows(thisYear: thisYear)
        table.forEachRow { row in
            let title = AmazonText.unquoted(row.text(columns.title))
            let type = row.text(columns.type)
            guard AmazonText.isKnown(title) else {
                counts.ignoredRows += 1
                return
            }
            guard AmazonText.isFilm(type) || type.lowercased() == "feature" else {
                counts.otherRows += 1
                return
            }
            var film = FilmRow(title: title)
            film.date = dates.date(row, columns.hour)
            rows.add(film)
        }
        return rows.history(.amazonPrime, counts: counts)
    }
}
