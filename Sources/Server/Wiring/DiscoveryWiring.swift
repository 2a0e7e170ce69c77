import Accounts
import Activity
import Basics
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
        let mediaServer = engines.mediaServer.map {
            MediaServerSignIn(
                server: $0, accounts: features.accounts, identities: stores.identities, world: world)
        }
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
                ratings: Ratings(store: stores.ratings, world: world), world: world),
            settings: surface)
    }
}
