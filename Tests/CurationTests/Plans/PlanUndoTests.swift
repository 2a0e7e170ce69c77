import Basics
import Curation
import Domain
import Storage
import TestKit
import Testing

@Suite struct PlanUndoTests {
    private static func proposals() -> [String: [NewChange]] {
        [
            "31": [
                .adding(.tags, "Night", to: ["Outdoor"]), .removing(.tags, "Outdoor", from: ["Outdoor"]),
                .setting(.details, "Another text.", from: "A walk at noon."),
                .setting(.studio, "Dockside", from: "Pier Pictures"),
            ],
            "33": [.adding(.tags, "Night", to: []), .adding(.performers, "Cleo East", to: [])],
            "34": [.setting(.studio, "Dockside", from: nil), .setting(.details, "Something.", from: nil)],
        ]
    }

    @Test func undoingRestoresExactlyWhatWasThereBefore() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let before = await rig.stash.content
            let plan = try await rig.plan(Self.proposals())
            #expect(try await rig.desks.plans.applyNow(plan).applied == 8)
            #expect(await rig.stash.content != before)

            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.restored == 8)
            #expect(report.problems.isEmpty)
            #expect(await rig.stash.content == before)
            #expect(report.destroyed.map(\.name) == ["Night"])
            #expect(await rig.stash.archive.id(.tag, named: "Night") == nil)
            #expect(report.staying.map(\.name.name) == ["Cleo East"])
            #expect(report.staying.map(\.kind) == [.performer])
            #expect(try await rig.changes(of: plan).allSatisfy { $0.status == .rejected })
            #expect(try await rig.desks.scenes.scene("31").facts.tags.map(\.name) == ["Outdoor"])
            #expect(try await rig.desks.scenes.entities(.tag, search: "Night").isEmpty)
            await #expect(throws: CurationError.nothingToUndo) { try await rig.desks.plans.undoNow(plan) }
        }
    }

    @Test func whatSomebodyEditedSinceIsLeftAloneAndNamed() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(Self.proposals())
            _ = try await rig.desks.plans.applyNow(plan)
            await rig.stash.edit { archive in
                archive.edit(scene: 34) { $0.details = "Somebody's own." }
                if let night = archive.id(.tag, named: "Night") { archive.edit(scene: 34) { $0.tags.append(night) } }
            }
            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.restored == 7)
            #expect(report.kept == 1)
            #expect(report.problems.map(\.field) == [.details])
            let archive = await rig.stash.archive
            #expect(archive.scene(34)?.details == "Somebody's own.")
            #expect(archive.scene(34)?.studio == nil)
            // Another scene carries the tag now.
            #expect(report.destroyed.isEmpty)
            #expect(archive.id(.tag, named: "Night") != nil)
            #expect(try await rig.desks.plans.plan(plan).counts.applied == 1)
        }
    }

    @Test func aTagThatSomebodyDescribedStays() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["33": [.adding(.tags, "Night", to: [])]])
            _ = try await rig.desks.plans.applyNow(plan)
            let night = try #require(await rig.stash.archive.id(.tag, named: "Night"))
            await rig.stash.edit { $0.edit(.tag, night) { $0.details = "After sunset." } }
            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.destroyed.isEmpty)
            #expect(report.staying.map(\.name.name) == ["Night"])
            #expect(await rig.stash.archive.scene(33)?.tags == [])
        }
    }

    @Test func aTagOfWhichTheEndWasNotHeardDoesNotStay() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["33": [.adding(.tags, "Night", to: [])]])
            _ = try await rig.desks.plans.applyNow(plan)
            await rig.stash.breakOperation("KinothekTagDestroy", with: .afterwards(Reply(503, "")), times: 4)
            await #expect(throws: ArchiveFailure.failing) { try await rig.desks.plans.undoNow(plan) }
            #expect(await rig.stash.archive.id(.tag, named: "Night") == nil)

            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.restored == 1)
            #expect(report.staying.isEmpty)
        }
    }

    @Test func whatWasTrueBeforeThePlanIsNotTakenBack() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["31": [.adding(.tags, "HD", to: ["Outdoor"])]])
            await rig.stash.edit { $0.edit(scene: 31) { $0.tags.append(5) } }
            _ = try await rig.desks.plans.applyNow(plan)
            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.restored == 0)
            #expect(await rig.stash.archive.scene(31)?.tags.sorted() == [4, 5])
        }
    }

    /// What is left when the server ends after it has written and before it has stored that.
    private static func killedAfterWriting(
        _ rig: CurationRig, settle: @Sendable (PlanID) async throws -> Void
    ) async throws {
        try await rig.readAll()
        let before = await rig.stash.content
        let plan = try await rig.plan(["34": [.setting(.details, "New.", from: nil)]])
        let change = try #require(try await rig.changes(of: plan).first)
        let entry = JournalEntry(
            change: change.id, subject: PlanSubject(try await rig.desks.scenes.scene("34")), field: .details,
            effect: .set, before: .null, after: .text("New."))
        try await rig.stores.stores.plans.prepare([entry], in: plan, at: rig.world.now)
        await rig.stash.edit { $0.edit(scene: 34) { $0.details = "New." } }

        try await settle(plan)
        #expect(await rig.stash.writes.isEmpty)
        #expect(try await rig.desks.plans.plan(plan).status == .applied)
        #expect(try await rig.desks.plans.undoNow(plan).restored == 1)
        #expect(await rig.stash.content == before)
    }

    @Test func anApplyThatWasKilledIsSettledByTheNextOneAndCanBeUndone() async throws {
        try await CurationRig.quiet { rig in
            try await Self.killedAfterWriting(rig) { plan in
                let value132 = try await rig.desks.plans.applyNow(plan).applied
                #expect(value132 == 1)
            }
        }
    }

    @Test func anApplyThatWasKilledIsSettledByASyncAndCanBeUndone() async throws {
        try await CurationRig.quiet { rig in
            try await Self.killedAfterWriting(rig) { _ in try await rig.readAll() }
        }
    }

    @Test func whatWasKeptForAWriteThatNeverCameDoesNotCount() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.setting(.details, "New.", from: nil)]])
            let change = try #require(try await rig.changes(of: plan).first)
            let subject = PlanSubject(try await rig.desks.scenes.scene("34"))
            let stale = JournalEntry(
                change: change.id, subject: subject, field: .details, effect: .set, before: .null, after: .text("New."))
            try await rig.stores.stores.plans.prepare([stale], in: plan, at: rig.world.now)
            await rig.stash.edit { $0.edit(scene: 34) { $0.details = "Old." } }
            try await rig.readAll()

            _ = try await rig.desks.plans.applyNow(plan)
            _ = try await rig.desks.plans.undoNow(plan)
            #expect(await rig.stash.archive.scene(34)?.details == "Old.")
        }
    }

    @Test func anUndoIsAJobToo() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let before = await rig.stash.content
            let plan = try await rig.plan(Self.proposals())
            _ = try await rig.desks.plans.applyNow(plan)
            let job = try await rig.finished(rig.desks.plans.undo(plan))
            #expect(job.state == .succeeded)
            let result = try JSONValue(parsing: try #require(job.result))
            #expect(result["restored_changes"] == .int(8))
            #expect(await rig.stash.content == before)
        }
    }

    @Test func onlyAPlanThatWroteSomethingIsUndone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.setting(.details, "New.", from: nil)]])
            await #expect(throws: CurationError.nothingToUndo) { try await rig.desks.plans.undo(plan) }
        }
    }
}
