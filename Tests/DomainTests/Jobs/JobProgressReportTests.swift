import Basics
import Domain
import Foundation
import Testing

/// What people see of a run, and what is kept of it.
@Suite struct JobProgressReportTests {
    private static let start = Instant.utc("2026-11-26 03:00")
    private static let report = JobProgressReport(
        jobID: JobID(7), jobName: "sync-movies", steps: ["Read", "Sync", "Prune"], createdAt: start)

    private static func line(_ number: Int) -> JobLogLine {
        JobLogLine(at: start.adding(seconds: Double(number)), message: "line \(number)")
    }

    @Test func `a run goes from waiting to done`() {
        let waiting = Self.report
        #expect(waiting.status == .pending && waiting.overallProgress == 0 && waiting.currentStep == "Read")
        let running = waiting.started(at: Self.start.adding(seconds: 5))
        #expect(running.status == .running && running.startedAt == Self.start.adding(seconds: 5))
        let second = running.advanced(toStep: 1).advanced(items: 50, of: 200, item: "Alien")
        #expect(second.currentStep == "Sync" && second.stepProgress == 25 && second.overallProgress == 42)
        #expect(second.summary == JobProgress(done: 50, total: 200, message: "Sync") && second.currentItem == "Alien")
        let done = second.ended(.completed(result: ["added": 3]), at: Self.start.adding(seconds: 9))
        #expect(done.status == .completed && done.overallProgress == 100 && done.stepProgress == 100)
        #expect(done.currentStep == "Prune" && done.result == ["added": 3] && done.currentItem == nil)
        #expect(done.completedAt == Self.start.adding(seconds: 9) && done.error == nil)
    }

    @Test(arguments: [
        (0, 0, 0), (0, 1, 0), (0, 2, 1), (0, 50, 17), (0, 100, 33), (1, 0, 33), (1, 50, 50), (1, 99, 66), (1, 100, 67),
        (2, 0, 67), (2, 98, 99), (2, 99, 100), (2, 100, 100), (-4, -4, 0), (9, 900, 100), (Int.max, Int.max, 100),
        (Int.min, Int.min, 0),
    ])
    func `steps weigh the same`(step: Int, percent: Int, overall: Int) {
        #expect(Self.report.advanced(toStep: step, percent: percent).overallProgress == overall)
    }

    @Test(arguments: [
        (0, 10, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (7, 3, 100), (-1, 3, 0), (5, 0, 0), (5, -1, 0),
        (Int.max, Int.max, 100), (Int.max / 2, Int.max, 50), (Int.min, Int.min, 0),
    ])
    func `items make the step's percentage`(processed: Int, total: Int, percent: Int) {
        let report = Self.report.advanced(items: processed, of: total)
        #expect(report.stepProgress == percent)
        #expect(report.itemsProcessed >= 0 && report.itemsTotal >= 0)
        #expect(total <= 0 || report.itemsProcessed <= total)
    }

    @Test func `a run without steps has one`() {
        let report = JobProgressReport(jobID: JobID(1), jobName: "x", steps: [], createdAt: Self.start)
        #expect(report.steps == ["x"] && report.currentStep == "x")
        #expect(report.advanced(toStep: 4, percent: 40).overallProgress == 40)
    }

    @Test func `a failed or cancelled run keeps its progress`() {
        let half = Self.report.started(at: Self.start).advanced(toStep: 1, percent: 50)
        let failed = half.ended(.failed(reason: "no network"), at: Self.start)
        #expect(failed.status == .failed && failed.error == "no network" && failed.overallProgress == 50)
        let cancelled = half.ended(.cancelled, at: Self.start)
        #expect(cancelled.status == .cancelled && cancelled.error == nil && cancelled.overallProgress == 50)
        let lost = half.interrupted(at: Self.start)
        #expect(lost.status == .failed && lost.error?.isEmpty == false)
    }

    @Test func `a final report never changes`() {
        let endings: [JobReportEnding] = [.completed(result: [:]), .failed(reason: "x"), .cancelled]
        for ending in endings {
            let final = Self.report.ended(ending, at: Self.start)
            #expect(final.started(at: Self.start.adding(seconds: 1)) == final)
            #expect(final.advanced(toStep: 0) == final && final.advanced(items: 1, of: 2) == final)
            #expect(final.logged(Self.line(1)) == final && final.interrupted(at: Self.start) == final)
            for other in endings { #expect(final.ended(other, at: Self.start.adding(seconds: 9)) == final) }
        }
    }

    @Test func `a resumed run keeps its beginning and its progress`() {
        let first = Self.report.started(at: Self.start.adding(seconds: 1)).advanced(toStep: 2, percent: 10)
        let resumed = first.started(at: Self.start.adding(seconds: 100)).advanced(toStep: 0)
        #expect(resumed.startedAt == Self.start.adding(seconds: 1))
        #expect(resumed.currentStepIndex == 0 && resumed.overallProgress == first.overallProgress)
    }

    @Test func `the newest 500 lines stay`() {
        var report = Self.report
        for number in 0..<1203 { report = report.logged(Self.line(number)) }
        #expect(report.logs.count == 500)
        #expect(report.logs.first == Self.line(703) && report.logs.last == Self.line(1202))
    }

    @Test func `long texts are cut`() {
        let long = String(repeating: "é", count: 9000)
        let line = JobLogLine(at: Self.start, level: .warn, message: long, data: ["why": long])
        #expect(line.message.count == 500 && line.data["why"]?.count == 500)
        #expect(Self.report.ended(.failed(reason: long), at: Self.start).error?.count == 500)
        #expect(Self.report.advanced(items: 1, of: 2, item: long).currentItem?.count == 500)
    }

    @Test(arguments: [
        (JobReportEnding.completed(result: [:]), 299.0, true), (.completed(result: [:]), 300, false),
        (.cancelled, 299, true), (.cancelled, 300, false), (.failed(reason: "x"), 599, true),
        (.failed(reason: "x"), 600, false),
    ])
    func `ended runs stay in the list for a while`(ending: JobReportEnding, seconds: Double, isListed: Bool) {
        let report = Self.report.ended(ending, at: Self.start)
        #expect(report.isListed(at: Self.start.adding(seconds: seconds)) == isListed)
        #expect(Self.report.isListed(at: Self.start.adding(seconds: 1_000_000)))
    }

    @Test func `states of the queue have a word`() {
        #expect(
            JobState.allCases.map { JobReportStatus($0).rawValue }
                == ["pending", "running", "completed", "failed", "cancelled"])
        #expect(JobState.allCases.allSatisfy { JobReportStatus($0).isFinal == $0.isFinal })
    }

    @Test func `reports survive being stored`() throws {
        let report = Self.report.started(at: Self.start).advanced(toStep: 1, percent: 30)
            .logged(JobLogLine(at: Self.start, level: .error, message: "bad row", data: ["row": "5"]))
        for stored in [report, report.ended(.completed(result: ["added": 1]), at: Self.start), Self.report] {
            let data = try JSONEncoder().encode(stored)
            #expect(try JSONDecoder().decode(JobProgressReport.self, from: data) == stored)
        }
    }

    /// Random events in random order.
    @Test func `overall progress never falls`() {
        var random = SplitMix(seed: 77)
        for _ in 0..<300 {
            let steps = (0..<Int.random(in: 0...9, using: &random)).map { "step \($0)" }
            var report = JobProgressReport(jobID: JobID(1), jobName: "x", steps: steps, createdAt: Self.start)
            for number in 0..<60 {
                let before = report
                switch Int.random(in: 0..<40, using: &random) {
                case 0..<15:
                    report = report.advanced(
                        toStep: Int.random(in: -1...9, using: &random),
                        percent: Int.random(in: -9...109, using: &random))
                case 15..<30:
                    report = report.advanced(
                        items: Int.random(in: -2...50, using: &random), of: Int.random(in: -2...50, using: &random))
                case 30..<38: report = report.logged(Self.line(number))
                case 38: report = report.started(at: Self.start)
                default: report = report.ended(.completed(result: [:]), at: Self.start)
                }
                #expect(report.overallProgress >= before.overallProgress)
                #expect((0...100).contains(report.overallProgress) && (0...100).contains(report.stepProgress))
                #expect(report.steps.indices.contains(report.currentStepIndex))
                #expect(report.status != .completed || report.overallProgress == 100)
            }
        }
    }
}

/// What is kept of a run.
@Suite struct JobRunRecordTests {
    private static let start = Instant.utc("2026-11-26 03:00")
    private static let running = JobProgressReport(
        jobID: JobID(7), jobName: "sync-movies", steps: ["One"], createdAt: start
    ).started(at: start.adding(seconds: 2)).advanced(items: 4, of: 9)

    @Test func `a record holds the end of its run`() throws {
        var report = Self.running
        for number in 0..<250 { report = report.logged(JobLogLine(at: Self.start, message: "\(number)")) }
        let ended = report.ended(.completed(result: ["added": 2, "total": 9]), at: Self.start.adding(seconds: 3.5))
        let record = try #require(JobRunRecord(ended, createdAt: Self.start.adding(seconds: 4)))
        #expect(record.id == JobID(7) && record.jobName == "sync-movies" && record.status == .completed)
        #expect(record.startedAt == Self.start.adding(seconds: 2) && record.durationMilliseconds == 1500)
        #expect(record.itemsProcessed == 4 && record.itemsTotal == 9 && record.error == nil)
        #expect(record.result == ["added": 2, "total": 9] && record.createdAt == Self.start.adding(seconds: 4))
        #expect(record.logs.map(\.message) == (150..<250).map(String.init))
    }

    @Test func `failures and cancellations have a record too`() throws {
        let failed = Self.running.ended(.failed(reason: "no network"), at: Self.start.adding(seconds: 3))
        let record = try #require(JobRunRecord(failed, createdAt: Self.start))
        #expect(record.status == .failed && record.error == "no network" && record.result.isEmpty)
        let cancelled = Self.running.ended(.cancelled, at: Self.start.adding(seconds: 3))
        #expect(JobRunRecord(cancelled, createdAt: Self.start)?.status == .cancelled)
    }

    @Test func `an open run has none`() {
        #expect(JobRunRecord(Self.running, createdAt: Self.start) == nil)
    }

    @Test func `a clock that was set back gives no negative duration`() throws {
        let report = Self.running.ended(.cancelled, at: Self.start.adding(seconds: -500))
        #expect(try #require(JobRunRecord(report, createdAt: Self.start)).durationMilliseconds == 0)
    }
}
