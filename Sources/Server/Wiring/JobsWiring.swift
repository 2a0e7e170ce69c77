import Basics
import Domain
import Foundation
package import Jobs
import Logging
import Storage
import Synchronisation

/// The jobs of administrators, and what starts and follows them on this server.
package struct JobFeatures: Sendable {
    package let roster: JobRoster
    let scheduler: JobScheduler
    let follower: JobFollower

    /// `timeZone` is the identifier of the zone of the schedules' hours; nil takes the server's.
    init(
        _ types: [any JobType], _ stores: Stores, timeZone: String?, hasWork: @escaping JobScheduler.HasWork,
        logger: Logger
    ) {
        let world = World.live
        roster = JobRoster(
            types: types, store: stores.jobs, schedules: stores.schedules, world: world, changes: stores.feed)
        var settings = JobSettings()
        settings.logger = logger
        scheduler = JobScheduler(
            roster.definitions,
            stores: JobScheduler.Stores(runs: stores.jobs, schedules: stores.schedules, feed: stores.feed),
            zone: { timeZone.flatMap { TimeZone(identifier: $0) } ?? .current }, world: world, settings: settings,
            hasWork: hasWork)
        follower = JobFollower(runs: stores.jobs, feed: stores.feed)
    }
}

extension LiveConnectors {
    /// Whether a scheduled job finds what it works on: those of these names want a media server, ratings want Trakt.
    func hasWork(besideMediaServer names: Set<String>) -> JobScheduler.HasWork {
        { [mediaServer, trakt] name in
            if names.contains(name) { return await mediaServer() != nil }
            return name == SyncTraktRatings.name ? await trakt() != nil : true
        }
    }
}
