import Basics
import Curation
import Domain
import Jobs
import Logging
import Storage
import TestKit
import Testing

@Suite struct AutomaticSyncTests {
    private static func automatic(
        _ rig: CurationRig, _ change: @escaping @Sendable (inout CurationSettings) -> Void = { _ in }
    ) -> AutomaticSync {
        AutomaticSync(
            sync: rig.desks.sync, analysis: rig.desks.analysis, plans: rig.desks.plans,
            settings: {
                var settings = CurationSettings()
                change(&settings)
                return settings
            }, logger: Logger(label: "test"))
    }

    @Test func aSyncStartsOnceInEachInterval() async throws {
        try await CurationRig.quiet { rig in
            let automatic = Self.automatic(rig)
            try await automatic.look()
            try await automatic.look()
            #expect(try await rig.desks.sync.history(limit: 10).map(\.name) == ["sync_all"])
            #expect(try await rig.desks.sync.stop() == 1)
            rig.world.advance(seconds: 299)
            try await automatic.look()
            #expect(try await rig.desks.sync.history(limit: 10).count == 1)
            rig.world.advance(seconds: 1)
            try await automatic.look()
            #expect(try await rig.desks.sync.history(limit: 10).count == 2)
        }
    }

    @Test func nothingStartsWithoutAnIntervalOrAnArchive() async throws {
        try await CurationRig.quiet { rig in
            try await Self.automatic(rig) { $0.syncIntervalMinutes = 0 }.look()
            #expect(try await rig.desks.sync.history(limit: 10).isEmpty)
        }
        let setup = CurationRig.Setup {
            $0.isConfigured = false
            $0.hasWorkers = false
        }
        try await CurationRig.with(setup) { rig in
            try await Self.automatic(rig).look()
            #expect(try await rig.desks.sync.history(limit: 10).isEmpty)
        }
    }

    /// The archive is read and looked through, and what is sure would be applied with the next look.
    private static func analysed(_ rig: CurationRig) async throws -> (AutomaticSync, analysis: Job) {
        let automatic = automatic(rig) {
            $0.isAutomatic = true
            $0.appliesAbove = 0.9
        }
        try await automatic.look()
        _ = try await finish("sync_all", rig)
        try await automatic.look()
        return (automatic, try await finish("batch_analysis", rig))
    }

    @Test func newScenesAreAnalysedAndWhatIsSureIsApplied() async throws {
        try await CurationRig.with { rig in
            let (automatic, analysis) = try await Self.analysed(rig)
            try await automatic.look()
            _ = try await Self.finish("apply_plan", rig)

            let scene = try #require(await rig.stash.archive.scene(33))
            #expect(scene.performers == [1])
            #expect(scene.studio == 1)
            #expect(!scene.tags.contains(9))
            let plan = try #require(try await rig.stores.stores.plans.plan(of: analysis.id))
            #expect(plan.status == .pending)

            // Each is done once.
            try await automatic.look()
            #expect(try await rig.desks.jobs.list(type: "batch_analysis", limit: 10).count == 1)
            #expect(try await rig.desks.jobs.list(type: "apply_plan", limit: 10).count == 1)
        }
    }

    @Test func whatIsSureIsNotAppliedToAnotherArchive() async throws {
        try await CurationRig.with { rig in
            let (automatic, _) = try await Self.analysed(rig)
            try await rig.move(to: rig.address + "/other")
            try await automatic.look()
            #expect(try await rig.desks.jobs.list(type: "apply_plan", limit: 10).isEmpty)
        }
    }

    private static func finish(_ type: String, _ rig: CurationRig) async throws -> Job {
        let job = try await rig.finished(try #require(try await rig.desks.jobs.list(type: type, limit: 1).first))
        #expect(job.state == .succeeded, "\(job.failure ?? "")")
        return job
    }
}
