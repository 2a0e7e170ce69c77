import Basics
import Domain
import Storage
import TestKit
import Testing

/// How plans come about, how they are listed, and how they are forgotten.
@Suite struct PlanTests {
    @Test(arguments: TestDriver.available)
    func `a plan is pending while it is made and completed when it came to nothing`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.begun("Größe 🎬 \u{0}")
            #expect(plan.status == .pending && plan.isBuilding && plan.name == "Größe 🎬 ")
            #expect(plan.subjects == 0 && plan.counts.total == 0 && plan.metadata == "{}")
            let proposals = [SubjectProposals(try await bench.subject("31"), changes: [])]
            try await bench.plans.add(proposals, to: plan.id, at: .test(1))
            #expect(try await bench.fresh(plan.id).subjects == 1)
            try await bench.plans.finish(plan.id, subjects: 3, metadata: #"{"a":"ü"}"#)
            let made = try await bench.fresh(plan.id)
            #expect(made.status == .completed && !made.isBuilding && made.subjects == 3)
            #expect(made.metadata == #"{"a":"ü"}"#)
            let unknown = CurationError.unknownPlan(PlanID(99))
            await #expect(throws: unknown) { try await bench.plans.finish(PlanID(99), subjects: 0, metadata: "{}") }
            await #expect(throws: unknown) { try await bench.plans.add(proposals, to: PlanID(99), at: .test(1)) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a batch that comes twice is stored once, and its scenes count as analysed`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.begun()
            let batch = [
                SubjectProposals(try await bench.subject("31"), changes: [.tag("x"), .tag("y")]),
                SubjectProposals(try await bench.subject("7"), changes: [.studio("Acme")]),
            ]
            try await bench.plans.add(batch, to: plan.id, at: .test(1))
            try await bench.plans.add(batch, to: plan.id, at: .test(2))
            let stored = try await bench.fresh(plan.id)
            #expect(stored.counts.pending == 3 && stored.counts.total == 3 && stored.subjects == 2)
            #expect(try await bench.stores.scenes.scene("31")?.isAnalyzed == true)
            #expect(try await bench.stores.scenes.scene("100")?.isAnalyzed == false)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a job has one plan, which it goes on with, and which is made no more when the job has ended`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let job = try await bench.stores.jobs.enqueue(
                NewJob(
                    name: "scene_analysis", parameters: "{}", deduplicationKey: nil, runAt: .test(0),
                    createdAt: .test(0)))
            #expect(try await bench.plans.plan(of: job.id) == nil)
            let plan = try await bench.begun(job: job.id)
            #expect(try await bench.begun("another", job: job.id) == plan)
            #expect(try await bench.plans.plan(of: job.id) == plan)
            #expect(plan.isBuilding && plan.job == job.id)
            _ = try await bench.stores.jobs.end(job.id, as: .cancelled, at: .test(2))
            #expect(try await bench.fresh(plan.id).status == .completed)
            #expect(try await bench.plans.plans([.completed], offset: 0, limit: 9).plans.map(\.id) == [plan.id])
            #expect(try await bench.plans.plans([.pending], offset: 0, limit: 9).total == 0)
            // What its worker found meanwhile comes too late.
            let late = [SubjectProposals(try await bench.subject("31"), changes: [.tag("x")])]
            try await bench.plans.add(late, to: plan.id, at: .test(3))
            #expect(try await bench.fresh(plan.id).counts.total == 0)
            #expect(try await bench.stores.scenes.scene("31")?.isAnalyzed == false)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an abandoned plan keeps what there is and can be gone on with`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.begun()
            try await bench.plans.abandon(plan.id)
            #expect(try await bench.fresh(plan.id).status == .completed)
            let batch = [SubjectProposals(try await bench.subject("7"), changes: [.tag("x")])]
            try await bench.plans.add(batch, to: plan.id, at: .test(1))
            #expect(try await bench.fresh(plan.id).isBuilding)
            try await bench.plans.abandon(plan.id)
            let left = try await bench.fresh(plan.id)
            #expect(!left.isBuilding && left.status == .pending && left.counts.pending == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `subjects come by the value of their ids, changes by field`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([
                ("100", [.tag("x"), .details("Text."), .studio("Acme"), .tag("w")]), ("local-3", [.tag("x")]),
                ("31", []), ("7", [.tag("x")]),
            ])
            let subjects = try await bench.plans.subjects(of: plan.id, ChangeSelection(), offset: 0, limit: 9)
            #expect(subjects.map(\.subject.wireID) == ["7", "100", "local-3"])
            #expect(subjects[1].changes.map(\.content) == [.details("Text."), .studio("Acme"), .tag("x"), .tag("w")])
            #expect(subjects[1].subject == (try await bench.subject("100")))
            #expect(subjects[2].subject.titleID == nil)
            let page = try await bench.plans.subjects(of: plan.id, ChangeSelection(), offset: 1, limit: 1)
            #expect(page == [subjects[1]])
            #expect(try await bench.plans.subjects(of: PlanID(99), ChangeSelection(), offset: 0, limit: 9).isEmpty)
            let change = try #require(subjects[0].changes.first)
            let found = try #require(try await bench.plans.change(change.id))
            #expect(found.change == change && found.subject == subjects[0].subject)
            #expect(try await bench.plans.change(ChangeID(999)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `plans are listed newest first, by where they stand`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let nothing = try await bench.plan([("7", [])])
            let open = try await bench.plan([("7", [.tag("x")]), ("31", [.studio("Acme")])])
            let applied = try await bench.plan([("7", [.tag("y")])])
            try await bench.apply(try await bench.changes(of: applied.id))
            let all = try await bench.plans.plans(nil, offset: 0, limit: 2)
            #expect(all.plans.map(\.id) == [applied.id, open.id] && all.total == 3)
            #expect(try await bench.plans.plans(nil, offset: 2, limit: 2).plans.map(\.id) == [nothing.id])
            for (status, plan) in [(PlanStatus.pending, open), (.applied, applied), (.completed, nothing)] {
                let found = try await bench.plans.plans([status], offset: 0, limit: 9)
                #expect(found.plans.map(\.id) == [plan.id] && found.total == 1)
            }
            #expect(try await bench.plans.plans([.pending, .applied], offset: 0, limit: 9).total == 2)
            #expect(try await bench.plans.plans([], offset: 0, limit: 9).total == 0)
            let totals = try await bench.plans.totals()
            #expect([totals.plans, totals.pendingPlans, totals.appliedPlans, totals.completedPlans] == [3, 1, 1, 1])
            #expect(totals.changes.pending == 2 && totals.changes.applied == 1)
            #expect(totals.byField == [.tags: 2, .studio: 1])
            #expect(try await bench.plans.history(ofSubject: "7", limit: 9).map(\.plan) == [applied.id, open.id])
            #expect(try await bench.plans.history(ofSubject: "07", limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a plan is forgotten unless something of it was applied or somebody is at it`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x")])])
            try await bench.plans.hold(plan.id, by: "one", until: .test(30), at: .test(0))
            await #expect(throws: CurationError.planIsHeld) { try await bench.plans.remove(plan.id, at: .test(1)) }
            try await bench.plans.remove(plan.id, at: .test(31))
            #expect(try await bench.plans.plan(plan.id) == nil)
            #expect(try await bench.plans.history(ofSubject: "7", limit: 9).isEmpty)
            let applied = try await bench.plan([("7", [.tag("x")])])
            try await bench.apply(try await bench.changes(of: applied.id))
            await #expect(throws: CurationError.planWasApplied) {
                try await bench.plans.remove(applied.id, at: .test(1))
            }
            await #expect(throws: CurationError.unknownPlan(plan.id)) {
                try await bench.plans.remove(plan.id, at: .test(1))
            }
        }
    }
}
