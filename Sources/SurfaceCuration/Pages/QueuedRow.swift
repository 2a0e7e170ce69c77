import Domain
import SurfaceKit

/// Work that a job does now.
struct QueuedRow: WrittenRow {
    let job: Job
    let message: String

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("job_id", job.id.description)
            writer.member("message", message)
            writer.member("status", "queued")
        }
    }
}

/// Something was done.
struct DoneRow: WrittenRow {
    let message: String

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("message", message)
            writer.member("success", true)
        }
    }
}
