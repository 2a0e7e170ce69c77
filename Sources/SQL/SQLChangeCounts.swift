import Synchronization

/// Counts the changes of areas that this process made or heard of, so that what was read is kept until the next one.
///
/// A change by this process is counted before its `write` returns, one by another process when the driver hears of it:
/// on SQLite at the next look (250 ms), on PostgreSQL with its notification.
package final class SQLChangeCounts: Sendable {
    private struct State {
        var counts: [String: UInt64] = [:]
        /// Changes that may have been in any area.
        var unknown: UInt64 = 0
        var isHearing = false
    }

    private let state = Mutex(State())

    package init() {}

    /// A number that is another one after each change; nil while other processes' changes are not heard of, which needs
    /// a follower of `SQLDatabase.changes()` and, on PostgreSQL, a link that stands.
    package func count(of area: String) -> UInt64? {
        state.withLock { $0.isHearing ? $0.counts[area, default: 0] &+ $0.unknown : nil }
    }

    package func note(_ areas: [String]) {
        guard !areas.isEmpty else { return }
        state.withLock { state in
            for area in areas {
                if area == SQLLimits.unknownArea { state.unknown &+= 1 } else { state.counts[area, default: 0] &+= 1 }
            }
        }
    }

    /// Says whether others' changes are heard of from now on. Whatever was missed before counts as one.
    package func setHearing(_ isHearing: Bool) {
        state.withLock { state in
            state.isHearing = isHearing
            state.unknown &+= 1
        }
    }
}
