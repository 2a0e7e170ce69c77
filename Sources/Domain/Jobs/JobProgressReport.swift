package import Basics

/// Where a run stands, in the words of the administrator's client.
package enum JobReportStatus: String, Sendable, Codable, CaseIterable {
    case pending
    case running
    case completed
    case failed
    case cancelled

    package init(_ state: JobState) {
        self =
            switch state {
            case .waiting: .pending
            case .running: .running
            case .succeeded: .completed
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }

    package var isFinal: Bool { self == .completed || self == .failed || self == .cancelled }
}

/// How a run ended.
package enum JobReportEnding: Sendable, Hashable {
    /// With its counts by name, such as `added`.
    case completed(result: [String: Int])
    /// With a reason for people, free of secrets.
    case failed(reason: String)
    case cancelled
}

/// How far a run is, for people who watch it.
///
/// It is a value: each function gives the report after an event. A final report never changes again.
package struct JobProgressReport: Sendable, Hashable, Codable {
    package let jobID: JobID
    package let jobName: String
    /// The names of the steps; at least one.
    package let steps: [String]
    package private(set) var status = JobReportStatus.pending
    /// Whether the run has begun once; it may wait again since.
    private var hasBegun = false
    package private(set) var startedAt: Instant
    package private(set) var completedAt: Instant?
    /// 0 for the first step.
    package private(set) var currentStepIndex = 0
    /// Percent of the current step, 0 to 100.
    package private(set) var stepProgress = 0
    /// Percent of the whole run, 0 to 100; never falls, and 100 when the run is completed.
    package private(set) var overallProgress = 0
    package private(set) var itemsProcessed = 0
    /// 0 when it is not known.
    package private(set) var itemsTotal = 0
    package private(set) var currentItem: String?
    /// The newest lines, at most `DomainLimits.reportLogLinesMax`.
    package private(set) var logs: [JobLogLine] = []
    /// Why the run failed.
    package private(set) var error: String?
    /// What the run has counted; in the end only a completed one has it.
    package private(set) var result: [String: Int]?

    /// A run that waits. Without names of steps it has one, which is called like the job.
    package init(jobID: JobID, jobName: String, steps: [String], createdAt: Instant) {
        self.jobID = jobID
        self.jobName = jobName
        self.steps = steps.isEmpty ? [jobName] : steps
        startedAt = createdAt
    }

    package var currentStep: String {
        steps.indices.contains(currentStepIndex) ? steps[currentStepIndex] : jobName
    }

    /// What the queue's own columns hold of this report.
    package var summary: JobProgress {
        JobProgress(done: itemsProcessed, total: itemsTotal, message: currentStep)
    }

    /// Whether the run belongs to the list of active ones: open, or ended a short while ago.
    package func isListed(at now: Instant) -> Bool {
        guard status.isFinal, let completedAt else { return true }
        let seconds = status == .failed ? DomainLimits.failedListedSeconds : DomainLimits.finishedListedSeconds
        return now.seconds(since: completedAt) < seconds
    }
}

extension JobProgressReport {
    /// The run begins, or goes on after an interruption; its first beginning counts.
    package func started(at moment: Instant) -> JobProgressReport {
        changed { report in
            if report.status == .pending, !report.hasBegun { report.startedAt = moment }
            report.hasBegun = true
            report.status = .running
        }
    }

    /// The run is at a step (0 is the first) and has done `percent` of it; both are moved into their ranges.
    package func advanced(toStep step: Int, percent: Int = 0) -> JobProgressReport {
        changed { report in
            let step = min(max(0, step), max(0, report.steps.count - 1))
            if step != report.currentStepIndex { report.currentItem = nil }
            report.currentStepIndex = step
            report.stepProgress = min(max(0, percent), 100)
            report.raiseOverall()
        }
    }

    /// The run has done `processed` of the current step's `total` items (0: not known) and is at `item`.
    package func advanced(items processed: Int, of total: Int, item: String? = nil) -> JobProgressReport {
        changed { report in
            report.itemsTotal = max(0, total)
            report.itemsProcessed = total > 0 ? min(max(0, processed), total) : max(0, processed)
            report.currentItem = item?.boundedForReport
            guard total > 0 else { return }
            report.stepProgress = Int(100 * (Double(report.itemsProcessed) / Double(total)))
            report.raiseOverall()
        }
    }

    /// Keeps the newest lines, as many as the bounds of lines and of all their text allow.
    package func logged(_ line: JobLogLine) -> JobProgressReport {
        changed { report in
            report.logs.append(line)
            report.logs.removeFirst(max(0, report.logs.count - DomainLimits.reportLogLinesMax))
            var bytes = 0
            let kept = report.logs.reversed().prefix { line in
                bytes += line.byteCount
                return bytes <= DomainLimits.reportLogBytesMax
            }
            report.logs.removeFirst(report.logs.count - max(1, kept.count))
        }
    }

    /// The run waits for another attempt; what was reported stays.
    package func waiting() -> JobProgressReport {
        changed { $0.status = .pending }
    }

    /// What the run has counted so far; only a run that completes gives it.
    package func counted(_ counts: [String: Int]) -> JobProgressReport {
        changed { $0.result = counts }
    }

    package func ended(_ ending: JobReportEnding, at moment: Instant) -> JobProgressReport {
        changed { report in
            report.completedAt = moment
            report.currentItem = nil
            report.result = nil
            switch ending {
            case .completed(let result):
                report.status = .completed
                report.currentStepIndex = max(0, report.steps.count - 1)
                report.stepProgress = 100
                report.overallProgress = 100
                report.result = result
            case .failed(let reason):
                report.status = .failed
                report.error = reason.boundedForReport
            case .cancelled:
                report.status = .cancelled
            }
        }
    }

    /// What becomes of a run whose server ended without a word.
    package func interrupted(at moment: Instant) -> JobProgressReport {
        ended(.failed(reason: "The server stopped before the run had ended."), at: moment)
    }

    private func changed(_ change: (inout JobProgressReport) -> Void) -> JobProgressReport {
        guard !status.isFinal else { return self }
        var report = self
        change(&report)
        return report
    }

    /// The steps weigh the same: done steps count as a whole and the current one by its percentage.
    private mutating func raiseOverall() {
        let percent = (100 * Double(currentStepIndex) + Double(stepProgress)) / Double(max(1, steps.count))
        overallProgress = max(overallProgress, Int(min(100, max(0, percent)).rounded()))
    }
}
