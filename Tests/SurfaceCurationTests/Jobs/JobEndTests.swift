import Basics
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Curation: jobs that end while somebody cancels them")
struct JobEndTests {
    @Test("what is completed or failed is not cancelled, and stays what it is", arguments: ["DELETE", "POST"])
    func over(_ method: String) async throws {
        try await CurationRig.with { rig in
            let good = try await rig.finish(rig.run(.curation(.post, "sync/all").answers(200)))
            await rig.stash.answerAlways(Reply(503, ""))
            let bad = try await rig.finish(rig.run(.curation(.post, "sync/all").answers(200)))
            #expect(good.state == .succeeded && bad.state == .failed)
            for (job, status) in [(good, "completed"), (bad, "failed")] {
                let isDelete = method == "DELETE"
                let cancel = Scenario.curation(
                    isDelete ? .delete : .post, isDelete ? "jobs/\(job.id)" : "jobs/\(job.id)/cancel")
                for _ in 1...2 { try await rig.run(cancel.failsCuration(400, "Cannot cancel a \(status) job")) }
                let shown = try await rig.run(.curation(.get, "jobs/\(job.id)").answers(200)).json
                #expect(shown["status"] == .text(status) && shown["completed_at"]?.text != nil)
            }
        }
    }

    @Test(
        "of a wish to cancel and an end at the same time one wins, and clients are told which",
        arguments: TestDriver.available)
    func both(_ driver: TestDriver) async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }, driver: driver) { rig in
            let (store, now) = (rig.stores.stores.jobs, rig.world.now)
            for round in 1...20 {
                let started = try await rig.run(.curation(.post, "sync/tags").answers(200)).json
                let id = try #require(started["id"]?.text)
                let claim = JobClaim(
                    worker: "one", names: ["sync_tags"], exclusiveNames: [], now: now,
                    leaseUntil: now.adding(seconds: 30), attemptsMax: 3)
                let job = try #require(try await store.claim(claim)).id
                #expect(job.description == id)
                async let answer = rig.surface.send(TestRequest.cancel(id, isDelete: round % 2 == 0))
                async let isFinished = store.finish(job, worker: "one", JobEnd(.succeeded, at: now))
                let (told, finished) = try await (answer, isFinished)
                let (status, text) = (told.status, told.text)
                let shown = try await rig.run(.curation(.get, "jobs/\(id)").answers(200)).json
                #expect(status == (finished ? 400 : 200), "\(text)")
                #expect(shown["status"] == .text(finished ? "completed" : "cancelled"))
                if finished { #expect(text.contains("Cannot cancel a completed job")) }
            }
        }
    }
}

extension TestRequest {
    /// A wish to cancel a job, in one of its two forms.
    fileprivate static func cancel(_ job: String, isDelete: Bool) -> TestRequest {
        Scenario.curation(isDelete ? .delete : .post, isDelete ? "jobs/\(job)" : "jobs/\(job)/cancel").request
    }
}
