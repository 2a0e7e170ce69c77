package import Accounts
package import Administration
package import Basics
package import Curation
package import Domain
package import Jobs

/// What this surface stands on.
package struct CurationFeatures: Sendable {
    let scenes: SceneDesk
    let sync: ArchiveSync
    let analysis: Analysis
    let plans: PlanDesk
    let jobs: CurationJobs
    let follower: JobFollower
    let settings: Settings
    let services: any ServiceTests
    let keys: APIKeys
    let server: ServerFacts
    let world: World

    /// What is done with scenes and plans.
    package struct Desks: Sendable {
        let scenes: SceneDesk
        let sync: ArchiveSync
        let analysis: Analysis
        let plans: PlanDesk

        package init(scenes: SceneDesk, sync: ArchiveSync, analysis: Analysis, plans: PlanDesk) {
            self.scenes = scenes
            self.sync = sync
            self.analysis = analysis
            self.plans = plans
        }
    }

    /// What runs in the background, and how it is watched.
    package struct Work: Sendable {
        let jobs: CurationJobs
        let follower: JobFollower

        package init(jobs: CurationJobs, follower: JobFollower) {
            self.jobs = jobs
            self.follower = follower
        }
    }

    /// What administrators decide, and who they are.
    package struct Configuration: Sendable {
        let settings: Settings
        let services: any ServiceTests
        /// Takes access tokens as well.
        let keys: APIKeys

        package init(settings: Settings, services: any ServiceTests, keys: APIKeys) {
            self.settings = settings
            self.services = services
            self.keys = keys
        }
    }

    /// What the server says of itself.
    package struct ServerFacts: Sendable {
        package let version: String
        /// `production`, `staging` or `development`.
        package var environment = "production"
        package var isDebugging = false
        /// Throws when the database does not answer.
        package let checkDatabase: @Sendable () async throws -> Void

        package init(version: String, checkDatabase: @escaping @Sendable () async throws -> Void) {
            self.version = version
            self.checkDatabase = checkDatabase
        }
    }

    package init(desks: Desks, work: Work, configuration: Configuration, server: ServerFacts, world: World) {
        scenes = desks.scenes
        sync = desks.sync
        analysis = desks.analysis
        plans = desks.plans
        jobs = work.jobs
        follower = work.follower
        settings = configuration.settings
        services = configuration.services
        keys = configuration.keys
        self.server = server
        self.world = world
    }
}
