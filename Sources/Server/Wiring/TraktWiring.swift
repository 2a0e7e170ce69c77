import Basics
import Domain
import Jobs
import Logging
import ServiceLifecycle
import Storage
import SurfaceDiscovery
import Synchronisation

/// What it takes to exchange ratings with Trakt, wired to stores and connector.
package struct TraktFeatures: Sendable {
    let links: TraktLinks
    let sync: TraktRatingSync
    let pusher: TraktPusher
    let jobs: [any JobType]

    init(_ persistence: Persistence, _ engines: Engines, _ queue: JobQueue, logger: Logger) {
        let (store, world, trakt) = (persistence.stores.trakt, World.live, engines.live.trakt)
        let connections = TraktConnections(links: store, secrets: engines.tokenSealing)
        // One for the process, because a refresh token is good for one use.
        let tokens = TraktRefreshes(trakt: trakt, store: connections, now: world.now)
        links = TraktLinks(store: store, connections: connections, trakt: trakt, world: world) { user in
            try await queue.enqueueFirstTraktSync(of: user)
        }
        sync = TraktRatingSync(links: store, store: store, tokens: tokens, trakt: trakt, world: world)
        pusher = TraktPusher(store: store, tokens: tokens, trakt: trakt, world: world, logger: logger)
        jobs = [SyncTraktRatings(links: store, sync: sync, trakt: trakt), SyncNewTraktLink(sync: sync)]
    }

    /// What the interface for browsers needs of it.
    var surface: DiscoveryFeatures.Trakt { DiscoveryFeatures.Trakt(links: links, sync: sync) }
}

/// Tells Trakt what users think, until the server stops.
struct TraktPushes: Service {
    let pusher: TraktPusher

    func run() async throws {
        await cancelWhenGracefulShutdown { await pusher.run() }
    }
}
