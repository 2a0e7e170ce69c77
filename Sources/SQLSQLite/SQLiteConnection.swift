import GRDB
import GRDBSQLite
import SQL

import struct SQL.SQL

/// One transaction's link, over a connection that the pool owns.
///
/// Statements are prepared and kept by the pool's connection and stepped here, so that text and blobs are bound and
/// read with their lengths.
final class SQLiteConnection: SQLConnection {
    let dialect = SQLDialect.sqlite
    private(set) var notifiedAreas: [String] = []
    private let database: Database
    private let errors: SQLiteErrors
    private let counter: StatementCounter?

    init(_ database: Database, errors: SQLiteErrors, counter: StatementCounter?) {
        self.database = database
        self.errors = errors
        self.counter = counter
    }

    func query(_ sql: SQL) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEach(sql) { rows.append($0) }
        return rows
    }

    func execute(_ sql: SQL) throws -> Int {
        let before = database.totalChangesCount
        try forEach(sql) { _ in }
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        let rendered = sql.rendered(for: .sqlite)
        counter?.record(rendered.text)
        let statement = try prepare(rendered)
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try bind(rendered.bindings, to: handle)
        try step(handle, body)
    }

    func run(script: String) throws {
        counter?.record(script)
        do {
            try database.execute(sql: script)
        } catch {
            throw errors.translated(error)
        }
    }

    func notify(_ area: String) throws {
        if !notifiedAreas.contains(area) { notifiedAreas.append(area) }
    }

    private func prepare(_ rendered: SQL.Rendered) throws -> Statement {
        do {
            return rendered.bindings.count > SQLiteLimits.cachedBindingsMax
                ? try database.makeStatement(sql: rendered.text)
                : try database.cachedStatement(sql: rendered.text)
        } catch {
            throw errors.translated(error)
        }
    }

    private func step(_ handle: OpaquePointer, _ body: (SQLRow) throws -> Void) throws {
        var columns: SQLColumns?
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                let shared = columns ?? Self.columns(of: handle)
                columns = shared
                try body(SQLRow(columns: shared, values: Self.values(of: handle)))
            case SQLITE_DONE:
                return
            default:
                throw lastError(handle)
            }
        }
    }

    private func lastError(_ handle: OpaquePointer) -> SQLError {
        let link = sqlite3_db_handle(handle)
        return errors.error(
            code: sqlite3_extended_errcode(link), message: sqlite3_errmsg(link).map { String(cString: $0) } ?? "")
    }
}

extension SQLiteConnection {
    private func bind(_ bindings: [SQLBinding], to handle: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(handle) == bindings.count else {
            throw SQLError.other(code: "bind", message: "the statement does not take \(bindings.count) parameters")
        }
        for (offset, binding) in bindings.enumerated() {
            guard try bind(binding.value, to: handle, at: CInt(offset + 1)) == SQLITE_OK else {
                throw lastError(handle)
            }
        }
    }

    /// SQLite copies text and blobs (`SQLITE_TRANSIENT`, which C spells as the pointer -1).
    private func bind(_ value: SQLValue, to handle: OpaquePointer, at position: CInt) throws -> CInt {
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(handle, position)
        case .integer(let number): return sqlite3_bind_int64(handle, position, number)
        case .real(let number): return sqlite3_bind_double(handle, position, number)
        case .blob(let bytes) where bytes.isEmpty: return sqlite3_bind_zeroblob(handle, position, 0)
        case .blob(let bytes):
            return sqlite3_bind_blob64(handle, position, bytes, UInt64(bytes.count), copy)
        case .text(var text):
            try SQLError.checkStorable(text)
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { bytes in
                    let start = bytes.baseAddress ?? UnsafePointer(bitPattern: 1)
                    return sqlite3_bind_text64(
                        handle, position, start, UInt64(bytes.count), copy, UInt8(SQLITE_UTF8))
                }
            }
        }
    }

    private static func columns(of handle: OpaquePointer) -> SQLColumns {
        SQLColumns(
            (0..<sqlite3_column_count(handle)).map { position in
                sqlite3_column_name(handle, position).map { String(cString: $0) } ?? ""
            })
    }

    private static func values(of handle: OpaquePointer) -> [SQLValue] {
        let count = Int(sqlite3_column_count(handle))
        return [SQLValue](unsafeUninitializedCapacity: count) { buffer, initialized in
            for position in 0..<count {
                buffer.initializeElement(at: position, to: value(of: handle, at: CInt(position)))
            }
            initialized = count
        }
    }

    private static func value(of handle: OpaquePointer, at position: CInt) -> SQLValue {
        switch sqlite3_column_type(handle, position) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(handle, position))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(handle, position))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, position)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, position)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, position)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, position)))
            return .blob([UInt8](bytes))
        default:
            return .null
        }
    }
}
