import Basics
import Domain
import Jobs
import SQL
import Storage
import TestKit
import Testing

@testable import Curation

/// Ids mean something else in another archive, so plans are for the one that their scenes were read from.
@Suite struct OtherArchiveTests {
    @Test func aPlanIsNeitherAcceptedNorAppliedNorUndoneWhileAnotherArchiveIsSetUp() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let desk = rig.desks.plans
            let applied = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            _ = try await desk.applyNow(applied)
            let open = try await rig.plan(["31": [.adding(.tags, "HD", to: ["Outdoor"])]])
            let change = try #require(try await rig.changes(of: open).first).id
            await rig.stash.forgetSeen()

            try await rig.move(to: rig.address + "/other/")
            let other = CurationError.otherArchive(planned: rig.address, present: rig.address + "/other")
            await #expect(throws: other) { try await desk.apply(open) }
            await #expect(throws: other) { try await desk.applyNow(open) }
            await #expect(throws: other) { try await desk.undo(applied) }
            await #expect(throws: other) { try await desk.undoNow(applied) }
            await #expect(throws: other) { try await desk.decide(change, as: .approved) }
            await #expect(throws: other) { try await desk.decide(open, ChangeSelection(), as: .approved) }
            #expect(await rig.stash.seen.isEmpty)
            #expect(try await desk.decide(change, as: .rejected).change.status == .rejected)
            #expect(try await desk.decide(change, as: .pending).change.status == .pending)

            try await rig.move(to: rig.address)
            #expect(try await desk.decide(change, as: .approved).change.status == .approved)
            #expect(try await desk.applyNow(open).applied == 1)
            #expect(try await desk.undoNow(applied).restored == 1)
        }
    }

    @Test func aJobThatWaitedMeanwhileFailsAndWritesNothing() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            let job = try await rig.desks.plans.apply(plan)
            let parameters = try #require(ApplyPlan.parameters(from: job.parameters))
            try await rig.move(to: rig.address + "/other")
            await rig.stash.forgetSeen()
            let context = JobContext(id: job.id, world: rig.world.world) { _, _ in true }
            let words = "The plan was made for \(rig.address), and stash.url names \(rig.address)/other."
            await #expect(throws: JobFailure(words, isPermanent: true)) {
                try await ApplyPlan(rig.desks.plans).run(parameters, context: context)
            }
            #expect(await rig.stash.seen.isEmpty)
            #expect(try await rig.changes(of: plan).map(\.status) == [.pending])
        }
    }

    @Test func aPlanIsForTheArchiveThatItsScenesWereReadFrom() async throws {
        try await CurationRig.quiet { rig in
            let desk = rig.desks.plans
            func made() async throws -> CurationPlan {
                try await desk.plan(rig.plan(["34": [.adding(.tags, "HD", to: [])]]))
            }
            // Scenes are here before the first walk over all of them.
            _ = try await rig.desks.sync.scenesNow(ids: ["34"])
            #expect(try await made().archive == rig.address)
            try await rig.move(to: rig.address + "/other")
            #expect(try await made().archive == rig.address)
            try await rig.readAll()
            let plan = try await made()
            #expect(plan.archive == rig.address + "/other")
            #expect(try await desk.applyNow(plan.id).applied == 1)
        }
    }

    @Test func anAddressOfWhichNoSceneWasReadIsNoPlans() async throws {
        try await CurationRig.quiet { rig in
            try await rig.move(to: rig.address + "/wrong")
            #expect(try await rig.desks.sync.scenesNow(ids: ["999"])[.scene].failed == 1)
            try await rig.move(to: rig.address)
            _ = try await rig.desks.sync.scenesNow(ids: ["34"])
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            #expect(try await rig.desks.plans.plan(plan).archive == rig.address)
        }
    }

    @Test func aPlanThatNamesNoArchiveIsForWhateverThereIs() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            _ = try await rig.stores.database.write { connection in
                try connection.execute("UPDATE curation_plan SET archive = NULL")
            }
            try await rig.move(to: rig.address + "/other")
            #expect(try await rig.desks.plans.applyNow(plan).applied == 1)
            #expect(try await rig.desks.plans.undoNow(plan).restored == 1)
        }
    }
}
