import CLibPQ
import Foundation
import SQL
import Synchronization

/// One link to the server with its prepared statements.
///
/// `@unchecked Sendable` holds because a link is used by one thread at a time: the pool hands it from thread to thread
/// under its lock, and `cancel`, the only call from elsewhere, uses libpq's own object for that.
final class PostgresLink: @unchecked Sendable {
    private let handle: OpaquePointer
    private let canceller: OpaquePointer?
    private var statements = PostgresStatementCache(countMax: SQLLimits.cachedStatementsMax)

    /// Connects; blocks up to the connect timeout.
    init(_ address: PostgresAddress) throws {
        guard let handle = address.connect() else {
            throw SQLError.unavailable("out of memory while connecting to PostgreSQL")
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw address.connectError(handle)
        }
        self.handle = handle
        canceller = PQgetCancel(handle)
        _ = PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQserverVersion(handle) >= PostgresLimits.serverVersionMin else {
            throw SQLError.unavailable("the PostgreSQL server is too old; use version 13 or a newer one")
        }
        try run("SET lock_timeout = \(PostgresLimits.lockTimeoutMilliseconds); SET client_min_messages = warning")
    }

    deinit {
        PQfreeCancel(canceller)
        PQfinish(handle)
    }

    var isOpen: Bool { PQstatus(handle) == CONNECTION_OK }

    var socket: CInt { PQsocket(handle) }

    /// Whether nothing has arrived that nobody asked for: on an idle link, that the server has closed it.
    var isQuiet: Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return isOpen && poll(&descriptor, 1, 0) == 0
    }

    /// True inside a transaction, failed or not.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    /// Asks the server to stop the running statement; callable from any thread, opens a connection of its own.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(canceller, &message, CInt(message.count))
    }

    /// Runs statements without parameters.
    func run(_ script: String) throws {
        let result = PQexec(handle, script)
        defer { PQclear(result) }
        try check(result)
    }

    /// Commits, or tells why not: a transaction in which a statement failed is rolled back by the server.
    func commit() throws {
        let failed = PQtransactionStatus(handle) == PQTRANS_INERROR
        try run("COMMIT")
        if failed {
            throw SQLError.other(
                code: "25P02", message: "a statement failed and the script went on; wrap it in a savepoint")
        }
    }

    func query(_ rendered: SQL.Rendered) throws -> [SQLRow] {
        try withResult(rendered) { result in
            let rows = PostgresRows(result)
            return (0..<rows.count).map { rows.row($0) }
        }
    }

    func execute(_ rendered: SQL.Rendered) throws -> Int {
        try withResult(rendered) { result in
            let isQuery = PQcmdStatus(result).map { String(cString: $0).hasPrefix("SELECT") } ?? false
            return isQuery ? 0 : PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        }
    }

    /// Rows arrive one by one; when the body throws the rest is read and dropped.
    func forEach(_ rendered: SQL.Rendered, _ body: (SQLRow) throws -> Void) throws {
        let parameters = try PostgresParameters(rendered.bindings)
        let name = try prepared(rendered.text, parameters)
        let sent = parameters.withPointers { PQsendQueryPrepared(handle, name, $0, $1, $2, $3, 0) }
        guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw linkError() }
        var failure: (any Error)?
        var shape: PostgresRows?
        while let result = PQgetResult(handle) {
            defer { PQclear(result) }
            guard failure == nil else { continue }
            do {
                try check(result)
                let rows = PostgresRows(result, like: shape)
                shape = rows
                for row in 0..<rows.count { try body(rows.row(row)) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private func withResult<Value>(
        _ rendered: SQL.Rendered, _ body: (OpaquePointer) -> Value
    ) throws -> Value {
        let parameters = try PostgresParameters(rendered.bindings)
        let name = try prepared(rendered.text, parameters)
        let result = parameters.withPointers { PQexecPrepared(handle, name, $0, $1, $2, $3, 0) }
        defer { PQclear(result) }
        return body(try check(result))
    }

    /// Forgets all prepared statements, after the schema changed under them.
    func forgetStatements() throws {
        statements = PostgresStatementCache(countMax: SQLLimits.cachedStatementsMax)
        try run("DEALLOCATE ALL")
    }

    private func prepared(_ text: String, _ parameters: PostgresParameters) throws -> String {
        if let name = statements.name(text, parameters.types) { return name }
        if let old = statements.removeOldestWhenFull() { try run("DEALLOCATE \(old)") }
        let name = statements.nextName()
        let result = PQprepare(handle, name, text, CInt(parameters.types.count), parameters.types)
        defer { PQclear(result) }
        try check(result)
        statements.add(name, text, parameters.types)
        return name
    }

    @discardableResult
    private func check(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else { throw linkError() }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY:
            return result
        default:
            guard isOpen else { throw linkError() }
            if PostgresErrors.isStalePlan(result) { throw PostgresStalePlan() }
            throw PostgresErrors.error(result)
        }
    }

    private func linkError() -> SQLError {
        .unavailable("the connection to the PostgreSQL server was lost; check that it runs")
    }
}

extension PostgresLink {
    /// Takes what has arrived on the socket and hands over the payloads of notifications; false when the link broke.
    func receiveNotifications(_ body: (String) -> Void) -> Bool {
        guard PQconsumeInput(handle) == 1 else { return false }
        while let notification = PQnotifies(handle) {
            body(notification.pointee.extra.map { String(cString: $0) } ?? "")
            PQfreemem(notification)
        }
        return isOpen
    }
}

/// A prepared statement's result changed with the schema; the transaction runs again with new statements.
struct PostgresStalePlan: Error {}
