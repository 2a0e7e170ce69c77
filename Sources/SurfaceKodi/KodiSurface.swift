package import Accounts
package import Domain
package import Hummingbird
package import Library
package import Search
package import SurfaceKit

/// The search API of the Kodi add-on: pairing, search inside a person's collection, and films like another.
package struct KodiSurface: Sendable {
    let pairing: Pairing
    let library: OwnedLibrary
    let search: TitleSearch
    /// The address that paired devices are told; nil takes the one under which they came.
    let publicURL: String?
    /// The name of an account's person at an identity provider; nil for accounts of this server alone.
    let subject: @Sendable (UserID) async throws -> String?

    package init(
        pairing: Pairing, library: OwnedLibrary, search: TitleSearch, publicURL: String?,
        subject: @escaping @Sendable (UserID) async throws -> String? = { _ in nil }
    ) {
        self.pairing = pairing
        self.library = library
        self.search = search
        self.publicURL = publicURL
        self.subject = subject
    }

    /// The complete table of this surface.
    package static let endpoints: [Endpoint<KodiSurface, KodiContext>] = [
        Endpoint(.get, "/", .open, KodiSurface.connectivity),

        Endpoint(.post, "/pairing-code/exchange", .open, KodiSurface.exchangePairingCode),
        Endpoint(.post, "/v1/auth/otp", .open, KodiSurface.exchangeOneTimePassword),
        Endpoint(.get, "/v1/auth/whoami", .key, rate: .detail, KodiSurface.whoAmI),
        Endpoint(.get, "/kodi/test", .key, rate: .test, KodiSurface.test),

        Endpoint(.post, "/kodi/search/movies", .key, rate: .search, KodiSurface.searchMovies),
        Endpoint(.get, "/v1/library/search", .key, rate: .search, KodiSurface.searchLibrary),
        Endpoint(.post, "/similar_to", .open, rate: .search, KodiSurface.similarTitles),
    ]

    /// The paths that this surface answers for, errors of unknown ones included.
    package static let area = SurfaceArea(
        prefixes: ["pairing-code", "kodi", "library", "users/me", "v1", "similar_to"],
        routes: endpoints.map(\.route), envelope: KodiErrors())

    package func mount(on router: Router<RootContext>, behind gate: Gate) {
        router.group(context: KodiContext.self)
            .add(middleware: SurfaceErrors(KodiErrors()))
            .mount(Self.endpoints, of: self, behind: gate)
    }
}
