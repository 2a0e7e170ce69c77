import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

@testable import Curation

/// What clients do with the jobs about scenes and plans.
@Suite struct CurationJobsTests {
    private func with(_ body: (CurationJobs, SQLJobStore) async throws -> Void) async throws {
        try await TestStores.with(.sqlite) { test in
            let world = World(now: { .test(100) }, randomBytes: { Array(repeating: 1, count: $0) })
            try await body(CurationJobs(store: test.stores.jobs, world: world), test.stores.jobs)
        }
    }

    @Test func listsHoldTheJobsOfThisPartOnly() async throws {
        try await with { jobs, store in
            let sync = try await store.add("scene_sync", createdAt: 1)
            _ = try await store.add("library-scan", createdAt: 2)
            let apply = try await store.add("apply_plan", createdAt: 3)
            _ = try await jobs.cancel(sync.description)
            #expect(try await jobs.list(limit: 50).map(\.id) == [apply, sync])
            #expect(try await jobs.list(type: "scene_sync", limit: 50).map(\.id) == [sync])
            #expect(try await jobs.list(type: "library-scan", limit: 50).isEmpty)
            #expect(try await jobs.list(type: "nothing", limit: 50).isEmpty)
            #expect(try await jobs.list(status: .pending, limit: 50).map(\.id) == [apply])
            #expect(try await jobs.list(status: .cancelled, limit: 50).map(\.id) == [sync])
            #expect(try await jobs.list(status: .cancelled, type: "apply_plan", limit: 50).isEmpty)
            #expect(try await jobs.active().map(\.id) == [apply])
        }
    }

    @Test func anyJobIsFoundByItsID() async throws {
        try await with { jobs, store in
            let scan = try await store.add("library-scan")
            #expect(try await jobs.job(scan.description)?.name == "library-scan")
            for text in ["999", "0", "-1", "", "x", " 1", "0\(scan)", "+\(scan)", "99999999999"] {
                #expect(try await jobs.job(text) == nil, "\(text)")
            }
        }
    }

    @Test func aCancelledJobIsCancelledAtOnceAndOnce() async throws {
        try await with { jobs, store in
            let id = try await store.add("scene_analysis")
            let claim = JobClaim(
                worker: "one", names: ["scene_analysis"], exclusiveNames: [], now: .test(1), leaseUntil: .test(31),
                attemptsMax: 3)
            _ = try await store.claim(claim)
            #expect(try await jobs.cancel(id.description) == id)
            #expect(try await jobs.job(id.description)?.state == .cancelled)
            #expect(try await !store.save(JobUpdate(progress: JobProgress(done: 1)), of: id, worker: "one"))
            await #expect(throws: CurationJobError.hasEnded(id, .cancelled)) { try await jobs.cancel(id.description) }
            await #expect(throws: CurationJobError.unknownJob("999")) { try await jobs.cancel("999") }
            let scan = try await store.add("library-scan")
            await #expect(throws: CurationJobError.foreignJob(scan)) { try await jobs.cancel(scan.description) }
            #expect(try await jobs.job(scan.description)?.state == .waiting)
        }
    }

    @Test func whatFailedOrWasCancelledIsDoneAgain() async throws {
        try await with { jobs, store in
            let id = try await store.add("apply_plan", parameters: #"{"plan_id":7}"#)
            await #expect(throws: CurationJobError.notRetried(id, .pending)) { try await jobs.retry(id.description) }
            try await jobs.cancel(id.description)
            let again = try await jobs.retry(id.description)
            #expect(again.id != id && again.name == "apply_plan" && again.parameters == #"{"plan_id":7}"#)
            #expect(again.state == .waiting && again.times.createdAt == .test(100))
            await #expect(throws: CurationJobError.unknownJob("x")) { try await jobs.retry("x") }
        }
    }

    @Test func aSyncIsToldOfHoweverManyJobsAreNewer() async throws {
        try await with { jobs, store in
            #expect(try await !jobs.isSyncing())
            let sync = try await store.add("sync_tags")
            for _ in 1...DomainLimits.curationPageMax { _ = try await store.add("scene_analysis") }
            #expect(try await jobs.isSyncing())
            #expect(try await jobs.open(["sync_tags", "sync_all"]).map(\.id) == [sync])
        }
    }

    @Test func syncsOfAllKindsAreListedInOneStatement() async throws {
        try await with { jobs, store in
            let oldest = try await store.add("sync_all", createdAt: 1)
            let newest = try await store.add("sync_tags", createdAt: 3)
            let middle = try await store.add("scene_sync", createdAt: 2)
            _ = try await store.add("apply_plan", createdAt: 4)
            _ = try await jobs.cancel(middle.description)
            let (listed, counter) = try await StatementCounter.counting { try await jobs.syncs(limit: 50) }
            #expect(listed.map(\.id) == [newest, middle, oldest])
            #expect(counter.count == 1, "\(counter.statements)")
            #expect(try await jobs.syncs(limit: 1).map(\.id) == [newest])
        }
    }

    @Test func stoppingEndsTheSyncsAndNothingElse() async throws {
        try await with { jobs, store in
            let analysis = try await store.add("scene_analysis")
            for name in ["sync_all", "scene_sync", "sync_tags"] { _ = try await store.add(name) }
            for _ in 1...DomainLimits.curationPageMax { _ = try await store.add("sync_all") }
            #expect(try await jobs.cancelSyncs() == 3 + DomainLimits.curationPageMax)
            #expect(try await jobs.cancelSyncs() == 0)
            #expect(try await jobs.active().map(\.id) == [analysis])
        }
    }
}

extension SQLJobStore {
    fileprivate func add(_ name: String, parameters: String = "{}", createdAt: Double = 0) async throws -> JobID {
        try await enqueue(
            NewJob(
                name: name, parameters: parameters, deduplicationKey: nil, runAt: .test(0),
                createdAt: .test(createdAt))
        ).id
    }
}
