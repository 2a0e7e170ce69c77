import Accounts
import Activity
import Basics
import Catalogue
import Domain
import Imports
import Jobs
import Storage
import TestKit
import Testing

/// Ann and Ben over real stores, with the features of imports and a clock that the test moves.
struct DeskBench: Sendable {
    let test: TestStores
    let clock: TestWorld
    let ann: User
    let ben: User
    /// Knows films; nil where only the catalogue does.
    let provider: (any TitleProvider)?
    let settings: ImportSettings
    /// How long is waited for what a provider knows of one film.
    let sleeper: Sleeper

    static func with(
        _ provider: (any TitleProvider)? = nil, driver: TestDriver = .sqlite,
        settings: ImportSettings = ImportSettings(), sleeper: Sleeper = .endless,
        _ body: (DeskBench) async throws -> Void
    ) async throws {
        let clock = TestWorld()
        try await TestStores.with(driver, world: clock.world) { test async throws in
            try await body(
                DeskBench(
                    test: test, clock: clock, ann: try await test.person("ann", clock),
                    ben: try await test.person("ben", clock), provider: provider, settings: settings, sleeper: sleeper))
        }
    }

    /// The same people after a restart, perhaps with another provider.
    func restarted(
        with provider: (any TitleProvider)?, _ body: (DeskBench) async throws -> Void
    ) async throws {
        try await test.reopened { test async throws in
            try await body(
                DeskBench(
                    test: test, clock: clock, ann: ann, ben: ben, provider: provider, settings: settings,
                    sleeper: sleeper))
        }
    }

    var stores: Stores { test.stores }
    var queue: JobQueue { JobQueue(store: stores.jobs, world: clock.world) }
    var ratings: Ratings { Ratings(store: stores.ratings, world: clock.world) }
    var rankings: Rankings { Rankings(store: stores.rankings, ratings: ratings, world: clock.world) }
    var export: HistoryExport { HistoryExport(records: stores.records, profiles: profiles, world: clock.world) }

    var profiles: Profiles {
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock.world)
        let pins = ProfilePINs(
            passwords: passwords, secrets: stores.secrets, windows: MemoryRateWindows(), world: clock.world)
        return Profiles(store: stores.profiles, pins: pins, settings: ProfileSettings(), world: clock.world)
    }

    var enrichment: Enrichment {
        Enrichment(
            catalogue: stores.catalogue, store: stores.enrichment, queue: queue, world: clock.world,
            isConfigured: provider != nil)
    }

    var matcher: FilmMatcher {
        FilmMatcher(
            names: stores.filmNames, provider: { [provider] in provider },
            sleeper: Sleeper { _ in try Task.checkCancellation() })
    }

    var desk: ImportDesk {
        ImportDesk(
            ImportDesk.Stores(
                imports: stores.imports, names: stores.filmNames, catalogue: stores.catalogue,
                audit: stores.audit),
            work: ImportDesk.Work(queue: queue, enrichment: enrichment, sleeper: sleeper), matcher: matcher,
            profiles: profiles, settings: settings, world: clock.world)
    }

    var shelf: FilmShelf {
        FilmShelf(
            imports: stores.imports, rankings: stores.rankings, matcher: matcher, enrichment: enrichment,
            world: clock.world)
    }
}

extension ImportDesk {
    /// Takes a file as a client of the interface brings it.
    func upload(
        _ history: ReadHistory, fileName: String?, for user: UserID, itemsMax: Int = ImportsLimits.itemsMax
    ) async throws -> ImportSession {
        try await finish(start(history, fileName: fileName, for: user), itemsMax: itemsMax)
    }
}

extension DeskBench {
    /// Uploads films as one file.
    func upload(_ films: [ImportedFilm], of source: ImportSource = .amazonPrime) async throws -> ImportSession {
        try await desk.upload(.of(films, source), fileName: "history.csv", for: ann.id)
    }

    func items(_ session: ImportSession) async throws -> [ImportItem] {
        try await desk.items(of: session, offset: 0, limit: 1_000)
    }

    /// What a session of Ann is now.
    func present(_ session: ImportSession) async throws -> ImportSession {
        try await desk.session(session.uuid, of: ann.id, states: [.matching, .review])
    }

    /// What somebody watched, by the film's name.
    func viewings(of user: User) async throws -> [String: [Instant]] {
        let profile = try await profiles.standard(of: user.id)
        let page = try await stores.records.viewings(of: profile.id, after: nil, limit: 1_000)
        return Dictionary(page.records.map { ($0.title.title, [$0.watchedAt]) }, uniquingKeysWith: +)
            .mapValues { $0.sorted() }
    }

    /// What somebody thinks, by the film's name.
    func opinions(of user: User) async throws -> [String: Int] {
        let page = try await stores.records.ratings(of: user.id, after: nil, limit: 1_000)
        return Dictionary(page.records.map { ($0.title.title, $0.value) }) { first, _ in first }
    }

    /// Adds a film to the catalogue, and what Ann thinks of it.
    @discardableResult
    func film(
        _ title: String, _ tmdb: Int, year: Int? = nil, rated value: Int? = nil, by user: User? = nil,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) async throws -> TitleID {
        _ = try await stores.catalogue.merge([.film(title, year: year, tmdb: tmdb, change)], from: .tmdb)
        let film = try #require(try await stores.rankings.film(tmdbID: tmdb))
        if let value { _ = try await ratings.rate(film.id, value, by: (user ?? ann).id) }
        return film.id
    }
}

extension ReadHistory {
    /// A file of films alone, one row each.
    static func of(_ films: [ImportedFilm], _ source: ImportSource = .amazonPrime) -> ReadHistory {
        var counts = ImportCounts()
        counts.totalEntries = films.count
        counts.filmRows = films.count
        return ReadHistory(source: source, counts: counts, films: films)
    }
}

extension ImportedFilm {
    /// A film that was watched.
    static func watched(_ title: String, year: Int? = nil, _ dates: Instant...) -> ImportedFilm {
        var film = ImportedFilm.named(title, year: year)
        film.watchDates = dates
        return film
    }
}

extension Sleeper {
    /// Waits until somebody gives it up.
    static let endless = Sleeper { _ in try await Task.sleep(for: .seconds(3_600)) }
    /// Has waited long enough already.
    static let impatient = Sleeper { _ in }
}

extension TestStores {
    fileprivate func person(_ name: String, _ clock: TestWorld) async throws -> User {
        try await stores.accounts.addUser(
            NewUser(
                uuid: clock.world.uuid(), email: "\(name)@example.org", name: name, role: .user, passwordHash: nil,
                createdAt: clock.now))
    }
}

/// TMDB with so many films that are called by their numbers, and cut off after some searches.
enum Numbered {
    static func films(_ count: Int) -> [ImportedFilm] {
        (1...count).map { .watched("Film \($0)", .test(Double(-$0))) }
    }

    /// Knows each film under its number; the server is killed at one of the searches.
    static func provider(killedAt killed: Int? = nil) -> ScriptedFilms {
        ScriptedFilms(search: { number, query in
            if number == killed { throw CancellationError() }
            guard let id = Int(query.title.dropFirst("Film ".count)) else { return [] }
            return [TitleCandidate(kind: .movie, tmdbID: id, metadata: TitleMetadata(title: query.title))]
        })
    }
}
