import CLibPQ
import Foundation
import SQL

/// Decodes a result that the server sent in text format.
struct PostgresRows {
    private let result: OpaquePointer
    private let columns: SQLColumns
    private let types: [UInt32]

    /// Columns of another result of the same statement are taken over, so that all rows share them.
    init(_ result: OpaquePointer, like other: PostgresRows? = nil) {
        self.result = result
        let count = PQnfields(result)
        columns =
            other?.columns
            ?? SQLColumns((0..<count).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        types = other?.types ?? (0..<count).map { PQftype(result, $0) }
    }

    var count: Int { Int(PQntuples(result)) }

    func row(_ row: Int) -> SQLRow {
        let values = [SQLValue](unsafeUninitializedCapacity: types.count) { buffer, initialized in
            for column in types.indices {
                buffer.initializeElement(at: column, to: value(CInt(row), CInt(column)))
            }
            initialized = types.count
        }
        return SQLRow(columns: columns, values: values)
    }

    private func value(_ row: CInt, _ column: CInt) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        switch types[Int(column)] {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid:
            return .integer(Int64(strtoll(start, nil, 10)))
        case PostgresType.bool:
            return .integer(start.pointee == CChar(UInt8(ascii: "t")) ? 1 : 0)
        case PostgresType.float8, PostgresType.float4:
            return .real(strtod(start, nil))
        case PostgresType.numeric:
            return Self.number(String(cString: start))
        case PostgresType.bytea:
            return .blob(Self.blob(start))
        default:
            let length = Int(PQgetlength(result, row, column))
            return start.withMemoryRebound(to: UInt8.self, capacity: length) {
                .text(String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self))
            }
        }
    }

    /// A sum of integers is an integer, as in SQLite; an average is not.
    private static func number(_ text: String) -> SQLValue {
        if let whole = Int64(text) { return .integer(whole) }
        return .real(Double(text) ?? .nan)
    }

    private static func blob(_ hexadecimal: UnsafePointer<CChar>) -> [UInt8] {
        var length = 0
        let start = UnsafeRawPointer(hexadecimal).assumingMemoryBound(to: UInt8.self)
        guard let bytes = PQunescapeBytea(start, &length) else { return [] }
        defer { PQfreemem(bytes) }
        return [UInt8](UnsafeBufferPointer(start: bytes, count: length))
    }
}
