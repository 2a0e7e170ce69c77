extension SQL {
    /// Collects the pieces of an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            parts.append(.bind(SQLBinding(value)))
        }

        package mutating func appendInterpolation<Value: SQLValueConvertible>(_ value: Value?) {
            parts.append(.bind(SQLBinding(value)))
        }

        package mutating func appendInterpolation(_ value: SQLValue) {
            parts.append(.bind(SQLBinding(value)))
        }

        package mutating func appendInterpolation(_ binding: SQLBinding) {
            parts.append(.bind(binding))
        }

        /// Binds the raw value, without a conformance of the type.
        @_disfavoredOverload
        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value)
        where Value.RawValue: SQLValueConvertible {
            parts.append(.bind(SQLBinding(value.rawValue)))
        }

        /// Binds the raw value or null, without a conformance of the type.
        @_disfavoredOverload
        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value?)
        where Value.RawValue: SQLValueConvertible {
            parts.append(.bind(SQLBinding(value?.rawValue)))
        }

        package mutating func appendInterpolation(sql: SQL) {
            parts += sql.parts
        }

        package mutating func appendInterpolation(sqlite: SQL, postgres: SQL) {
            parts.append(.dialect(sqlite: sqlite, postgres: postgres))
        }

        /// One parameter per value in parentheses.
        package mutating func appendInterpolation<Value: SQLValueConvertible>(values: some Collection<Value>) {
            if values.isEmpty {
                appendEmptyQuery(Value.sqlType)
            } else {
                appendTuple(values.map { SQLBinding($0) })
            }
        }

        /// One parenthesised tuple of parameters per row, for `INSERT … VALUES`.
        ///
        /// The rows are of equal length; there is at least one.
        package mutating func appendInterpolation(rows: some Collection<[SQLBinding]>) {
            for (position, row) in rows.enumerated() {
                if position > 0 { parts.append(.text(", ")) }
                appendTuple(row)
            }
        }

        /// A query that yields the values, sent as one JSON parameter.
        package mutating func appendInterpolation<Value: SQLValueConvertible>(list: some Collection<Value>) {
            parts.append(.text("(SELECT "))
            let json = SQLBinding(JSONList.encode(list.lazy.map(\.sqlValue)))
            let type = Self.typeName(Value.sqlType)
            let sqlite: SQL = "value FROM json_each(\(json)))"
            let postgres: SQL =
                "CAST(value AS \(sql: type)) FROM json_array_elements_text(CAST(\(json) AS json)) AS list(value))"
            appendInterpolation(sqlite: sqlite, postgres: postgres)
        }

        /// A table `list(value, number)` of the values, numbered from 1, sent as one JSON parameter.
        package mutating func appendInterpolation<Value: SQLValueConvertible>(numbered: some Collection<Value>) {
            let json = SQLBinding(JSONList.encode(numbered.lazy.map(\.sqlValue)))
            let type = Self.typeName(Value.sqlType)
            let sqlite: SQL = "(SELECT value, key + 1 AS number FROM json_each(\(json))) AS list"
            let postgres: SQL = """
                (SELECT CAST(value AS \(sql: type)) AS value, number
                FROM json_array_elements_text(CAST(\(json) AS json)) WITH ORDINALITY AS pair(value, number)) AS list
                """
            appendInterpolation(sqlite: sqlite, postgres: postgres)
        }

        private mutating func appendTuple(_ bindings: [SQLBinding]) {
            parts.append(.text("("))
            for (position, binding) in bindings.enumerated() {
                if position > 0 { parts.append(.text(", ")) }
                parts.append(.bind(binding))
            }
            parts.append(.text(")"))
        }

        private mutating func appendEmptyQuery(_ type: SQLType) {
            parts.append(.text("(SELECT CAST(NULL AS "))
            appendInterpolation(sql: Self.typeName(type))
            parts.append(.text(") WHERE 1 = 0)"))
        }

        private static func typeName(_ type: SQLType) -> SQL {
            switch type {
            case .integer: "BIGINT"
            case .real: "DOUBLE PRECISION"
            case .text, .unknown: "TEXT"
            case .blob: "\(sqlite: "BLOB", postgres: "BYTEA")"
            }
        }
    }
}
