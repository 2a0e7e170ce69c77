import NIOPosix
package import SQL
import Synchronization

/// A PostgreSQL database behind a bounded pool of links, each used by one script at a time on a thread of its own.
package final class PostgresDatabase: SQLDatabase {
    package let dialect = SQLDialect.postgres
    private let address: PostgresAddress
    private let threads: NIOThreadPool
    /// Carries out cancellations, which must not wait for the scripts that they stop.
    private let cancelThread: NIOThreadPool
    private let idle = Mutex<[PostgresLink]>([])
    private let listener: PostgresListener

    private init(_ address: PostgresAddress, linksMax: Int) {
        self.address = address
        threads = NIOThreadPool(numberOfThreads: linksMax)
        cancelThread = NIOThreadPool(numberOfThreads: 1)
        listener = PostgresListener(address)
        threads.start()
        cancelThread.start()
    }

    /// Connects once, so that a wrong URL or password is told at the start.
    package static func open(_ options: PostgresOptions) async throws -> PostgresDatabase {
        let database = PostgresDatabase(try PostgresAddress(options), linksMax: max(1, options.linksMax))
        do {
            try await database.read { _ = try $0.int("SELECT 1") }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    package func read<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", script)
    }

    package func glance(_ sql: SQL) async throws -> [SQLRow] {
        try await run(nil) { try $0.query(sql) }
    }

    package func glance<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await read(script)
    }

    package func write<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await run("BEGIN ISOLATION LEVEL READ COMMITTED", script)
    }

    /// Queues at an advisory lock, as long as the other process takes.
    package func writeSchema<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let begin = """
            BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = 0;
            SELECT pg_advisory_xact_lock(\(PostgresLimits.migrationLock))
            """
        return try await run(begin, script)
    }

    /// PostgreSQL has its own tools for backups; nothing is copied.
    package func backUp(before label: String) async throws -> String? { nil }

    package func changes() -> AsyncStream<String> {
        listener.follow()
    }

    package var changeCounts: SQLChangeCounts { listener.counts }

    /// Runs one statement that refuses to run in a transaction, such as `CREATE DATABASE`, on a link of its own.
    package func runOutsideTransaction(_ statement: String) async throws {
        try await threads.runIfActive { [address] in try PostgresLink(address).run(statement) }
    }

    package func close() async {
        await listener.end()
        try? await threads.shutdownGracefully()
        try? await cancelThread.shutdownGracefully()
        idle.withLock { $0.removeAll() }
    }
}

extension PostgresDatabase {
    /// Without `begin` each statement is a transaction of its own.
    private func run<Value: Sendable>(
        _ begin: String?, _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let counter = StatementCounter.current
        let cancellation = PostgresCancellation()
        return try await withTaskCancellationHandler {
            var pause = PostgresLimits.retryPauseMilliseconds
            for _ in 1..<PostgresLimits.attemptsMax {
                do {
                    return try await attempt(begin, cancellation, counter, script)
                } catch SQLError.serialization {
                    try await Task.sleep(for: .milliseconds(Int.random(in: pause...pause * 2)))
                    pause *= 2
                } catch is PostgresStalePlan {
                    continue
                }
            }
            return try await attempt(begin, cancellation, counter, script)
        } onCancel: {
            cancellation.mark()
            cancelThread.submit { if $0 == .active { cancellation.stop() } }
        }
    }

    private func attempt<Value: Sendable>(
        _ begin: String?, _ cancellation: PostgresCancellation, _ counter: StatementCounter?,
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await threads.runIfActive { [self] in
                try cancellation.check()
                let link = try begunLink(begin)
                defer { giveBack(link) }
                return try transaction(link, cancellation, counter, script)
            }
        } catch SQLError.interrupted(_) where Task.isCancelled {
            throw CancellationError()
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw SQLError.unavailable("the database is closed")
        }
    }

    private func transaction<Value>(
        _ link: PostgresLink, _ cancellation: PostgresCancellation, _ counter: StatementCounter?,
        _ script: (any SQLConnection) throws -> Value
    ) throws -> Value {
        do {
            let connection = PostgresConnection(link, cancellation: cancellation, counter: counter)
            let value = try cancellation.whileCancellable(link) { try script(connection) }
            if link.isInTransaction { try link.commit() }
            listener.counts.note(connection.notifiedAreas)
            return value
        } catch {
            if link.isOpen, link.isInTransaction { try? link.run("ROLLBACK") }
            if error is PostgresStalePlan { try link.forgetStatements() }
            throw error
        }
    }

    /// A link with the transaction begun. A link that died while idle is replaced: nothing of the script has run yet.
    private func begunLink(_ begin: String?) throws -> PostgresLink {
        while let link = idle.withLock({ $0.popLast() }) {
            do {
                guard let begin else {
                    guard link.isQuiet else { continue }
                    return link
                }
                try link.run(begin)
                return link
            } catch SQLError.unavailable {
                continue
            } catch {
                giveBack(link)
                throw error
            }
        }
        let link = try PostgresLink(address)
        if let begin { try link.run(begin) }
        return link
    }

    /// A link that broke or is stuck in a transaction is closed instead.
    private func giveBack(_ link: PostgresLink) {
        if link.isOpen, link.isInTransaction { try? link.run("ROLLBACK") }
        guard link.isOpen, !link.isInTransaction else { return }
        idle.withLock { $0.append(link) }
    }
}
