import Administration
import Basics
import Connectors
package import Curation
import Domain
import Jobs
import Storage

/// What is done with scenes and plans, and the jobs that do it.
package struct CurationDesks: Sendable {
    package let scenes: SceneDesk
    package let sync: ArchiveSync
    package let analysis: Analysis
    package let plans: PlanDesk
    package let jobs: CurationJobs
    let jobTypes: [any JobType]

    init(
        _ setup: CurationRig.Setup, _ stores: TestStores, _ work: (settings: Settings, queue: JobQueue),
        _ http: OutgoingHTTP, _ world: World
    ) {
        let all = stores.stores
        let settings = work.settings
        let archive: CurrentArchive = { Self.archive(settings.values, http) }
        let current: CurrentCurationSettings = { Self.curation(settings.values) }
        jobs = CurationJobs(store: all.jobs, world: world)
        scenes = SceneDesk(scenes: all.scenes, mirror: all.archive, archive: archive, world: world)
        sync = ArchiveSync(
            stores: ArchiveSync.Stores(scenes: all.scenes, mirror: all.archive), archive: archive, queue: work.queue,
            jobs: jobs, settings: current, world: world)
        let model = setup.model
        analysis = Analysis(
            stores: Analysis.Stores(scenes: all.scenes, plans: all.plans), queue: work.queue,
            models: ({ model }, nil), settings: current, world: world)
        let writer = ArchivePlanWriter(
            ArchivePlanWriter.Stores(plans: all.plans, scenes: all.scenes, mirror: all.archive), archive: archive,
            world: world)
        plans = PlanDesk(plans: all.plans, writers: [writer], queue: work.queue, jobs: jobs, world: world)
        jobTypes = [
            SyncAll(sync), SyncScenes(sync), SyncStudios(sync), SyncTags(sync), SyncPerformers(sync),
            AnalyseScenes(analysis), AnalyseNewScenes(analysis), ApplyPlan(plans), UndoPlan(plans),
        ]
    }

    /// Tries again at once, and with the patience of a busy machine.
    private static func archive(_ values: SettingValues, _ http: OutgoingHTTP) -> (any Archive)? {
        guard let url = values.text(.stashURL),
            let settings = StashSettings(
                baseURL: url, key: values.text(.stashKey), timeoutSeconds: TestServerLimits.stashPatienceSeconds)
        else { return nil }
        return RemoteArchive(
            settings: settings, http: http,
            clock: OutgoingClock(now: { .now }, sleep: { _ in try Task.checkCancellation() }), jitter: { 0 })
    }

    private static func curation(_ values: SettingValues) -> CurationSettings {
        var settings = CurationSettings()
        settings.analysis.confidenceThreshold = values.number(.analysisThreshold)
        settings.analysis.createMissing = values.flag(.analysisCreatesMissing)
        settings.syncsIncrementally = values.flag(.syncIncremental)
        settings.syncBatchSize = values.int(.syncBatchSize)
        return settings
    }
}
