import Domain
import Hummingbird
import SurfaceKit

/// A job as clients of this surface know it.
struct JobResponse {
    let job: Job

    func json() -> Response {
        var writer = JSONWriter()
        write(to: &writer, detail: false)
        return .json(bytes: writer.bytes)
    }

    /// `detail` adds the job's log and what it said last.
    func write(to writer: inout JSONWriter, detail: Bool) {
        let report = detail ? JobProgressReport(of: job) : nil
        writer.object { writer in
            writer.member("completed_at", (job.state.isFinal ? job.times.finishedAt : nil)?.curationText)
            writer.member("created_at", job.times.createdAt.curationText)
            writer.member("error", job.shownFailure)
            writer.member("id", job.id.description)
            if let report {
                writer.name("logs")
                writer.list(report.logs) { $0.value($1.message) }
                writer.name("metadata")
                writer.object { $0.member("last_message", job.shownMessage) }
            }
            writer.name("parameters")
            writer.json(job.parameters)
            writer.name("processed_items")
            writer.value(job.progress.done)
            writer.member("progress", fraction: job.percent)
            writer.name("result")
            job.result.map { writer.json($0) } ?? writer.null()
            writer.member("started_at", job.times.startedAt?.curationText)
            writer.member("status", JobReportStatus(job.state).rawValue)
            writer.name("total")
            writer.value(job.progress.total > 0 ? job.progress.total : nil)
            writer.member("type", job.name)
            writer.member("updated_at", job.times.updatedAt.curationText)
        }
    }
}

extension Job {
    /// Why it failed; a job that failed says something in any case.
    var shownFailure: String? {
        guard state == .failed else { return nil }
        return failure.flatMap { $0.isBlank ? nil : $0 } ?? "The job failed without saying why."
    }

    var shownMessage: String? { progress.message.isEmpty ? nil : progress.message }
}
