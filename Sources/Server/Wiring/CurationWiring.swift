import Administration
import Basics
import Curation
import Domain
import Jobs
import Logging
import SQL
import Search
import Storage
import SurfaceCuration
import SurfaceWeb

/// The archive and plans about it and the own catalogue, wired to stores and engines.
package struct CurationWork: Sendable {
    let scenes: SceneDesk
    let sync: ArchiveSync
    let analysis: Analysis
    let plans: PlanDesk
    let check: CatalogueCheck
    let jobs: CurationJobs
    let automatic: AutomaticSync
    let jobTypes: [any JobType]

    init(_ stores: Stores, _ engines: Engines, live: Settings, queue: JobQueue, logger: Logger) {
        let (archive, world) = (engines.live.archive, World.live)
        let settings: CurrentCurationSettings = { CurationSettings(live.values) }
        jobs = CurationJobs(store: stores.jobs, world: world)
        scenes = SceneDesk(scenes: stores.scenes, mirror: stores.archive, archive: archive, world: world)
        sync = ArchiveSync(
            stores: ArchiveSync.Stores(scenes: stores.scenes, mirror: stores.archive), archive: archive, queue: queue,
            jobs: jobs, settings: settings, world: world)
        analysis = Analysis(
            stores: Analysis.Stores(scenes: stores.scenes, plans: stores.plans), queue: queue,
            models: (engines.live.chatModel, NameMeaning { [models = engines.models] in models.serving }),
            settings: settings, world: world)
        let archiveWriter = ArchivePlanWriter(
            ArchivePlanWriter.Stores(plans: stores.plans, scenes: stores.scenes, mirror: stores.archive),
            archive: archive, world: world)
        let catalogueWriter = CataloguePlanWriter(stores.repairs, world: world)
        plans = PlanDesk(
            plans: stores.plans, writers: [archiveWriter, catalogueWriter], queue: queue, jobs: jobs, world: world)
        check = CatalogueCheck(
            stores: CatalogueCheck.Stores(repairs: stores.repairs, plans: stores.plans), queue: queue,
            provider: engines.metadata, world: world)
        automatic = AutomaticSync(sync: sync, analysis: analysis, plans: plans, settings: settings, logger: logger)
        jobTypes = [
            SyncAll(sync), SyncScenes(sync), SyncStudios(sync), SyncTags(sync),
            SyncPerformers(sync), AnalyseScenes(analysis), AnalyseNewScenes(analysis), CheckCatalogue(check),
            ApplyPlan(plans), UndoPlan(plans),
        ]
    }
}

extension NameMeaning: SceneMeaning {}

extension CurationSettings {
    /// What administrators have decided.
    fileprivate init(_ values: SettingValues) {
        self.init()
        analysis.confidenceThreshold = values.number(.analysisThreshold)
        analysis.batchSize = values.int(.analysisBatchSize)
        analysis.maxConcurrent = values.int(.analysisParallel)
        analysis.createMissing = values.flag(.analysisCreatesMissing)
        analysis.studioPatterns = values.text(.studioPatterns).flatMap { StudioPattern.list(json: $0) } ?? []
        isAutomatic = values.flag(.analysisAutomatic)
        appliesAbove = values.text(.analysisApplyAbove).flatMap { Double($0) }
        syncsIncrementally = values.flag(.syncIncremental)
        syncBatchSize = values.int(.syncBatchSize)
        syncIntervalMinutes = values.int(.syncIntervalMinutes)
    }
}

extension Installation {
    /// The interface of StashHog's clients on the one catalogue and queue.
    func curationSurface() -> CurationSurface {
        let curation = features.curation
        let database = persistence.database
        return CurationSurface(
            CurationFeatures(
                desks: CurationFeatures.Desks(
                    scenes: curation.scenes, sync: curation.sync, analysis: curation.analysis, plans: curation.plans),
                work: CurationFeatures.Work(jobs: curation.jobs, follower: features.jobs.follower),
                configuration: CurationFeatures.Configuration(
                    settings: liveSettings, services: engines.live.serviceTests, keys: features.keys),
                server: CurationFeatures.ServerFacts(version: ServerVersion.text) {
                    _ = try await database.read { try $0.query("SELECT 1") }
                }, world: .live))
    }

    /// What the website needs of the archive and of plans.
    func webCuration() -> WebFeatures.Curation {
        let curation = features.curation
        return WebFeatures.Curation(
            scenes: curation.scenes, sync: curation.sync, analysis: curation.analysis, plans: curation.plans,
            jobs: curation.jobs, names: persistence.stores.scenes, settings: liveSettings,
            checkCatalogue: { try await curation.check.start() })
    }
}
