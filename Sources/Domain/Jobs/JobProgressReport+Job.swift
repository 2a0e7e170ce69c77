import Basics
import Foundation

/// Reports as they are stored with jobs.
extension JobProgressReport {
    /// What a stored job says of its progress.
    ///
    /// The job's own state decides how it stands: a job that ended without its worker, by a wish to cancel or because
    /// it lost its workers too often, has a report that was written before.
    package init(of job: Job) {
        let stored = job.report.flatMap(Self.init(json:))
        let fresh = JobProgressReport(
            jobID: job.id, jobName: job.name, steps: DiscoveryJobs.named(job.name)?.steps ?? [],
            createdAt: job.times.startedAt ?? job.times.createdAt)
        self = (stored ?? fresh.advanced(items: job.progress.done, of: job.progress.total)).following(job)
    }

    /// Nil for anything but a report.
    package init?(json: String) {
        guard let report = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = report
    }

    package var json: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func following(_ job: Job) -> JobProgressReport {
        let end = job.times.finishedAt ?? job.times.createdAt
        return switch job.state {
        case .waiting: waiting()
        case .running: started(at: job.times.startedAt ?? job.times.createdAt)
        case .succeeded: ended(.completed(result: result ?? [:]), at: end)
        case .failed: ended(.failed(reason: job.failure ?? Self.unknownReason), at: end)
        case .cancelled: ended(.cancelled, at: end)
        }
    }

    private static let unknownReason = "The run ended without a reason."
}
