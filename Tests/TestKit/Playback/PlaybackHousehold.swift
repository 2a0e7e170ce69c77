package import Accounts
package import Activity
import Basics
import Catalogue
package import Domain
import Foundation
import Host
import Jobs
import NIOPosix
import Storage
package import Streaming
import SurfaceKit
package import SurfacePlayback
import Testing

/// A household with a running Android surface over real stores and real, if short, files: Anna, Ben and an
/// administrator, films, a series, and one file that is gone.
package struct PlaybackHousehold: Sendable {
    package struct Settings: Sendable {
        package var hasMedia = true
        package var surface = PlaybackSurfaceSettings()
        package var playback = PlaybackSettings()
        package var surroundings = TestSurface.Surroundings()
        package var host = TestHost()
        /// Who is asked about titles; nil for nobody.
        package var provider: (any TitleProvider)?
        /// Where clips of an archive come from; nil for nowhere.
        package var clips: (any ClipSource)?

        package init(_ change: (inout Settings) -> Void = { _ in }) {
            change(&self)
        }
    }

    package static let password = "a good password"

    package let world: TestWorld
    package let stores: TestStores
    package let accounts: Accounts
    package let sessions: AppSessions
    package let profiles: Profiles
    package let playbacks: Playbacks
    package let anna: User
    package let ben: User
    package let admin: User
    /// By the title's name.
    package let titles: [String: TitleID]
    package let media: TestMediaFolder
    package let surface: TestSurface

    /// The video of this name. Fails the test when there is none.
    package func id(_ name: String) -> Int32 {
        guard let id = titles[name] else {
            Issue.record("there is no title \(name)")
            return 0
        }
        return id.rawValue
    }

    package static func with(
        _ settings: Settings = Settings(), _ body: @escaping @Sendable (PlaybackHousehold) async throws -> Void
    ) async throws {
        let world = TestWorld()
        let media = try TestMediaFolder()
        defer { media.remove() }
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let parts = Parts(settings, stores, world, media)
            let people = try await parts.invite()
            if settings.hasMedia { try await media.fill(stores.stores.media, world) }
            let titles = settings.hasMedia ? try await media.titles(in: stores) : [:]
            var surfaceSettings = settings.surface
            surfaceSettings.timeZone = surfaceSettings.timeZone ?? "UTC"
            surfaceSettings.version = "1.2.3"
            let surface = PlaybackSurface(parts.features(settings), settings: surfaceSettings)
            try await TestSurface.with(
                PlaybackSurface.area(basePath: surfaceSettings.basePath), keys: people.keys,
                in: settings.surroundings, mount: { surface.mount(on: $0) },
                { reached in
                    try await body(
                        PlaybackHousehold(
                            world: world, stores: stores, accounts: parts.accounts, sessions: parts.sessions,
                            profiles: parts.profiles, playbacks: parts.playbacks, anna: people.anna, ben: people.ben,
                            admin: people.admin, titles: titles, media: media, surface: reached))
                })
        }
    }

    /// Runs one scenario in a household of its own.
    package static func run(
        _ scenario: Scenario, _ settings: Settings = Settings(), snapshots: Snapshots? = nil
    ) async throws {
        try await with(settings) { try await $0.surface.run(scenario, snapshots: snapshots) }
    }

    /// Another session of somebody, as the caller `.app(name)`: a second device.
    package func signIn(_ user: User) async throws -> (cookie: String, token: String, session: SessionID) {
        let profile = try await profiles.standard(of: user.id)
        let begun = try await sessions.begin(
            for: user, client: AppClient(platform: "android", address: "192.0.2.10"), profile: profile.id)
        return (begun.token, begun.formToken, begun.session.id)
    }
}

extension PlaybackHousehold {
    /// The features behind the surface.
    struct Parts: Sendable {
        let accounts: Accounts
        let sessions: AppSessions
        let profiles: Profiles
        let playbacks: Playbacks
        private let stores: TestStores
        private let world: TestWorld
        private let windows = MemoryRateWindows()
        private let folder: String

        init(_ settings: Settings, _ stores: TestStores, _ world: TestWorld, _ media: TestMediaFolder) {
            self.stores = stores
            self.world = world
            folder = media.cache
            let (all, clock) = (stores.stores, world.world)
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock)
            accounts = Accounts(store: all.accounts, passwords: passwords, world: clock)
            sessions = AppSessions(store: all.sessions, world: clock)
            profiles = Profiles(
                store: all.profiles,
                pins: ProfilePINs(passwords: passwords, secrets: all.secrets, windows: windows, world: clock),
                settings: ProfileSettings(), world: clock)
            playbacks = Playbacks(store: all.playbacks, settings: settings.playback, world: clock)
        }

        func features(_ settings: Settings) -> PlaybackFeatures {
            let (all, clock) = (stores.stores, world.world)
            let (threads, hostThreads) = (NIOThreadPool.singleton, HostThreads(count: 2))
            let queue = JobQueue(store: all.jobs, world: clock)
            return PlaybackFeatures(
                people: PlaybackFeatures.People(
                    signIn: AppSignIn(accounts: accounts, windows: windows, world: clock), sessions: sessions,
                    windows: windows, audit: all.audit),
                profiles: profiles, watching: Watching(store: all.watching, world: clock),
                videos: Videos(store: all.videos),
                player: PlaybackFeatures.Player(
                    playbacks: playbacks, pulses: StreamPulses(playbacks: playbacks, world: clock),
                    tickets: Tickets(secrets: all.secrets, sessions: sessions, world: clock),
                    presence: FilePresence(threads: threads, world: clock),
                    subtitles: SubtitleDelivery(ffmpeg: nil, folder: folder + "/subtitles", threads: hostThreads),
                    pictures: ArtworkDelivery(
                        stores: (all.videos, all.catalogue), provider: nil, ffmpeg: nil, folder: folder + "/scaled",
                        threads: hostThreads),
                    files: MediaFiles(pool: threads), clips: { settings.clips }, threads: threads),
                administration: PlaybackFeatures.Administration(
                    media: MediaLibraries(store: all.media, queue: queue, world: clock),
                    updates: AppUpdates(
                        store: all.releases, folder: folder + "/apps", threads: threads, world: clock),
                    corrections: TitleCorrections(
                        titles: all.catalogue,
                        refreshing: TitleRefresh(store: all.enrichment, provider: settings.provider, world: clock),
                        enrichment: Enrichment(
                            catalogue: all.catalogue, store: all.enrichment, queue: queue, world: clock,
                            isConfigured: settings.provider != nil),
                        queueIndexing: {}),
                    host: settings.host),
                world: clock)
        }

        /// Makes the three accounts and signs each in; `app NAME` is the cookie, `token of NAME` what changes carry.
        func invite() async throws -> (anna: User, ben: User, admin: User, keys: [String: String]) {
            var keys: [String: String] = [:]
            var users: [User] = []
            for (name, role) in [("Anna", Role.user), ("Ben", .user), ("Admin", .admin)] {
                let user = try await accounts.add(
                    email: "\(name.lowercased())@example.com", name: name, role: role,
                    password: PlaybackHousehold.password)
                let profile = try await profiles.standard(of: user.id)
                let begun = try await sessions.begin(
                    for: user, client: AppClient(platform: "android", address: "192.0.2.10"), profile: profile.id)
                keys["app \(name.lowercased())"] = begun.token
                keys["token of \(name.lowercased())"] = begun.formToken
                users.append(user)
            }
            return (users[0], users[1], users[2], keys)
        }
    }
}

/// A machine that always says the same.
package struct TestHost: ServerHost {
    package var folders = ["/srv": ["films", "series"], "/srv/films": []]
    package var reports = HostReport()
    package var programs: [String: String?] = ["ffmpeg": "/usr/bin/ffmpeg", "ffprobe": nil]

    package init() {}

    package func isOpenFolder(_ path: String) async -> Bool { folders[path] != nil }
    package func subfolders(of path: String) async -> [String]? { folders[path] }
    package func report(disks: [String]) async -> HostReport { reports }
    package func tools() async -> [String: String?] { programs }
}
