package import Administration
package import Curation
package import Domain

extension WebFeatures {
    /// What the archive's scenes, and plans about them and about the own catalogue, stand on.
    package struct Curation: Sendable {
        let scenes: SceneDesk
        let sync: ArchiveSync
        let analysis: Analysis
        let plans: PlanDesk
        let jobs: CurationJobs
        /// Names of filters become ids here.
        let names: any SceneStore
        /// Where the archive is, and its key.
        let settings: Settings
        /// Puts a check of the own catalogue into the queue; nil on a server that has none.
        let checkCatalogue: (@Sendable () async throws -> Job)?

        package init(
            scenes: SceneDesk, sync: ArchiveSync, analysis: Analysis, plans: PlanDesk, jobs: CurationJobs,
            names: any SceneStore, settings: Settings, checkCatalogue: (@Sendable () async throws -> Job)?
        ) {
            self.scenes = scenes
            self.sync = sync
            self.analysis = analysis
            self.plans = plans
            self.jobs = jobs
            self.names = names
            self.settings = settings
            self.checkCatalogue = checkCatalogue
        }

        /// Where Stash is; nil when nobody said so.
        var archiveAddress: String? { settings.values.text(.stashURL).flatMap { $0.isEmpty ? nil : $0 } }
    }
}
