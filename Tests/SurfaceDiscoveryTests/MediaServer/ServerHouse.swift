import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import Jobs
import Storage
import Synchronisation
import TestKit
import Testing

/// A household beside a running media server, whose jobs run when a test says so.
struct ServerHouse: Sendable {
    let house: DiscoveryHousehold
    let fake: FakeMediaServer
    let parts: MediaServerParts

    static func with(
        _ kind: MediaServerKind = .jellyfin, _ items: [FakeServerItem], hasTitles: Bool = false,
        _ test: @escaping @Sendable (ServerHouse) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind, items)
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                let settings = try #require(
                    MediaServerSettings(kind: kind, baseURL: address, key: FakeMediaServer.key, deviceID: "test"))
                let server = RemoteMediaServer(
                    settings: settings, http: OutgoingHTTP(client: client),
                    clock: OutgoingClock(now: { .now }, sleep: { _ in }))
                try await DiscoveryHousehold.with(hasTitles: hasTitles, mediaServer: server) { house in
                    let parts = MediaServerParts.test(
                        house.stores.stores, house.world.world, server: { server })
                    try await test(ServerHouse(house: house, fake: fake, parts: parts))
                }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    /// Runs the jobs of these names to their ends.
    func run(_ names: String...) async throws {
        for name in names {
            let job = try #require(parts.jobs.first { type(of: $0).name == name })
            try await Self.run(job)
        }
    }

    private static func run<Job: JobType>(_ job: Job) async throws {
        let context = JobContext(id: JobID(1), name: Job.name) { _ in true }
        try await job.run(try #require(Job.parameters(from: "{}")), context: context)
    }

    func get(_ path: String, as caller: String = "admin") async throws -> JSONValue {
        try await house.surface.run(Scenario(path, .get, path, as: .discovery(caller)).answers(200)).json
    }

    @discardableResult
    func delete(_ path: String, _ status: Int = 200) async throws -> JSONValue {
        try await house.surface.run(Scenario(path, .delete, path, as: .discovery("admin")).answers(status)).json
    }

    @discardableResult
    func patch(_ path: String, _ json: String, _ status: Int = 200) async throws -> JSONValue {
        try await house.surface.run(
            Scenario(path, .patch, path, as: .discovery("admin"), json: json).answers(status)
        ).json
    }

    /// Says that somebody here is this person of the media server.
    func bind(_ user: User, to number: Int) async throws {
        let server = try #require(MediaServerID(FakeMediaServer.serverID))
        try await house.stores.stores.identities.bind(
            issuer: MediaServerKey(kind: fake.kind, id: server).description, subject: fake.userID(number), to: user.id,
            at: house.world.now)
    }

    /// The id here of a person of the media server.
    func person(_ number: Int) async throws -> String {
        let rows = try await get("/api/users")["users"]?.list ?? []
        return try #require(rows.first { $0["provider_user_id"] == .text(fake.userID(number)) }?["id"]?.text)
    }

    /// The id here of a title in a list.
    func id(_ name: String, _ list: String = "movies") async throws -> String {
        let rows = try await get("/api/\(list)?showAll=true&pageSize=100")[list]?.list ?? []
        return try #require(rows.first { $0["title"] == .text(name) }?["id"]?.text)
    }

    static func names(_ answer: JSONValue, _ list: String) -> [String] {
        answer[list]?.list?.compactMap { $0["title"]?.text } ?? []
    }
}
