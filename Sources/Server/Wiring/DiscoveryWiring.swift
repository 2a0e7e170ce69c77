import Accounts
import Activity
import Administration
import Basics
import Catalogue
import Domain
import Storage
import Streaming
import SurfaceDiscovery

extension Installation {
    /// Aperture's interface on the one catalogue and household.
    func discoverySurface() -> DiscoverySurface {
        let (stores, world) = (persistence.stores, World.live)
        var surface = DiscoverySettings()
        surface.publicURL = settings.publicURL
        surface.timeZone = settings.playback.timeZone
        let mediaServer = MediaServerSignIn(
            server: engines.live.mediaServer, accounts: features.accounts, identities: stores.identities, world: world)
        return DiscoverySurface(
            DiscoveryFeatures(
                people: DiscoveryFeatures.People(
                    accounts: features.accounts,
                    signIn: AppSignIn(accounts: features.accounts, windows: persistence.rateWindows, world: world),
                    sessions: Sessions(
                        store: stores.sessions, world: world, idleSeconds: Double(DiscoveryLimits.sessionSeconds)),
                    keys: features.keys, identities: stores.identities, mediaServer: mediaServer),
                titles: DiscoveryFeatures.Titles(
                    store: stores.browse, search: features.search, tickets: features.player.tickets),
                history: History(store: stores.history, profiles: features.profiles, world: world),
                ratings: Ratings(store: stores.ratings, world: world),
                database: DiscoveryFeatures.Database(
                    purge: Purge(store: stores.purge, otherJobs: [ScanMedia.name], world: world) {
                        Enrichment.order(at: $0)
                    }),
                configuration: discoveryConfiguration(),
                jobs: DiscoveryFeatures.Jobs(
                    roster: features.jobs.roster, follower: features.jobs.follower,
                    scheduler: features.jobs.scheduler), trakt: features.trakt.surface,
                link: discoveryServerLink(), recommendations: features.recommendations.surface,
                channels: features.recommendations.channels, world: world),
            settings: surface)
    }
}
