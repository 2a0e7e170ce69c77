import Accounts
import Activity
package import Basics
package import Domain
package import Storage
import SurfaceDiscovery
package import Synchronisation

extension DiscoveryFeatures.ServerLink {
    /// What a household does with its media server.
    static func household(
        _ stores: Stores, _ profiles: Profiles, _ settings: HouseholdSettings, _ world: World
    ) -> DiscoveryFeatures.ServerLink {
        let server = settings.current
        return DiscoveryFeatures.ServerLink(
            libraries: ServerLibraries(server: server, store: stores.serverLibraries, world: world),
            unwatching: Unwatching(
                history: History(store: stores.history, profiles: profiles, world: world),
                titles: stores.serverTitles, identities: stores.identities, server: server),
            written: settings.written)
    }
}

extension MediaServerParts {
    /// Over the stores of a test. `queueIndexing` is called after titles changed.
    package static func test(
        _ stores: Storage.Stores, _ world: World, server: @escaping CurrentMediaServer,
        queueIndexing: @escaping @Sendable () async throws -> Void = {}
    ) -> MediaServerParts {
        MediaServerParts(
            server: server,
            stores: MediaServerParts.Stores(
                libraries: stores.serverLibraries, titles: stores.serverTitles, plays: stores.serverPlays,
                profiles: stores.profiles),
            people: MediaServerAccounts(identities: stores.identities, world: world), world: world,
            queueIndexing: queueIndexing)
    }
}
