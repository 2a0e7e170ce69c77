import Curation
import Domain
import SurfaceKit

/// What came of taking over one scene at once.
struct SyncResultRow: WrittenRow {
    let report: SyncReport

    func write(to writer: inout JSONWriter) {
        let counts = report[.scene]
        writer.object { writer in
            writer.member("completed_at", report.completedAt.curationText)
            writer.member("created_items", counts.created)
            writer.member("duration_seconds", fraction: report.durationSeconds)
            writer.member("errors", report.errors.map { MirrorErrorRow(error: $0) })
            writer.member("failed_items", counts.failed)
            writer.name("job_id")
            writer.null()
            writer.member("processed_items", counts.processed)
            writer.member("skipped_items", counts.skipped)
            writer.member("started_at", report.startedAt.curationText)
            writer.member("status", "completed")
            writer.member("total_items", counts.total)
            writer.member("updated_items", counts.updated)
        }
    }
}

/// What came of taking over all scenes while the client waited.
struct ScenesSyncedRow: WrittenRow {
    let report: SyncReport

    func write(to writer: inout JSONWriter) {
        let counts = report[.scene]
        writer.object { writer in
            writer.member("errors", report.errors.map { MirrorErrorRow(error: $0) })
            writer.member("scenes_created", counts.created)
            writer.member("scenes_processed", counts.processed)
            writer.member("scenes_updated", counts.updated)
            writer.member("status", "completed")
        }
    }
}

/// A row of the archive that could not be taken over.
struct MirrorErrorRow: WrittenRow {
    let error: MirrorError

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("entity", error.entity)
            writer.member("id", error.id)
            writer.member("message", error.message)
        }
    }
}

/// How far the mirror is.
struct SyncStatisticsRow: WrittenRow {
    let statistics: SyncStatistics

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("is_syncing", statistics.isSyncing)
            for kind in Self.kinds {
                writer.member("last_\(kind.rawValue)_sync", statistics.finishedAt[kind]?.curationText)
            }
            for kind in Self.kinds { writer.member("pending_\(kind.rawValue)s", statistics.pending[kind] ?? 0) }
            for kind in Self.kinds { writer.member("\(kind.rawValue)_count", statistics.counts[kind] ?? 0) }
        }
    }

    private static let kinds: [ArchiveKind] = [.performer, .scene, .studio, .tag]
}

/// How many syncs were cancelled.
struct SyncStoppedRow: WrittenRow {
    let cancelled: Int

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("cancelled_jobs", cancelled)
            writer.member("message", "\(cancelled) sync job\(cancelled == 1 ? "" : "s") cancelled")
            writer.member("success", true)
        }
    }
}
