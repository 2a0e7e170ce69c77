import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// Scenes count as analysed by the keys of their titles, in whichever order.
    private static let analysed: Set<String> = ["archive_scene", "archive_scene_pkey", "archive_scene_state"]

    /// Plans are few where nothing is stored yet, so that their whole index is as near as one of its keys.
    private static let few = analysed.union(["plan_change_subject", "curation_plan_pkey", "plan_subject_title"])

    static let plans = [
        Query("a plan that is made", reads: analysed, sorts: true) { stores in
            let plan = try await Self.begun(stores, job: JobID(7))
            _ = try await stores.plans.plan(of: JobID(7))
            try await stores.plans.finish(plan, subjects: 9, metadata: "{}")
            try await stores.plans.abandon(plan)
            _ = try await stores.plans.plan(plan)
        },
        Query("the changes of a plan", reads: few, sorts: true) { stores in
            let plan = try await Self.begun(stores)
            let selection = Self.selection
            _ = try await stores.plans.subjects(of: plan, selection, offset: 0, limit: 9)
            _ = try await stores.plans.counts(of: plan, selection)
            _ = try await stores.plans.change(ChangeID(3))
            _ = try await stores.plans.history(ofSubject: "7", limit: 9)
            _ = try await stores.plans.decide(plan, selection, as: .approved, note: nil, at: .test(2))
            _ = try? await stores.plans.setProposed(.null, of: ChangeID(3))
        },
        // The newest plans are read until there are enough of a status; the numbers are of all. Open jobs are few.
        Query(
            "plans and their totals",
            reads: [
                "curation_plan", "curation_plan_pkey", "curation_plan_job_id_key", "plan_change", "plan_change_plan",
                "job_open",
            ], sorts: true
        ) { stores in
            _ = try await stores.plans.plans([.pending], offset: 0, limit: 9)
            _ = try await stores.plans.totals()
        },
        Query("what applying keeps", reads: analysed, sorts: true) { stores in
            let plan = try await Self.begun(stores)
            let subject = PlanSubject(titleID: nil, wireID: "7", title: "x", path: nil)
            let entry = JournalEntry(
                change: ChangeID(1), subject: subject, field: .tags, effect: .add, before: .null, after: .text("x"))
            try await stores.plans.hold(plan, by: "me", until: .test(9), at: .test(1))
            try await stores.plans.prepare([entry], in: plan, at: .test(1))
            var outcome = SubjectOutcome()
            (outcome.applied, outcome.rejected) = ([ChangeID(1)], [(ChangeID(2), "x")])
            (outcome.failed, outcome.created) = ([(ChangeID(3), "x")], [ChangeID(1): ["9"]])
            try await stores.plans.settle(outcome, scene: nil, in: plan, at: .test(2))
            _ = try await stores.plans.journal(of: plan, after: ChangeID(1), limit: 9)
            _ = try await stores.plans.journal(of: plan, after: nil, limit: 9)
            _ = try await stores.plans.entries(for: [ChangeID(1)])
            var undo = UndoOutcome()
            (undo.restored, undo.kept) = ([ChangeID(1)], [(ChangeID(3), "x")])
            try await stores.plans.settle(undo: undo, scene: nil, in: plan, at: .test(3))
            try await stores.plans.release(plan, by: "me")
        },
        Query("a plan that is forgotten", reads: analysed, sorts: true) { stores in
            try await stores.plans.remove(try await Self.begun(stores), at: .test(9))
        },
    ]

    /// Without statistics SQLite would rather look through the whole plan for each of its subjects.
    @Test func `the changes of a page are found by its subjects, not in the whole plan`() async throws {
        try await TestStores.with(.sqlite) { test async throws in
            let plan = try await Self.begun(test.stores)
            let selection = ChangeSelection.of { $0.statuses = [.pending] }
            let (_, counter) = try await StatementCounter.counting {
                try await test.stores.plans.subjects(of: plan, selection, offset: 0, limit: 9)
            }
            let plans = try await test.database.write { connection in
                try counter.statements.compactMap { try QueryPlan.of($0, sorting: true, connection)?.text }
            }
            #expect(plans.count == 2)
            for plan in plans {
                #expect(plan.contains("plan_change_subject") && !plan.contains("plan_change_plan"), "\(plan)")
            }
        }
    }

    /// Everything that a selection can ask for.
    private static var selection: ChangeSelection {
        .of { selection in
            (selection.subjects, selection.changes) = (["1", "2"], [ChangeID(1), ChangeID(2)])
            (selection.field, selection.statuses, selection.hasNote) = (.tags, [.pending], false)
            (selection.confidenceMin, selection.confidenceMax) = (0.1, 1)
        }
    }

    /// A plan of some hundred changes.
    private static func begun(_ stores: Stores, job: JobID? = nil) async throws -> PlanID {
        let plan = try await stores.plans.begin(
            NewPlan(scope: .archive, name: "x", job: job, createdAt: .test(0)))
        let proposals = (1...200).map { number in
            SubjectProposals(
                PlanSubject(titleID: TitleID(Int32(number)), wireID: String(number), title: "x", path: nil),
                changes: [.tag("x"), .studio("y")])
        }
        try await stores.plans.add(proposals, to: plan.id, at: .test(1))
        return plan.id
    }
}
