package import Basics
package import Domain

/// How much of the archive is here, and what is missing.
package struct SyncStatistics: Sendable, Hashable {
    package var counts: [ArchiveKind: Int] = [:]
    /// Rows of the archive that have changed since they were read, as far as is known.
    package var pending: [ArchiveKind: Int] = [:]
    /// When the last walk over a kind that finished ended.
    package var finishedAt: [ArchiveKind: Instant] = [:]
    package var isSyncing = false

    package init() {}
}
