import Basics
import Domain
import Jobs
import Synchronization
import Testing

/// What jobs leave behind for programs, and which of them wait for each other.
@Suite(.timeLimit(.minutes(10))) struct JobResultTests {
    private let store = FakeJobStore()
    private var queue: JobQueue { JobQueue(store: store, world: .live) }

    private func withWorkers<Value>(
        _ types: [any JobType], _ body: () async throws -> Value
    ) async throws -> Value {
        let workers = JobWorkers(store: store, types: types, world: .live, settings: .quick)
        let running = Task { await workers.run() }
        defer { running.cancel() }
        let value = try await body()
        running.cancel()
        await running.value
        return value
    }

    private func run(_ work: @escaping @Sendable (JobContext) async throws -> Void) async throws -> Job {
        let type = ScriptedJob { _, context in try await work(context) }
        return try await withWorkers([type]) {
            try await queue.waitBriefly(for: queue.enqueue(ScriptedJob.self, .init()))
        }
    }

    @Test func theLastResultIsKept() async throws {
        let job = try await run { context in
            try await context.result(json: #"{"changes":1}"#)
            try await context.result(json: #"{"changes":2}"#)
        }
        #expect(job.state == .succeeded && job.result == #"{"changes":2}"#)
    }

    @Test func aFailedJobKeepsWhatItHadDone() async throws {
        let job = try await run { context in
            try await context.result(json: #"{"applied":3}"#)
            throw JobFailure("Stash cannot be reached.", isPermanent: true)
        }
        #expect(job.state == .failed && job.failure == "Stash cannot be reached.")
        #expect(job.result == #"{"applied":3}"#)
    }

    @Test func progressIsToldInPercentAndNeverFalls() async throws {
        let job = try await run { context in
            try await context.report(JobProgress(done: 1, total: 3))
            try await context.report(JobProgress(done: 1, total: 8, message: "More was found."))
            try await context.log("A row could not be read.", .warn)
            throw JobFailure("It ends here.", isPermanent: true)
        }
        #expect(abs(job.percent - 100.0 / 3) < 0.001)
        #expect(job.progress == JobProgress(done: 1, total: 8, message: "More was found."))
        #expect(JobProgressReport(of: job).logs.map(\.message) == ["A row could not be read."])
        #expect(try await run { _ in }.percent == 100)
    }

    @Test func aJobThatIsEndedFromOutsideIsStoppedAndStaysAsItWasEnded() async throws {
        let (started, never) = (Signal(), Signal())
        let wasCancelled = Mutex(false)
        let type = ScriptedJob { _, context in
            started.fire()
            do {
                try await never.wait()
            } catch {
                wasCancelled.withLock { $0 = true }
                try? await context.result(json: "{}")
                throw error
            }
        }
        let job = try await withWorkers([type]) {
            let job = try await queue.enqueue(ScriptedJob.self, .init())
            try await started.wait()
            #expect(await store.end(job.id, as: .cancelled, at: World.live.now()))
            #expect(try await queue.job(job.id)?.state == .cancelled)
            while !wasCancelled.withLock({ $0 }) { await Task.yield() }
            return job
        }
        let ended = try #require(try await queue.job(job.id))
        #expect(ended.state == .cancelled && ended.result == nil)
    }

    @Test func workersTellTheQueueOfGroupsAndOfWhatIsKeptByAge() async throws {
        let types: [any JobType] = [FirstOfGroup(), SecondOfGroup(), ScriptedJob { _, _ in }]
        try await withWorkers(types) {
            let job = try await queue.enqueue(SecondOfGroup.self, NoParameters())
            #expect(try await queue.waitBriefly(for: job).state == .succeeded)
            while await store.retentions.isEmpty { await Task.yield() }
        }
        #expect(await store.claims.first?.groups == [["first-of-group", "second-of-group"]])
        let retention = try #require(await store.retentions.first)
        #expect(retention.agedNames == ["second-of-group"] && retention.newest == JobsLimits.finalJobsKept)
        let ended = try #require(await store.rows.first?.finishedAt)
        #expect(ended.seconds(since: retention.endedBefore) == 30 * 86_400)
    }
}

private struct FirstOfGroup: JobType {
    static let name = "first-of-group"
    var exclusionGroup: String? { "group" }
    func run(_ parameters: NoParameters, context: JobContext) async throws {}
}

private struct SecondOfGroup: JobType {
    static let name = "second-of-group"
    var exclusionGroup: String? { "group" }
    var isKeptByAge: Bool { true }
    func run(_ parameters: NoParameters, context: JobContext) async throws {}
}
