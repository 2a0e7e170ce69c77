import Basics
import Curation
import Domain
import Storage
import TestKit
import Testing

@Suite struct PlanApplyTests {
    @Test func acceptedProposalsAreWrittenAndMirrored() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [
                    .adding(.tags, "pyro", to: ["Outdoor"]), .removing(.tags, "Outdoor", from: ["Outdoor"]),
                    .setting(.details, "Another text.", from: "A walk at noon."),
                ],
                "34": [.setting(.studio, "Dockside", from: nil), .adding(.performers, "A. North", to: [])],
            ])
            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.applied == 5)
            #expect(report.subjectsUpdated == 2)
            #expect(report.problems.isEmpty && report.successRate == 1)
            #expect(try await rig.desks.plans.plan(plan).status == .applied)

            let archive = await rig.stash.archive
            #expect(archive.scene(31)?.tags == [9])
            #expect(archive.scene(31)?.details == "Another text.")
            #expect(archive.scene(34)?.studio == 1)
            #expect(archive.scene(34)?.performers == [1])
            let mirrored = try await rig.desks.scenes.scene("31").facts
            #expect(mirrored.tags.map(\.name) == ["Fireworks"])
            #expect(mirrored.updatedAt == archive.scene(31)?.updatedAt)
        }
    }

    @Test func whatIsSoAlreadyIsAppliedWithoutWriting() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [.adding(.tags, "Pyro", to: ["Outdoor"]), .setting(.studio, "PP", from: nil)]
            ])
            await rig.stash.edit { $0.edit(scene: 31) { $0.tags.append(9) } }
            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.applied == 2)
            #expect(await rig.stash.writes.isEmpty)
        }
    }

    @Test func aScalarThatWasEditedMeanwhileIsAConflictAndStaysOpen() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [
                    .setting(.details, "Proposed.", from: "A walk at noon."), .adding(.tags, "HD", to: ["Outdoor"]),
                ]
            ])
            await rig.stash.edit { $0.edit(scene: 31) { $0.details = "Somebody's own." } }
            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.applied == 1)
            #expect(report.failed == 1)
            #expect(report.problems.map(\.field) == [.details])
            #expect(report.problems[0].text.hasPrefix("conflict: "))
            #expect(await rig.stash.archive.scene(31)?.details == "Somebody's own.")
            #expect(try await rig.desks.plans.plan(plan).status == .pending)
        }
    }

    @Test func onlyTheSelectedChangesAreAppliedAndALaterApplyTakesTheRest() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [.adding(.tags, "HD", to: ["Outdoor"], sure: 0.9)],
                "33": [.adding(.tags, "HD", to: [], sure: 0.6), .adding(.tags, "Fireworks", to: [], sure: 0.9)],
                "34": [.adding(.tags, "HD", to: [])],
            ])
            let rejected = try await rig.changes(of: plan).last
            _ = try await rig.desks.plans.decide(try #require(rejected).id, as: .rejected)
            var selection = ApplySelection()
            selection.subjects = ["33"]
            selection.confidenceMin = 0.8
            #expect(try await rig.desks.plans.applyNow(plan, selection).applied == 1)
            #expect(await rig.stash.archive.scene(33)?.tags == [9])

            #expect(try await rig.desks.plans.applyNow(plan).applied == 2)
            let archive = await rig.stash.archive
            #expect(archive.scene(33)?.tags.sorted() == [5, 9])
            #expect(archive.scene(34)?.tags == [])
            await #expect(throws: CurationError.planApplied) { try await rig.desks.plans.applyNow(plan) }
        }
    }

    @Test func oneRefusalDoesNotStopTheRest() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [.adding(.tags, "HD", to: ["Outdoor"]), .setting(.details, "New.", from: "A walk at noon.")],
                "34": [.adding(.tags, "HD", to: [])],
            ])
            await rig.stash.breakOperation("KinothekSceneUpdate", with: .error("no such luck"), times: 2)
            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.applied == 2)
            #expect(report.problems.map(\.text) == ["Stash refused: no such luck"])
            let notes = try await rig.changes(of: plan).compactMap(\.note)
            #expect(notes == ["Stash refused: no such luck"])
            #expect(try await rig.desks.plans.applyNow(plan).applied == 1)
        }
    }

    @Test func aSceneThatIsGoneRejectsItsChanges() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: []), .setting(.details, "x", from: nil)]])
            await rig.stash.edit { $0.removeScene(34) }
            let report = try await rig.desks.plans.applyNow(plan)
            #expect(report.skipped == 2)
            #expect(report.problems.count == 1)
            #expect(try await rig.changes(of: plan).map(\.status) == [.rejected, .rejected])
            #expect(try await rig.desks.plans.plan(plan).status == .completed)
            await #expect(throws: CurationError.unknownScene("34")) { try await rig.desks.scenes.scene("34") }
        }
    }

    @Test func withoutTheArchiveNothingChanges() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            await rig.stash.answerAlways(Reply(503, ""))
            await #expect(throws: ArchiveFailure.failing) { try await rig.desks.plans.applyNow(plan) }
            #expect(try await rig.changes(of: plan).map(\.status) == [.pending])
            await rig.stash.answerAlways(nil)
            #expect(try await rig.desks.plans.applyNow(plan).applied == 1)
        }
    }

    @Test func aPlanIsAppliedByOneAtATime() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            let job = try await rig.desks.plans.apply(plan)
            #expect(job.parameters == #"{"change_ids":null,"plan_id":\#(plan),"scene_ids":null}"#)
            await #expect(throws: CurationError.planIsHeld) { try await rig.desks.plans.applyNow(plan) }
            try await rig.desks.jobs.cancel(job.id.description)

            let plans = rig.stores.stores.plans
            try await plans.hold(plan, by: "another", until: rig.world.now.adding(seconds: 60), at: rig.world.now)
            await #expect(throws: CurationError.planIsHeld) { try await rig.desks.plans.apply(plan) }
            let change = try #require(try await rig.changes(of: plan).first).id
            let value = ChangeValue.text("HD")
            await #expect(throws: CurationError.planIsHeld, "what is being written is not edited meanwhile") {
                _ = try await rig.desks.plans.setProposed(value, of: change)
            }
            rig.world.advance(seconds: 61)
            #expect(try await rig.desks.plans.applyNow(plan).applied == 1)
        }
    }

    @Test func aPlanThatWaitsIsNotAppliedTwiceHoweverManyJobsAreNewer() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["34": [.adding(.tags, "HD", to: [])]])
            _ = try await rig.desks.plans.apply(plan)
            for _ in 1...DomainLimits.curationPageMax { _ = try await rig.desks.sync.all(force: false) }
            await #expect(throws: CurationError.planIsHeld) { try await rig.desks.plans.apply(plan) }
            #expect(try await rig.desks.jobs.active().count == DomainLimits.curationPageMax + 1)
        }
    }

    @Test func aJobThatLosesTheArchiveKeepsWhatItDidAndAnotherTakesTheRest() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let plan = try await rig.plan([
                "31": [.adding(.tags, "HD", to: ["Outdoor"])], "34": [.setting(.details, "New.", from: nil)],
            ])
            await rig.stash.breakOperation("KinothekSceneUpdate", with: .reply(Reply(503, "")), times: 4)
            let job = try await rig.finished(rig.desks.plans.apply(plan))
            #expect(job.state == .failed)
            #expect(try JSONValue(parsing: try #require(job.result))["applied_changes"] == .int(1))
            #expect(await rig.stash.archive.scene(31)?.tags.sorted() == [4, 5])

            let second = try await rig.finished(rig.desks.plans.apply(plan))
            #expect(second.state == .succeeded)
            #expect(await rig.stash.archive.scene(34)?.details == "New.")
            #expect(try await rig.desks.plans.plan(plan).status == .applied)
        }
    }

    @Test func whatIsDecidedMeanwhileHidesNothingFromAnApply() async throws {
        try await CurationRig.quiet(.many(scenes: 120)) { rig in
            try await rig.readAll()
            var proposals: [String: [NewChange]] = [:]
            for id in 1...120 { proposals["\(id)"] = [.setting(.details, "New.", from: "What it never had.")] }
            let plan = try await rig.plan(proposals)
            let held = rig.stash.held
            await held.hold()
            let applying = Task { try await rig.desks.plans.applyNow(plan) }
            // Into the second page of scenes.
            for _ in 1...60 {
                await held.untilHeld(1)
                await held.releaseOne()
            }
            await held.untilHeld(1)
            var selection = ChangeSelection()
            selection.subjects = (1...20).map { "\($0)" }
            #expect(try await rig.desks.plans.decide(plan, selection, as: .rejected).changed == 20)
            await held.releaseAll()
            #expect(try await applying.value.failed == 120)
        }
    }

    @Test func whatIsRejectedBeforeItsTurnIsNotWritten() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [.adding(.tags, "HD", to: ["Outdoor"])], "34": [.adding(.tags, "HD", to: [])],
            ])
            let last = try #require(try await rig.changes(of: plan).last)
            let held = rig.stash.held
            await held.hold()
            let applying = Task { try await rig.desks.plans.applyNow(plan) }
            await held.untilHeld(1)
            _ = try await rig.desks.plans.decide(last.id, as: .rejected)
            await held.releaseAll()
            let report = try await applying.value
            #expect(report.applied == 1 && report.skipped == 1)
            #expect(await rig.stash.archive.scene(34)?.tags == [])
            #expect(try await rig.changes(of: plan).map(\.status) == [.applied, .rejected])
        }
    }

    @Test func aSyncBesideAnApplyLosesNothing() async throws {
        try await CurationRig.quiet(.many(scenes: 20), batchSize: 3) { rig in
            try await rig.readAll()
            var proposals: [String: [NewChange]] = [:]
            for id in 1...20 {
                let tags = try await rig.desks.scenes.scene("\(id)").facts.tags.map(\.name)
                proposals["\(id)"] = [.adding(.tags, "Brand new", to: tags)]
            }
            let plan = try await rig.plan(proposals)
            async let applying = rig.desks.plans.applyNow(plan)
            async let reading = rig.readAll()
            _ = try await (applying, reading)
            #expect(try await rig.desks.plans.plan(plan).counts.applied == 20)
            let new = try #require(await rig.stash.archive.id(.tag, named: "Brand new"))
            #expect(await rig.stash.archive.scenes.allSatisfy { $0.tags.count(where: { $0 == new }) == 1 })
            #expect(try await rig.desks.scenes.entity(.tag, "\(new)").sceneCount == 20)
        }
    }
}
