import Administration
import Basics
import Domain
import Jobs
import Storage
import SurfaceDiscovery
import Synchronisation

/// What a household has of Trakt.
struct HouseholdTrakt: Sendable {
    let features: DiscoveryFeatures.Trakt
    let pusher: TraktPusher

    init(
        _ stores: TestStores, _ world: TestWorld, _ choices: HouseholdSettings, _ around: HouseholdSettings.Surroundings
    ) {
        let (store, clock, settings) = (stores.stores.trakt, world.world, choices.settings)
        let trakt: CurrentTrakt = { around.trakt(settings.values) }
        let connections = TraktConnections(links: store, secrets: TestSealing())
        let tokens = TraktRefreshes(trakt: trakt, store: connections, now: clock.now)
        let queue = JobQueue(store: stores.stores.jobs, world: clock)
        features = DiscoveryFeatures.Trakt(
            links: TraktLinks(store: store, connections: connections, trakt: trakt, world: clock) { user in
                try await queue.enqueueFirstTraktSync(of: user)
            },
            sync: TraktRatingSync(links: store, store: store, tokens: tokens, trakt: trakt, world: clock))
        pusher = TraktPusher(
            store: store, tokens: tokens, trakt: trakt, world: clock, logger: around.log.logger)
    }
}
