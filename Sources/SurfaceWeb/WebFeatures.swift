package import Accounts
package import Basics
package import Domain
package import Library
package import Search

/// What the website stands on.
package struct WebFeatures: Sendable {
    let people: People
    let keys: APIKeys
    let pairing: Pairing
    let films: Films
    /// This server's own films; nil on one without.
    let theatre: Theatre?
    let recommendations: Recommended
    /// Histories that people bring and take out; nil on a server without.
    let imports: Imports?
    /// The archive and plans; nil on a server without.
    let curation: Curation?
    /// How complete a person's library is. Whatever counts, counts it on one snapshot.
    let overview: @Sendable (UserID) async throws -> LibraryOverview
    /// The address under which browsers reach the server; nil takes the one of the request.
    let publicURL: String?
    let world: World

    /// Who comes in, and how.
    package struct People: Sendable {
        let setupLink: SetupLink
        let signIn: SignIn
        let sessions: Sessions
        let external: ExternalDoor?

        package init(setupLink: SetupLink, signIn: SignIn, sessions: Sessions, external: ExternalDoor?) {
            self.setupLink = setupLink
            self.signIn = signIn
            self.sessions = sessions
            self.external = external
        }
    }

    /// An identity provider and what people call it.
    package struct ExternalDoor: Sendable {
        let signIn: ExternalSignIn
        let name: String

        package init(signIn: ExternalSignIn, name: String) {
            self.signIn = signIn
            self.name = name
        }
    }

    /// The films and their pictures.
    package struct Films: Sendable {
        let found: FoundTitles
        let library: OwnedLibrary
        /// Nil draws every poster.
        let pictures: (any PictureSource)?

        package init(found: FoundTitles, library: OwnedLibrary, pictures: (any PictureSource)?) {
            self.found = found
            self.library = library
            self.pictures = pictures
        }
    }

    package init(
        people: People, keys: APIKeys, pairing: Pairing, films: Films, theatre: Theatre? = nil,
        recommendations: Recommended, imports: Imports? = nil, curation: Curation? = nil,
        overview: @escaping @Sendable (UserID) async throws -> LibraryOverview, publicURL: String?, world: World
    ) {
        self.people = people
        self.keys = keys
        self.pairing = pairing
        self.films = films
        self.theatre = theatre
        self.recommendations = recommendations
        self.imports = imports
        self.curation = curation
        self.overview = overview
        self.publicURL = publicURL
        self.world = world
    }
}

/// How far a person's films are, in films; the four states add up to `total`.
package struct LibraryOverview: Sendable, Hashable {
    package let total: Int
    /// With details and vectors.
    package let ready: Int
    /// Their details are still to be fetched.
    package let missing: Int
    /// Their details could not be had.
    package let errors: Int
    /// With details, without vectors.
    package let waitingForIndex: Int
    /// When the library last changed; nil when it never did.
    package let lastChange: Instant?

    package init(
        total: Int, ready: Int, missing: Int, errors: Int, waitingForIndex: Int, lastChange: Instant?
    ) {
        self.total = total
        self.ready = ready
        self.missing = missing
        self.errors = errors
        self.waitingForIndex = waitingForIndex
        self.lastChange = lastChange
    }
}
