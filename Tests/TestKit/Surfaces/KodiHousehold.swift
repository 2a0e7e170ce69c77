package import Accounts
import Activity
import Basics
import Catalogue
package import Domain
import Foundation
package import Library
import NIOPosix
import Storage
import Streaming
package import SurfaceKit
package import SurfaceKodi
import Testing

/// A household with a running Kodi surface over real stores: three accounts with a key and a session each, and a small
/// catalogue.
package struct KodiHousehold: Sendable {
    package struct Settings: Sendable {
        package var films = TestFilms.all
        /// What the member owns.
        package var owned: [String] = []
        /// Whether the index has read what is stored.
        package var isReady = true
        package var hasModel = true
        package var publicURL: String?
        package var scoredSimilar = KodiSettings.ScoredSimilar.auto
        package var addOn: AddOnFolder?
        package var rates = RateLimits(search: 60, detail: 120, test: 10)
        /// Instead of the real one.
        package var ownedSets: (any OwnedSetStore)?
        /// Instead of the real one.
        package var uploadStore: (any UploadStore)?
        /// A language model that reads queries.
        package var queryReader: (any QueryReader)?
        package var surroundings = TestSurface.Surroundings()

        var surface: KodiSettings { KodiSettings(publicURL: publicURL, scoredSimilar: scoredSimilar, addOn: addOn) }

        package init(_ change: (inout Settings) -> Void = { _ in }) {
            change(&self)
        }
    }

    package let world: TestWorld
    package let stores: TestStores
    package let accounts: Accounts
    package let tokens: AccessTokens
    package let keys: APIKeys
    package let pairing: Pairing
    package let library: OwnedLibrary
    package let embedder: ToyEmbedder
    package let people: People
    package let surface: TestSurface

    /// The accounts; their keys are the callers `.member`, `.guest` and `.admin`.
    package struct People: Sendable {
        package let member: User
        package let guest: User
        package let admin: User
        package let secrets: [String: String]

        /// Begins a session for everybody; the secrets with tokens under the names that `TestSurface` looks for.
        package func signedIn(by sessions: Sessions) async throws -> [String: String] {
            var secrets = secrets
            for (name, user) in [("member", member), ("guest", guest), ("admin", admin)] {
                let token = try await sessions.begin(for: user, device: "Mozilla/5.0 (X11; Linux) Firefox/140.0").token
                secrets["session of " + name] = token
                secrets["form of " + name] = try await sessions.verify(token)?.formToken
            }
            return secrets
        }
    }

    package static func with(
        _ settings: Settings = Settings(), _ body: @escaping @Sendable (KodiHousehold) async throws -> Void
    ) async throws {
        let world = TestWorld()
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let parts = try await Parts(settings, stores, world)
            let people = try await parts.invite()
            _ = try await parts.library.add(settings.owned.compactMap { IMDbID($0) }, to: people.member.id)
            let windows = MemoryRateWindows()
            let pairing = Pairing(
                store: stores.stores.accounts, secrets: stores.stores.secrets, windows: windows, world: world.world)
            var kodi = settings.surface
            kodi.subject = stores.stores.identities.subject
            let surface = KodiSurface(
                pairing: pairing, keys: parts.keys,
                library: KodiLibrary(
                    owned: parts.library, uploads: parts.uploads, statistics: parts.statistics,
                    now: world.world.now),
                search: parts.search, theatre: Self.theatre(stores, windows, world), settings: kodi)
            // Tokens of their own chance, so that the keys and codes of a test do not depend on them.
            let sessions = Sessions(
                store: stores.stores.sessions,
                world: World(now: world.world.now, randomBytes: TestWorld().world.randomBytes))
            let gate = Gate(
                keys: parts.keys, sessions: SessionAuthenticator(sessions: sessions, publicURL: settings.publicURL),
                windows: windows, limits: settings.rates, world: world.world)
            let secrets = try await people.signedIn(by: sessions)
            try await TestSurface.with(
                KodiSurface.area, keys: secrets, in: settings.surroundings,
                mount: { surface.mount(on: $0, behind: gate) },
                { reached in
                    try await body(
                        KodiHousehold(
                            world: world, stores: stores, accounts: parts.accounts, tokens: parts.tokens,
                            keys: parts.keys, pairing: pairing,
                            library: parts.library, embedder: parts.embedder, people: people, surface: reached))
                })
            await parts.words.close()
        }
    }

    private static func theatre(
        _ stores: TestStores, _ windows: any RateWindows, _ world: TestWorld
    ) -> KodiTheatre {
        let (all, clock) = (stores.stores, world.world)
        let sessions = AppSessions(store: all.sessions, world: clock)
        return KodiTheatre(
            profiles: Profiles(
                store: all.profiles,
                pins: ProfilePINs(
                    passwords: Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock),
                    secrets: all.secrets, windows: windows, world: clock),
                settings: ProfileSettings(), world: clock),
            watching: Watching(store: all.watching, world: clock), videos: Videos(store: all.videos),
            sessions: sessions,
            playbacks: Playbacks(store: all.playbacks, settings: PlaybackSettings(), world: clock),
            tickets: Tickets(secrets: all.secrets, sessions: sessions, world: clock),
            presence: FilePresence(threads: .singleton, world: clock))
    }

    /// Runs one scenario in a household of its own.
    package static func run(
        _ scenario: Scenario, _ settings: Settings = Settings(), snapshots: Snapshots? = nil
    ) async throws {
        try await with(settings) { try await $0.surface.run(scenario, snapshots: snapshots) }
    }

    /// Makes a code of these eight digits for the member.
    package func makeCode(_ digits: String, for user: User? = nil) async throws {
        world.prepare(digits.utf8.map { $0 - 48 })
        _ = try await pairing.makeCode(for: (user ?? people.member).id)
    }
}
