import Synchronization

/// Tells blocking work that nobody wants its result any more. Once set it stays set.
package final class StopFlag: Sendable {
    private let flag = Atomic(false)

    package init() {}

    package var isSet: Bool { flag.load(ordering: .relaxed) }

    package func set() { flag.store(true, ordering: .relaxed) }

    /// Throws `CancellationError` once the flag is set.
    package func check() throws(CancellationError) {
        if isSet { throw CancellationError() }
    }
}
