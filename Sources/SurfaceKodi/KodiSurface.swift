package import Accounts
package import Basics
package import Domain
package import Hummingbird
package import Library
package import Search
package import SurfaceKit

/// What this surface knows about people's collections.
package struct KodiLibrary: Sendable {
    let owned: OwnedLibrary
    let uploads: Uploads
    let statistics: LibraryStatistics
    let now: @Sendable () -> Instant

    package init(
        owned: OwnedLibrary, uploads: Uploads, statistics: LibraryStatistics, now: @escaping @Sendable () -> Instant
    ) {
        self.owned = owned
        self.uploads = uploads
        self.statistics = statistics
        self.now = now
    }
}

/// How this surface is set up.
package struct KodiSettings: Sendable {
    /// Whether `similar_to` gives scores to clients whose name says that they want them.
    package enum ScoredSimilar: String, Sendable, CaseIterable {
        case auto
        case never
    }

    /// The address that paired devices are told; nil takes the one under which they came.
    package let publicURL: String?
    package let scoredSimilar: ScoredSimilar
    /// Where the packed add-on lies; nil when it was not packed.
    package let addOn: AddOnFolder?
    /// The name of an account's person at an identity provider; nil for accounts of this server alone.
    package var subject: @Sendable (UserID) async throws -> String? = { _ in nil }

    package init(publicURL: String?, scoredSimilar: ScoredSimilar = .auto, addOn: AddOnFolder? = nil) {
        self.publicURL = publicURL
        self.scoredSimilar = scoredSimilar
        self.addOn = addOn
    }
}

/// The search API of the Kodi add-on: pairing, the person's collection, search inside it, and films like another.
package struct KodiSurface: Sendable {
    let pairing: Pairing
    let keys: APIKeys
    let library: KodiLibrary
    let search: TitleSearch
    let theatre: KodiTheatre
    let settings: KodiSettings

    package init(
        pairing: Pairing, keys: APIKeys, library: KodiLibrary, search: TitleSearch, theatre: KodiTheatre,
        settings: KodiSettings
    ) {
        self.pairing = pairing
        self.keys = keys
        self.library = library
        self.search = search
        self.theatre = theatre
        self.settings = settings
    }

    /// The complete table of this surface.
    package static let endpoints: [Endpoint<KodiSurface, KodiContext>] = [
        Endpoint(.get, "/", .open, KodiSurface.connectivity),
        Endpoint(.get, "/openapi.json", .open, KodiSurface.openAPI),
        Endpoint(.get, "/kodi/addon.zip", .open, KodiSurface.addOnArchive),
        Endpoint(.get, "/kodi/repository.zip", .open, KodiSurface.addOnRepository),
        Endpoint(.get, "/kodi/repository/**", .open, KodiSurface.addOnRepositoryFile),

        Endpoint(.post, "/pairing-code/exchange", .open, KodiSurface.exchangePairingCode),
        Endpoint(.post, "/otp/exchange", .open, KodiSurface.exchangeOneTimeCode),
        Endpoint(.post, "/v1/auth/otp", .open, KodiSurface.exchangeOneTimePassword),
        Endpoint(.get, "/v1/auth/whoami", .key, rate: .detail, KodiSurface.whoAmI),
        Endpoint(.get, "/kodi/test", .key, rate: .test, KodiSurface.test),

        Endpoint(.post, "/library/batch/start", .key, KodiSurface.startUpload),
        Endpoint(.put, "/library/batch/:upload_id/chunk", .key, KodiSurface.stageChunk),
        Endpoint(.post, "/library/batch/:upload_id/commit", .key, KodiSurface.commitUpload),
        Endpoint(.get, "/library/batch/:upload_id/status", .key, rate: .detail, KodiSurface.uploadStatus),
        Endpoint(.get, "/kodi/movies/batches", .key, rate: .detail, KodiSurface.listUploads),

        Endpoint(.get, "/library/hash", .key, rate: .detail, KodiSurface.libraryHash),
        Endpoint(.get, "/kodi/movies/list", .key, rate: .detail, KodiSurface.listMovies),
        Endpoint(.delete, "/kodi/movies/clear", .key, KodiSurface.clearMovies),

        Endpoint(.get, "/kodi/server/films", .key, rate: .detail, KodiSurface.serverFilms),
        Endpoint(.post, "/kodi/server/films/:id/play", .key, rate: .detail, KodiSurface.playServerFilm),
        Endpoint(.post, "/kodi/server/films/:id/progress", .key, rate: .detail, KodiSurface.noteProgress),

        Endpoint(.get, "/users/me/session", .session, rate: .detail, KodiSurface.showSession),
        Endpoint(.post, "/users/me/pairing-codes", .session, rate: .detail, KodiSurface.makePairingCode),
        Endpoint(.get, "/users/me/keys", .session, rate: .detail, KodiSurface.listKeys),
        Endpoint(.patch, "/users/me/keys/:id", .session, rate: .detail, KodiSurface.relabelKey),
        Endpoint(.delete, "/users/me/keys/:id", .session, rate: .detail, KodiSurface.revokeKey),

        Endpoint(.get, "/users/me/library/stats", .key, rate: .detail, KodiSurface.libraryStatistics),

        Endpoint(.get, "/v1/library/version", .key, rate: .detail, KodiSurface.libraryVersion),
        Endpoint(.get, "/v1/library/ids", .key, rate: .detail, KodiSurface.libraryIDs),
        Endpoint(.post, "/v1/library/add", .key, KodiSurface.addToLibrary),
        Endpoint(.post, "/v1/library/remove", .key, KodiSurface.removeFromLibrary),

        Endpoint(.post, "/kodi/search/movies", .key, rate: .search, KodiSurface.searchMovies),
        Endpoint(.get, "/v1/library/search", .key, rate: .search, KodiSurface.searchLibrary),
        Endpoint(.post, "/similar_to", .open, rate: .search, KodiSurface.similarTitles),
    ]

    /// The paths that this surface answers for, errors of unknown ones included.
    package static let area = SurfaceArea(
        prefixes: ["pairing-code", "otp", "kodi", "library", "users/me", "v1", "similar_to", "openapi.json"],
        routes: endpoints.map(\.route), envelope: KodiErrors())

    package func mount(on router: Router<RootContext>, behind gate: Gate) {
        router.group(context: KodiContext.self)
            .add(middleware: SurfaceErrors(KodiErrors()))
            .mount(Self.endpoints, of: self, behind: gate)
    }
}
