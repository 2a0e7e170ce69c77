import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Foundation
import Jobs
import SQL
import Storage
import Synchronisation
import Synchronization
import TestKit
import Testing

/// A running fake of a media server, the product's connector to it, and the jobs that take over what it has.
struct SyncBench: Sendable {
    let fake: FakeMediaServer
    let test: TestStores
    let world: TestWorld
    let parts: MediaServerParts
    private let orders: Orders

    var stores: Stores { test.stores }

    static func with(
        _ kind: MediaServerKind = .jellyfin, _ items: [FakeServerItem] = [], driver: TestDriver = .sqlite,
        _ body: @escaping @Sendable (SyncBench) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind, items)
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
                try await Self.with(fake, server, driver, body)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func with(
        _ fake: FakeMediaServer, _ server: any MediaServer, _ driver: TestDriver,
        _ body: @Sendable (SyncBench) async throws -> Void
    ) async throws {
        let world = TestWorld()
        let orders = Orders()
        try await TestStores.with(driver, world: world.world) { test async throws in
            let parts = MediaServerParts.test(
                test.stores, world.world, server: { server },
                queueIndexing: {
                    // As the database does, which takes no order from a task that is cancelled.
                    try Task.checkCancellation()
                    orders.add()
                })
            try await body(SyncBench(fake: fake, test: test, world: world, parts: parts, orders: orders))
        }
    }

    /// How often indexing was ordered.
    var indexings: Int { orders.count }

    /// Runs a job to its end and returns what it reported; throws what it failed with.
    @discardableResult
    func run<Job: JobType>(_ make: (MediaServerParts) -> Job) async throws -> JobProgressReport {
        try await run(make(parts))
    }

    func run<Job: JobType>(_ job: Job) async throws -> JobProgressReport {
        let reports = Reports()
        let context = JobContext(id: JobID(1), name: Job.name, world: world.world) { update in
            reports.put(update.report)
            return true
        }
        let parameters = try JSONDecoder().decode(Job.Parameters.self, from: Data("{}".utf8))
        do {
            try await job.run(parameters, context: context)
        } catch {
            try? await context.flush()
            throw error
        }
        try await context.flush()
        return try #require(reports.last)
    }

    /// The statements of some work that change something.
    func writes(_ work: () async throws -> Void) async rethrows -> [String] {
        try await StatementCounter.counting { try await work() }.1.statements.filter { text in
            ["INSERT", "UPDATE", "DELETE"].contains { text.hasPrefix($0) }
        }
    }

    /// The names of what lists show.
    func shown(_ kind: TitleKind = .movie, all: Bool = false) async throws -> [String] {
        var filter = BrowseFilter(kind)
        filter.showsHidden = all
        return try await stores.browse.page(filter, offset: 0, limit: 1_000).titles.map(\.metadata.title)
    }

    func titleID(_ name: String, _ kind: TitleKind = .movie) async throws -> TitleID {
        var filter = BrowseFilter(kind)
        filter.showsHidden = true
        let all = try await stores.browse.page(filter, offset: 0, limit: 1_000).titles
        return try #require(all.first { $0.metadata.title == name }).id
    }

    /// The films that a user of the media server watched, with the number of plays, by name.
    func films(of user: Int) async throws -> [String: Int] {
        guard let profile = try await profile(of: user) else { return [:] }
        let rows = try await stores.history.films(of: profile, order: .recent, offset: 0, limit: 1_000).rows
        let titles = try await stores.catalogue.titles(ids: rows.map(\.titleID))
        return Dictionary(zip(titles, rows).map { ($0.metadata.title, $1.playCount) }) { first, _ in first }
    }

    func account(of user: Int) async throws -> User? {
        let key = MediaServerKey(kind: fake.kind, id: try #require(MediaServerID(FakeMediaServer.serverID)))
        return try await stores.identities.user(issuer: key.description, subject: fake.userID(user))
    }

    func profile(of user: Int) async throws -> ProfileID? {
        guard let account = try await account(of: user) else { return nil }
        return try await stores.profiles.profiles(of: account.id, at: world.now).first?.id
    }
}

private final class Orders: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}

private final class Reports: Sendable {
    private let report = Mutex<JobProgressReport?>(nil)

    var last: JobProgressReport? { report.withLock { $0 } }

    func put(_ json: String?) {
        guard let new = json.flatMap({ JobProgressReport(json: $0) }) else { return }
        report.withLock { $0 = new }
    }
}

extension FakeServerItem {
    /// A film with a name, a year and ids.
    static func film(
        _ number: Int, _ name: String, year: Int? = nil, imdb: String? = nil, library: Int = 1
    ) -> FakeServerItem {
        FakeServerItem(.movie, number, name) { item in
            (item.year, item.imdb, item.library) = (year, imdb, library)
        }
    }
}

extension JobProgressReport {
    /// The lines that warn.
    var warnings: [String] { logs.filter { $0.level == .warn || $0.level == .error }.map(\.message) }
}
