import Synchronization

/// Counts the statements that a task's scripts run, so that tests can hold a use case to its number of queries.
///
/// ```swift
/// let (page, counter) = try await StatementCounter.counting { try await titles.page(1) }
/// #expect(counter.count == 2, "\(counter.statements)")
/// ```
package final class StatementCounter: Sendable {
    /// The counter of the current task; drivers read it when a script is handed in.
    @TaskLocal package static var current: StatementCounter?

    private let texts = Mutex<[String]>([])

    package init() {}

    /// The texts in the order in which they ran, without `BEGIN` and `COMMIT`.
    package var statements: [String] { texts.withLock { $0 } }

    package var count: Int { texts.withLock { $0.count } }

    package func record(_ text: String) {
        texts.withLock { $0.append(text) }
    }

    /// Runs an operation and hands back what its scripts ran.
    package static func counting<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ operation: () async throws -> Value
    ) async rethrows -> (Value, StatementCounter) {
        let counter = StatementCounter()
        let value = try await $current.withValue(counter) { try await operation() }
        return (value, counter)
    }
}
