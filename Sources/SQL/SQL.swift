/// A statement written as a string literal whose interpolated values become bound parameters, never text.
///
/// ```swift
/// try connection.query("SELECT id FROM title WHERE year = \(year) AND kind IN \(values: kinds)")
/// ```
///
/// | interpolation | becomes |
/// | --- | --- |
/// | `\(value)` | one parameter; optionals, ids, enums with a raw value |
/// | `\(sql: part)` | the other statement with its parameters |
/// | `\(sqlite: "…", postgres: "…")` | the part for the dialect that is rendered |
/// | `\(values: […])` | `(?, ?, ?)`; an empty list is a query without rows, so that `IN` and `NOT IN` are right |
/// | `\(list: […])` | a query over one JSON parameter: the text stays equal for every length (prefer it for ids) |
/// | `\(rows: [[…]])` | `(?, ?), (?, ?)` for `INSERT … VALUES` |
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Part: Sendable {
        case text(String)
        case bind(SQLBinding)
        case dialect(sqlite: SQL, postgres: SQL)
    }

    var parts: [Part]

    /// A statement without text.
    package init() {
        parts = []
    }

    package init(stringLiteral value: String) {
        parts = [.text(value)]
    }

    package init(stringInterpolation: Interpolation) {
        parts = stringInterpolation.parts
    }

    /// Text that the program itself made, such as a migration or the name of a scratch database.
    ///
    /// Never pass anything that came from outside.
    package init(trusted text: String) {
        parts = [.text(text)]
    }

    package var isEmpty: Bool { parts.isEmpty }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.parts += right.parts
        return sum
    }

    package static func += (left: inout SQL, right: SQL) {
        left.parts += right.parts
    }
}

extension SQL {
    /// A statement as a driver sends it.
    package struct Rendered: Sendable {
        package var text = ""
        package var bindings: [SQLBinding] = []
    }

    /// The text with the dialect's placeholders, and the parameters in their order.
    package func rendered(for dialect: SQLDialect) -> Rendered {
        var result = Rendered()
        append(to: &result, dialect)
        return result
    }

    private func append(to result: inout Rendered, _ dialect: SQLDialect) {
        for part in parts {
            switch part {
            case .text(let text):
                result.text.append(text)
            case .bind(let binding):
                result.bindings.append(binding)
                dialect.appendPlaceholder(result.bindings.count, to: &result.text)
            case .dialect(let sqlite, let postgres):
                (dialect == .sqlite ? sqlite : postgres).append(to: &result, dialect)
            }
        }
    }
}

extension Sequence<SQL> {
    /// The statements one after the other with the separator between them.
    package func joined(separator: SQL) -> SQL {
        var result = SQL()
        for (position, part) in enumerated() {
            if position > 0 { result += separator }
            result += part
        }
        return result
    }
}
