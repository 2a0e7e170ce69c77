import Basics
import Domain
import Storage
import TestKit
import Testing

/// How jobs end at once, what they leave behind, which run one after the other, and how long they are kept.
@Suite struct JobEndTests {
    @Test(arguments: TestDriver.available)
    func `a running job that is ended is final at once, and its worker is not heard any more`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("scene_sync")).id
            _ = try await store.claim(.test("one"))
            var half = JobUpdate(progress: JobProgress(done: 5, total: 10), checkpoint: "5")
            (half.percent, half.result, half.at) = (50, "{\"a\":1}", .test(2))
            #expect(try await store.save(half, of: job, worker: "one"))
            #expect(try await store.end(job, as: .cancelled, at: .test(3)))
            let ended = try #require(try await store.job(id: job))
            #expect(ended.state == .cancelled && ended.isCancelRequested && ended.percent == 50)
            #expect(ended.times.finishedAt == .test(3) && ended.times.updatedAt == .test(3))
            #expect(ended.times.leaseUntil == nil)
            let late = JobEnd(.succeeded, at: .test(4))
            #expect(try await store.heartbeat(job, worker: "one", leaseUntil: .test(90)) == .lost)
            #expect(try await !store.save(half, of: job, worker: "one"))
            #expect(try await !store.finish(job, worker: "one", late))
            #expect(try await !store.release(job, worker: "one", runAt: .test(4), failure: nil))
            #expect(try await store.claim(.test("two", at: 90)) == nil)
            #expect(try await store.job(id: job) == ended)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what has ended is not ended again`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let waiting = try await store.enqueue(.test("scene_sync")).id
            #expect(try await store.end(waiting, as: .cancelled, at: .test(1)))
            #expect(try await !store.end(waiting, as: .failed, at: .test(2)))
            #expect(try await store.job(id: waiting)?.state == .cancelled)
            #expect(try await !store.end(JobID(999), as: .cancelled, at: .test(1)))
            let done = try await store.enqueue(.test("scene_sync")).id
            _ = try await store.claim(.test("one"))
            #expect(try await store.finish(done, worker: "one", JobEnd(.succeeded, at: .test(2))))
            #expect(try await !store.end(done, as: .cancelled, at: .test(3)))
            #expect(try await store.job(id: done)?.state == .succeeded)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a job tells when it last changed, how far it is, and what came of it`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("scene_sync")).id
            #expect(try await store.job(id: job)?.times.updatedAt == .test(0))
            #expect(try await store.claim(.test("one", at: 5))?.times.updatedAt == .test(5))
            var update = JobUpdate(progress: JobProgress(done: 9, total: 10))
            (update.percent, update.at) = (90, .test(6))
            #expect(try await store.save(update, of: job, worker: "one"))
            (update.percent, update.at, update.result) = (30, .test(7), #"{"plan_id":3}"#)
            #expect(try await store.save(update, of: job, worker: "one"))
            let running = try #require(try await store.job(id: job))
            #expect(running.percent == 90 && running.times.updatedAt == .test(7))
            #expect(running.result == #"{"plan_id":3}"#)
            #expect(try await store.finish(job, worker: "one", JobEnd(.succeeded, at: .test(8))))
            let done = try #require(try await store.job(id: job))
            #expect(done.percent == 100 && done.times.updatedAt == .test(8) && done.result == #"{"plan_id":3}"#)
        }
    }

    @Test(arguments: TestDriver.available)
    func `jobs of one group run one after the other over all servers`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let names = ["sync_all", "scene_sync", "sync_tags"]
            var ids: [JobID] = []
            for name in names { ids.append(try await store.enqueue(.test(name)).id) }
            try await test.reopened { other in
                let claims = try await concurrently(6) { number in
                    try await (number % 2 == 0 ? store : other.stores.jobs).claim(.test("worker \(number)"))
                }
                #expect(claims.compactMap { $0?.id } == [ids[0]])
                let worker = "worker \(claims.firstIndex { $0 != nil } ?? 0)"
                let analysis = try await store.enqueue(.test("scene_analysis")).id
                #expect(try await other.stores.jobs.claim(.test("x"))?.id == analysis)
                #expect(try await store.finish(ids[0], worker: worker, JobEnd(.succeeded, at: .test(1))))
                #expect(try await other.stores.jobs.claim(.test("y"))?.id == ids[1])
                #expect(try await store.claim(.test("z")) == nil)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a job of a group that lost its server goes on before another of the group starts`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let first = try await store.enqueue(.test("scene_sync", runAt: 1)).id
            _ = try await store.claim(.test("one", at: 1))
            let second = try await store.enqueue(.test("sync_all")).id
            // The lease is over, and the second was due before the first.
            #expect(try await store.claim(.test("two", at: 31))?.id == first)
            #expect(try await store.claim(.test("three", at: 32)) == nil)
            #expect(try await store.end(first, as: .cancelled, at: .test(33)))
            #expect(try await store.claim(.test("three", at: 34))?.id == second)
        }
    }

    @Test(arguments: TestDriver.available)
    func `lists hold jobs of some names and states, the newest first`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            var ids: [JobID] = []
            for (number, name) in ["scene_sync", "other", "sync_all", "scene_sync"].enumerated() {
                ids.append(try await store.enqueue(.test(name, createdAt: Double(number))).id)
            }
            #expect(try await store.end(ids[0], as: .cancelled, at: .test(9)))
            let names = ["scene_sync", "sync_all"]
            let all = JobState.allCases
            #expect(try await store.list(names, in: all, limit: 9).map(\.id) == [ids[3], ids[2], ids[0]])
            #expect(try await store.list(names, in: all, limit: 1).map(\.id) == [ids[3]])
            #expect(try await store.list(names, in: [.cancelled], limit: 9).map(\.id) == [ids[0]])
            #expect(try await store.list(names, in: [.waiting, .running], limit: 9).map(\.id) == [ids[3], ids[2]])
            #expect(try await store.list(names, in: [.running], limit: 9).isEmpty)
            #expect(try await store.list(["x"], in: all, limit: 9).isEmpty)
            #expect(try await store.list([], in: all, limit: 9).isEmpty)
            #expect(try await store.list(names, in: [], limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `names that are kept by age keep all that is not old, however many`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            var syncs: [JobID] = []
            var scans: [JobID] = []
            for number in 0..<5 {
                syncs.append(try await store.enqueue(.test("scene_sync")).id)
                scans.append(try await store.enqueue(.test("scan")).id)
                for id in [syncs[number], scans[number]] {
                    #expect(try await store.end(id, as: .cancelled, at: .test(Double(number))))
                }
            }
            let open = try await store.enqueue(.test("scene_sync")).id
            var retention = JobRetention(newest: 2)
            (retention.agedNames, retention.endedBefore) = (["scene_sync"], .test(1))
            #expect(try await store.prune(retention) == 4)
            let left = try await store.recent(name: nil, limit: 20).map(\.id)
            #expect(Set(left) == Set(syncs.dropFirst() + scans.suffix(2) + [open]))
            #expect(try await store.prune(retention) == 0)
        }
    }
}

extension NewJob {
    fileprivate static func test(_ name: String, runAt: Double = 0, createdAt: Double = 0) -> NewJob {
        NewJob(
            name: name, parameters: "{}", deduplicationKey: nil, runAt: .test(runAt), createdAt: .test(createdAt))
    }
}

extension JobClaim {
    /// A claim of a server that knows three kinds of syncs and an analysis.
    fileprivate static func test(_ worker: String, at seconds: Double = 0) -> JobClaim {
        let syncs = ["scene_sync", "sync_all", "sync_tags"]
        var claim = JobClaim(
            worker: worker, names: syncs + ["scene_analysis"], exclusiveNames: [], now: .test(seconds),
            leaseUntil: .test(seconds + 30), attemptsMax: 3)
        claim.groups = [syncs]
        return claim
    }
}
