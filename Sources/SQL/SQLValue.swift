/// A value as a database stores it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// The storage class of a parameter, known even when its value is null.
package enum SQLType: UInt8, Sendable, Hashable {
    case integer
    case real
    case text
    case blob
    /// Only for a bare `SQLValue.null`: the database works the type out from the place where it stands.
    case unknown
}

extension SQLValue {
    /// The storage class of the value.
    package var type: SQLType {
        switch self {
        case .null: .unknown
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }
}

/// A parameter of a statement: a value and the type it is declared with.
package struct SQLBinding: Sendable, Hashable {
    package let value: SQLValue
    package let type: SQLType

    package init(_ value: some SQLValueConvertible) {
        self.value = value.sqlValue
        type = Swift.type(of: value).sqlType
    }

    package init(_ value: SQLValue) {
        self.value = value
        type = value.type
    }
}
