import Basics
import Domain
import Jobs
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobWorkersTests {
    private let store = FakeJobStore()
    private var queue: JobQueue { JobQueue(store: store, world: .live) }

    /// Runs workers beside `body` and ends them afterwards.
    private func withWorkers<Value>(
        _ types: [any JobType], feed: (any ChangeFeed)? = nil, settings: JobSettings = .quick,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let workers = JobWorkers(store: store, types: types, world: .live, feed: feed, settings: settings)
        let running = Task { await workers.run() }
        defer { running.cancel() }
        let value = try await body()
        running.cancel()
        await running.value
        return value
    }

    private func enqueue(_ text: String = "", key: String? = nil) async throws -> Job {
        try await queue.enqueue(ScriptedJob.self, .init(text: text), deduplicationKey: key)
    }

    @Test func aJobGetsItsParametersAndItsProgressIsSeen() async throws {
        let seen = Mutex<[JobProgress]>([])
        let type = ScriptedJob { parameters, context in
            for done in 1...3 {
                try await context.report(JobProgress(done: done, total: 3, message: parameters.text))
            }
        }
        let ended = try await withWorkers([type]) {
            let job = try await enqueue("films")
            return try await queue.wait(for: job.id, pollSeconds: 0.001) { job in
                seen.withLock { $0.append(job.progress) }
            }
        }
        #expect(ended.state == .succeeded)
        #expect(ended.progress == JobProgress(done: 3, total: 3, message: "films"))
        #expect(seen.withLock { $0.last } == ended.progress)
        #expect(ended.attempt == 1 && ended.failure == nil)
    }

    @Test func aFailingJobIsTriedAgainAndFailsForGood() async throws {
        var settings = JobSettings.quick
        settings.attemptsMax = 3
        let attempts = Mutex<[Int]>([])
        let type = ScriptedJob { _, context in
            attempts.withLock { $0.append(context.attempt) }
            throw JobFakeError.refused(token: "geheim")
        }
        let ended = try await withWorkers([type], settings: settings) {
            try await queue.waitBriefly(for: enqueue())
        }
        #expect(attempts.withLock { $0 } == [1, 2, 3])
        #expect(ended.state == .failed)
        #expect(ended.failure == "JobFakeError.refused")
    }

    @Test func aRetryGoesOnFromTheCheckpoint() async throws {
        let checkpoints = Mutex<[String?]>([])
        let type = ScriptedJob { _, context in
            checkpoints.withLock { $0.append(context.checkpoint) }
            try await context.report(JobProgress(done: 5, total: 9), checkpoint: #"{"row":5}"#)
            if context.attempt == 1 { throw JobFailure("The source answered nothing.") }
        }
        let ended = try await withWorkers([type]) { try await queue.waitBriefly(for: enqueue()) }
        #expect(ended.state == .succeeded)
        #expect(checkpoints.withLock { $0 } == [nil, #"{"row":5}"#])
    }

    @Test func aPermanentFailureIsNotTriedAgain() async throws {
        let type = ScriptedJob { _, _ in throw JobFailure("The file is no catalogue.", isPermanent: true) }
        let ended = try await withWorkers([type]) { try await queue.waitBriefly(for: enqueue()) }
        #expect(ended.state == .failed && ended.attempt == 1)
        #expect(ended.failure == "The file is no catalogue.")
    }

    @Test func parametersThatCannotBeReadFailTheJob() async throws {
        let now = World.live.now()
        let type = ScriptedJob { _, _ in }
        let job = await store.enqueue(
            NewJob(name: "scripted", parameters: "{}", deduplicationKey: nil, runAt: now, createdAt: now))
        let ended = try await withWorkers([type]) { try await queue.waitBriefly(for: job) }
        #expect(ended.state == .failed && ended.attempt == 1)
    }

    @Test func cancellingEndsARunningJob() async throws {
        let (started, never) = (Signal(), Signal())
        let type = ScriptedJob { _, context in
            try await context.report(JobProgress(done: 1, total: 2))
            started.fire()
            try await never.wait()
        }
        let ended = try await withWorkers([type]) {
            let job = try await enqueue()
            try await started.wait()
            #expect(try await queue.cancel(job.id))
            return try await queue.waitBriefly(for: job)
        }
        #expect(ended.state == .cancelled)
        #expect(ended.progress.done == 1)
    }

    @Test func cancellingAWaitingJobKeepsItFromRunning() async throws {
        let job = try await enqueue()
        #expect(try await queue.cancel(job.id))
        #expect(try await !queue.cancel(job.id))
        #expect(try await queue.wait(for: job.id).state == .cancelled)
    }

    @Test func aJobThatEndsInSpiteOfTheWishToCancelHasSucceeded() async throws {
        let (started, goOn) = (Signal(), Signal())
        let type = ScriptedJob { _, _ in
            started.fire()
            try? await goOn.wait()
        }
        let ended = try await withWorkers([type]) {
            let job = try await enqueue()
            try await started.wait()
            try await queue.cancel(job.id)
            return try await queue.waitBriefly(for: job)
        }
        #expect(ended.state == .succeeded)
    }

    @Test func shutdownPutsARunningJobBackAndTheNextStartGoesOn() async throws {
        let (started, never) = (Signal(), Signal())
        let type = ScriptedJob { _, context in
            guard context.checkpoint == nil else { return }
            try await context.report(JobProgress(done: 7, total: 9), checkpoint: "7")
            started.fire()
            try await never.wait()
        }
        let workers = JobWorkers(store: store, types: [type], world: .live, settings: .quick)
        let group = ServiceGroup(services: [workers], logger: Logger(label: "test"))
        let serving = Task { try await group.run() }
        let job = try await enqueue()
        try await started.wait()
        await group.triggerGracefulShutdown()
        try await serving.value
        let released = try #require(await store.row(job.id))
        #expect(released.state == .waiting && released.checkpoint == "7" && released.worker == nil)
        let ended = try await withWorkers([type]) { try await queue.waitBriefly(for: job) }
        #expect(ended.state == .succeeded && ended.attempt == 2)
    }

    @Test func aLostJobIsStoppedAndLeftToItsNewWorker() async throws {
        let (started, never, stopped) = (Signal(), Signal(), Signal())
        let type = ScriptedJob { _, context in
            started.fire()
            defer { stopped.fire() }
            try await never.wait()
        }
        let job = try await enqueue()
        try await withWorkers([type]) {
            try await started.wait()
            await store.steal(job.id)
            try await stopped.wait()
        }
        let row = try #require(await store.row(job.id))
        #expect(row.state == .running && row.worker == "thief" && row.failure == nil)
    }

    @Test func theEndIsStoredAlthoughTheDatabaseIsBusyForAMoment() async throws {
        await store.failFinishing(times: 3)
        var settings = JobSettings.quick
        settings.sleeper = Sleeper { try await Task.sleep(for: .seconds(min($0, 0.001))) }
        let type = ScriptedJob { _, _ in }
        let ended = try await withWorkers([type], settings: settings) {
            try await queue.waitBriefly(for: enqueue())
        }
        #expect(ended.state == .succeeded && ended.attempt == 1)
    }

    @Test(arguments: [true, false])
    func exclusiveJobsRunOneAtATime(isExclusive: Bool) async throws {
        let running = Mutex(0)
        let most = Mutex(0)
        let both = Signal()
        let type = ScriptedJob(isExclusive: isExclusive) { _, _ in
            let count = running.withLock { running in
                running += 1
                return running
            }
            most.withLock { $0 = max($0, count) }
            if count == 2 { both.fire() }
            // Those that may overlap wait until they do; the others just give everybody a chance to break the rule.
            if isExclusive { await Task.yield() } else if count == 1 { try await both.wait() }
            running.withLock { $0 -= 1 }
        }
        try await withWorkers([type]) {
            for job in [try await enqueue("a"), try await enqueue("b")] {
                #expect(try await queue.waitBriefly(for: job).state == .succeeded)
            }
        }
        #expect(most.withLock { $0 } == (isExclusive ? 1 : 2))
    }

    @Test func theChangeFeedWakesIdleWorkers() async throws {
        var settings = JobSettings.quick
        // The poll never comes, so that only the feed can wake anybody.
        settings.pollSeconds = 77
        settings.sleeper = Sleeper { try await Task.sleep(for: .seconds($0 == 77 ? 86_400 : $0)) }
        let feed = FakeFeed()
        let ended = try await withWorkers([ScriptedJob { _, _ in }], feed: feed, settings: settings) {
            while await store.claims.count < 2 { await Task.yield() }
            let job = try await enqueue()
            feed.continuation.yield(.titles)
            feed.continuation.yield(.jobs)
            return try await queue.waitBriefly(for: job)
        }
        #expect(ended.state == .succeeded)
    }

    @Test func jobsOfOtherServersTypesAreLeftAlone() async throws {
        struct OtherJob: JobType {
            struct Parameters: Codable, Sendable {}
            static let name = "other"
            func run(_ parameters: Parameters, context: JobContext) async throws {}
        }
        let other = try await queue.enqueue(OtherJob.self, .init())
        try await withWorkers([ScriptedJob { _, _ in }]) { _ = try await queue.waitBriefly(for: enqueue()) }
        #expect(try await queue.job(other.id)?.state == .waiting)
        #expect(await store.claims.allSatisfy { $0.names == ["scripted"] && $0.exclusiveNames == ["scripted"] })
    }

    @Test func waitingJobsWithOneKeyAreOne() async throws {
        let first = try await enqueue("a", key: "all")
        #expect(try await enqueue("b", key: "all").id == first.id)
        #expect(try await enqueue("c", key: "other").id != first.id)
        #expect(try await queue.recent(limit: 10).count == 2)
        #expect(first.parameters == #"{"text":"a"}"#)
    }

    @Test func waitingForAnUnknownJobIsAnError() async throws {
        await #expect(throws: JobQueueError.unknownJob(JobID(99))) { try await queue.wait(for: JobID(99)) }
    }

    @Test func theLeaseIsExtendedWhileAJobRuns() async throws {
        let (started, goOn) = (Signal(), Signal())
        let type = ScriptedJob { _, _ in
            started.fire()
            try await goOn.wait()
        }
        let ended = try await withWorkers([type]) {
            let job = try await enqueue()
            try await started.wait()
            while await store.heartbeats < 2 { await Task.yield() }
            goOn.fire()
            return try await queue.waitBriefly(for: job)
        }
        #expect(ended.state == .succeeded && ended.attempt == 1)
    }
}
