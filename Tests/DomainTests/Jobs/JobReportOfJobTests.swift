import Basics
import Domain
import Testing

/// What a stored job says, whoever ended it.
@Suite struct JobReportOfJobTests {
    private static let start = Instant(milliseconds: 1_700_000_000_000)
    private static let stored = JobProgressReport(
        jobID: JobID(7), jobName: "sync-movies", steps: ["Read", "Store"], createdAt: start
    ).started(at: start.adding(seconds: 1)).advanced(toStep: 1, percent: 50)
        .logged(JobLogLine(at: start, message: "half")).counted(["added": 3])

    private static func job(
        _ state: JobState, report: JobProgressReport? = stored, failure: String? = nil, name: String = "sync-movies"
    ) -> Job {
        Job(
            row: JobRow(
                id: JobID(7), name: name, parameters: "{}", state: state, attempt: 1, isCancelRequested: false),
            progress: JobProgress(done: 3, total: 4, message: "Read"),
            notes: JobNotes(checkpoint: nil, failure: failure, report: report?.json),
            times: JobTimes(
                createdAt: start, runAt: start, startedAt: state == .waiting ? nil : start.adding(seconds: 1),
                finishedAt: state.isFinal ? start.adding(seconds: 9) : nil, leaseUntil: nil))
    }

    @Test func `the job's state decides, what was reported stays`() {
        #expect(JobProgressReport(of: Self.job(.running)) == Self.stored)
        let waiting = JobProgressReport(of: Self.job(.waiting))
        #expect(waiting.status == .pending && waiting.logs.count == 1 && waiting.overallProgress == 75)
        #expect(waiting.started(at: Self.start.adding(seconds: 50)).startedAt == Self.stored.startedAt)
        let done = JobProgressReport(of: Self.job(.succeeded))
        #expect(done.status == .completed && done.result == ["added": 3] && done.overallProgress == 100)
        let failed = JobProgressReport(of: Self.job(.failed, failure: "its worker was lost 5 times"))
        #expect(failed.status == .failed && failed.error == "its worker was lost 5 times" && failed.result == nil)
        #expect(JobProgressReport(of: Self.job(.failed)).error?.isEmpty == false)
        let cancelled = JobProgressReport(of: Self.job(.cancelled))
        #expect(cancelled.status == .cancelled && cancelled.completedAt == Self.start.adding(seconds: 9))
    }

    @Test func `a report that has ended stays as it is`() {
        let ended = Self.stored.ended(.failed(reason: "no network"), at: Self.start.adding(seconds: 4))
        #expect(JobProgressReport(of: Self.job(.failed, report: ended, failure: "other")) == ended)
    }

    @Test func `a job without a report has its columns' progress and its definition's steps`() {
        let report = JobProgressReport(of: Self.job(.running, report: nil))
        #expect(report.steps == DiscoveryJobs.named("sync-movies")?.steps)
        #expect(report.itemsProcessed == 3 && report.itemsTotal == 4 && report.overallProgress == 25)
        #expect(report.startedAt == Self.start.adding(seconds: 1))
        let other = JobProgressReport(of: Self.job(.running, report: nil, name: "scan"))
        #expect(other.steps == ["scan"] && other.overallProgress == 75)
    }

    @Test(arguments: ["", "{}", "nonsense", "[1]"])
    func `what is no report is none`(json: String) {
        #expect(JobProgressReport(json: json) == nil)
    }

    @Test func `long lines push older ones out`() {
        var report = Self.stored
        for number in 0..<400 {
            let text = "\(number) " + String(repeating: "x", count: 490)
            report = report.logged(JobLogLine(at: Self.start, message: text))
        }
        #expect(report.logs.count > 100 && report.logs.count < 140)
        #expect(report.logs.last?.message.hasPrefix("399 ") == true)
        #expect((report.json?.utf8.count ?? 0) < 2 * DomainLimits.reportLogBytesMax)
    }

    @Test func `a line's members are bounded`() {
        let data = Dictionary((0..<40).map { ("key \($0 + 10)", "value") }) { first, _ in first }
        let line = JobLogLine(at: Self.start, message: "x", data: data)
        #expect(line.data.count == DomainLimits.reportLogMembersMax && line.data["key 10"] == "value")
    }
}
