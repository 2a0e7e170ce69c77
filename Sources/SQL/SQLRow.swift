/// The names of a result's columns, shared by all its rows.
package final class SQLColumns: Sendable {
    package let names: [String]
    private let positions: [String: Int]

    /// When a name occurs twice the first column has it.
    package init(_ names: [String]) {
        self.names = names
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func position(of name: String) -> Int? { positions[name] }
}

/// One row of a result, read by column name or by position from 0.
///
/// Every accessor throws `SQLError.decoding` naming the column when it is absent or of another type. Hot loops read
/// by position.
package struct SQLRow: Sendable {
    package let columns: SQLColumns
    package let values: [SQLValue]

    package init(columns: SQLColumns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value as stored.
    package func value(_ column: String) throws -> SQLValue {
        values[try position(column)]
    }

    package func value(_ position: Int) throws -> SQLValue {
        guard values.indices.contains(position) else {
            throw SQLError.decoding("there is no column \(position) in a row of \(values.count)")
        }
        return values[position]
    }

    /// The value as any convertible type: an enum, a typed id, an optional.
    package func get<Value: SQLValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        try decode(position(column))
    }

    package func get<Value: SQLValueConvertible>(_ position: Int, as type: Value.Type = Value.self) throws -> Value {
        try decode(position)
    }

    private func position(_ column: String) throws -> Int {
        guard let position = columns.position(of: column) else {
            throw SQLError.decoding("there is no column \(column) among \(columns.names.joined(separator: ", "))")
        }
        return position
    }

    private func decode<Value: SQLValueConvertible>(_ position: Int) throws -> Value {
        let stored = try value(position)
        guard let value = Value(sqlValue: stored) else {
            throw SQLError.decoding("column \(columns.names[position]) holds \(stored.type), wanted \(Value.self)")
        }
        return value
    }
}

extension SQLRow {
    package func int(_ column: String) throws -> Int { try get(column) }
    package func int(_ position: Int) throws -> Int { try get(position) }
    package func optionalInt(_ column: String) throws -> Int? { try get(column) }
    package func optionalInt(_ position: Int) throws -> Int? { try get(position) }

    package func double(_ column: String) throws -> Double { try get(column) }
    package func double(_ position: Int) throws -> Double { try get(position) }
    package func optionalDouble(_ column: String) throws -> Double? { try get(column) }
    package func optionalDouble(_ position: Int) throws -> Double? { try get(position) }

    package func text(_ column: String) throws -> String { try get(column) }
    package func text(_ position: Int) throws -> String { try get(position) }
    package func optionalText(_ column: String) throws -> String? { try get(column) }
    package func optionalText(_ position: Int) throws -> String? { try get(position) }

    /// True for the integer 1, false for 0; any other integer is an error.
    package func bool(_ column: String) throws -> Bool { try get(column) }
    package func bool(_ position: Int) throws -> Bool { try get(position) }
    package func optionalBool(_ column: String) throws -> Bool? { try get(column) }
    package func optionalBool(_ position: Int) throws -> Bool? { try get(position) }

    package func blob(_ column: String) throws -> [UInt8] { try get(column) }
    package func blob(_ position: Int) throws -> [UInt8] { try get(position) }
    package func optionalBlob(_ column: String) throws -> [UInt8]? { try get(column) }
    package func optionalBlob(_ position: Int) throws -> [UInt8]? { try get(position) }
}
