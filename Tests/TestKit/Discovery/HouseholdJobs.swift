import Basics
import Domain
import Foundation
import Jobs
import Storage

/// The jobs of a household, with workers that take them as long as a test runs.
struct HouseholdJobs: Sendable {
    let roster: JobRoster
    let follower: JobFollower
    let scheduler: JobScheduler
    private let workers: JobWorkers?

    init(_ types: [any JobType], _ stores: TestStores, _ world: TestWorld) {
        let all = stores.stores
        roster = JobRoster(types: types, store: all.jobs, schedules: all.schedules, world: world.world)
        follower = JobFollower(runs: all.jobs, feed: all.feed)
        scheduler = JobScheduler(
            roster.definitions, stores: JobScheduler.Stores(runs: all.jobs, schedules: all.schedules),
            zone: { .gmt }, world: world.world)
        var settings = JobSettings()
        // The test's clock stands still, so nothing must wait for it.
        settings.progressIntervalSeconds = 0
        settings.cancelCheckSeconds = 0.02
        settings.pollSeconds = 0.1
        workers =
            types.isEmpty
            ? nil
            : JobWorkers(store: all.jobs, types: types, world: world.world, feed: all.feed, settings: settings)
    }

    /// Works until it is cancelled. Nothing fires what is due.
    func work() -> Task<Void, Never> {
        Task {
            guard let workers else { return }
            await withTaskGroup { group in
                group.addTask { await workers.run() }
                group.addTask { await follower.run() }
            }
        }
    }
}
