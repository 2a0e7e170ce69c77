package import Hummingbird
package import SurfaceKit

/// The pages for people with a browser.
package struct WebSurface: Sendable {
    let features: WebFeatures
    let pages = Pages()

    package init(_ features: WebFeatures) {
        self.features = features
    }

    /// The complete table of this surface.
    package static let endpoints: [Endpoint<WebSurface, WebContext>] = [
        Endpoint(.get, "/setup", .open, WebSurface.showSetup),
        Endpoint(.post, "/setup", .open, WebSurface.setUp),
        Endpoint(.get, "/assets/:name", .open, WebSurface.asset),

        Endpoint(.get, "/signin", .visitor, WebSurface.showSignIn),
        Endpoint(.post, "/signin", .visitor, WebSurface.signIn),
        Endpoint(.get, "/signin/openid", .visitor, rate: .detail, WebSurface.leaveForProvider),
        Endpoint(.get, "/signin/openid/return", .visitor, rate: .detail, WebSurface.returnFromProvider),
        Endpoint(.post, "/signout", .session, WebSurface.signOut),
        Endpoint(.post, "/signout/everywhere", .session, WebSurface.signOutEverywhere),
        Endpoint(.post, "/theme", .visitor, WebSurface.chooseTheme),

        Endpoint(.get, "/home", .session, rate: .detail, WebSurface.home),
        Endpoint(.get, "/search", .session, rate: .search, WebSurface.search),
        Endpoint(.get, "/pictures/:size/:name", .session, WebSurface.picture),

        Endpoint(.get, "/films", .session, rate: .detail, WebSurface.films),
        Endpoint(.get, "/films/:id", .session, rate: .detail, WebSurface.film),
        Endpoint(.post, "/list/:id/add", .session, WebSurface.addToList),
        Endpoint(.post, "/list/:id/remove", .session, WebSurface.removeFromList),

        Endpoint(.get, "/picks", .session, rate: .detail, WebSurface.moviePicks),
        Endpoint(.get, "/picks/series", .session, rate: .detail, WebSurface.seriesPicks),
        Endpoint(.get, "/picks/compare", .session, rate: .detail, WebSurface.comparePicks),
        Endpoint(.post, "/picks/choose", .session, rate: .detail, WebSurface.choosePicks),
        Endpoint(.post, "/rate/:id", .session, WebSurface.rate),

        Endpoint(.get, "/taste", .session, rate: .detail, WebSurface.movieTaste),
        Endpoint(.get, "/taste/series", .session, rate: .detail, WebSurface.seriesTaste),
        Endpoint(.get, "/taste/change", .session, rate: .detail, WebSurface.tasteChange),
        Endpoint(.post, "/taste/omit", .session, rate: .detail, WebSurface.omitFromTaste),
        Endpoint(.post, "/taste/restore", .session, rate: .detail, WebSurface.restoreToTaste),
        Endpoint(.post, "/taste/renew", .session, rate: .detail, WebSurface.renewTaste),
        Endpoint(.get, "/tonight", .session, rate: .detail, WebSurface.tonight),

        Endpoint(.get, "/import", .session, rate: .detail, WebSurface.imports),
        Endpoint(.post, "/import/upload", .session, rate: .detail, WebSurface.uploadHistory),
        Endpoint(.get, "/import/export/:name", .session, rate: .detail, WebSurface.exportHistory),
        Endpoint(.get, "/import/:id", .session, rate: .detail, WebSurface.review),
        Endpoint(.get, "/import/:id/status", .session, WebSurface.importStatus),
        Endpoint(.post, "/import/:id/add-sure", .session, WebSurface.addSureFilms),
        Endpoint(.post, "/import/:id/cancel", .session, WebSurface.cancelImport),
        Endpoint(.post, "/import/:id/take-back", .session, WebSurface.takeBackImport),
        Endpoint(.get, "/import/:id/films/:index/search", .session, rate: .search, WebSurface.searchOtherFilm),
        Endpoint(.post, "/import/:id/films/:index/match", .session, WebSurface.chooseMatch),
        Endpoint(.post, "/import/:id/films/:index/add", .session, WebSurface.addImportedFilm),
        Endpoint(.post, "/import/:id/films/:index/watched", .session, WebSurface.addWatchedFilm),
        Endpoint(.post, "/import/:id/films/:index/skip", .session, WebSurface.skipFilm),
        Endpoint(.post, "/import/:id/films/:index/undo", .session, WebSurface.undoFilm),

        Endpoint(.get, "/archive", .sessionAdmin, rate: .detail, WebSurface.archive),
        Endpoint(.post, "/archive/connect", .sessionAdmin, WebSurface.connectArchive),
        Endpoint(.post, "/archive/read", .sessionAdmin, WebSurface.readArchive),
        Endpoint(.post, "/archive/analyse", .sessionAdmin, WebSurface.analyseScenes),
        Endpoint(.get, "/archive/work/:id", .sessionAdmin, WebSurface.workStatus),
        Endpoint(.post, "/archive/work/:id/stop", .sessionAdmin, WebSurface.stopWork),
        Endpoint(.get, "/archive/scenes/:id", .sessionAdmin, rate: .detail, WebSurface.scene),
        Endpoint(.post, "/archive/scenes/:id/read", .sessionAdmin, WebSurface.readScene),
        Endpoint(.post, "/archive/scenes/:id/edit", .sessionAdmin, WebSurface.editScene),
        Endpoint(.post, "/archive/scenes/:id/names", .sessionAdmin, WebSurface.nameScene),

        Endpoint(.get, "/plans", .sessionAdmin, rate: .detail, WebSurface.plans),
        Endpoint(.post, "/plans/check", .sessionAdmin, WebSurface.checkCatalogue),
        Endpoint(.get, "/plans/:id", .sessionAdmin, rate: .detail, WebSurface.plan),
        Endpoint(.get, "/plans/:id/status", .sessionAdmin, WebSurface.planStatus),
        Endpoint(.post, "/plans/:id/decide", .sessionAdmin, WebSurface.decideChange),
        Endpoint(.post, "/plans/:id/decide-shown", .sessionAdmin, WebSurface.decideShown),
        Endpoint(.post, "/plans/:id/edit", .sessionAdmin, WebSurface.editChange),
        Endpoint(.post, "/plans/:id/apply", .sessionAdmin, WebSurface.applyPlan),
        Endpoint(.post, "/plans/:id/undo", .sessionAdmin, WebSurface.undoPlan),
        Endpoint(.post, "/plans/:id/close", .sessionAdmin, WebSurface.closePlan),
        Endpoint(.post, "/plans/:id/forget", .sessionAdmin, WebSurface.forgetPlan),

        Endpoint(.get, "/profiles", .session, rate: .detail, WebSurface.profiles),
        Endpoint(.post, "/profiles/select", .session, WebSurface.selectProfile),
        Endpoint(.post, "/profiles/pin", .session, WebSurface.unlockProfile),
        Endpoint(.post, "/profiles/add", .session, WebSurface.addProfile),
        Endpoint(.post, "/profiles/edit", .session, WebSurface.editProfile),
        Endpoint(.post, "/profiles/remove", .session, WebSurface.removeProfile),

        Endpoint(.get, "/watch/:id", .session, rate: .detail, WebSurface.watch),
        Endpoint(.post, "/watch/:id/play", .session, WebSurface.play),
        Endpoint(.post, "/watch/:id/progress", .session, WebSurface.progress),
        Endpoint(.post, "/watch/:id/leave", .session, WebSurface.leave),
        Endpoint(.get, "/watch/:id/hls/:start/:name", .session, rate: .detail, WebSurface.hls),

        Endpoint(.get, "/devices", .session, rate: .detail, WebSurface.devices),
        Endpoint(.post, "/devices/code", .session, rate: .detail, WebSurface.makeCode),
        Endpoint(.post, "/devices/keys/:id/label", .session, WebSurface.relabelKey),
        Endpoint(.post, "/devices/keys/:id/revoke", .session, WebSurface.revokeKey),
        Endpoint(.post, "/devices/browsers/:id/end", .session, WebSurface.endBrowser),
    ]

    package static let area = SurfaceArea(
        prefixes: [
            "setup", "assets", "signin", "signout", "theme", "home", "search", "pictures", "devices", "films", "list",
            "profiles", "watch", "picks", "rate", "taste", "tonight",
            "import", "archive", "plans",
        ],
        routes: endpoints.map(\.route), envelope: WebErrors())

    package func mount(on router: Router<RootContext>, behind gate: Gate) {
        router.group(context: WebContext.self)
            .add(middleware: SurfaceErrors(WebErrors()))
            .mount(Self.endpoints, of: self, behind: gate)
    }
}
