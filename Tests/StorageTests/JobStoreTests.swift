import Basics
import Domain
import Storage
import TestKit
import Testing

/// The queue's promises: one worker per job, leases, cancellation, order.
@Suite struct JobStoreTests {
    @Test(arguments: TestDriver.available)
    func `a job goes from waiting to done`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("index", parameters: "{\"a\":1}"))
            #expect(job.state == .waiting && job.attempt == 0)
            let claimed = try #require(try await store.claim(.test("one")))
            #expect(claimed.id == job.id && claimed.state == .running && claimed.attempt == 1)
            #expect(claimed.parameters == "{\"a\":1}" && claimed.times.startedAt == .test(0))
            #expect(try await store.claim(.test("two")) == nil)
            let progress = JobProgress(done: 3, total: 9, message: "embedding")
            #expect(try await store.save(progress, checkpoint: "{\"id\":3}", of: job.id, worker: "one"))
            #expect(try await store.save(progress, checkpoint: nil, of: job.id, worker: "one"))
            #expect(try await store.finish(job.id, worker: "one", as: .succeeded, failure: nil, at: .test(5)))
            let done = try #require(try await store.job(id: job.id))
            #expect(done.state == .succeeded && done.progress == progress && done.checkpoint == "{\"id\":3}")
            #expect(done.times.finishedAt == .test(5) && done.times.leaseUntil == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous claims one wins`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            for _ in 0..<3 { _ = try await test.stores.jobs.enqueue(.test("scan")) }
            let claims = try await concurrently(6) { number in
                try await test.stores.jobs.claim(.test("worker \(number)", exclusive: []))
            }
            let ids = claims.compactMap { $0?.id }
            #expect(ids.count == 3 && Set(ids).count == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an exclusive name runs once at a time over all workers`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            for _ in 0..<3 { _ = try await store.enqueue(.test("index")) }
            let claims = try await concurrently(5) { try await store.claim(.test("worker \($0)")) }
            let first = try #require(claims.compactMap(\.self).first)
            #expect(claims.compactMap(\.self).count == 1)
            let scan = try await store.enqueue(.test("scan"))
            #expect(try await store.claim(.test("x"))?.id == scan.id)
            let worker = "worker \(claims.firstIndex { $0 != nil } ?? 0)"
            #expect(try await store.finish(first.id, worker: worker, as: .succeeded, failure: nil, at: .test(1)))
            #expect(try await store.claim(.test("y"))?.name == "index")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a lost worker's job goes to another, and the late one is refused`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("index")).id
            _ = try await store.claim(.test("one"))
            _ = try await store.save(JobProgress(done: 5), checkpoint: "5", of: job, worker: "one")
            #expect(try await store.claim(.test("two", at: 29)) == nil)
            let second = try #require(try await store.claim(.test("two", at: 30)))
            #expect(second.id == job && second.attempt == 2 && second.checkpoint == "5")
            #expect(try await store.heartbeat(job, worker: "one", leaseUntil: .test(90)) == .lost)
            #expect(try await !store.save(JobProgress(), checkpoint: "1", of: job, worker: "one"))
            #expect(try await !store.finish(job, worker: "one", as: .failed, failure: "x", at: .test(31)))
            #expect(try await !store.release(job, worker: "one", runAt: .test(31), failure: nil))
            #expect(try await store.heartbeat(job, worker: "two", leaseUntil: .test(90)) == .held)
            #expect(try await store.job(id: job)?.checkpoint == "5")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a job that loses its worker too often fails`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("index")).id
            for attempt in 0..<3 {
                #expect(try await store.claim(.test("w\(attempt)", at: Double(attempt) * 30))?.id == job)
            }
            #expect(try await store.claim(.test("w3", at: 90)) == nil)
            let failed = try #require(try await store.job(id: job))
            #expect(failed.state == .failed && failed.failure == "its worker was lost 3 times")
        }
    }

    @Test(arguments: TestDriver.available)
    func `cancelling ends a waiting job at once and a running one at its heartbeat`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let waiting = try await store.enqueue(.test("scan", runAt: 100)).id
            #expect(try await store.requestCancel(waiting, at: .test(1)))
            #expect(try await store.job(id: waiting)?.state == .cancelled)
            #expect(try await !store.requestCancel(waiting, at: .test(2)))
            #expect(try await !store.requestCancel(JobID(999), at: .test(2)))
            let running = try await store.enqueue(.test("index")).id
            _ = try await store.claim(.test("one"))
            #expect(try await store.requestCancel(running, at: .test(2)))
            #expect(try await store.job(id: running)?.state == .running)
            #expect(try await store.heartbeat(running, worker: "one", leaseUntil: .test(60)) == .cancelRequested)
            #expect(try await store.release(running, worker: "one", runAt: .test(3), failure: nil))
            #expect(try await store.claim(.test("two", at: 4)) == nil)
            #expect(try await store.job(id: running)?.state == .cancelled)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a released job runs again not before its time`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("index")).id
            _ = try await store.claim(.test("one"))
            #expect(try await store.release(job, worker: "one", runAt: .test(60), failure: "no network"))
            #expect(try await store.job(id: job)?.failure == "no network")
            #expect(try await store.claim(.test("two", at: 59)) == nil)
            #expect(try await store.claim(.test("two", at: 60))?.attempt == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `equal waiting jobs are one`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let jobs = try await concurrently(4) { _ in try await store.enqueue(.test("index", key: "all")).id }
            #expect(Set(jobs).count == 1)
            #expect(try await store.enqueue(.test("index", key: "one")).id != jobs[0])
            #expect(try await store.enqueue(.test("scan", key: "all")).id != jobs[0])
            _ = try await store.claim(.test("w"))
            #expect(try await store.enqueue(.test("index", key: "all")).id != jobs[0])
        }
    }

    @Test(arguments: TestDriver.available)
    func `the oldest due job of the asked names comes first`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            _ = try await store.enqueue(.test("other"))
            let late = try await store.enqueue(.test("scan", runAt: 5)).id
            let early = try await store.enqueue(.test("scan", runAt: 2)).id
            #expect(try await store.claim(.test("w", at: 9))?.id == early)
            #expect(try await store.claim(.test("w", at: 9))?.id == late)
            #expect(try await store.claim(.test("w", at: 9)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `old final jobs are removed, newest kept per name`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            var ids: [JobID] = []
            for number in 0..<6 {
                ids.append(try await store.enqueue(.test(number < 4 ? "scan" : "index")).id)
            }
            for id in ids.dropLast() { _ = try await store.requestCancel(id, at: .test(1)) }
            #expect(try await store.prune(JobRetention(newest: 2)) == 2)
            #expect(try await store.recent(name: nil, limit: 9).map(\.id) == [ids[5], ids[4], ids[3], ids[2]])
            #expect(try await store.recent(name: "scan", limit: 1).map(\.id) == [ids[3]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `the end of a job is stored although its task is cancelled`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.jobs
            let job = try await store.enqueue(.test("index")).id
            _ = try await store.claim(.test("one"))
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.finish(job, worker: "one", as: .cancelled, failure: nil, at: .test(1))
            }
            #expect(try await task.value)
            #expect(try await store.job(id: job)?.state == .cancelled)
        }
    }
}

extension NewJob {
    fileprivate static func test(
        _ name: String, parameters: String = "{}", key: String? = nil, runAt: Double = 0
    ) -> NewJob {
        NewJob(
            name: name, parameters: parameters, deduplicationKey: key, runAt: .test(runAt), createdAt: .test(0))
    }
}

extension JobClaim {
    fileprivate static func test(
        _ worker: String, at seconds: Double = 0, exclusive: Set<String> = ["index"]
    ) -> JobClaim {
        JobClaim(
            worker: worker, names: ["index", "scan"], exclusiveNames: exclusive, now: .test(seconds),
            leaseUntil: .test(seconds + 30), attemptsMax: 3)
    }
}
