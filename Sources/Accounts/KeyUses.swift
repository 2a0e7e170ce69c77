import Basics
import Domain
import Synchronization

/// Remembers when each key's last use was written, so that a busy client does not cause a write with every request.
final class KeyUses: Sendable {
    private let writes = Mutex<[APIKeyID: Instant]>([:])

    /// Whether the use of `key` at `now` is to be written; counts it as written then.
    ///
    /// `lastUsedAt` is what the database says, perhaps from another server.
    func isDue(_ key: APIKeyID, lastUsedAt: Instant?, now: Instant) -> Bool {
        writes.withLock { writes in
            let last = [writes[key], lastUsedAt].compactMap(\.self).max()
            if let last, now.seconds(since: last) < AccountsLimits.keyUseIntervalSeconds { return false }
            if writes.count >= AccountsLimits.keyUsesRemembered {
                writes = writes.filter { now.seconds(since: $0.value) < AccountsLimits.keyUseIntervalSeconds }
            }
            if writes.count >= AccountsLimits.keyUsesRemembered { writes.removeAll() }
            writes[key] = now
            return true
        }
    }
}
