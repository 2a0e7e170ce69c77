internal import Domain

/// Cells that mean the same in the files of all services.
enum FilmCells {
    /// A title, without the apostrophe that keeps spreadsheets from taking it for a formula.
    static func title(_ cell: String) -> String {
        guard cell.first == "'", let second = cell.dropFirst().first, "=+-@".contains(second) else { return cell }
        return String(cell.dropFirst())
    }

    /// The year that a cell begins with: `1999`, `1999-03-31`.
    static func year(_ cell: String) -> Int? {
        let digits = cell.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 4, let year = Int(digits), ImportsLimits.filmYears.contains(year) else { return nil }
        return year
    }

    /// An id as it is, inside an address, or only its digits.
    static func imdbID(_ cell: String) -> IMDbID? {
        let text = cell.lowercased()
        if let id = IMDbID(text) { return id }
        if text.utf8.count >= 7, text.utf8.allSatisfy(isDigit) { return IMDbID("tt" + text) }
        let component = text.split(whereSeparator: { "/?#".contains($0) }).first { IMDbID($0) != nil }
        return component.flatMap { IMDbID($0) }
    }

    static func tmdbID(_ cell: String) -> Int? {
        guard let id = Int32(cell), id > 0 else { return nil }
        return Int(id)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
