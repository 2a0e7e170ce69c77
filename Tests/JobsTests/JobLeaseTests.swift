import Basics
import Domain
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(10))) struct JobLeaseTests {
    private let clock = FakeClock()

    /// A lease whose waits only move the clock.
    private func lease(_ store: any JobStore) -> JobLease {
        var settings = JobSettings()
        settings.sleeper = Sleeper { [clock] in clock.advance(seconds: $0) }
        return JobLease(job: JobID(1), worker: "me", store: store, world: clock.world, settings: settings)
    }

    private func claimed() async -> FakeJobStore {
        let store = FakeJobStore()
        _ = await store.enqueue(
            NewJob(name: "a", parameters: "{}", deduplicationKey: nil, runAt: clock.now, createdAt: clock.now))
        _ = await store.claim(
            JobClaim(
                worker: "me", names: ["a"], exclusiveNames: [], now: clock.now,
                leaseUntil: clock.now.adding(seconds: 30), attemptsMax: 5))
        return store
    }

    @Test func aWishToCancelIsHeardWithinASecond() async throws {
        let store = await claimed()
        _ = await store.requestCancel(JobID(1), at: clock.now)
        let start = clock.now
        #expect(await lease(store).hold() == .cancelled)
        #expect(clock.now.seconds(since: start) <= 1)
        #expect(await store.heartbeats == 0)
    }

    @Test func aSilentDatabaseLosesTheJobWhenTheLeaseEnds() async throws {
        let start = clock.now
        #expect(await lease(SilentJobStore()).hold() == .lost)
        #expect(clock.now.seconds(since: start) == 30)
    }

    @Test func aHeartbeatTellsOfAnotherWorker() async throws {
        let store = await claimed()
        await store.steal(JobID(1))
        let start = clock.now
        #expect(await lease(store).hold() == .lost)
        #expect(clock.now.seconds(since: start) == 10)
    }

    @Test func aJobThatWasRemovedIsLost() async throws {
        #expect(await lease(FakeJobStore()).hold() == .lost)
    }
}

/// A database that answers nothing.
private struct SilentJobStore: JobStore {
    func enqueue(_ job: NewJob) throws -> Job { throw JobFakeError.busy }
    func claim(_ claim: JobClaim) throws -> Job? { throw JobFakeError.busy }
    func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) throws -> LeaseState { throw JobFakeError.busy }
    func save(_ update: JobUpdate, of job: JobID, worker: String) throws -> Bool { throw JobFakeError.busy }
    func finish(_ job: JobID, worker: String, _ end: JobEnd) throws -> Bool { throw JobFakeError.busy }
    func release(_ job: JobID, worker: String, runAt: Instant, failure: String?) throws -> Bool {
        throw JobFakeError.busy
    }
    func requestCancel(_ job: JobID, at moment: Instant) throws -> Bool { throw JobFakeError.busy }
    func job(id: JobID) throws -> Job? { throw JobFakeError.busy }
    func recent(name: String?, limit: Int) throws -> [Job] { throw JobFakeError.busy }
    func prune(_ retention: JobRetention) throws -> Int { throw JobFakeError.busy }
    func end(_ job: JobID, as state: JobState, at moment: Instant) throws -> Bool { throw JobFakeError.busy }
    func list(_ names: [String], in states: [JobState], limit: Int) throws -> [Job] { throw JobFakeError.busy }
}
