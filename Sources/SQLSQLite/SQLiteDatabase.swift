import Foundation
import GRDB
package import SQL
import Synchronization

package import struct SQL.SQL

/// A SQLite file in write-ahead-log mode: several readers beside one writer, scripts on the pool's own threads.
package final class SQLiteDatabase: SQLDatabase {
    package let dialect = SQLDialect.sqlite
    package let path: String
    private let pool: DatabasePool
    private let feed: SQLiteChangeFeed
    private let errors: SQLiteErrors
    private let lock: SQLiteServerLock?
    private let isClosed = Atomic(false)

    private init(path: String, pool: DatabasePool, lock: SQLiteServerLock?, pollInterval: Duration) {
        self.path = path
        self.pool = pool
        self.lock = lock
        errors = SQLiteErrors(path: path)
        feed = SQLiteChangeFeed(interval: pollInterval) {
            try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        }
    }

    /// Opens or makes the file.
    ///
    /// Throws `inUse` beside another server, `corrupt` for a file that is no database, `readOnly` and `unavailable`
    /// when the file or its folder cannot be used.
    package static func open(_ options: SQLiteOptions) throws -> SQLiteDatabase {
        let lock = options.exclusiveServer ? try SQLiteServerLock(databasePath: options.path) : nil
        let errors = SQLiteErrors(path: options.path)
        try checkWritable(options.path, errors)
        do {
            let pool = try DatabasePool(path: options.path, configuration: configuration(options))
            try pool.read { _ = try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_schema") }
            return SQLiteDatabase(
                path: options.path, pool: pool, lock: lock, pollInterval: options.changePollInterval)
        } catch {
            throw errors.translated(error)
        }
    }

    package func read<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let counter = StatementCounter.current
        return try await interruptible { [pool, errors] interruption in
            try await pool.read { database in
                let connection = SQLiteConnection(database, errors: errors, counter: counter)
                return try interruption.watch(database) { try script(connection) }
            }
        }
    }

    package func glance(_ sql: SQL) async throws -> [SQLRow] {
        try await read { try $0.query(sql) }
    }

    package func glance<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await read(script)
    }

    package func write<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await writeImmediately(deferringForeignKeys: false, script)
    }

    /// Foreign keys are off while the script runs, so that tables can be rebuilt, and all checked before the commit.
    package func writeSchema<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await writeImmediately(deferringForeignKeys: true, script)
    }

    package func backUp(before label: String) async throws -> String? {
        let copy = "\(path).before-\(label)"
        try await backUp(to: copy)
        return copy
    }

    /// Writes a consistent copy while others read and write; a file of that name is replaced when the copy is whole.
    package func backUp(to target: String) async throws {
        let unfinished = target + ".unfinished"
        try await translating { [pool] in
            try? FileManager.default.removeItem(atPath: unfinished)
            try await pool.writeWithoutTransaction { source in
                let queue = try DatabaseQueue(path: unfinished)
                try queue.writeWithoutTransaction { try source.backup(to: $0) }
                try queue.close()
            }
        }
        guard rename(unfinished, target) == 0 else {
            throw SQLError.unavailable("the copy \(target) cannot be written; check its folder")
        }
    }

    package func changes() -> AsyncStream<String> {
        feed.follow()
    }

    package var changeCounts: SQLChangeCounts { feed.counts }

    package func close() async {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        feed.end()
        // The last connection empties the log, but not one that only reads, and the pool closes those last. Emptied
        // here, also when the task is cancelled, so that the file alone is the whole database.
        _ = try? await Task { [pool] in try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }.value
        // Statements still running keep the connections open; the process's end closes them.
        try? pool.close()
    }
}

extension SQLiteDatabase {
    private func writeImmediately<Value: Sendable>(
        deferringForeignKeys: Bool,
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let counter = StatementCounter.current
        let counts = feed.counts
        let (value, areas) = try await interruptible { [pool, errors] interruption in
            try await pool.writeWithoutTransaction { database in
                let connection = SQLiteConnection(database, errors: errors, counter: counter)
                let run = { try interruption.watch(database) { try script(connection) } }
                let value =
                    deferringForeignKeys
                    ? try Self.withoutForeignKeys(database) { try Self.transaction(database, run) }
                    : try Self.transaction(database, run)
                counts.note(connection.notifiedAreas)
                return (value, connection.notifiedAreas)
            }
        }
        feed.publish(areas)
        return value
    }

    private static func transaction<Value>(_ database: Database, _ script: () throws -> Value) throws -> Value {
        var result: Value?
        try database.inTransaction(.immediate) {
            result = try script()
            return .commit
        }
        guard let result else { throw SQLError.interrupted("the transaction did not run") }
        return result
    }

    private static func withoutForeignKeys<Value>(_ database: Database, _ body: () throws -> Value) throws -> Value {
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
        return try body()
    }

    /// Runs what stops when the task is cancelled.
    private func interruptible<Value>(
        _ body: (SQLiteInterruption) async throws -> Value
    ) async throws -> Value {
        let interruption = SQLiteInterruption()
        return try await withTaskCancellationHandler {
            try await translating { try await body(interruption) }
        } onCancel: {
            interruption.mark()
        }
    }

    /// Interruption by a cancelled task becomes `CancellationError`.
    private func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch SQLError.interrupted(_) where Task.isCancelled {
            throw CancellationError()
        } catch {
            throw errors.translated(error)
        }
    }
}

extension SQLiteDatabase {
    private static func configuration(_ options: SQLiteOptions) -> Configuration {
        var configuration = Configuration()
        configuration.label = "kinothek"
        configuration.busyMode = .timeout(options.busyTimeoutSeconds)
        configuration.maximumReaderCount = options.readersMax
        let pagesMax = options.pagesMax
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA mmap_size = \(SQLiteLimits.mappedBytesMax);
                    PRAGMA cache_size = -\(SQLiteLimits.cacheKibibytes);
                    PRAGMA temp_store = MEMORY;
                    """)
            if let pagesMax { try database.execute(sql: "PRAGMA max_page_count = \(pagesMax)") }
        }
        return configuration
    }

    /// The log mode needs a writable file and folder; SQLite's own message would not say which of the two is not.
    private static func checkWritable(_ path: String, _ errors: SQLiteErrors) throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.fileExists(atPath: folder) else {
            throw SQLError.unavailable("the folder \(folder) does not exist; create it or choose another (--data)")
        }
        guard files.isWritableFile(atPath: folder) else {
            throw SQLError.readOnly(
                "the folder \(folder) is read-only; give the user that runs kinothek the right to write to it")
        }
        if files.fileExists(atPath: path), !files.isWritableFile(atPath: path) {
            throw SQLError.readOnly(
                "the database \(path) is read-only; give the user that runs kinothek the right to write to it")
        }
    }
}
