import Basics
import Domain
import Storage
import TestKit
import Testing

/// The runs that administrators start and see, and the reports that jobs write.
@Suite struct JobRunStoreTests {
    @Test(arguments: TestDriver.available)
    func `of simultaneous starts one wins, and the others are told which`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let starts = try await concurrently(6) { _ in try await store.start(.run("sync")) }
            let started = starts.compactMap(\.started)
            let first = try #require(started.first)
            #expect(started.count == 1)
            #expect(starts.compactMap(\.open).map(\.id) == Array(repeating: first.id, count: 5))
            _ = try await store.claim(.run("sync", by: "one"))
            #expect(try await store.start(.run("sync")).open?.id == first.id)
            #expect(try await store.start(.run("other")).started != nil)
            _ = try await store.finish(first.id, worker: "one", JobEnd(.succeeded, at: .test(2)))
            #expect(try await store.start(.run("sync")).started != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `open, latest and ended runs are told by name`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            var ids: [JobID] = []
            for (number, name) in ["sync", "sync", "index", "sync", "embed"].enumerated() {
                let job = try #require(try await store.start(.run(name)).started)
                ids.append(job.id)
                if number < 4 { _ = try await store.requestCancel(job.id, at: .test(Double(number))) }
            }
            #expect(try await store.open(["sync", "embed"]).map(\.id) == [ids[4]])
            #expect(try await store.open(["sync"]).isEmpty)
            #expect(
                try await store.latest(["index", "sync", "embed", "none"], hasReports: true).map(\.id) == [
                    ids[2], ids[3],
                ])
            #expect(try await store.latest([], hasReports: true).isEmpty)
            #expect(try await store.ended(["sync"], limit: 2).map(\.id) == [ids[3], ids[1]])
            #expect(try await store.ended(["sync", "index"], limit: 9).map(\.id) == [ids[3], ids[2], ids[1], ids[0]])
            #expect(
                try await store.ended(["sync", "index"], after: .test(1), limit: 9).map(\.id) == [ids[3], ids[2]])
            #expect(try await store.jobs([ids[4], ids[0], JobID(999)]).map(\.id) == [ids[0], ids[4]])
            #expect(try await store.jobs([]).isEmpty)
            #expect(try await store.ended([], limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a report is kept, goes on after a lost worker, and ends with its job`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try #require(try await store.start(.run("sync-movies")).started)
            _ = try await store.claim(.run("sync-movies", by: "one"))
            let report = JobProgressReport(of: job).started(at: .test(0)).advanced(toStep: 1, percent: 50)
                .logged(JobLogLine(at: .test(1), message: "half"))
            let update = JobUpdate(progress: report.summary, report: report.json)
            #expect(try await store.save(update, of: job.id, worker: "one"))
            #expect(try await store.save(JobUpdate(progress: JobProgress(done: 1)), of: job.id, worker: "one"))
            let resumed = try #require(try await store.claim(.run("sync-movies", by: "two", at: 60)))
            #expect(JobProgressReport(of: resumed) == report)
            #expect(try await !store.save(update, of: job.id, worker: "one"))
            let ended = JobProgressReport(of: resumed).ended(.completed(result: ["added": 4]), at: .test(70))
            let end = JobEnd(.succeeded, at: .test(70), report: ended.json)
            #expect(try await store.finish(job.id, worker: "two", end))
            let stored = try #require(try await store.job(id: job.id))
            #expect(JobProgressReport(of: stored) == ended && ended.result == ["added": 4])
            let brief = try #require(try await store.latest(["sync-movies"], hasReports: false).first)
            #expect(brief.report == nil && brief.state == .succeeded)
            #expect(JobProgressReport(of: brief).status == .completed)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a run that ends without its worker has an ended report, too`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let waiting = try #require(try await store.start(.run("sync-series")).started)
            #expect(try await store.requestCancel(waiting.id, at: .test(3)))
            let cancelled = JobProgressReport(of: try #require(try await store.job(id: waiting.id)))
            #expect(cancelled.status == .cancelled && cancelled.completedAt == .test(3))

            let lost = try #require(try await store.start(.run("sync-movies")).started)
            for attempt in 0..<3 {
                let claim = JobClaim.run("sync-movies", by: "w\(attempt)", at: Double(attempt) * 30)
                let claimed = try #require(try await store.claim(claim))
                let report = JobProgressReport(of: claimed).logged(JobLogLine(at: .test(0), message: "\(attempt)"))
                _ = try await store.save(
                    JobUpdate(progress: report.summary, report: report.json), of: lost.id, worker: "w\(attempt)")
            }
            #expect(try await store.claim(.run("sync-movies", by: "w3", at: 90)) == nil)
            let failed = JobProgressReport(of: try #require(try await store.job(id: lost.id)))
            #expect(failed.status == .failed && failed.error == "its worker was lost 3 times")
            #expect(failed.logs.map(\.message) == ["0", "1", "2"])
        }
    }
}

extension NewJob {
    static func run(_ name: String) -> NewJob {
        NewJob(name: name, parameters: "{}", deduplicationKey: nil, runAt: .test(0), createdAt: .test(0))
    }
}

extension JobClaim {
    fileprivate static func run(_ name: String, by worker: String, at seconds: Double = 0) -> JobClaim {
        JobClaim(
            worker: worker, names: [name], exclusiveNames: [name], now: .test(seconds),
            leaseUntil: .test(seconds + 30), attemptsMax: 3)
    }
}

extension JobStart {
    var started: Job? {
        if case .started(let job) = self { job } else { nil }
    }

    var open: Job? {
        if case .open(let job) = self { job } else { nil }
    }
}
