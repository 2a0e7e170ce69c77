import Domain
import Jobs
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Calling a job off while the media server holds its answer")
struct CancelledSyncTests {
    /// A job, and the request in the middle of it whose answer is held.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let isHeld: @Sendable (FakeMediaServer.Seen) -> Bool
        /// A count that the next run gives, which is whole.
        let result: (member: String, count: Int)

        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "sync-movies", isHeld: { isPage($0) && $0.query["startindex"] == "200" }, result: ("total", 250)),
        Case(
            name: "sync-series", isHeld: { isPage($0) && $0.query["includeitemtypes"] == "Episode" },
            result: ("episodesAdded", 2)),
        Case(name: "sync-movie-watch-history", isHeld: isOfBob, result: ("success", 2)),
        Case(name: "full-sync-movie-watch-history", isHeld: isOfBob, result: ("success", 2)),
        Case(name: "sync-series-watch-history", isHeld: isOfBob, result: ("success", 2)),
        Case(name: "full-sync-series-watch-history", isHeld: isOfBob, result: ("success", 2)),
    ]

    private static let isPage: @Sendable (FakeMediaServer.Seen) -> Bool = { $0.path == "/Items" }
    /// The second person.
    private static let isOfBob: @Sendable (FakeMediaServer.Seen) -> Bool = { request in
        request.path == "/Items" && request.query["userid"] == FakeMediaServer.guid(12)
    }

    private static func with(_ body: @escaping @Sendable (SyncBench) async throws -> Void) async throws {
        let series: [FakeServerItem] = [.breakingBad, .episode(301, of: 201, 1, 1), .episode(302, of: 201, 1, 2)]
        try await SyncBench.with(.jellyfin, FakeServerItem.films(250) + series) { bench async throws in
            await bench.fake.change { fake in
                for user in [11, 12] {
                    fake.plays[user] = [
                        1_000: FakeMediaServer.Play("2023-11-02T20:15:30.0000000Z"),
                        301: FakeMediaServer.Play("2023-11-03T20:15:30.0000000Z"),
                    ]
                }
            }
            try await bench.working { try await body(bench) }
        }
    }

    @Test("it has ended before the answer comes, and the next run is whole", arguments: cases)
    func ends(_ one: Case) async throws {
        try await Self.with { bench async throws in
            if one.name.hasSuffix("-watch-history") {
                try await bench.run { SyncMovies($0) }
                try await bench.run { SyncSeries($0) }
            }
            let called = try await bench.callOff(one.name, at: one.isHeld)
            #expect(called.state == .cancelled && JobProgressReport(of: called).result == nil)
            await bench.fake.held.releaseAll()
            let next = try await bench.end(of: bench.enqueue(one.name))
            #expect(next.state == .succeeded)
            #expect(JobProgressReport(of: next).result?[one.result.member] == one.result.count)
        }
    }

    @Test("what came until then stays, can be found, and nothing is taken for gone")
    func kept() async throws {
        try await Self.with { bench async throws in
            let called = try await bench.callOff("sync-movies", at: Self.cases[0].isHeld)
            #expect(called.state == .cancelled)
            #expect(try await bench.shown().count == 200)
            #expect(bench.indexings == 1)
            await bench.fake.held.releaseAll()
            _ = try await bench.end(of: bench.enqueue("sync-movies"))
            #expect(try await bench.shown().count == 250)
            await bench.fake.change { fake in fake.items.removeAll { $0.number == 1_000 } }
            _ = try await bench.callOff("sync-movies", at: Self.cases[0].isHeld)
            #expect(try await bench.shown().count == 250)
        }
    }
}

extension SyncBench {
    /// Has workers for all jobs beside some work.
    fileprivate func working(_ work: () async throws -> Void) async throws {
        var settings = JobSettings()
        // The test's clock stands still, so nothing must wait for it.
        settings.progressIntervalSeconds = 0
        settings.cancelCheckSeconds = 0.02
        settings.pollSeconds = 0.05
        let workers = JobWorkers(
            store: stores.jobs, types: parts.jobs, world: world.world, feed: stores.feed, settings: settings)
        let running = Task { await workers.run() }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
        running.cancel()
        await running.value
        try outcome.get()
    }

    fileprivate func enqueue(_ name: String) async throws -> Job {
        try await stores.jobs.enqueue(
            NewJob(
                name: name, parameters: "{}", deduplicationKey: nil, runAt: world.now, createdAt: world.now))
    }

    fileprivate func end(of job: Job) async throws -> Job {
        try await JobQueue(store: stores.jobs, world: world.world).wait(for: job.id, pollSeconds: 0.01)
    }

    /// Starts a job, holds the answer to a request of it, calls the job off, and returns it as it ended. The answer is
    /// held still.
    fileprivate func callOff(
        _ name: String, at isHeld: @Sendable (FakeMediaServer.Seen) -> Bool
    ) async throws -> Job {
        await fake.held.hold()
        let job = try await enqueue(name)
        while true {
            await fake.held.untilHeld(1)
            if await fake.seen.last.map(isHeld) == true { break }
            await fake.held.releaseOne()
        }
        #expect(try await stores.jobs.requestCancel(job.id, at: world.now))
        return try await end(of: job)
    }
}
