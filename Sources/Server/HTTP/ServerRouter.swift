import Accounts
import Basics
package import Hummingbird
import SQL
import Storage
package import SurfaceCuration
import SurfaceDiscovery
import SurfaceImport
package import SurfaceKit
import SurfaceKodi
import SurfacePlayback
import SurfaceWeb
package import Telemetry

extension Installation {
    /// All surfaces behind the middleware that they share. That of StashHog's clients has WebSockets, too, so it is
    /// made by whoever makes those.
    package func router(metrics: PrometheusMetrics, curation: CurationSurface) -> Router<RootContext> {
        let router = Router(context: RootContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            EntryMiddleware(proxies: TrustedProxies(settings.trustedProxies))
            AccessLog(metrics: metrics)
            UnmatchedMiddleware(areas: areas, standard: KodiErrors())
        }
        let rates = RateLimits(search: settings.rates.search, detail: settings.rates.detail, test: settings.rates.test)
        let gate = Gate(
            keys: features.keys, sessions: sessionAuthenticator, windows: persistence.rateWindows, limits: rates,
            world: .live)
        var kodi = KodiSettings(
            publicURL: settings.publicURL, scoredSimilar: settings.scoredSimilar,
            addOn: folder.kodiAddOn.map { AddOnFolder($0) })
        kodi.subject = persistence.stores.identities.subject
        KodiSurface(
            pairing: features.pairing, keys: features.keys,
            library: KodiLibrary(
                owned: features.library, uploads: features.uploads, statistics: features.statistics,
                now: World.live.now),
            search: features.search, theatre: kodiTheatre(), settings: kodi
        ).mount(on: router, behind: gate)
        discoverySurface().mount(on: router)
        importSurface().mount(on: router)
        curation.mount(on: router)
        playbackSurface().mount(on: router)
        WebSurface(webFeatures()).mount(on: router, behind: gate)
        let database = persistence.database
        OperationsSurface(metrics: metrics) { _ = try await database.read { try $0.query("SELECT 1") } }
            .mount(on: router, behind: gate)
        return router
    }

    /// What else connections may become.
    package func webSockets(of curation: CurationSurface) -> WebSocketRoutes {
        WebSocketRoutes(curation.webSockets, proxies: TrustedProxies(settings.trustedProxies))
    }

    /// The areas of the route table, with the prefix that the settings give the Android surface.
    private var areas: [SurfaceArea] {
        RouteTable.surfaces.map { surface in
            surface.name == "playback"
                ? PlaybackSurface.area(basePath: settings.playback.basePath) : surface.area
        }
    }
}
