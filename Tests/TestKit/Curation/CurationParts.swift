import Accounts
import Administration
import Basics
import Connectors
import Domain
import Foundation
import Jobs
import SQL
import Storage
import SurfaceCuration

/// What stands behind the surface of a rig.
struct CurationParts: Sendable {
    let settings: Settings
    let features: CurationFeatures
    let queue: JobQueue
    let desks: CurationDesks
    private let accounts: Accounts
    private let keys: APIKeys
    private let workers: JobWorkers
    private let follower: JobFollower

    init(
        _ setup: CurationRig.Setup, _ stores: TestStores, _ upstream: (address: String, http: OutgoingHTTP),
        _ folder: URL, _ world: TestWorld
    ) throws {
        let all = stores.stores
        var variables = setup.variables
        if setup.isConfigured { variables["stash.url"] = upstream.address }
        settings = Settings(
            given: try SettingValues { [variables] in variables[$0.key] }, store: all.settings,
            vault: SecretVault(path: folder.appending(path: "secret.key").path, world: world.world),
            world: world.world)
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
        accounts = Accounts(
            store: all.accounts, passwords: passwords, world: world.world,
            sessions: Sessions(store: all.sessions, world: world.world))
        keys = APIKeys(
            store: all.accounts, world: world.world,
            tokens: AccessTokens(store: all.accounts, secrets: all.secrets, world: world.world))
        queue = JobQueue(store: all.jobs, world: world.world)
        follower = JobFollower(runs: all.jobs, feed: all.feed)
        desks = CurationDesks(setup, stores, (settings, queue), upstream.http, world.world)
        workers = JobWorkers(
            store: all.jobs, types: desks.jobTypes, world: world.world, feed: all.feed, settings: Self.jobSettings)
        let database = stores.database
        features = CurationFeatures(
            desks: CurationFeatures.Desks(
                scenes: desks.scenes, sync: desks.sync, analysis: desks.analysis, plans: desks.plans),
            work: CurationFeatures.Work(jobs: desks.jobs, follower: follower),
            configuration: CurationFeatures.Configuration(
                settings: settings, services: PatientServiceTests(http: upstream.http), keys: keys),
            server: CurationFeatures.ServerFacts(version: "1.0.0") {
                _ = try await database.read { try $0.query("SELECT 1") }
            }, world: world.world)
    }

    /// The test's clock stands still, so nothing must wait for it.
    private static var jobSettings: JobSettings {
        var settings = JobSettings()
        settings.progressIntervalSeconds = 0
        settings.cancelCheckSeconds = 0.02
        settings.pollSeconds = 0.1
        return settings
    }

    /// Makes the people of a rig, and gives their keys by name.
    func invite() async throws -> [String: String] {
        var secrets: [String: String] = [:]
        for (name, role) in [("anna", Role.admin), ("ben", .user)] {
            let user = try await accounts.add(
                email: "\(name)@example.com", name: name.capitalized, role: role, password: "a good password")
            secrets[name] = try await keys.make(label: "script", for: user.id)
        }
        return secrets
    }

    /// Works until it is cancelled.
    func work() async {
        await withTaskGroup { group in
            group.addTask { await workers.run() }
            group.addTask { await follower.run() }
        }
    }
}

/// Tries services as the server does, with the patience of a busy machine.
private struct PatientServiceTests: ServiceTests {
    private let services: RemoteServiceTests

    init(http: OutgoingHTTP) {
        services = RemoteServiceTests(http: http)
    }

    func archive(_ url: String, key: String?, within seconds: Double) async throws -> ArchiveProbe {
        try await services.archive(url, key: key, within: TestServerLimits.stashPatienceSeconds)
    }

    func models(_ baseURL: String, key: String?, within seconds: Double) async throws -> ServedModels {
        try await services.models(baseURL, key: key, within: TestServerLimits.stashPatienceSeconds)
    }
}

extension TestServerLimits {
    /// How often a test looks whether a job has ended.
    static let jobPollSeconds = 0.02
    /// Enough for an answer of the fake Stash on a busy machine.
    static let stashPatienceSeconds = 300.0
}
