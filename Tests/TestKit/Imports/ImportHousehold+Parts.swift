import Accounts
import Activity
import Basics
import Catalogue
import Domain
import Imports
import Jobs
import Storage
import SurfaceImport
import SurfaceKit

extension ImportHousehold {
    /// The features behind the surface.
    struct Parts: Sendable {
        let accounts: Accounts
        let keys: APIKeys
        let profiles: Profiles
        let ratings: Ratings
        let desk: ImportDesk
        let rankings: Rankings
        let features: ImportFeatures

        /// The people of the household, and their keys under their names in lower case.
        struct People: Sendable {
            let anna: User
            let ben: User
            let keys: [String: String]
        }

        init(_ settings: Settings, _ stores: Stores, _ world: World) {
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world)
            let windows = MemoryRateWindows()
            accounts = Accounts(
                store: stores.accounts, passwords: passwords, world: world,
                sessions: Sessions(store: stores.sessions, world: world))
            let tokens = AccessTokens(store: stores.accounts, secrets: stores.secrets, world: world)
            keys = APIKeys(store: stores.accounts, world: world, tokens: tokens)
            profiles = Profiles(
                store: stores.profiles,
                pins: ProfilePINs(passwords: passwords, secrets: stores.secrets, windows: windows, world: world),
                settings: ProfileSettings(), world: world)
            ratings = Ratings(store: stores.ratings, world: world)
            rankings = Rankings(store: stores.rankings, ratings: ratings, world: world)
            let histories = Self.histories(settings, stores, (profiles, rankings), world)
            desk = histories.desk
            features = ImportFeatures(
                people: ImportFeatures.People(
                    keys: keys, tokens: tokens,
                    signIn: TokenSignIn(accounts: accounts, windows: windows, tokens: tokens, world: world),
                    registration: Registration(
                        accounts: accounts, policy: settings.registration, windows: windows, world: world),
                    profiles: AccountProfiles(accounts: stores.accounts, identities: stores.identities)),
                histories: histories.all, imageBaseURL: ImportHousehold.imageBaseURL, world: world)
        }

        private static func histories(
            _ settings: Settings, _ stores: Stores, _ people: (profiles: Profiles, rankings: Rankings), _ world: World
        ) -> (desk: ImportDesk, all: ImportFeatures.Histories) {
            let provider = settings.provider
            let matcher = FilmMatcher(names: stores.filmNames, provider: { provider }, sleeper: settings.sleeper)
            let queue = JobQueue(store: stores.jobs, world: world)
            let enrichment = Enrichment(
                catalogue: stores.catalogue, store: stores.enrichment, queue: queue, world: world,
                isConfigured: provider != nil)
            // Nobody ever waits in vain: an answer comes, or the test ends.
            let patient = Sleeper { _ in try await Task.sleep(for: .seconds(3_600)) }
            let desk = ImportDesk(
                ImportDesk.Stores(
                    imports: stores.imports, names: stores.filmNames, catalogue: stores.catalogue,
                    audit: stores.audit),
                work: ImportDesk.Work(queue: queue, enrichment: enrichment, sleeper: patient), matcher: matcher,
                profiles: people.profiles, settings: settings.imports, world: world)
            return (
                desk,
                ImportFeatures.Histories(
                    desk: desk,
                    shelf: FilmShelf(
                        imports: stores.imports, rankings: stores.rankings, matcher: matcher, enrichment: enrichment,
                        world: world),
                    rankings: people.rankings,
                    exports: HistoryExport(records: stores.records, profiles: people.profiles, world: world))
            )
        }

        func invite() async throws -> People {
            let anna = try await accounts.add(
                email: "anna@example.com", name: "Anna", role: .admin, password: ImportHousehold.password)
            let ben = try await accounts.add(
                email: "ben@example.com", name: "Ben", role: .user, password: ImportHousehold.password)
            var keys: [String: String] = [:]
            for (name, user) in [("anna", anna), ("ben", ben)] {
                keys[name] = try await self.keys.make(label: "script", for: user.id)
            }
            return People(anna: anna, ben: ben, keys: keys)
        }

        func serve(
            keys: [String: String], _ body: @escaping @Sendable (TestSurface) async throws -> Void
        ) async throws {
            let surface = ImportSurface(features)
            try await TestSurface.with(ImportSurface.area, keys: keys, mount: { surface.mount(on: $0) }, body)
        }
    }
}
