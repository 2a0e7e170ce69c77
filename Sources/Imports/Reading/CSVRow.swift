import Basics

/// One row of a `CSVTable`. Its cells are places in the file; a text is made where one is asked for.
package struct CSVRow: Sendable {
    let bytes: [UInt8]
    var cells: [CSVCell] = []

    init(of bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { cells.count }

    /// Whether the row is a line of nothing, which is no row.
    package var isBlank: Bool {
        guard let cell = cells.first else { return true }
        return cells.count == 1 && !cell.isQuoted && trimmed(cell).isEmpty
    }

    /// A cell without blanks at its ends; empty past the end of the row and for no column.
    package func text(_ column: Int?) -> String {
        guard let cell = cell(column) else { return "" }
        let range = trimmed(cell)
        guard let first = bytes[range].first, let last = bytes[range].last else { return "" }
        if cell.isEscaped { return String(decoding: unescaped(cell), as: UTF8.self).trimmed }
        let text = String(decoding: bytes[range], as: UTF8.self)
        let hasBlanks =
            first >= 0x80 && Self.isBlank(text.unicodeScalars.first)
            || last >= 0x80 && Self.isBlank(text.unicodeScalars.last)
        return hasBlanks ? text.trimmed : text
    }

    package func isEmpty(_ column: Int?) -> Bool {
        guard let cell = cell(column) else { return true }
        let isPlain = !cell.isEscaped && bytes[trimmed(cell)].contains { $0 < 0x80 && !Self.isBlank($0) }
        return !isPlain && text(column).isEmpty
    }

    /// Nil for what is no whole number.
    package func integer(_ column: Int?) -> Int? { Int(text(column)) }

    func cell(_ column: Int?) -> CSVCell? {
        guard let column, cells.indices.contains(column) else { return nil }
        return cells[column]
    }

    /// Where a cell's text is, without ASCII blanks at its ends.
    func trimmed(_ cell: CSVCell) -> Range<Int> {
        var (start, end) = (cell.start, cell.end)
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isWhitespace ?? false }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Two quotes inside of quotes are one; what follows the closing quote belongs to the cell as it is.
    private func unescaped(_ cell: CSVCell) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(cell.end - cell.start)
        var index = cell.start
        var isInQuotes = true
        while index < cell.end {
            let byte = bytes[index]
            index += 1
            if isInQuotes, byte == CSVTable.quote {
                guard index < cell.end, bytes[index] == CSVTable.quote else {
                    isInQuotes = false
                    continue
                }
                index += 1
            }
            text.append(byte)
        }
        return text
    }
}

/// Where a cell is in the bytes of its file, without the quotes around it.
struct CSVCell: Sendable {
    var start: Int
    var end: Int
    var isQuoted = false
    /// Whether there are quotes inside, so that the bytes are not the text.
    var isEscaped = false
}
