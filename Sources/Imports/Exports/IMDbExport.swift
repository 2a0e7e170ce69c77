import Basics
import Domain

/// Ratings as IMDb hands them out. Its form knows titles by their ids there, so those without one are not in it.
enum IMDbExport {
    static let file = ExportFile(name: "ratings.csv", sections: [.text(header), .ratings(rating)])

    private static let header = CSVLine.bytes([
        "Const", "Your Rating", "Date Rated", "Title", "Original Title", "URL", "Title Type", "IMDb Rating",
        "Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date", "Directors",
    ])

    @Sendable private static func rating(_ record: RecordedRating) -> [UInt8]? {
        let title = record.title
        guard let id = title.imdbID, let type = type(of: title.kind) else { return nil }
        return CSVLine.bytes([
            id.rawValue, String(record.value), CalendarDay(of: record.ratedAt).description, title.title, title.title,
            "https://www.imdb.com/title/\(id)", type, "", "", title.yearText, "", "", "", "",
        ])
    }

    private static func type(of kind: TitleKind) -> String? {
        switch kind {
        case .movie: "Movie"
        case .series: "TV Series"
        case .episode, .scene: nil
        }
    }
}
