import Basics
import Curation
import Domain
import Jobs
import TestKit
import Testing

/// In which order the archive is read, and how much of it.
@Suite struct SyncOrderTests {
    /// Pages that were asked for, each kind once in the order of its first.
    private static func pages(_ rig: CurationRig) async -> [String] {
        var kinds: [String] = []
        for name in await rig.stash.operations where name.hasSuffix("Page") && !kinds.contains(name) {
            kinds.append(name)
        }
        return kinds
    }

    @Test func namesAreReadBeforeTheScenesThatCarryThem() async throws {
        try await CurationRig.with { rig in
            for force in [false, true] {
                await rig.stash.forgetSeen()
                let job = try await rig.finished(rig.desks.sync.all(force: force))
                #expect(job.state == .succeeded)
                #expect(
                    await Self.pages(rig) == [
                        "KinothekStudioPage", "KinothekTagPage", "KinothekPerformerPage", "KinothekScenePage",
                    ])
            }
        }
    }

    @Test(arguments: [("true", 1), ("false", 20)])
    func whoSyncsNothingIncrementallyReadsEverythingEachTime(_ setting: String, _ read: Int) async throws {
        let archive: FakeArchive = {
            var archive = FakeArchive.many(scenes: 20)
            archive.now = archive.now.adding(seconds: 86_400)
            archive.edit(scene: 20)
            return archive
        }()
        let setup = CurationRig.Setup {
            $0.archive = archive
            $0.hasWorkers = false
            $0.variables["sync.incremental"] = setting
        }
        try await CurationRig.with(setup) { rig in
            _ = try await rig.desks.sync.scenesNow(incremental: true)
            await rig.stash.forgetSeen()
            // Of what has not changed, the last one that was read before is read once more.
            let again = try await rig.desks.sync.scenesNow(incremental: true)
            #expect(again[.scene].processed == read && again[.scene].skipped == read)
            let page = try #require(await rig.stash.seen.first { $0.operation == "KinothekScenePage" })
            #expect((page.variables["where"] == nil || page.variables["where"] == .null) == (setting == "false"))
        }
    }
}
