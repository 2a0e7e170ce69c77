import Synchronization

/// Values that were read lately, good until something changes, and some seconds at most.
///
/// Each is kept with the number of changes that was known before it was read. So a value that was read beside a change
/// is never taken for one that was read behind it.
package final class FreshValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let changes: UInt64
        let readAt: Instant
    }

    private let valuesMax: Int
    private let seconds: Double
    private let entries = Mutex<[Key: Entry]>([:])

    package init(valuesMax: Int, seconds: Double) {
        self.valuesMax = valuesMax
        self.seconds = seconds
    }

    /// The value of a key, read with `read` unless one is kept that is good at `now`.
    ///
    /// `changes` is the number of changes so far; without one nothing is kept, nor is what `isKept` refuses.
    package func value(
        of key: Key, changes: UInt64?, now: Instant, isKept: (Value) -> Bool = { _ in true },
        read: () async throws -> Value
    ) async rethrows -> Value {
        guard let changes else { return try await read() }
        if let entry = entries.withLock({ $0[key] }), entry.changes == changes,
            (0...seconds).contains(now.seconds(since: entry.readAt))
        {
            return entry.value
        }
        let value = try await read()
        guard isKept(value) else { return value }
        entries.withLock { entries in
            if entries.count >= valuesMax, entries[key] == nil { entries.removeAll() }
            entries[key] = Entry(value: value, changes: changes, readAt: now)
        }
        return value
    }
}
