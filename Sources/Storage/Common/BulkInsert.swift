import SQL

extension SQLConnection {
    /// Runs a multi-row statement for parts of the rows, so that no driver's limit of parameters is met.
    ///
    /// Returns the rows that the statements return.
    @discardableResult
    func insert(_ rows: [[SQLBinding]], _ statement: (ArraySlice<[SQLBinding]>) -> SQL) throws -> [SQLRow] {
        var returned: [SQLRow] = []
        for start in stride(from: 0, to: rows.count, by: StorageLimits.rowsPerInsert) {
            let end = min(rows.count, start + StorageLimits.rowsPerInsert)
            returned += try query(statement(rows[start..<end]))
        }
        return returned
    }
}

extension SQL {
    /// A table `list(value)` of the elements of a JSON array.
    static func elements(ofJSON text: String) -> SQL {
        "\(sqlite: "json_each(\(text)) AS list", postgres: "json_array_elements(CAST(\(text) AS json)) AS list(value)")"
    }

    /// An element of a nested JSON array as an integer, on both drivers.
    static func integer(at position: Int) -> SQL {
        "CAST(value ->> \(sql: SQL(trusted: String(position))) AS INTEGER)"
    }

    /// A query for pairs of integers, for `(a, b) IN`.
    static func pairs(_ rows: [[Int]]) -> SQL {
        let list = SQL.elements(ofJSON: JSONText.encodeRows(rows))
        return "(SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1)) FROM \(sql: list))"
    }
}
