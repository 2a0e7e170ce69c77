import Basics
import Curation
import Domain
import Storage
import TestKit
import Testing

@Suite struct SceneSyncTests {
    @Test func aFirstSyncTakesOverEverythingAndASecondOneChangesNothing() async throws {
        try await CurationRig.quiet { rig in
            let first = try await rig.readAll()
            #expect(first[.scene].processed == 3)
            #expect(first[.scene].created == 3)
            #expect(first[.scene].total == 3)
            let scene = try await rig.desks.scenes.scene("31")
            #expect(scene.facts.tags.map(\.name) == ["Outdoor"])
            #expect(scene.facts.studio == ArchiveName(id: "2", name: "Pier Pictures"))

            let second = try await rig.readAll()
            #expect(second[.scene].skipped == 3)
            #expect(second[.scene].created + second[.scene].updated == 0)
        }
    }

    @Test func namesThatOnlyScenesMentionAreReadWithThem() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let tag = try await rig.desks.scenes.entity(.tag, "9")
            #expect(tag.facts.aliases == ["Pyro"])
        }
    }

    @Test func aLaterSyncReadsWhatHasChanged() async throws {
        var archive = FakeArchive.many(scenes: 20)
        archive.now = archive.now.adding(seconds: 86_400)
        archive.edit(scene: 20)
        try await CurationRig.quiet(archive) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in archive.edit(scene: 7) { $0.title = "Another title" } }
            // The last one that was read before is read once more.
            let report = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(report[.scene].processed == 2)
            #expect(report[.scene].updated == 1)
            #expect(report[.scene].skipped == 1)
            #expect(try await rig.desks.scenes.scene("7").facts.title == "Another title")
        }
    }

    @Test func anEditDuringARunIsReadByTheNextOne() async throws {
        try await CurationRig.quiet(.many(scenes: 5), batchSize: 2) { rig in
            let held = rig.stash.held
            await held.hold()
            let running = Task { try await rig.readAll() }
            // The count, and the first page.
            for _ in 1...2 {
                await held.untilHeld(1)
                await held.releaseOne()
            }
            await held.untilHeld(1)
            await rig.stash.edit { $0.edit(scene: 1) { $0.title = "Edited meanwhile" } }
            await held.releaseAll()
            _ = try await running.value
            #expect(try await rig.desks.scenes.scene("1").facts.title == "Scene 1")

            _ = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(try await rig.desks.scenes.scene("1").facts.title == "Edited meanwhile")
        }
    }

    @Test func aWalkThatFailsKeepsItsPagesAndLeavesTheWatermark() async throws {
        try await CurationRig.quiet(.many(scenes: 6), batchSize: 2) { rig in
            let held = rig.stash.held
            await held.hold()
            let running = Task { try await rig.readAll() }
            for _ in 1...2 {
                await held.untilHeld(1)
                await held.releaseOne()
            }
            await held.untilHeld(1)
            await rig.stash.answerAlways(Reply(503, ""))
            await held.releaseAll()
            await #expect(throws: ArchiveFailure.self) { try await running.value }
            #expect(try await rig.desks.scenes.summary().scenes == 2)
            let state = try await rig.stores.stores.archive.state(of: .scene)
            #expect(state.watermark == nil && state.finishedAt == nil)

            await rig.stash.answerAlways(nil)
            let report = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(report[.scene].created == 4)
            #expect(report[.scene].skipped == 2)
        }
    }

    @Test func oneRowThatCannotBeReadIsCountedAndTheRestIsTakenOver() async throws {
        try await CurationRig.quiet { rig in
            await rig.stash.breakRow(.scene, 33, .error)
            let report = try await rig.readAll()
            #expect(report[.scene].failed == 1)
            #expect(report[.scene].created == 2)
            #expect(report.errors.map(\.entity) == ["scene"])
        }
    }

    @Test func aRowThatFailedIsReadTheNextDayAlthoughNobodyTouchedIt() async throws {
        var archive = FakeArchive.many(scenes: 20)
        archive.now = archive.now.adding(seconds: 86_400)
        archive.edit(scene: 20)
        try await CurationRig.quiet(archive) { rig in
            await rig.stash.breakRow(.scene, 7, .error)
            let value110 = try await rig.readAll()[.scene].failed
            #expect(value110 == 1)
            await rig.stash.breakRow(.scene, 7, nil)
            let value112 = try await rig.desks.sync.scenesNow(incremental: true)[.scene].created
            #expect(value112 == 0)
            rig.world.advance(seconds: 86_400)
            let value114 = try await rig.desks.sync.scenesNow(incremental: true)[.scene].created
            #expect(value114 == 1)
            let value115 = try await rig.desks.scenes.scene("7").facts.title
            #expect(value115 == "Scene 7")
        }
    }

    @Test func anArchiveInAnotherTimeZoneIsReadOnceAsAWhole() async throws {
        try await CurationRig.quiet(.many(scenes: 5)) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in
                archive.now = archive.now.adding(seconds: 86_400)
                archive.offsetMinutes = 540
                archive.edit(scene: 3) { $0.title = "Elsewhere" }
            }
            let report = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(report[.scene].updated == 1)
            // Those of the last hours are among what has changed, and then all are read.
            #expect(report[.scene].processed == 10)
            let again = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(again[.scene].processed < 5)
        }
    }

    /// Its texts are behind the mark for as many hours, so only a comparison can tell.
    @Test func anArchiveInAZoneFurtherWestIsReadAsAWholeOnceADay() async throws {
        try await CurationRig.quiet(.many(scenes: 5)) { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in
                archive.offsetMinutes = -720
                archive.edit(scene: 3) { $0.title = "Elsewhere" }
            }
            rig.world.advance(seconds: 86_400)
            #expect(try await rig.desks.sync.scenesNow(incremental: true)[.scene].updated == 1)
            #expect(try await rig.desks.scenes.scene("3").facts.title == "Elsewhere")
        }
    }

    @Test func aPageOfWhichNoRowCanBeReadDoesNotStopTheWalk() async throws {
        try await CurationRig.quiet(batchSize: 1) { rig in
            await rig.stash.breakRow(.scene, 33, .error)
            let report = try await rig.readAll()
            #expect(report[.scene].failed == 1)
            #expect(report[.scene].created == 2)
        }
    }

    @Test func whatIsAnsweredLateDoesNotReplaceWhatCameMeanwhile() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let old = try await rig.desks.scenes.scene("31").facts
            var new = old
            (new.title, new.updatedAt) = ("Written meanwhile", "2026-02-20T08:00:00-06:00")
            let (mirror, written) = (rig.stores.stores.archive, new)
            let late = LateArchive(facts: old) {
                rig.world.advance(seconds: 1)
                _ = try await mirror.takeOver([written], at: rig.world.now)
                rig.world.advance(seconds: 1)
            }
            let sync = ArchiveSync(
                stores: ArchiveSync.Stores(scenes: rig.stores.stores.scenes, mirror: mirror), archive: { late },
                queue: rig.queue, jobs: rig.desks.jobs, settings: { CurationSettings() }, world: rig.world.world)
            _ = try await sync.scenesNow(ids: ["31"])
            #expect(try await rig.desks.scenes.scene("31").facts.title == "Written meanwhile")
            _ = try await sync.one("31")
            #expect(try await rig.desks.scenes.scene("31").facts.title == "Written meanwhile")
        }
    }

    @Test func twoSyncsAtOnceMakeEachSceneOnce() async throws {
        try await CurationRig.quiet(.many(scenes: 30), batchSize: 7) { rig in
            async let first = rig.readAll()
            async let second = rig.readAll()
            let created = try await (first[.scene].created, second[.scene].created)
            #expect(created.0 + created.1 == 30)
            #expect(try await rig.desks.scenes.summary().scenes == 30)
        }
    }

    @Test func certainScenesAreReadAndThoseThatAreGoneAreErrors() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in
                archive.edit(scene: 31) { $0.title = "New" }
                archive.removeScene(34)
            }
            let report = try await rig.desks.sync.scenesNow(ids: ["31", "33", "34", "31"])
            #expect(report[.scene].total == 3)
            #expect(report[.scene].updated == 1)
            #expect(report[.scene].skipped == 1)
            #expect(report[.scene].failed == 1)
            #expect(report[.scene].deleted == 1)
            #expect(report.errors.map(\.id) == ["34"])
        }
    }

    @Test func oneSceneIsCreatedUpdatedOrSkipped() async throws {
        try await CurationRig.quiet { rig in
            let value209 = try await rig.desks.sync.one("31")[.scene].created
            #expect(value209 == 1)
            let value210 = try await rig.desks.sync.one("31")[.scene].skipped
            #expect(value210 == 1)
            await rig.stash.edit { $0.edit(scene: 31) { $0.title = "New" } }
            let value212 = try await rig.desks.sync.one("31")[.scene].updated
            #expect(value212 == 1)
            await rig.stash.edit { $0.removeScene(31) }
            await #expect(throws: CurationError.unknownScene("31")) { try await rig.desks.sync.one("31") }
            await #expect(throws: CurationError.unknownScene("31")) { try await rig.desks.scenes.scene("31") }
        }
    }

    @Test func withoutAnArchiveASyncSaysSo() async throws {
        let setup = CurationRig.Setup {
            $0.isConfigured = false
            $0.hasWorkers = false
        }
        try await CurationRig.with(setup) { rig in
            await #expect(throws: CurationError.noArchive) {
                try await rig.desks.sync.scenesNow(incremental: true)
            }
            let value228 = try await rig.desks.sync.statistics().pending.isEmpty
            #expect(value228)
        }
    }
}
