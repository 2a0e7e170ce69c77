import Accounts
import Activity
import Basics
import Catalogue
import Domain
import HTTPTypes
package import Hummingbird
import Streaming
package import SurfaceKit

/// How this surface is set up.
package struct PlaybackSurfaceSettings: Sendable {
    /// The address under which clients reach the server; nil takes the one of the request.
    package var publicURL: String?
    /// The second prefix under which everything is mounted; empty for none.
    package var basePath = "/vod"
    package var requestsPerMinute = PlaybackLimits.requestsPerMinute
    /// Whether clients that look like the old app may change some things without the session's token.
    package var allowsLegacyApps = false
    package var trustedProxies: [String] = []
    /// The zone in which it is told when a film ends; nil takes the server's.
    package var timeZone: String?
    /// What a server's administrator is told of it.
    package var version = "0"
    package var database = "sqlite"

    package init() {}
}

/// The API of the Android video-on-demand app: signing in, profiles, browsing, playing and the app's own updates.
package struct PlaybackSurface: Sendable {
    let features: PlaybackFeatures
    let settings: PlaybackSurfaceSettings

    package init(_ features: PlaybackFeatures, settings: PlaybackSurfaceSettings) {
        self.features = features
        self.settings = settings
    }

    typealias Action = Endpoint<PlaybackSurface, PlaybackContext>

    /// Every action, mounted at `/api/NAME` and `/vod/api/NAME`.
    static let actions: [Action] = [
        Action(.post, "login", .open, PlaybackSurface.login),
        Action(.post, "logout", .appChange, PlaybackSurface.logout),
        Action(.get, "session", .app, PlaybackSurface.session),

        Action(.get, "profiles", .app, PlaybackSurface.profiles),
        Action(.post, "profiles_select", .appChange, PlaybackSurface.selectProfile),
        Action(.post, "profiles_add", .appChange, PlaybackSurface.addProfile),
        Action(.post, "profiles_edit", .appChange, PlaybackSurface.editProfile),
        Action(.post, "profiles_remove", .appChange, PlaybackSurface.removeProfile),
        Action(.post, "verify_pin", .appChange, PlaybackSurface.verifyPIN),

        Action(.get, "get_libraries", .app, PlaybackSurface.libraries),
        Action(.get, "library", .app, PlaybackSurface.library),
        Action(.get, "search", .app, PlaybackSurface.search),
        Action(.get, "dashboard", .app, PlaybackSurface.dashboard),
        Action(.get, "details", .app, PlaybackSurface.details),
        Action(.get, "series_details", .app, PlaybackSurface.seriesDetails),
        Action(.get, "series_episodes", .app, PlaybackSurface.seriesEpisodes),

        Action(.get, "watch_list", .app, PlaybackSurface.watchList),
        Action(.post, "watch_list_add", .appChange, PlaybackSurface.addToWatchList),
        Action(.post, "watch_list_remove", .appChange, PlaybackSurface.removeFromWatchList),

        Action(.get, "play", .app, PlaybackSurface.play),
        Action(.post, "progress", .appChange, PlaybackSurface.progress),
        Action(.get, "playback_status", .app, PlaybackSurface.playbackStatus),
        Action(.post, "playback_stop", .appChange, PlaybackSurface.stopPlayback),

        Action(.get, "validate_path", .appAdmin, PlaybackSurface.validatePath),
        Action(.get, "list_directories", .appAdmin, PlaybackSurface.listDirectories),
        Action(.get, "fetch_libraries", .appAdmin, PlaybackSurface.fetchLibraries),
        Action(.get, "library_info", .appAdmin, PlaybackSurface.libraryInfo),
        Action(.get, "get_server_stats", .appAdmin, PlaybackSurface.serverStatistics),
        Action(.get, "diagnostics", .appAdmin, PlaybackSurface.diagnostics),
        Action(.post, "app_update_publish", .appAdminChange, PlaybackSurface.publishUpdate),
        Action(.post, "series_edit", .appAdminChange, PlaybackSurface.editSeries),
        Action(.post, "series_rescan", .appAdminChange, PlaybackSurface.rescanSeries),
    ]

    /// What is fetched by address alone, mounted at the root and under the base path.
    static let resources: [Action] = [
        Action(.get, "stream/:id/:token/:name", .signedAddress, PlaybackSurface.stream),
        Action(.get, "subtitles/:id/:token/:name", .signedAddress, PlaybackSurface.subtitle),
        Action(.get, "images/:id/:kind/:name", .signedAddress, PlaybackSurface.image),
        Action(.get, "android/:name", .open, PlaybackSurface.androidFile),
        Action(.get, "openapi/playback.json", .open, PlaybackSurface.openAPI),
    ]

    /// The second form of every action's address, which older apps know: `/api.php?action=NAME`.
    static let scriptName = "api.php"

    /// The routes as they are mounted under a base path.
    package static func routes(basePath: String = "/vod") -> [Route] {
        mounted(basePath: basePath).map(\.route) + scripts(basePath: basePath).map(\.route)
    }

    /// That form: who gets in is the action's affair.
    static func scripts(basePath: String) -> [(prefix: String, route: Route)] {
        prefixes(basePath: basePath).flatMap { prefix in
            [HTTPRequest.Method.get, .post].map { method in
                (prefix, Route(method: method, path: "\(prefix)/\(scriptName)", access: .open))
            }
        }
    }

    private static func prefixes(basePath: String) -> [String] { basePath.isEmpty ? [""] : ["", basePath] }

    /// One entry for each address: prefix, action and what the router is told.
    static func mounted(basePath: String) -> [(prefix: String, action: Action, route: Route)] {
        prefixes(basePath: basePath).flatMap { prefix in
            actions.map { action in
                (prefix, action, action.route.moved(to: "\(prefix)/api/\(action.route.path)"))
            }
                + resources.map { resource in
                    (prefix, resource, resource.route.moved(to: "\(prefix)/\(resource.route.path)"))
                }
        }
    }

    /// The paths that this surface answers for: its own names under `/api`, everything under the base path's.
    package static func area(basePath: String = "/vod") -> SurfaceArea {
        let base = basePath.drop { $0 == "/" }
        let own =
            actions.map { "api/" + $0.route.path } + [
                scriptName, "stream", "subtitles", "images", "android", "openapi",
            ]
        let based =
            base.isEmpty
            ? [] : ["api", scriptName, "stream", "subtitles", "images", "android", "openapi"].map { "\(base)/\($0)" }
        return SurfaceArea(
            prefixes: own + based, routes: routes(basePath: basePath), envelope: PlaybackErrors())
    }

    package func mount(on router: Router<RootContext>) {
        let group = router.group(context: PlaybackContext.self)
            .add(middleware: SurfaceErrors(PlaybackErrors()))
        for (prefix, action, route) in Self.mounted(basePath: settings.basePath) {
            group.on(RouterPath(route.path), method: route.method) { request, context in
                try await answer(request, context, to: action, under: prefix)
            }
        }
        for (prefix, route) in Self.scripts(basePath: settings.basePath) {
            group.on(RouterPath(route.path), method: route.method) { request, context in
                try await answer(request, context, to: Self.action(of: request), under: prefix)
            }
        }
    }

    private func answer(
        _ request: Request, _ context: PlaybackContext, to action: Action, under prefix: String
    ) async throws -> Response {
        var (request, context) = (request, context)
        context.mount = prefix
        let cookie = try await PlaybackGate(surface: self, action: action.route).admit(&request, &context)
        if let user = context.app?.user { context.visit.note(user.id) }
        var response = try await action.handler(self)(request, context)
        // What the action itself says of the cookie counts: signing out clears it.
        if let cookie, response.headers[.setCookie] == nil { response.setCookie(cookie) }
        return PlaybackHeaders.complete(response)
    }

    /// The action that the address names as a parameter. Throws `SurfaceFailure` `noRoute` and `methodNotAllowed`.
    private static func action(of request: Request) throws -> Action {
        let name = request.parameter("action") ?? ""
        let named = actions.filter { $0.route.path == name }
        guard !named.isEmpty else { throw SurfaceFailure.noRoute }
        let method = request.method == .head ? .get : request.method
        guard let action = named.first(where: { $0.route.method == method }) else {
            throw SurfaceFailure.methodNotAllowed(
                allowed: named.flatMap { $0.route.method == .get ? ["GET", "HEAD"] : [$0.route.method.rawValue] })
        }
        return action
    }
}

extension Route {
    fileprivate func moved(to path: String) -> Route {
        Route(method: method, path: path, access: access)
    }
}
