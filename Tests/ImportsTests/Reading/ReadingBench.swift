import Basics
import Domain
import Testing

@testable import Imports

/// What the tests of reading say again and again.
enum ReadingBench {
    static let thisYear = 2026

    static func amazon(_ text: String) throws -> ReadHistory {
        try #require(AmazonPrimeFile.read(FileText.utf8(Array(text.utf8)), thisYear: thisYear))
    }

    static func table(_ text: String, delimiter: Unicode.Scalar = ",") -> CSVTable {
        CSVTable(Array(text.utf8), delimiter: UInt8(ascii: delimiter))
    }

    static func rows(_ text: String, delimiter: Unicode.Scalar = ",") -> [[String]] {
        table(text, delimiter: delimiter).sample(rowsMax: .max)
    }

    /// `2024-01-15T10:00:00.000Z`, a year, or a dash.
    static func shown(_ date: FileDate) -> String {
        switch date {
        case .moment(let moment): moment.iso8601WithMilliseconds
        case .year(let year): String(year)
        case .none: "-"
        }
    }

    static func moment(_ day: String) throws -> Instant { try #require(DateReading().date(day).moment) }
}

extension ImportedFilm {
    /// The dates of its viewings without their time of day.
    var days: [String] { watchDates.map { String($0.iso8601.prefix(10)) } }
}
