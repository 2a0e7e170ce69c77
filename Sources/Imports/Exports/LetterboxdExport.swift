import Basics
import Domain

/// The table that Letterboxd takes in: a row for each rating, and one for each viewing of a film.
enum LetterboxdExport {
    static func file(_ profiles: [Profile], isSplit: Bool) -> ExportFile {
        let records = [ExportSection.ratings(rating)] + profiles.map { .viewings($0, viewing) }
        guard isSplit else { return ExportFile(name: "letterboxd.csv", sections: [.text(header)] + records) }
        var file = ExportFile(name: "letterboxd", sections: records)
        file.split = ExportSplit(
            header: header, rowsMax: ImportsLimits.letterboxdRowsMax, bytesMax: ImportsLimits.letterboxdBytesMax)
        return file
    }

    private static let header = CSVLine.bytes(["tmdbID", "imdbID", "Title", "Year", "Rating10", "WatchedDate"])

    /// It is dated by no day, because Letterboxd would take that for one of a viewing.
    @Sendable private static func rating(_ record: RecordedRating) -> [UInt8]? {
        row(record.title, rating: String(record.value), watched: "")
    }

    @Sendable private static func viewing(_ record: RecordedViewing) -> [UInt8]? {
        row(record.title, rating: "", watched: record.day ?? "")
    }

    private static func row(_ title: RecordedTitle, rating: String, watched: String) -> [UInt8]? {
        guard title.kind == .movie else { return nil }
        return CSVLine.bytes([
            title.tmdbText, title.imdbText, title.title, title.yearText, rating, watched,
        ])
    }
}

extension RecordedTitle {
    var tmdbText: String { tmdbID.map(String.init) ?? "" }
    var imdbText: String { imdbID?.rawValue ?? "" }
    var yearText: String { year.map(String.init) ?? "" }
}

extension RecordedViewing {
    /// When it was; nil when nobody knows.
    var moment: Instant? { watchedAt == WatchEvent.undated ? nil : watchedAt }

    /// `YYYY-MM-DD`.
    var day: String? { moment.map { CalendarDay(of: $0).description } }
}
