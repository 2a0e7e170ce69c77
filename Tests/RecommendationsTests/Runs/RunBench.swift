import Accounts
import Activity
import Basics
import Domain
import Foundation
import Jobs
import NIOPosix
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing
import VectorIndex

/// A recommender over real stores, with a shelf of films of four kinds whose vectors say what they are about.
struct RunBench: Sendable {
    let world: TestWorld
    let test: TestStores
    let profiles: Profiles
    let accounts: Accounts
    let anna: User
    let knobs: Knobs
    let reader: TasteReader
    let runner: RecommendationRunner
    /// By the title's name.
    let titles: [String: TitleID]

    var stores: Stores { test.stores }

    /// What a test changes while it goes on.
    final class Knobs: Sendable {
        private let state = Mutex((settings: RecommendationSettings(), vectors: CurrentVectors?.none))
        let sources = TroubledSources.Trouble()
        /// How the model of titles is learned.
        let learning: ItemModelSettings

        init(_ learning: ItemModelSettings = ItemModelSettings()) {
            self.learning = learning
        }

        var settings: RecommendationSettings {
            get { state.withLock { $0.settings } }
            set { state.withLock { $0.settings = newValue } }
        }

        var vectors: CurrentVectors? {
            get { state.withLock { $0.vectors } }
            set { state.withLock { $0.vectors = newValue } }
        }
    }

    static func with(
        _ driver: TestDriver = .sqlite, films: [TitleDraft] = RunFilms.all, chat: @escaping CurrentChatModel = { nil },
        sleeper: Sleeper = .live, learning: ItemModelSettings = ItemModelSettings(),
        _ body: (RunBench) async throws -> Void
    ) async throws {
        let world = TestWorld()
        try await TestStores.with(driver, world: world.world) { test in
            if !films.isEmpty { _ = try await test.stores.catalogue.merge(films, from: .load) }
            try await body(RunBench(test, world, Knobs(learning), chat, sleeper))
        }
    }

    init(
        _ test: TestStores, _ world: TestWorld, _ knobs: Knobs, _ chat: @escaping CurrentChatModel, _ sleeper: Sleeper
    ) async throws {
        (self.test, self.world, self.knobs) = (test, world, knobs)
        let (all, clock) = (test.stores, world.world)
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock)
        accounts = Accounts(store: all.accounts, passwords: passwords, world: clock)
        profiles = Profiles(
            store: all.profiles,
            pins: ProfilePINs(
                passwords: passwords, secrets: all.secrets, windows: MemoryRateWindows(), world: clock),
            settings: ProfileSettings(), world: clock)
        let known = try await all.accounts.users().first { $0.name == "Anna" }
        anna =
            if let known { known } else {
                try await accounts.add(email: "anna@example.com", name: "Anna", role: .user, password: nil)
            }
        let films = try await all.catalogue.changes(since: 0, limit: 1000).titles
        titles = Dictionary(films.map { ($0.metadata.title, $0.id) }) { first, _ in first }
        if knobs.vectors == nil { knobs.vectors = try Self.vectors(of: films, model: "test:words") }
        reader = TasteReader(
            sources: TroubledSources(of: all.tasteSources, knobs.sources), taste: all.tastes,
            vectors: { knobs.vectors }, threads: .singleton, world: clock)
        var inputs = RecommendationRunner.TestSurroundings(reader: reader, profiles: profiles)
        (inputs.settings, inputs.learning) = ({ knobs.settings }, knobs.learning)
        (inputs.model, inputs.sleeper) = (chat, sleeper)
        runner = RecommendationRunner.test(all, inputs, clock)
    }

    /// One vector for each film that has a story, of as many numbers as the model gives.
    static func vectors(of titles: [Title], model: String, dimension: Int = 256) throws -> CurrentVectors {
        let (index, embedder) = (try FacetIndex(dimension: dimension), ToyEmbedder())
        try index.apply(
            titles.compactMap { title in
                title.metadata.overview.map { story in
                    .put(
                        key: Int64(title.id.rawValue),
                        facets: [Array(embedder.vector(of: story).prefix(dimension)), nil, nil, nil])
                }
            })
        return CurrentVectors(index: index, model: model)
    }
}

extension RunBench {
    func id(_ name: String) throws -> TitleID { try #require(titles[name], "there is no title \(name)") }

    func add(_ name: String) async throws -> User {
        try await accounts.add(email: "\(name.lowercased())@example.com", name: name, role: .user, password: nil)
    }

    func watch(_ names: String..., by user: User? = nil) async throws {
        let watching = Watching(store: stores.watching, world: world.world)
        let profile = try await profiles.standard(of: (user ?? anna).id).id
        for name in names {
            #expect(try await watching.mark(id(name), isWatched: true, by: profile))
            world.advance(seconds: 3600)
        }
    }

    /// Leaves a film after so many minutes.
    func begin(_ name: String, minutes: Int) async throws {
        let report = WatchReport(at: world.now, position: minutes * 60, mark: minutes < 50 ? .early : .middle)
        let profile = try await profiles.standard(of: anna.id).id
        #expect(
            try await stores.watching.report(report, of: id(name), by: profile, source: .playback, device: nil))
    }

    func rate(_ ratings: [String: Int], by user: User? = nil) async throws {
        let opinions = Ratings(store: stores.ratings, world: world.world)
        for (name, value) in ratings.sorted(by: { $0.key < $1.key }) {
            #expect(try await opinions.rate(id(name), value, by: (user ?? anna).id))
        }
    }

    func choose(_ change: @Sendable @escaping (inout PersonalSettings) -> Void) async throws {
        _ = try await stores.personalSettings.change(of: anna.id, at: world.now, change)
    }

    /// A run of films for Anna.
    @discardableResult
    func run(_ kind: TitleKind = .movie) async throws -> RecommendationRun {
        try await runner.run(kind, for: anna.id, cause: .manual)
    }

    /// What a run selected, in order.
    func selected(in run: RecommendationRun) async throws -> [StoredCandidate] {
        try await stores.recommendations.selected(in: run.id)
    }

    /// The names of what a new run selects, in order.
    func picks() async throws -> [String] { try await names(in: run()) }

    func names(in run: RecommendationRun) async throws -> [String] {
        let names = Dictionary(titles.map { ($0.value, $0.key) }) { first, _ in first }
        return try await selected(in: run).compactMap { names[$0.titleID] }
    }

    /// Runs a job to its end and returns what it reported last; throws what it failed with.
    @discardableResult
    func work<Job: JobType>(_ job: Job) async throws -> JobProgressReport where Job.Parameters == NoParameters {
        let reports = Mutex<JobProgressReport?>(nil)
        let context = JobContext(id: JobID(1), name: Job.name, world: world.world) { update in
            if let report = update.report.flatMap({ JobProgressReport(json: $0) }) { reports.withLock { $0 = report } }
            return true
        }
        do {
            try await job.run(NoParameters(), context: context)
        } catch {
            try? await context.flush()
            throw error
        }
        try await context.flush()
        return try #require(reports.withLock { $0 })
    }
}
