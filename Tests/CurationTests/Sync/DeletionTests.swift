import Basics
import Curation
import Domain
import TestKit
import Testing

@Suite struct DeletionTests {
    @Test func aSceneThatIsGoneDisappearsWithTheNextFullSync() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { $0.removeScene(34) }
            #expect(try await rig.desks.sync.scenesNow(incremental: true)[.scene].deleted == 0)
            #expect(try await rig.desks.scenes.summary().scenes == 3)

            let report = try await rig.readAll()
            #expect(report[.scene].deleted == 1)
            await #expect(throws: CurationError.unknownScene("34")) { try await rig.desks.scenes.scene("34") }
        }
    }

    @Test func onceADayASyncOfChangesFindsWhatIsGone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { $0.removeScene(34) }
            rig.world.advance(seconds: 86_400)
            let report = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(report[.scene].deleted == 1)
            #expect(try await rig.desks.scenes.summary().scenes == 2)
        }
    }

    @Test func aSyncThatIsCutOffBeforeItRemovesIsMadeUpForByTheNextOne() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { $0.removeScene(34) }
            await rig.stash.breakOperation("KinothekScene", with: .reply(Reply(503, "")), times: 4)
            await #expect(throws: ArchiveFailure.failing) { try await rig.readAll() }
            #expect(try await rig.desks.scenes.summary().scenes == 3)
            #expect(try await rig.desks.sync.scenesNow(incremental: true)[.scene].deleted == 1)
            #expect(try await rig.desks.scenes.summary().scenes == 2)
        }
    }

    @Test func onceADayASyncOfChangesFindsNamesThatAreGone() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { $0.remove(.tag, 4) }
            _ = try await rig.finished(rig.desks.sync.all(force: false))
            #expect(try await rig.desks.scenes.summary().tags == 4)
            rig.world.advance(seconds: 86_400)
            _ = try await rig.finished(rig.desks.sync.all(force: false))
            #expect(try await rig.desks.scenes.summary().tags == 3)
        }
    }

    @Test func anArchiveThatLostMostOfItsScenesIsBelievedTheSecondTime() async throws {
        try await CurationRig.quiet(.many(scenes: 10)) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in for id in 1...6 { archive.removeScene(id) } }
            #expect(try await rig.readAll()[.scene].deleted == 0)
            #expect(try await rig.desks.scenes.summary().scenes == 10)

            rig.world.advance(seconds: 600)
            #expect(try await rig.readAll()[.scene].deleted == 6)
            #expect(try await rig.desks.scenes.summary().scenes == 4)
        }
    }

    @Test func aSecondWalkThatComesTooLateOrFindsAnotherSetIsNotBelieved() async throws {
        try await CurationRig.quiet(.many(scenes: 10)) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in for id in 1...6 { archive.removeScene(id) } }
            try await rig.readAll()
            rig.world.advance(seconds: 3_601)
            #expect(try await rig.readAll()[.scene].deleted == 0)
            await rig.stash.edit { $0.removeScene(7) }
            #expect(try await rig.readAll()[.scene].deleted == 0)
            #expect(try await rig.desks.scenes.summary().scenes == 10)
        }
    }

    @Test func whileTheScenesAreDoubtfulNamesStayToo() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { archive in
                for id in [31, 33, 34] { archive.removeScene(id) }
                for id in [4, 5, 9, 10] { archive.remove(.tag, id) }
            }
            let job = try await rig.finished(rig.desks.sync.all(force: true))
            #expect(job.state == .succeeded)
            #expect(try await rig.desks.scenes.summary().tags == 4)
            let lines = try await rig.desks.jobs.job(job.id.description).map { JobProgressReport(of: $0).logs } ?? []
            #expect(lines.contains { $0.message.contains("0 of 3 known scenes") })

            _ = try await rig.finished(rig.desks.sync.all(force: true))
            let summary = try await rig.desks.scenes.summary()
            #expect(summary.scenes == 0 && summary.tags == 0)
        }
    }

    @Test func aTagThatIsGoneLeavesTheLists() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { $0.remove(.tag, 4) }
            let job = try await rig.finished(rig.desks.sync.entities(.tag, force: true))
            #expect(job.state == .succeeded)
            let left = try await rig.desks.scenes.entities(.tag, search: nil).map(\.facts.upstreamID)
            #expect(left.sorted() == ["10", "5", "9"])
        }
    }

    @Test func aSceneThatSlipsThroughBecauseAnotherIsRemovedIsReadAllTheSame() async throws {
        try await CurationRig.quiet(.many(scenes: 6), batchSize: 2) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in for id in 1...6 { archive.edit(scene: id) { $0.title = "New" } } }
            let held = rig.stash.held
            await held.hold()
            let running = Task { try await rig.readAll() }
            // The count, and the first page.
            for _ in 1...2 {
                await held.untilHeld(1)
                await held.releaseOne()
            }
            await held.untilHeld(1)
            await rig.stash.edit { $0.removeScene(1) }
            await held.releaseAll()
            let report = try await running.value
            #expect(report[.scene].deleted == 0)
            for id in 2...6 { #expect(try await rig.desks.scenes.scene("\(id)").facts.title == "New") }
        }
    }

    @Test func aRowThatCannotBeReadIsNotTakenForGone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.breakRow(.scene, 33, .noID)
            #expect(try await rig.readAll()[.scene].deleted == 0)
            #expect(try await rig.desks.scenes.scene("33").facts.upstreamID == "33")
        }
    }
}
