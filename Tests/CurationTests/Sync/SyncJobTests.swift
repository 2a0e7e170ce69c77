import Basics
import Curation
import Domain
import Jobs
import TestKit
import Testing

@Suite struct SyncJobTests {
    @Test func everythingIsReadByOneJobWhichTellsItsCounts() async throws {
        try await CurationRig.with { rig in
            let job = try await rig.finished(rig.desks.sync.all(force: false))
            #expect(job.state == .succeeded)
            #expect(job.parameters == #"{"force":false}"#)
            let result = try JSONValue(parsing: try #require(job.result))
            #expect(result["status"]?.text == "completed")
            #expect(result["total_items"] == .int(11))
            #expect(result["created_items"] == .int(11))
            #expect(result["failed_items"] == .int(0))
            #expect(job.percent == 100)

            let again = try await rig.finished(rig.desks.sync.all(force: true))
            let repeated = try JSONValue(parsing: try #require(again.result))
            #expect(repeated["created_items"] == .int(0))
            #expect(repeated["updated_items"] == .int(0))
            #expect(repeated["skipped_items"] == .int(11))
        }
    }

    @Test func jobsShowTheParametersThatClientsGave() async throws {
        try await CurationRig.quiet { rig in
            let sync = rig.desks.sync
            #expect(try await sync.scenes(incremental: false).parameters == #"{"incremental":false}"#)
            #expect(try await sync.scenes(ids: nil, force: true).parameters == #"{"force":true,"scene_ids":null}"#)
            let certain = try await sync.scenes(ids: ["31"], force: false)
            #expect(certain.parameters == #"{"force":false,"scene_ids":["31"]}"#)
            let names = ["sync_tags", "sync_studios", "sync_performers"]
            for (kind, name) in zip([ArchiveKind.tag, .studio, .performer], names) {
                let job = try await sync.entities(kind, force: true)
                #expect(job.name == name && job.parameters == #"{"force":true}"#)
            }
        }
    }

    @Test func aJobOfOneKindReadsThatKindAlone() async throws {
        try await CurationRig.with { rig in
            for kind in ArchiveKind.entities {
                let job = try await rig.finished(rig.desks.sync.entities(kind, force: false))
                #expect(job.state == .succeeded)
                #expect(try await !rig.desks.scenes.entities(kind, search: nil).isEmpty)
            }
            let summary = try await rig.desks.scenes.summary()
            #expect(summary.scenes == 0 && summary.studios + summary.tags + summary.performers == 8)
        }
    }

    @Test func aJobFailsWithAReasonWhenTheArchiveIsLost() async throws {
        try await CurationRig.with { rig in
            await rig.stash.answerAlways(Reply(503, ""))
            let job = try await rig.finished(rig.desks.sync.scenes(incremental: true))
            #expect(job.state == .failed)
            #expect(job.failure == ArchiveFailure.failing.description)
            #expect(try JSONValue(parsing: try #require(job.result))["status"]?.text == "failed")
        }
    }

    @Test func syncsThatWaitAreListedAndStopped() async throws {
        try await CurationRig.quiet { rig in
            let first = try await rig.desks.sync.all(force: false)
            rig.world.advance(seconds: 1)
            let second = try await rig.desks.sync.scenes(incremental: true)
            #expect(try await rig.desks.sync.history(limit: 10).map(\.id) == [second.id, first.id])
            #expect(try await rig.desks.sync.statistics().isSyncing)
            #expect(try await rig.desks.sync.stop() == 2)
            #expect(try await !rig.desks.sync.statistics().isSyncing)
        }
    }

    @Test func statisticsTellWhatASyncWouldRead() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in
                archive.now = archive.now.adding(seconds: 86_400)
                archive.edit(scene: 31)
                archive.add(.tag, "Night")
            }
            var statistics = try await rig.desks.sync.statistics()
            #expect(statistics.counts[.scene] == 3)
            #expect(statistics.pending[.scene] == 1)
            #expect(statistics.pending[.tag] == 1)
            #expect(statistics.finishedAt[.scene] == rig.world.now)

            // The last known counts serve when the archive does not answer.
            await rig.stash.answerAlways(Reply(503, ""))
            rig.world.advance(seconds: 31)
            statistics = try await rig.desks.sync.statistics()
            #expect(statistics.pending[.scene] == 1)
            await rig.stash.answerAlways(nil)
            _ = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(try await rig.desks.sync.statistics().pending[.scene] == 0)
        }
    }
}
