/// A Swift value that can be bound to a parameter and read from a column.
///
/// A `RawRepresentable` type (an enum, a typed id) conforms by declaring it: the raw value is what is stored.
package protocol SQLValueConvertible {
    /// The storage class, also used to declare the parameter when the value is nil.
    static var sqlType: SQLType { get }
    /// What is stored.
    var sqlValue: SQLValue { get }
    /// The value read back, nil when the stored one has another shape or range.
    init?(sqlValue: SQLValue)
}

extension SQLValueConvertible where Self: RawRepresentable, RawValue: SQLValueConvertible {
    package static var sqlType: SQLType { RawValue.sqlType }
    package var sqlValue: SQLValue { rawValue.sqlValue }
    package init?(sqlValue: SQLValue) {
        guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
        self.init(rawValue: raw)
    }
}

extension SQLValueConvertible where Self: FixedWidthInteger {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .integer(let value): self.init(exactly: value)
        case .real(let value): self.init(exactly: value)
        case .null, .text, .blob: return nil
        }
    }
}

extension Int: SQLValueConvertible {}
extension Int64: SQLValueConvertible {}
extension Int32: SQLValueConvertible {}
extension Int16: SQLValueConvertible {}
extension Int8: SQLValueConvertible {}
extension UInt32: SQLValueConvertible {}
extension UInt16: SQLValueConvertible {}
extension UInt8: SQLValueConvertible {}

extension Double: SQLValueConvertible {
    package static var sqlType: SQLType { .real }
    package var sqlValue: SQLValue { .real(self) }
    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        case .null, .text, .blob: return nil
        }
    }
}

extension Float: SQLValueConvertible {
    package static var sqlType: SQLType { .real }
    package var sqlValue: SQLValue { .real(Double(self)) }
    package init?(sqlValue: SQLValue) {
        guard let value = Double(sqlValue: sqlValue) else { return nil }
        self = Float(value)
    }
}

extension String: SQLValueConvertible {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(self) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self = value
    }
}

/// Stored as the integers 0 and 1, in both databases.
extension Bool: SQLValueConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue, value == 0 || value == 1 else { return nil }
        self = value == 1
    }
}

extension Array: SQLValueConvertible where Element == UInt8 {
    package static var sqlType: SQLType { .blob }
    package var sqlValue: SQLValue { .blob(self) }
    package init?(sqlValue: SQLValue) {
        guard case .blob(let bytes) = sqlValue else { return nil }
        self = bytes
    }
}

extension Optional: SQLValueConvertible where Wrapped: SQLValueConvertible {
    package static var sqlType: SQLType { Wrapped.sqlType }
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
    package init?(sqlValue: SQLValue) {
        if case .null = sqlValue {
            self = Wrapped?.none
            return
        }
        guard let value = Wrapped(sqlValue: sqlValue) else { return nil }
        self = Wrapped?.some(value)
    }
}
