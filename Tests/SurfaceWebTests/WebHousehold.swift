import Accounts
import Activity
import Basics
import Domain
import HTTPTypes
import Imports
import Library
import Search
import Storage
import SurfaceKit
import SurfaceWeb
import Synchronization
import TestKit

/// A household with a running website over real stores: a member, a guest and an administrator, each with a session
/// (`.signedIn("member")`), and a small catalogue.
struct WebHousehold: Sendable {
    struct Settings: Sendable {
        var kodi = KodiHousehold.Settings()
        var overview: LibraryOverview?
        var pictures: FakePictures? = FakePictures()
        var provider: FakeIdentityProvider?
        var publicURL: String?
        var picks = TestPickSettings()
        /// Whether there are films of the household's own.
        var theatre: TheatreSettings?
        /// Whether histories can be brought and taken out.
        var imports: TestImportSettings?
        /// The archive and plans; nil for a server without.
        var curation: WebFeatures.Curation?

        init(_ change: (inout Settings) -> Void = { _ in }) {
            change(&self)
        }
    }

    static let password = "correct horse"

    let world: TestWorld
    let stores: Stores
    let accounts: Accounts
    let keys: APIKeys
    let pairing: Pairing
    let sessions: Sessions
    let people: KodiHousehold.People
    let surface: TestSurface
    /// Nil without films of the household's own.
    let theatre: TestTheatre?
    /// Nil where no histories come in.
    let desk: ImportDesk?

    static func with(
        _ settings: Settings = Settings(), _ body: @escaping @Sendable (WebHousehold) async throws -> Void
    ) async throws {
        let world = TestWorld()
        try await TestStores.with(.sqlite, world: world.world) { stores in
            try await serve(settings, stores, world, body)
        }
    }

    /// Over stores that are there already.
    static func serve(
        _ settings: Settings, _ stores: TestStores, _ world: TestWorld,
        _ body: @escaping @Sendable (WebHousehold) async throws -> Void
    ) async throws {
        let parts = try await KodiHousehold.Parts(settings.kodi, stores, world)
        let people = try await parts.invite()
        try await parts.accounts.setPassword(password, of: people.member.id)
        _ = try await parts.library.add(settings.kodi.owned.compactMap { IMDbID($0) }, to: people.member.id)
        let theatre = try await settings.theatre.asyncMap { try await TestTheatre($0, stores, world) }
        defer { theatre?.media.remove() }
        let bench = WebBench(settings, parts, stores.stores, world.world, theatre)
        let secrets = try await people.signedIn(by: bench.sessions)
        let surface = WebSurface(bench.features)
        try await TestSurface.with(
            WebSurface.area, keys: secrets, in: settings.kodi.surroundings,
            mount: { surface.mount(on: $0, behind: bench.gate) },
            { reached in
                try await body(
                    WebHousehold(
                        world: world, stores: stores.stores, accounts: parts.accounts, keys: parts.keys,
                        pairing: bench.pairing, sessions: bench.sessions, people: people, surface: reached,
                        theatre: theatre, desk: bench.desk))
            })
        await parts.words.close()
    }

    /// A form as a browser sends it, with the token of the sender's session.
    func post(
        _ path: String, as name: String? = "member", _ fields: [(String, String)] = []
    ) async throws -> TestAnswer {
        var fields = fields
        if let name { fields.append(("csrf", surface.formToken(of: name))) }
        return try await surface.send(Self.form(path, as: name.map { .signedIn($0) } ?? .nobody, fields).request)
    }

    static func form(_ path: String, as caller: TestCaller, _ fields: [(String, String)]) -> Scenario {
        let body = fields.map { "\($0)=\(SetupHouse.encoded($1))" }.joined(separator: "&")
        return Scenario(path, .post, path, as: caller).with("Content-Type", "application/x-www-form-urlencoded")
            .with("Origin", "http://films.example:5020").with(body: Array(body.utf8))
    }
}

/// What stands behind the pages.
struct WebBench: Sendable {
    let features: WebFeatures
    let desk: ImportDesk?
    let sessions: Sessions
    let pairing: Pairing
    let gate: Gate

    init(
        _ settings: WebHousehold.Settings, _ parts: KodiHousehold.Parts, _ stores: Stores, _ world: World,
        _ theatre: TestTheatre? = nil
    ) {
        let windows = MemoryRateWindows()
        let sessions = Sessions(store: stores.sessions, world: world)
        self.sessions = sessions
        pairing = Pairing(store: stores.accounts, secrets: stores.secrets, windows: windows, world: world)
        let people = WebFeatures.People(
            setupLink: SetupLink(accounts: parts.accounts, secrets: stores.secrets, world: world),
            signIn: SignIn(accounts: parts.accounts, windows: windows, world: world), sessions: sessions,
            external: settings.provider.map { provider in
                let accounts = ExternalAccounts(
                    accounts: parts.accounts, identities: stores.identities, isOpenToAll: false, world: world)
                return WebFeatures.ExternalDoor(
                    signIn: ExternalSignIn(
                        provider: provider, people: accounts, secrets: stores.secrets, world: world),
                    name: "id.example")
            })
        let overview =
            settings.overview
            ?? LibraryOverview(total: 0, ready: 0, missing: 0, errors: 0, waitingForIndex: 0, lastChange: nil)
        let profiles = theatre?.profiles ?? Profiles.test(stores, world)
        desk = settings.imports.map { ImportDesk.test($0, stores, profiles, world) }
        features = WebFeatures(
            people: people, keys: parts.keys, pairing: pairing,
            films: WebFeatures.Films(
                found: FoundTitles(search: parts.search, catalogue: stores.catalogue), library: parts.library,
                pictures: settings.pictures),
            theatre: theatre?.theatre,
            recommendations: .test(settings.picks, parts, stores, (theatre?.profiles, world)),
            imports: desk.map {
                WebFeatures.Imports(
                    desk: $0, exports: HistoryExport(records: stores.records, profiles: profiles, world: world))
            }, curation: settings.curation, overview: { _ in overview }, publicURL: settings.publicURL, world: world)
        gate = Gate(
            keys: parts.keys, sessions: SessionAuthenticator(sessions: sessions, publicURL: settings.publicURL),
            windows: windows, limits: settings.kodi.rates, world: world)
    }
}

/// Has one picture, and counts how often it was asked.
final class FakePictures: PictureSource {
    private let paths = Mutex<[String]>([])

    var asked: [String] { paths.withLock { $0 } }

    func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        paths.withLock { $0.append("\(size.rawValue) \(path)") }
        switch path {
        case "/good.jpg": return Picture(bytes: [0xff, 0xd8, 0xff], contentType: "image/jpeg")
        case "/down.jpg": throw PictureError.unavailable
        default: throw PictureError.notFound
        }
    }
}

/// An identity provider that vouches for one person.
struct FakeIdentityProvider: IdentityProvider {
    var person = ExternalPerson(
        issuer: "https://id.example/", subject: "auth0|1", email: "user@example.com", isEmailVerified: true,
        name: "Member", role: nil)
    var failure: IdentityProviderError?

    func signInURL(for attempt: ExternalAttempt, challenge: String) async throws -> String {
        if let failure { throw failure }
        return "https://id.example/authorize?state=\(attempt.state)&back=\(attempt.redirectURL)"
    }

    func person(code: String, attempt: ExternalAttempt) async throws -> ExternalPerson {
        if let failure { throw failure }
        return person
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ change: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let self { try await change(self) } else { nil }
    }
}

extension TestAnswer {
    /// The value that a cookie of this name was set to; nil when it was not.
    func cookie(_ name: String) -> String? {
        headers[values: .setCookie].first { $0.hasPrefix(name + "=") }.map { text in
            String(text.dropFirst(name.count + 1).prefix { $0 != ";" })
        }
    }
}
