import Basics
import Domain
import Synchronization

/// How many rows of the archive wait to be read. Remembered for a while, because pages that show it ask often.
final class PendingCounts: Sendable {
    private struct Known {
        var askedAt: Instant?
        var counts: [ArchiveKind: Int] = [:]
    }

    private let known = Mutex(Known())

    /// The counts as of now, or as of at most `CurationLimits.pendingSeconds` ago. They are asked for anew when a sync
    /// has finished since. What cannot be asked keeps its last known count, or has none.
    func counts(
        now: Instant, finishedAt: Instant?, ask: @escaping @Sendable (ArchiveKind) async throws -> Int
    ) async -> [ArchiveKind: Int] {
        let known = known.withLock { $0 }
        if let askedAt = known.askedAt, now.seconds(since: askedAt) < CurationLimits.pendingSeconds,
            askedAt <= now, finishedAt.map({ $0 < askedAt }) ?? true
        {
            return known.counts
        }
        let answers = await withTaskGroup(of: (ArchiveKind, Int?).self) { group in
            for kind in ArchiveKind.allCases {
                group.addTask { (kind, try? await ask(kind)) }
            }
            return await group.reduce(into: [ArchiveKind: Int]()) { $0[$1.0] = $1.1 }
        }
        let counts = known.counts.merging(answers) { $1 }
        self.known.withLock { $0 = Known(askedAt: now, counts: counts) }
        return counts
    }
}
