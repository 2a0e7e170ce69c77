package import Basics

/// What is kept of a run that has ended.
package struct JobRunRecord: Sendable, Hashable {
    /// The run's job.
    package let id: JobID
    package let jobName: String
    /// One of the final ones.
    package let status: JobReportStatus
    package let startedAt: Instant
    package let completedAt: Instant
    package let itemsProcessed: Int
    package let itemsTotal: Int
    package let error: String?
    /// What a completed run counted, by name; else empty.
    package let result: [String: Int]
    /// The newest lines, at most `DomainLimits.recordLogLinesMax`.
    package let logs: [JobLogLine]
    package let createdAt: Instant

    /// Nil when the run has not ended. `createdAt` is the moment at which the record is stored.
    package init?(_ report: JobProgressReport, createdAt: Instant) {
        guard report.status.isFinal, let completedAt = report.completedAt else { return nil }
        id = report.jobID
        jobName = report.jobName
        status = report.status
        startedAt = report.startedAt
        self.completedAt = completedAt
        itemsProcessed = report.itemsProcessed
        itemsTotal = report.itemsTotal
        error = report.error
        result = report.result ?? [:]
        logs = Array(report.logs.suffix(DomainLimits.recordLogLinesMax))
        self.createdAt = createdAt
    }

    /// 0 when the clock was set back during the run.
    package var durationMilliseconds: Int64 {
        max(0, completedAt.milliseconds - startedAt.milliseconds)
    }
}
