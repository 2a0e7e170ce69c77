import Accounts
import Activity
import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Host
import Jobs
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing

/// A running fake of a media server with two people, some films and a series, and the jobs that write libraries for it.
struct LibraryBench: Sendable {
    /// What a test changes while it goes on.
    final class Knobs: Sendable {
        private let state: Mutex<(settings: LibrarySettings, top: (films: [TitleID], series: [TitleID]))>

        init(_ settings: LibrarySettings) {
            state = Mutex((settings, ([], [])))
        }

        var settings: LibrarySettings {
            get { state.withLock { $0.settings } }
            set { state.withLock { $0.settings = newValue } }
        }

        var top: (films: [TitleID], series: [TitleID]) {
            get { state.withLock { $0.top } }
            set { state.withLock { $0.top = newValue } }
        }
    }

    private struct Top: TopTitles {
        let knobs: Knobs

        func films() async throws -> [TitleID] { knobs.top.films }
        func series() async throws -> [TitleID] { knobs.top.series }
    }

    let fake: FakeMediaServer
    let test: TestStores
    let world: TestWorld
    let tree: LibraryTree
    let knobs: Knobs
    let posters: TestPosters
    let libraries: PickLibraries
    let key: MediaServerKey

    var stores: Stores { test.stores }

    static func with(
        _ kind: MediaServerKind = .jellyfin, _ body: @escaping @Sendable (LibraryBench) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind, FakeServerItem.films(5))
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                let settings = try #require(
                    MediaServerSettings(
                        kind: kind, baseURL: address, key: FakeMediaServer.key, deviceID: "bench", timeoutSeconds: 300))
                // Nobody waits before asking again.
                let server = RemoteMediaServer(
                    settings: settings, http: OutgoingHTTP(client: client),
                    clock: OutgoingClock(now: { .now }, sleep: { _ in }))
                try await Self.with(fake, server, body)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func with(
        _ fake: FakeMediaServer, _ server: any MediaServer, _ body: @Sendable (LibraryBench) async throws -> Void
    ) async throws {
        let (world, tree) = (TestWorld(), try LibraryTree())
        defer { tree.remove() }
        try await TestStores.with(.sqlite, world: world.world) { test async throws in
            let bench = try LibraryBench(fake, server, test, world, tree)
            try await bench.fill()
            try await body(bench)
        }
    }

    private init(
        _ fake: FakeMediaServer, _ server: any MediaServer, _ test: TestStores, _ world: TestWorld, _ tree: LibraryTree
    ) throws {
        (self.fake, self.test, self.world, self.tree) = (fake, test, world, tree)
        key = MediaServerKey(kind: fake.kind, id: try #require(MediaServerID(FakeMediaServer.serverID)))
        let places = LibraryPlaces(root: tree.root + "/out", serverRoot: "/virtual")
        let (knobs, posters) = (Knobs(LibrarySettings(places: places)), TestPosters())
        (self.knobs, self.posters) = (knobs, posters)
        let (all, clock) = (test.stores, world.world)
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock)
        let profiles = Profiles(
            store: all.profiles,
            pins: ProfilePINs(
                passwords: passwords, secrets: all.secrets, windows: MemoryRateWindows(), world: clock),
            settings: ProfileSettings(), world: clock)
        libraries = PickLibraries(
            PickLibraries.Sources(
                picks: StoredPicks(store: all.recommendations, titles: all.browse, profiles: profiles),
                readers: all.recommendations, top: Top(knobs: knobs), titles: all.browse, videos: all.videos,
                accounts: Accounts(store: all.accounts, passwords: passwords, world: clock),
                identities: all.identities, personal: all.personalSettings),
            server: { server }, pictures: posters, ffmpeg: nil, threads: HostThreads(count: 2), world: clock,
            settings: { knobs.settings })
    }

    /// Films 1,000 to 1,004 and a series with three episodes, each with a path; everybody gets picks.
    private func fill() async throws {
        let told = ToldLibraries(
            [
                MediaServerLibrary(id: try id(1), name: "Films", kind: .films),
                MediaServerLibrary(id: try id(2), name: "Series", kind: .series),
            ], of: key)
        let known = try await stores.serverLibraries.takeOver(told, .enabledWhenFirst, at: world.now)
        let films = try #require(known.first { $0.kind == .movie })
        let shows = try #require(known.first { $0.kind == .series })
        _ = try await stores.serverTitles.save(
            try (0..<5).map { number in
                let draft = TitleDraft.film("Film \(number)", year: 2000 + number) { metadata in
                    metadata.overview = "About \(number)."
                    metadata.posterPath = number == 0 ? "/0.jpg" : nil
                }
                return ServerTitleDraft(
                    itemID: try id(1_000 + number), draft: draft, path: "/media/films/\(number).mkv")
            }, in: films.id)
        try await addSeries(in: shows.id)
        for user in [11, 12] { _ = try await account(user, getsPicks: true) }
    }

    private func addSeries(in library: ServerLibraryID) async throws {
        var draft = TitleDraft.film("Show", year: 2010)
        draft.kind = .series
        _ = try await stores.serverTitles.save(
            [ServerTitleDraft(itemID: try id(2_000), draft: draft, path: "/media/tv/Show")], in: library)
        let episodes = try [(1, 1), (1, 2), (2, 1)].map { season, number in
            var draft = TitleDraft.film("Part \(number)")
            draft.kind = .episode
            var episode = ServerEpisodeDraft(
                itemID: try id(2_000 + season * 10 + number), seriesID: try id(2_000), season: season, number: number,
                draft: draft)
            episode.path = "/media/tv/Show/Season \(season)/\(season)x\(number).mkv"
            return episode
        }
        _ = try await stores.serverTitles.save(episodes, in: library)
    }
}

extension LibraryBench {
    func id(_ number: Int) throws -> MediaServerID { try #require(MediaServerID(fake.id(number))) }

    func folder(of user: Int, _ kind: TitleKind = .movie) -> String {
        "out/\(kind == .series ? "aperture-tv" : "aperture")/\(fake.userID(user))"
    }

    @discardableResult
    func account(_ number: Int, getsPicks: Bool) async throws -> User {
        let name = try #require(await fake.users.first { $0.number == number }).name
        let id = try #require(MediaServerID(fake.userID(number)))
        let user = try await MediaServerAccounts(identities: stores.identities, world: world.world)
            .account(of: MediaServerUser(id: id, name: name), on: key)
        var membership = user.membership
        membership.getsPicks = getsPicks
        try await stores.accounts.setMembership(membership, displayName: nil, of: user.id, at: world.now)
        return user
    }

    func titles(_ kind: TitleKind = .movie) async throws -> [String: TitleID] {
        let page = try await stores.browse.page(BrowseFilter(kind), offset: 0, limit: 100)
        return Dictionary(page.titles.map { ($0.metadata.title, $0.id) }) { first, _ in first }
    }

    /// Stores what somebody is recommended, the best first.
    func recommend(_ names: String..., to number: Int, _ kind: TitleKind = .movie) async throws {
        let user = try await account(number, getsPicks: true)
        let titles = try await titles(kind)
        let run = try await stores.recommendations.begin(kind, of: user.id, cause: .scheduled, at: world.now)
        let candidates = try names.enumerated().map { place, name in
            NewCandidate(
                titleID: try #require(titles[name]), rank: place + 1, selectedRank: place + 1,
                scores: CandidateScores(final: 0.9, similarity: 0, novelty: 0, rating: 0, diversity: 0), evidence: [],
                explanation: "Why \(name).")
        }
        let outcome = RecommendationOutcome(candidateCount: 9, candidates: candidates, inputs: "{}")
        #expect(try await stores.recommendations.complete(run, outcome, at: world.now))
    }

    /// Runs a job to its end and returns what it reported last; throws what it failed with.
    @discardableResult
    func run<Job: JobType>(_ make: (PickLibraries) -> Job) async throws -> JobProgressReport
    where Job.Parameters == NoParameters {
        let reports = Mutex<JobProgressReport?>(nil)
        let context = JobContext(id: JobID(1), name: Job.name, world: world.world) { update in
            reports.withLock { $0 = update.report.flatMap { JobProgressReport(json: $0) } }
            return true
        }
        do {
            try await make(libraries).run(NoParameters(), context: context)
        } catch {
            try? await context.flush()
            throw error
        }
        try await context.flush()
        return try #require(reports.withLock { $0 })
    }

    /// The sentence with which a job fails.
    func failure<Job: JobType>(_ make: (PickLibraries) -> Job) async throws -> String
    where Job.Parameters == NoParameters {
        do {
            try await run(make)
            return ""
        } catch let failure as JobFailure {
            return failure.description
        }
    }
}
