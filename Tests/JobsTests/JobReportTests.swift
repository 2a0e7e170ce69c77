import Basics
import Domain
import Synchronization
import Testing

@testable import Jobs

/// What jobs with a definition tell the administrator.
@Suite(.timeLimit(.minutes(10))) struct JobReportTests {
    private let store = FakeJobStore()
    private var queue: JobQueue { JobQueue(store: store, world: .live) }

    /// Runs one job to its end.
    private func run(
        settings: JobSettings = .quick, beside: (Job) async throws -> Void = { _ in },
        _ work: @escaping @Sendable (JobContext) async throws -> Void
    ) async throws -> JobProgressReport {
        let workers = JobWorkers(
            store: store, types: [ScriptedSync(work: work)], world: .live, settings: settings)
        let running = Task { await workers.run() }
        defer { running.cancel() }
        let job = try await queue.enqueue(ScriptedSync.self, .init())
        try await beside(job)
        return JobProgressReport(of: try await queue.waitBriefly(for: job))
    }

    @Test func aRunTellsItsStepsItemsLinesAndCounts() async throws {
        let report = try await run { context in
            try await context.step(0)
            try await context.log("Two libraries.", data: ["server": "Jellyfin"])
            try await context.step(1)
            try await context.items(3, of: 4, item: "Heat")
            try await context.log("A film has no name.", .warn)
            try await context.result(["added": 3])
        }
        #expect(report.status == .completed && report.overallProgress == 100 && report.currentItem == nil)
        #expect(report.steps == DiscoveryJobs.named("sync-movies")?.steps)
        #expect(report.itemsProcessed == 3 && report.itemsTotal == 4)
        #expect(report.logs.map(\.message) == ["Two libraries.", "A film has no name."])
        #expect(report.logs.map(\.level) == [.info, .warn] && report.logs[0].data == ["server": "Jellyfin"])
        #expect(report.result == ["added": 3, "updated": 0, "total": 0])
        #expect(report.completedAt != nil && report.error == nil)
    }

    @Test func linesAreFreeOfSecrets() async throws {
        let secret = "0123456789abcdef0123456789abcdef"
        let report = try await run { context in
            try await context.log("Asked http://a/?api_key=\(secret)", data: ["url": "http://ann:geheim@b/"])
            try await context.log("Failed", failure: JobFakeError.refused(token: secret))
        }
        #expect(report.logs.map(\.message) == ["Asked http://a/?api_key=***", "Failed: JobFakeError.refused"])
        #expect(report.logs[0].data == ["url": "http://***@b/"])
    }

    @Test func anotherAttemptGoesOnWithTheReport() async throws {
        let report = try await run { context in
            try await context.step(context.attempt == 1 ? 1 : 0)
            try await context.items(1, of: 2)
            try await context.log("attempt \(context.attempt)")
            if context.attempt == 1 { throw JobFailure("The server is down.") }
        }
        #expect(report.status == .completed)
        let lines = report.logs.map(\.message)
        #expect(lines.first == "attempt 1" && lines.last == "attempt 2" && lines.count == 3)
        #expect(lines[1].hasSuffix("The server is down.") && report.logs[1].level == .warn)
    }

    @Test func aRunThatFailsForGoodSaysWhy() async throws {
        let report = try await run { context in
            try await context.items(1, of: 4)
            try await context.result(["added": 1])
            throw JobFailure("No media server.", isPermanent: true)
        }
        #expect(report.status == .failed && report.error == "No media server." && report.result == nil)
        #expect(report.overallProgress == 8 && report.itemsProcessed == 1)
    }

    @Test func aCancelledRunSaysSo() async throws {
        let (started, never) = (Signal(), Signal())
        let report = try await run(beside: { job in
            try await started.wait()
            #expect(try await queue.cancel(job.id))
        }) { context in
            try await context.log("begun")
            started.fire()
            try await never.wait()
        }
        #expect(report.status == .cancelled && report.logs.map(\.message) == ["begun"])
    }

    /// Of a job that says something and then waits for a slow server.
    @Test func whatWasHeldBackIsWrittenAlthoughTheJobFallsSilent() async throws {
        var settings = JobSettings.quick
        settings.progressIntervalSeconds = 0.02
        let goOn = Signal()
        let report = try await run(
            settings: settings,
            beside: { job in
                while await store.row(job.id)?.report?.contains("second line") != true { await Task.yield() }
                goOn.fire()
            }
        ) { context in
            try await context.log("first line")
            try await context.log("second line")
            try await goOn.wait()
        }
        #expect(report.status == .completed)
    }

    @Test func aCheckpointAloneLeavesTheProgressAlone() async throws {
        let seen = Mutex<[String?]>([])
        let report = try await run { context in
            seen.withLock { $0.append(context.checkpoint) }
            try await context.items(2, of: 3)
            try await context.save(checkpoint: "2")
            if context.attempt == 1 { throw JobFailure("once") }
        }
        #expect(seen.withLock { $0 } == [nil, "2"])
        #expect(report.itemsProcessed == 2 && report.itemsTotal == 3)
    }
}

@Suite struct JobReportThrottleTests {
    private let clock = FakeClock()

    @Test func reportsAreWrittenTwiceASecondAndTheLastOneAlways() async throws {
        let written = Mutex<[JobUpdate]>([])
        let sheet = JobSheet(id: JobID(1), name: "sync-movies", startedAt: clock.now)
        let reporter = JobReporter(sheet: sheet, world: clock.world, intervalSeconds: 0.5) { update in
            written.withLock { $0.append(update) }
            return true
        }
        for done in 1...90 {
            try await reporter.change { $0.advance { $0.advanced(items: done, of: 100, item: "Film \(done)") } }
            clock.advance(seconds: 0.01)
        }
        #expect(written.withLock { $0.map(\.progress.done) } == [1, 51])
        try await reporter.writeWhenDue()
        #expect(written.withLock { $0.count } == 2)
        clock.advance(seconds: 0.5)
        try await reporter.writeWhenDue()
        try await reporter.writeWhenDue()
        #expect(written.withLock { $0.map(\.progress.done) } == [1, 51, 90])
        let report = try #require(written.withLock { $0.last?.report }.flatMap { JobProgressReport(json: $0) })
        #expect(report.currentItem == "Film 90" && report.status == .running)
    }

    @Test func jobsWithoutADefinitionHaveNoReportUntilTheyWriteALine() async throws {
        let written = Mutex<[JobUpdate]>([])
        let context = JobContext(id: JobID(1), name: "plain", world: clock.world) { update in
            written.withLock { $0.append(update) }
            return true
        }
        try await context.report(JobProgress(done: 1, total: 2, message: "reading"))
        try await context.log("a line")
        let updates = written.withLock { $0 }
        #expect(
            updates.map(\.progress) == Array(repeating: JobProgress(done: 1, total: 2, message: "reading"), count: 2))
        #expect(updates[0].report == nil && updates[1].report?.contains("a line") == true)
    }

    @Test func thePlainReportOfAJobWithADefinitionCountsItsItems() async throws {
        let written = Mutex<JobUpdate?>(nil)
        let context = JobContext(id: JobID(1), name: "sync-movies", world: clock.world) { update in
            written.withLock { $0 = update }
            return true
        }
        try await context.step(1)
        try await context.report(JobProgress(done: 1, total: 2, message: "Heat"), checkpoint: "1")
        let update = try #require(written.withLock { $0 })
        #expect(update.progress == JobProgress(done: 1, total: 2, message: "Syncing films") && update.checkpoint == "1")
        #expect(JobProgressReport(json: update.report ?? "")?.overallProgress == 50)
    }
}
