import Basics
import Domain
import Storage
import TestKit
import Testing

@testable import Curation

/// Cancelling beside the end of the work itself.
@Suite struct JobEndRaceTests {
    @Test(arguments: TestDriver.available)
    func aCancelAndAnEndAtTheSameTimeHaveOneWinner(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            try await test.reopened { other in
                let world = World(now: { .test(100) }, randomBytes: { Array(repeating: 1, count: $0) })
                let jobs = CurationJobs(store: test.stores.jobs, world: world)
                let worker = other.stores.jobs
                for number in 1...20 {
                    let id = try await worker.enqueue(
                        NewJob(
                            name: "scene_analysis", parameters: "{}", deduplicationKey: nil, runAt: .test(0),
                            createdAt: .test(0))
                    ).id
                    let claim = JobClaim(
                        worker: "one", names: ["scene_analysis"], exclusiveNames: [], now: .test(1),
                        leaseUntil: .test(31), attemptsMax: 3)
                    #expect(try await worker.claim(claim)?.id == id)
                    let end: JobState = number.isMultiple(of: 2) ? .succeeded : .failed
                    async let isFinished = worker.finish(id, worker: "one", JobEnd(end, at: .test(2)))
                    async let cancelled = Self.cancel(id, jobs)
                    let (finished, loser) = try await (isFinished, cancelled)
                    let last = try await jobs.job(id.description)?.state
                    #expect(last == (finished ? end : .cancelled))
                    let wanted: CurationJobError? = finished ? .hasEnded(id, JobReportStatus(end)) : nil
                    #expect(loser == wanted)
                }
            }
        }
    }

    /// Why it is not cancelled; nil when it is.
    private static func cancel(_ id: JobID, _ jobs: CurationJobs) async throws -> CurationJobError? {
        do {
            try await jobs.cancel(id.description)
            return nil
        } catch let error as CurationJobError {
            return error
        }
    }
}
