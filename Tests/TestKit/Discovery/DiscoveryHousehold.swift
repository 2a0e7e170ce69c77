package import Accounts
package import Activity
package import Administration
import Basics
package import Domain
import Foundation
package import Jobs
import Logging
import NIOPosix
import Recommendations
import Search
import Storage
import Streaming
package import SurfaceDiscovery
package import SurfaceKit
package import Synchronisation
import Testing

/// A household with a running discovery surface over real stores: Anna, who may take back what she watched, Ben, and an
/// administrator; films of the test catalogue with vectors, and a series with episodes.
package struct DiscoveryHousehold: Sendable {
    package static let password = "a good password"

    package let world: TestWorld
    package let stores: TestStores
    package let profiles: Profiles
    package let ratings: Ratings
    package let anna: User
    package let ben: User
    package let admin: User
    /// By the title's name.
    package let titles: [String: TitleID]
    /// The jobs that administrators see.
    package let roster: JobRoster
    /// Tells how their runs go on.
    package let follower: JobFollower
    package let settings: Settings
    /// Tells Trakt what people think.
    package let traktPusher: TraktPusher
    package let surface: TestSurface

    /// The title of this name. Fails the test when there is none.
    package func id(_ name: String) -> String {
        guard let id = titles[name] else {
            Issue.record("there is no title \(name)")
            return "0"
        }
        return id.description
    }

    /// With `jobTypes` there are workers for jobs of these types, and whoever follows a job is told.
    package static func with(
        hasTitles: Bool = true, hasModel: Bool = true, publicURL: String? = nil, mediaServer: (any MediaServer)? = nil,
        jobTypes: [any JobType] = [], settings surroundings: HouseholdSettings.Surroundings = .init(),
        _ body: @escaping @Sendable (DiscoveryHousehold) async throws -> Void
    ) async throws {
        let world = TestWorld()
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let kodi = try await KodiHousehold.Parts(
                KodiHousehold.Settings {
                    $0.hasModel = hasModel
                    if !hasTitles { $0.films = [] }
                }, stores, world)
            let parts = Parts(stores, world)
            let people = try await parts.invite()
            if hasTitles { try await parts.addSeries() }
            let changes = try await stores.stores.catalogue.changes(since: 0, limit: 1000)
            let titles = Dictionary(changes.titles.map { ($0.metadata.title, $0.id) }) { first, _ in first }
            var settings = DiscoverySettings()
            (settings.publicURL, settings.timeZone) = (publicURL, "UTC")
            let jobs = HouseholdJobs(jobTypes, stores, world)
            let choices = try HouseholdSettings(stores, world, surroundings, mediaServer)
            defer { choices.remove() }
            let trakt = HouseholdTrakt(stores, world, choices, surroundings)
            let reader = TasteReader.test(stores.stores, kodi.index, world.world)
            let recommendations = DiscoveryFeatures.Recommended.household(
                stores.stores, parts.profiles, reader, choices.settings, (surroundings.chatModel, world.world))
            let channels = Channels.test(
                stores.stores,
                Channels.TestSurroundings(
                    profiles: parts.profiles, search: kodi.search, reader: reader,
                    server: choices.current, model: surroundings.chatModel), world.world)
            let surface = DiscoverySurface(
                parts.features(search: kodi.search, mediaServer, jobs, choices, (trakt, recommendations, channels)),
                settings: settings)
            let working = jobs.work()
            defer { working.cancel() }
            try await TestSurface.with(
                DiscoverySurface.area, keys: people.keys, mount: { surface.mount(on: $0) },
                { reached in
                    try await body(
                        DiscoveryHousehold(
                            world: world, stores: stores, profiles: parts.profiles, ratings: parts.ratings,
                            anna: people.anna, ben: people.ben, admin: people.admin, titles: titles,
                            roster: jobs.roster, follower: jobs.follower, settings: choices.settings,
                            traktPusher: trakt.pusher, surface: reached))
                })
            working.cancel()
            await working.value
            await kodi.words.close()
        }
    }

    /// Says that somebody watched a title to its end now.
    package func watch(_ name: String, by user: User) async throws {
        guard let id = titles[name] else {
            Issue.record("there is no title \(name)")
            return
        }
        let watching = Watching(store: stores.stores.watching, world: world.world)
        _ = try await watching.mark(id, isWatched: true, by: profiles.standard(of: user.id).id)
        world.advance(seconds: 3600)
    }
}

extension DiscoveryHousehold {
    /// The features behind the surface.
    struct Parts: Sendable {
        let accounts: Accounts
        let sessions: Sessions
        let keys: APIKeys
        let profiles: Profiles
        let ratings: Ratings
        private let stores: TestStores
        private let world: TestWorld
        private let windows = MemoryRateWindows()

        init(_ stores: TestStores, _ world: TestWorld) {
            self.stores = stores
            self.world = world
            let (all, clock) = (stores.stores, world.world)
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock)
            accounts = Accounts(store: all.accounts, passwords: passwords, world: clock)
            sessions = Sessions(store: all.sessions, world: clock)
            keys = APIKeys(
                store: all.accounts, world: clock,
                tokens: AccessTokens(store: all.accounts, secrets: all.secrets, world: clock))
            profiles = Profiles(
                store: all.profiles,
                pins: ProfilePINs(passwords: passwords, secrets: all.secrets, windows: windows, world: clock),
                settings: ProfileSettings(), world: clock)
            ratings = Ratings(store: all.ratings, world: clock)
        }

        func features(
            search: TitleSearch, _ mediaServer: (any MediaServer)?, _ jobs: HouseholdJobs, _ choices: HouseholdSettings,
            _ more: (
                trakt: HouseholdTrakt, recommendations: DiscoveryFeatures.Recommended, channels: Channels
            )
        ) -> DiscoveryFeatures {
            let (all, clock) = (stores.stores, world.world)
            return DiscoveryFeatures(
                people: DiscoveryFeatures.People(
                    accounts: accounts, signIn: AppSignIn(accounts: accounts, windows: windows, world: clock),
                    sessions: sessions, keys: keys, identities: all.identities,
                    mediaServer: mediaServer.map { server in
                        MediaServerSignIn(
                            server: { server }, accounts: accounts, identities: all.identities, world: clock)
                    }),
                titles: DiscoveryFeatures.Titles(
                    store: all.browse, search: search,
                    tickets: Tickets(
                        secrets: all.secrets, sessions: AppSessions(store: all.sessions, world: clock), world: clock)),
                history: History(store: all.history, profiles: profiles, world: clock), ratings: ratings,
                database: DiscoveryFeatures.Database(
                    purge: Purge(store: all.purge, otherJobs: ["scan"], world: clock)),
                configuration: choices.configuration,
                jobs: DiscoveryFeatures.Jobs(
                    roster: jobs.roster, follower: jobs.follower, scheduler: jobs.scheduler),
                trakt: more.trakt.features,
                link: .household(all, profiles, choices, clock), recommendations: more.recommendations,
                channels: more.channels, world: clock)
        }

        /// Makes the three accounts and signs each in; `discovery NAME` is the cookie.
        func invite() async throws -> (anna: User, ben: User, admin: User, keys: [String: String]) {
            var keys: [String: String] = [:]
            var users: [User] = []
            for (name, role) in [("Anna", Role.user), ("Ben", .user), ("Admin", .admin)] {
                var user = try await accounts.add(
                    email: "\(name.lowercased())@example.com", name: name, role: role,
                    password: DiscoveryHousehold.password)
                if name == "Anna" {
                    var membership = user.membership
                    membership.managesHistory = true
                    try await accounts.setMembership(membership, displayName: nil, of: user.id)
                    user = try await accounts.user(id: user.id) ?? user
                }
                keys["discovery \(name.lowercased())"] = try await sessions.begin(for: user, device: "Firefox").token
                keys[name.lowercased()] = try await self.keys.make(label: "script", for: user.id)
                users.append(user)
            }
            return (users[0], users[1], users[2], keys)
        }

        /// Dark Harbour, with two seasons and a special.
        func addSeries() async throws {
            let library = try await stores.stores.media.addLibrary(
                name: "Series", kind: .series, folders: ["/nowhere/series"], at: world.now)
            var metadata = TitleMetadata(title: "Dark Harbour")
            (metadata.year, metadata.voteAverage, metadata.runtimeMinutes) = (2019, 7.6, 50)
            (metadata.genres, metadata.studios) = (["Drama"], ["Northern Television"])
            let draft = TitleDraft(kind: .series, imdbID: IMDbID("tt7000001"), tmdbID: 4711, metadata: metadata)
            var series = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .nfo, draft: draft)])
            series.episodes = [(0, 1), (1, 1), (1, 2), (2, 1)].map { season, number in
                let name = TitleMetadata(title: "Chapter \(season)-\(number)")
                let draft = TitleDraft(kind: .episode, imdbID: nil, tmdbID: nil, metadata: name)
                let facts = FileFacts(
                    sizeBytes: 1000, modifiedNanoseconds: 1, device: 1, inode: Int64(season * 10 + number))
                return ScannedEpisode(
                    known: nil, season: season, number: number, drafts: [SourcedDraft(source: .fileName, draft: draft)],
                    files: [
                        ScannedFile(
                            known: nil, path: FilePath("S\(season)E\(number).mkv"), facts: facts, digest: nil,
                            role: .feature(version: 0, label: nil, part: 0))
                    ])
            }
            _ = try await stores.stores.media.save([series], in: library.folders[0].id, at: world.now)
        }
    }
}
