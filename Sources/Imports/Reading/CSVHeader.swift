/// The names of a table's columns.
package struct CSVHeader: Sendable {
    /// As they stand in the file, without blanks at their ends.
    package let names: [String]
    private let columns: [String: Int]

    package init(_ row: CSVRow) {
        names = (0..<row.count).map { row.text($0) }
        columns = Dictionary(names.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
    }

    /// Where the first of these names stands that is there, in any case.
    package func column(_ names: [String]) -> Int? {
        for name in names {
            if let column = column(name) { return column }
        }
        return nil
    }

    package func column(_ name: String) -> Int? { columns[name.lowercased()] }

    /// Whether all of these names are there.
    package func has(_ names: [String]) -> Bool { names.allSatisfy { column($0) != nil } }
}
