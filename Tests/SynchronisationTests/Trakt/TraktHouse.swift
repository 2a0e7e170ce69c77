import Activity
import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Jobs
import Storage
import Synchronisation
import TestKit
import Testing

/// Two people beside a running fake of Trakt, over a real store and the product's connector, on a clock that the test
/// moves.
struct TraktHouse: Sendable {
    let fake: FakeTrakt
    let test: TestStores
    let clock: TestWorld
    let trakt: CurrentTrakt
    let ada: UserID
    let bob: UserID
    /// By name: `The Matrix`, `Breaking Bad`, and `Film 1` to `Film 4`. Trakt does not know the last one.
    let titles: [String: TitleID]
    let log = KeptLog()
    let features: Features

    /// Everything that one process has of Trakt.
    struct Features: Sendable {
        let connections: TraktConnections
        let links: TraktLinks
        let sync: TraktRatingSync
        let pusher: TraktPusher
        let job: SyncTraktRatings

        init(
            _ stores: Stores, _ world: World, _ log: KeptLog, key: UInt8 = 7, sleeper: Sleeper = .live,
            trakt: @escaping CurrentTrakt
        ) {
            let store = stores.trakt
            connections = TraktConnections(links: store, secrets: TestSealing(key: key))
            let tokens = TraktRefreshes(trakt: trakt, store: connections, now: world.now)
            let queue = JobQueue(store: stores.jobs, world: world)
            links = TraktLinks(
                store: store, connections: connections, trakt: trakt, world: world, sleeper: sleeper
            ) { user in
                try await queue.enqueueFirstTraktSync(of: user)
            }
            sync = TraktRatingSync(links: store, store: store, tokens: tokens, trakt: trakt, world: world)
            pusher = TraktPusher(store: store, tokens: tokens, trakt: trakt, world: world, logger: log.logger)
            job = SyncTraktRatings(links: store, sync: sync, trakt: trakt)
        }
    }

    var stores: Stores { test.stores }
    var ratings: Ratings { Ratings(store: stores.ratings, world: clock.world) }
    var links: TraktLinks { features.links }
    var sync: TraktRatingSync { features.sync }
    var pusher: TraktPusher { features.pusher }

    /// The features as another process, or one after a restart, would have them.
    func restarted(
        _ stores: Stores? = nil, key: UInt8 = 7, isConfigured: Bool = true, sleeper: Sleeper = .live
    ) -> Features {
        let current: CurrentTrakt = { isConfigured ? await trakt() : nil }
        return Features(stores ?? self.stores, clock.world, log, key: key, sleeper: sleeper, trakt: current)
    }

    static func with(
        _ driver: TestDriver = .sqlite, connects: Bool = true, _ body: @Sendable (TraktHouse) async throws -> Void
    ) async throws {
        let fake = FakeTrakt([.matrix, .breakingBad] + FakeTraktTitle.films(3))
        let client = OutgoingHTTP.makeClient()
        let clock = TestWorld()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                let remote = try remote(address, client, clock)
                try await TestStores.with(driver, world: clock.world) { test async throws in
                    let house = try await TraktHouse(fake, test, clock) { remote }
                    if connects { try await house.connect(house.ada, as: "ada") }
                    try await body(house)
                }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    /// Enough for an answer on a busy machine.
    private static let patience = 300.0

    private static func remote(_ address: String, _ client: HTTPClient, _ clock: TestWorld) throws -> RemoteTrakt {
        let settings = TraktSettings(
            clientID: FakeTrakt.clientID, clientSecret: FakeTrakt.clientSecret, redirectURI: FakeTrakt.redirectURI,
            baseURL: address, timeoutSeconds: patience, interactiveSeconds: patience)
        // Waits of the connector itself take no time; its own tests look at them.
        return RemoteTrakt(
            settings: try #require(settings), http: OutgoingHTTP(client: client),
            clock: OutgoingClock(now: { .now }, sleep: { _ in try Task.checkCancellation() }), now: clock.world.now)
    }

    private init(
        _ fake: FakeTrakt, _ test: TestStores, _ clock: TestWorld, trakt: @escaping CurrentTrakt
    ) async throws {
        (self.fake, self.test, self.clock, self.trakt) = (fake, test, clock, trakt)
        ada = try await test.account("ada@example.org")
        bob = try await test.account("bob@example.org")
        var drafts = (1...4).map {
            TitleDraft.film("Film \($0)", year: 2000, imdb: "tt\(2_000_000 + $0)", tmdb: 50_000 + $0)
        }
        drafts.append(.film("The Matrix", year: 1999, imdb: "tt0133093", tmdb: 603))
        drafts.append(
            TitleDraft(
                kind: .series, imdbID: IMDbID("tt0903747"), tmdbID: 1_396,
                metadata: TitleMetadata(title: "Breaking Bad")))
        _ = try await test.stores.catalogue.merge(drafts, from: .load)
        let changes = try await test.stores.catalogue.changes(since: 0, limit: 9)
        titles = Dictionary(uniqueKeysWithValues: changes.titles.map { ($0.metadata.title, $0.id) })
        features = Features(test.stores, clock.world, log, trakt: trakt)
    }
}

extension TraktHouse {
    func title(_ name: String) throws -> TitleID { try #require(titles[name]) }

    /// What the browser brings back of Trakt's page.
    func allow(_ user: UserID, as name: String) async throws -> (code: String, state: String) {
        let url = try await links.authorizeURL(for: user)
        let state = try #require(url.split(separator: "&").first { $0.hasPrefix("state=") }?.dropFirst(6))
        return (await fake.allow(name), String(state))
    }

    func connect(_ user: UserID, as name: String) async throws {
        let way = try await allow(user, as: name)
        _ = try await links.connect(user, code: way.code, state: way.state)
    }

    /// Somebody rates at Trakt; nil takes it back.
    func rateThere(_ trakt: Int, _ value: Int?, as name: String = "ada") async {
        let moment = clock.now.iso8601WithMilliseconds
        await fake.change { fake in
            fake.ratings[name, default: []].removeAll { $0.trakt == trakt }
            if let value { fake.ratings[name, default: []].append(FakeTrakt.Rating(trakt, value, moment)) }
            fake.ratedAtText = moment
        }
    }

    /// What Trakt has, by Trakt's number.
    func theirs(_ name: String = "ada") async -> [Int: Int] {
        let ratings = await fake.ratings[name] ?? []
        return Dictionary(ratings.map { ($0.trakt, $0.value) }) { first, _ in first }
    }

    func ours(_ name: String, of user: UserID? = nil) async throws -> Int? {
        try await stores.ratings.rating(of: try title(name), by: user ?? ada)?.value
    }

    func rate(_ name: String, _ value: Int?, by user: UserID? = nil) async throws {
        if let value {
            #expect(try await ratings.rate(try title(name), value, by: user ?? ada))
        } else {
            try await ratings.withdraw(try title(name), by: user ?? ada)
        }
    }

    /// Tells all that can be told now, a second apart.
    func pushAll(_ pusher: TraktPusher? = nil) async throws {
        while try await (pusher ?? self.pusher).pushOnce() { clock.advance(seconds: 1) }
    }

    /// How often a request of this line was sent.
    func count(_ line: String) async -> Int { await fake.seen.count { $0.line == line } }

    func standing(_ user: UserID? = nil) async throws -> TraktStanding {
        try await links.standing(of: user ?? ada)
    }
}

extension TestStores {
    fileprivate func account(_ email: String) async throws -> UserID {
        try await stores.accounts.addUser(
            NewUser(
                uuid: World.live.uuid(), email: email, name: email, role: .user, passwordHash: "", createdAt: .test(0))
        ).id
    }
}
