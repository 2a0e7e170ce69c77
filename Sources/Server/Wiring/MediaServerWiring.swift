package import Accounts
import Activity
import Basics
import Domain
import Jobs
import Recommendations
import Search
import Storage
import SurfaceDiscovery
import Synchronisation

extension Features {
    /// The jobs that take over what the household's media server has.
    static func mediaServerJobs(_ stores: Stores, _ engines: Engines, _ queue: JobQueue) -> [any JobType] {
        let models = engines.models
        let parts = MediaServerParts(
            server: engines.live.mediaServer,
            stores: MediaServerParts.Stores(
                libraries: stores.serverLibraries, titles: stores.serverTitles, plays: stores.serverPlays,
                profiles: stores.profiles),
            people: MediaServerAccounts(identities: stores.identities, world: .live), world: .live
        ) {
            if models.wanted != nil { try await queue.enqueueIndexing() }
        }
        return parts.jobs
    }
}

extension Installation {
    /// Ties accounts to those of the household's media server.
    package var mediaServerLinks: MediaServerLinks {
        MediaServerLinks(
            server: engines.live.mediaServer, identities: persistence.stores.identities, world: .live)
    }

    /// What has to do with the household's media server.
    func discoveryServerLink() -> DiscoveryFeatures.ServerLink {
        let (stores, world) = (persistence.stores, World.live)
        return DiscoveryFeatures.ServerLink(
            libraries: ServerLibraries(server: engines.live.mediaServer, store: stores.serverLibraries, world: world),
            unwatching: Unwatching(
                history: History(store: stores.history, profiles: features.profiles, world: world),
                titles: stores.serverTitles, identities: stores.identities, server: engines.live.mediaServer),
            written: { [libraries = features.recommendations.libraries] in
                try await libraries.written(withPeople: $0)
            })
    }
}
