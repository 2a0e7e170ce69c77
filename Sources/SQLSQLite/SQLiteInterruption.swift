import GRDB
import GRDBSQLite
import Synchronization

/// Stops a script's statements once its task is cancelled.
///
/// GRDB interrupts the statement that runs at that moment. One that begins a moment later would run to its end, so
/// SQLite looks at this flag as it works.
final class SQLiteInterruption: Sendable {
    private let isMarked = Atomic(false)

    func mark() { isMarked.store(true, ordering: .releasing) }

    /// Has the connection look at the flag while `body` runs.
    func watch<Value>(_ database: Database, _ body: () throws -> Value) rethrows -> Value {
        let link = database.sqliteConnection
        let flag = Unmanaged.passUnretained(self).toOpaque()
        // `self` outlives the call, and the handler is gone when it ends.
        sqlite3_progress_handler(link, SQLiteLimits.stepsBetweenLooks, Self.look, flag)
        defer { sqlite3_progress_handler(link, 0, nil, nil) }
        return try body()
    }

    private static let look: @convention(c) (UnsafeMutableRawPointer?) -> CInt = { flag in
        guard let flag else { return 0 }
        return Unmanaged<SQLiteInterruption>.fromOpaque(flag).takeUnretainedValue()
            .isMarked.load(ordering: .acquiring) ? 1 : 0
    }
}
