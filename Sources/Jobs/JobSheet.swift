import Basics
import Domain

/// What a job has said of itself so far, and what of it is to be written.
struct JobSheet: Sendable {
    private let definition: JobDefinition?
    private var progress: JobProgress
    /// 0–100; never falls.
    private var percent: Double
    private var report: JobProgressReport
    /// Jobs without a definition have no report until they write a line.
    private var hasReport: Bool
    /// JSON that is to be written with the next update.
    var checkpoint: String?
    /// JSON of what came of the job, as it was said last.
    var result: String?
    /// The moment of what is said next.
    var now: Instant

    /// Goes on where an earlier attempt ended.
    init(of job: Job, now: Instant) {
        self.now = now
        definition = DiscoveryJobs.named(job.name)
        progress = job.progress
        percent = job.percent
        report = JobProgressReport(of: job).started(at: job.times.startedAt ?? now)
        hasReport = definition != nil || job.report != nil
    }

    /// The beginning of a job that is in no queue.
    init(id: JobID, name: String, startedAt: Instant) {
        now = startedAt
        definition = DiscoveryJobs.named(name)
        progress = JobProgress()
        percent = 0
        report = JobProgressReport(jobID: id, jobName: name, steps: definition?.steps ?? [], createdAt: startedAt)
            .started(at: startedAt)
        hasReport = definition != nil
    }

    var update: JobUpdate {
        var update = JobUpdate(progress: progress, checkpoint: checkpoint, report: hasReport ? report.json : nil)
        update.percent = percent
        update.result = result
        update.at = now
        return update
    }

    /// The items of a job with a definition are those of its step.
    mutating func report(_ progress: JobProgress, checkpoint: String?) {
        self.checkpoint = checkpoint ?? self.checkpoint
        if definition != nil {
            advance { $0.advanced(items: progress.done, of: progress.total) }
        } else {
            self.progress = progress
            self.progress.message = String(progress.message.prefix(JobsLimits.messageCharactersMax))
            report = report.advanced(items: progress.done, of: progress.total)
            raisePercent()
        }
    }

    mutating func log(_ message: String, _ level: JobLogLevel, data: [String: String]) {
        let line = JobLogLine(
            at: now, level: level, message: FailureText.redacted(message),
            data: data.mapValues { FailureText.redacted($0) })
        note { $0.logged(line) }
    }

    /// Changes the report, and with it the progress that lists show.
    mutating func advance(_ change: (JobProgressReport) -> JobProgressReport) {
        note(change)
        progress = report.summary
        raisePercent()
    }

    /// Jobs with steps are as far as those say; of others the items tell more exactly.
    private mutating func raisePercent() {
        let reported = Double(report.overallProgress)
        guard definition == nil, progress.total > 0 else { return percent = max(percent, reported) }
        let exact = 100 * Double(progress.done) / Double(progress.total)
        percent = max(percent, min(100, max(0, exact)))
    }

    mutating func note(_ change: (JobProgressReport) -> JobProgressReport) {
        hasReport = true
        report = change(report)
    }

    /// A run that completes has each count of its definition, 0 when the job said nothing of it.
    func ended(_ ending: JobReportEnding, at moment: Instant) -> String? {
        guard hasReport else { return nil }
        guard case .completed = ending, let definition else { return report.ended(ending, at: moment).json }
        let zeros = Dictionary(definition.resultMembers.map { ($0, 0) }) { first, _ in first }
        let counts = zeros.merging(report.result ?? [:]) { $1 }
        return report.ended(.completed(result: counts), at: moment).json
    }
}
