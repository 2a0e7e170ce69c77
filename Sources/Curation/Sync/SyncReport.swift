package import Basics
package import Domain
import Foundation

/// What a sync made of the rows of one kind.
package struct SyncCounts: Sendable, Hashable {
    /// That the archive said there are to be read.
    package var total = 0
    /// That were looked at.
    package var processed = 0
    package var created = 0
    /// Of which the content had changed.
    package var updated = 0
    package var skipped = 0
    package var failed = 0
    package var deleted = 0

    package init() {}

    static func + (left: SyncCounts, right: SyncCounts) -> SyncCounts {
        var sum = left
        sum.total += right.total
        sum.processed += right.processed
        sum.created += right.created
        sum.updated += right.updated
        sum.skipped += right.skipped
        sum.failed += right.failed
        sum.deleted += right.deleted
        return sum
    }
}

/// What came of a sync.
package struct SyncReport: Sendable, Hashable {
    package let startedAt: Instant
    package var completedAt: Instant
    package var byKind: [ArchiveKind: SyncCounts] = [:]
    /// The first `CurationLimits.syncErrorsMax` of the rows that failed.
    package private(set) var errors: [MirrorError] = []

    package init(startedAt: Instant) {
        self.startedAt = startedAt
        completedAt = startedAt
    }

    package subscript(kind: ArchiveKind) -> SyncCounts {
        get { byKind[kind] ?? SyncCounts() }
        set { byKind[kind] = newValue }
    }

    /// Of all kinds together.
    package var all: SyncCounts { byKind.values.reduce(SyncCounts(), +) }

    package var durationSeconds: Double { max(0, completedAt.seconds(since: startedAt)) }

    mutating func note(_ problems: [MirrorError]) {
        errors += problems.prefix(CurationLimits.syncErrorsMax - errors.count)
    }

    /// Counts what became of rows that were taken over.
    mutating func count(_ result: MirrorResult, of kind: ArchiveKind) {
        for outcome in result.outcomes.values {
            switch outcome {
            case .created: self[kind].created += 1
            case .updated: self[kind].updated += 1
            case .skipped: self[kind].skipped += 1
            }
        }
        self[kind].failed += result.errors.count
        note(result.errors)
    }

    /// The result of a job as a JSON object; `status` is a word of the wire.
    package func json(status: JobReportStatus) -> String {
        let all = all
        let result = Result(
            status: status.rawValue, total: all.total, processed: all.processed, created: all.created,
            updated: all.updated, skipped: all.skipped, failed: all.failed, deleted: all.deleted,
            durationSeconds: durationSeconds, errors: errors)
        return JSONText.of(result)
    }

    private struct Result: Encodable {
        let status: String
        let total: Int
        let processed: Int
        let created: Int
        let updated: Int
        let skipped: Int
        let failed: Int
        let deleted: Int
        let durationSeconds: Double
        let errors: [MirrorError]

        enum CodingKeys: String, CodingKey {
            case status
            case total = "total_items"
            case processed = "processed_items"
            case created = "created_items"
            case updated = "updated_items"
            case skipped = "skipped_items"
            case failed = "failed_items"
            case deleted = "deleted_items"
            case durationSeconds = "duration_seconds"
            case errors
        }
    }
}
