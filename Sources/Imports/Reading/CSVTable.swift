/// A table of comma-separated values (RFC 4180), read in place.
///
/// Lines end with LF, CR LF or CR, the last one perhaps with nothing. Lines of nothing are no rows. A quote that is
/// never closed ends with the file. Rows may be shorter or longer than the header.
package struct CSVTable: Sendable {
    static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The first row; without columns where there is none.
    package let header: CSVHeader
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let rowsStart: Int

    /// `utf8` is what `FileText` makes of a file.
    package init(_ utf8: [UInt8], delimiter: UInt8) {
        (bytes, self.delimiter) = (utf8, delimiter)
        var row = CSVRow(of: utf8)
        var start = 0
        while start < utf8.count, row.isBlank {
            start = Self.readRow(at: start, delimiter: delimiter, into: &row)
        }
        header = CSVHeader(row)
        rowsStart = start
    }

    /// The table with the delimiter by which its header is known: comma, semicolon or tab. Nil when it is by none.
    package init?(_ utf8: [UInt8], knows: (CSVHeader) -> Bool) {
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
            let table = CSVTable(utf8, delimiter: delimiter)
            guard knows(table.header) else { continue }
            self = table
            return
        }
        return nil
    }

    /// Calls `body` with each row after the header, in their order.
    package func forEachRow<Failure: Error>(_ body: (CSVRow) throws(Failure) -> Void) throws(Failure) {
        var row = CSVRow(of: bytes)
        var start = rowsStart
        while start < bytes.count {
            start = Self.readRow(at: start, delimiter: delimiter, into: &row)
            if !row.isBlank { try body(row) }
        }
    }

    /// The texts of the first rows after the header.
    package func sample(rowsMax: Int) -> [[String]] {
        var rows: [[String]] = []
        var row = CSVRow(of: bytes)
        var start = rowsStart
        while start < bytes.count, rows.count < rowsMax {
            start = Self.readRow(at: start, delimiter: delimiter, into: &row)
            if !row.isBlank { rows.append((0..<row.count).map { row.text($0) }) }
        }
        return rows
    }

    /// Returns where the next row begins.
    private static func readRow(at start: Int, delimiter: UInt8, into row: inout CSVRow) -> Int {
        row.cells.removeAll(keepingCapacity: true)
        let count = row.bytes.count
        var index = start
        while true {
            let cell = readCell(at: index, of: row.bytes, delimiter: delimiter)
            if row.cells.count < ImportsLimits.cellsMax { row.cells.append(cell.cell) }
            index = cell.next
            guard index < count else { return count }
            let end = row.bytes[index]
            index += 1
            if end == delimiter { continue }
            if end == carriageReturn, index < count, row.bytes[index] == newline { index += 1 }
            return index
        }
    }

    /// `next` is where the delimiter or the line's end is, or the file's end.
    private static func readCell(
        at start: Int, of bytes: [UInt8], delimiter: UInt8
    ) -> (cell: CSVCell, next: Int) {
        guard start < bytes.count, bytes[start] == quote else {
            let end = plainEnd(from: start, of: bytes, delimiter: delimiter)
            return (CSVCell(start: start, end: end), end)
        }
        var cell = CSVCell(start: start + 1, end: bytes.count, isQuoted: true)
        var index = start + 1
        while index < bytes.count {
            guard bytes[index] == quote else {
                index += 1
                continue
            }
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
            cell.isEscaped = true
            index += 2
        }
        guard index < bytes.count else { return (cell, bytes.count) }
        let end = plainEnd(from: index + 1, of: bytes, delimiter: delimiter)
        let hasMore = end > index + 1
        cell.isEscaped = cell.isEscaped || hasMore
        cell.end = hasMore ? end : index
        return (cell, end)
    }

    private static func plainEnd(from start: Int, of bytes: [UInt8], delimiter: UInt8) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == newline || byte == carriageReturn { return index }
            index += 1
        }
        return index
    }
}
