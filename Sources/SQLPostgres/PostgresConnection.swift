import SQL
import Synchronization

/// One transaction's link, over a link of the pool.
final class PostgresConnection: SQLConnection {
    let dialect = SQLDialect.postgres
    private(set) var notifiedAreas: [String] = []
    private let link: PostgresLink
    private let cancellation: PostgresCancellation
    private let counter: StatementCounter?

    init(_ link: PostgresLink, cancellation: PostgresCancellation, counter: StatementCounter?) {
        self.link = link
        self.cancellation = cancellation
        self.counter = counter
    }

    func query(_ sql: SQL) throws -> [SQLRow] {
        try link.query(prepare(sql))
    }

    func execute(_ sql: SQL) throws -> Int {
        try link.execute(prepare(sql))
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        try link.forEach(prepare(sql), body)
    }

    func run(script: String) throws {
        try cancellation.check()
        counter?.record(script)
        try link.run(script)
    }

    func notify(_ area: String) throws {
        notifiedAreas.append(area)
        _ = try query("SELECT pg_notify(\(PostgresLimits.channel), \(area))")
    }

    private func prepare(_ sql: SQL) throws -> SQL.Rendered {
        try cancellation.check()
        let rendered = sql.rendered(for: .postgres)
        counter?.record(rendered.text)
        return rendered
    }
}

/// Carries the cancellation of a task to the link that runs its script.
final class PostgresCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var link: PostgresLink?
    }

    private let state = Mutex(State())

    /// Throws when the task was cancelled.
    func check() throws {
        if state.withLock({ $0.isCancelled }) { throw CancellationError() }
    }

    /// Marks the time in which a statement may be stopped, so that a late cancel never meets another script.
    func whileCancellable<Value>(_ link: PostgresLink, _ body: () throws -> Value) throws -> Value {
        try check()
        state.withLock { $0.link = link }
        defer { state.withLock { $0.link = nil } }
        let value = try body()
        try check()
        return value
    }

    /// Remembers the cancellation; the statement that runs is stopped by `stop`.
    func mark() {
        state.withLock { $0.isCancelled = true }
    }

    /// Stops the running statement; blocks for a round trip.
    func stop() {
        state.withLock { $0.link?.cancel() }
    }
}
