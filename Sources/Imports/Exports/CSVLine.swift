/// Rows of tables as RFC 4180 wants them, safe to be opened in a spreadsheet.
enum CSVLine {
    /// Cells between commas, and a line break of two characters.
    static func bytes(_ cells: [String], quotesAll: Bool = false) -> [UInt8] {
        let texts = cells.map { cell in
            let text = guarded(cell)
            return quotesAll || needsQuotes(text) ? quoted(text) : text
        }
        return Array((texts.joined(separator: ",") + "\r\n").utf8)
    }

    /// A spreadsheet takes a cell for a formula that begins like one; an apostrophe before it makes it text.
    static func guarded(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first, formulaMarks.contains(first) else { return cell }
        return "'" + cell
    }

    private static let formulaMarks: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

    private static func needsQuotes(_ text: String) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: ","), 10, 13: return true
            default: continue
            }
        }
        return false
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
