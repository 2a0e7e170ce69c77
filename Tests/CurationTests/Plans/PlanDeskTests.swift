import Curation
import Domain
import TestKit
import Testing

@Suite struct PlanDeskTests {
    @Test func anAnalysisIsEditedAppliedInPartAndUndone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let before = await rig.stash.content
            var filter = SceneFilter()
            filter.sceneIDs = ["33"]
            let plan = try await rig.desks.analysis.generateNow(AnalysisWish(filters: filter)).id
            let changes = try await rig.changes(of: plan)
            let studio = try #require(changes.first { $0.content.field == .studio })
            let details = try #require(changes.first { $0.content.field == .details })
            _ = try await rig.desks.plans.setProposed(.text("Pier Pictures"), of: studio.id)
            let decided = try await rig.desks.plans.decide(details.id, as: .rejected)
            #expect(decided.change.status == .rejected)
            #expect(decided.plan.counts.rejected == 1)

            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.applied == changes.count - 1)
            #expect(await rig.stash.archive.scene(33)?.studio == 2)
            #expect(await rig.stash.archive.scene(33)?.performers == [1])
            await #expect(throws: CurationError.alreadyApplied) {
                try await rig.desks.plans.setProposed(.null, of: studio.id)
            }
            await #expect(throws: CurationError.alreadyApplied) {
                try await rig.desks.plans.decide(studio.id, as: .rejected)
            }
            _ = try await rig.desks.plans.undoNow(plan)
            #expect(await rig.stash.content == before)
        }
    }

    @Test func aCancelledPlanHasNothingToApplyAndIsForgotten() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            #expect(try await rig.desks.plans.cancel(plan).status == .completed)
            await #expect(throws: CurationError.planHasNothing) { try await rig.desks.plans.apply(plan) }
            try await rig.desks.plans.remove(plan)
            await #expect(throws: CurationError.unknownPlan(plan)) { try await rig.desks.plans.plan(plan) }
        }
    }

    @Test func severalChangesAreDecidedAboutAtOnce() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "33": [.adding(.tags, "HD", to: [], sure: 0.5), .adding(.tags, "Fireworks", to: [], sure: 0.9)],
                "34": [.adding(.tags, "HD", to: [], sure: 0.95)],
            ])
            var sure = ChangeSelection()
            sure.confidenceMin = 0.8
            let accepted = try await rig.desks.plans.decide(plan, sure, as: .approved)
            #expect(accepted.changed == 2)
            #expect(accepted.plan.counts.approved == 2)
            // What was decided is not decided again.
            #expect(try await rig.desks.plans.decide(plan, ChangeSelection(), as: .rejected).changed == 1)
            var selection = ApplySelection()
            selection.onlyApproved = true
            #expect(try await rig.desks.plans.applyNow(plan, selection).applied == 2)
        }
    }

    @Test func unknownPlansAndChangesAreNamed() async throws {
        try await CurationRig.quiet { rig in
            let desk = rig.desks.plans
            await #expect(throws: CurationError.unknownPlan(PlanID(7))) { try await desk.apply(PlanID(7)) }
            await #expect(throws: CurationError.unknownPlan(PlanID(7))) { try await desk.undo(PlanID(7)) }
            await #expect(throws: CurationError.unknownChange(ChangeID(7))) {
                try await desk.setProposed(.null, of: ChangeID(7))
            }
        }
    }
}
