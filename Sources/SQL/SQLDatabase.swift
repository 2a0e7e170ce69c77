/// A link to the database inside one transaction.
///
/// Valid only inside the closure that received it, on the thread that runs the closure. It is not `Sendable`.
///
/// After an error PostgreSQL refuses every further statement of the transaction, SQLite does not: whoever wants to go
/// on after an expected error (a unique violation, say) wraps the statement in `savepoint`.
package protocol SQLConnection {
    var dialect: SQLDialect { get }

    /// Runs one statement and returns all its rows. The driver keeps the prepared statement by its text.
    @discardableResult
    func query(_ sql: SQL) throws -> [SQLRow]

    /// Runs one statement and returns how many rows it inserted, updated or deleted.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Hands over the rows one by one without holding all of them in memory.
    ///
    /// The body runs no other statement on this connection.
    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws

    /// Runs several statements separated by semicolons, without parameters, such as a migration.
    func run(script: String) throws

    /// Tells the followers of `SQLDatabase.changes()`, in all processes, that an area changed, once the transaction is
    /// committed.
    ///
    /// The area is a short word (at most `SQLLimits.areaBytesMax` bytes).
    func notify(_ area: String) throws
}

/// A database that runs transaction scripts: synchronous closures, off Swift's cooperative threads.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }

    /// Runs a script on a snapshot: it sees one state of the database from its first query to its last, and writing
    /// fails.
    ///
    /// Throws `CancellationError` when the task is cancelled.
    func read<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Runs one statement that reads a few rows by an index, such as whose key it is, and returns its rows.
    ///
    /// It sees one state of the database without a transaction around it, which costs PostgreSQL one way to the server
    /// in place of three.
    func glance(_ sql: SQL) async throws -> [SQLRow]

    /// Like `read`, for scripts of a few such statements.
    func glance<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Runs a script in a transaction, committed when the script returns, rolled back when it throws.
    ///
    /// The script may run again when the database asks for a retry (PostgreSQL: serialization failure, deadlock), so
    /// it has no effect but its statements. When the task is cancelled before the commit the transaction is rolled
    /// back and `CancellationError` thrown; what must be stored nevertheless goes through `writeUncancelled`.
    func write<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Like `write`, for the migrator: one migrating process at a time, foreign keys checked at the end.
    func writeSchema<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Keeps a copy that the administrator can go back to, where the driver can (SQLite: `<file>.before-<label>`).
    ///
    /// Returns where the copy is, nil where the driver makes none.
    func backUp(before label: String) async throws -> String?

    /// The areas that were notified from now on, by this or another process.
    ///
    /// `SQLLimits.unknownArea` says that something changed and that the driver cannot tell what (SQLite in another
    /// process; PostgreSQL after a reconnect; both when they begin to follow). The
    /// stream keeps the newest `SQLLimits.pendingAreasMax` elements and ends when the database is closed.
    func changes() -> AsyncStream<String>

    /// How often each area changed, without asking the database.
    var changeCounts: SQLChangeCounts { get }

    /// Ends the streams, waits for running scripts and releases files, threads and links.
    func close() async
}

extension SQLDatabase {
    /// Writes even when the current task is cancelled: final states of jobs, audit.
    package func writeUncancelled<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await Task { try await write(script) }.value
    }
}

extension SQLConnection {
    /// The first row, nil when there is none.
    package func first(_ sql: SQL) throws -> SQLRow? {
        try query(sql).first
    }

    /// The first column of the first row as an integer, such as a count or an id that was just minted.
    package func int(_ sql: SQL) throws -> Int {
        guard let row = try first(sql) else { throw SQLError.decoding("the query gave no row") }
        return try row.int(0)
    }

    /// Runs statements that may fail without losing the transaction: they are undone when the body throws.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try run(script: "SAVEPOINT step")
        do {
            let value = try body()
            try run(script: "RELEASE SAVEPOINT step")
            return value
        } catch {
            try run(script: "ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step")
            throw error
        }
    }
}
