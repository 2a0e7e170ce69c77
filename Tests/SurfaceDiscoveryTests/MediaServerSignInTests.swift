import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: signing in with an account of the media server")
struct MediaServerSignInTests {
    /// A household beside a running media server of that kind.
    private static func with(
        _ kind: MediaServerKind, _ test: @escaping @Sendable (DiscoveryHousehold, FakeMediaServer) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind)
        await fake.change { $0.users[0].isAdministrator = true }
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                let settings = try #require(
                    MediaServerSettings(
                        kind: kind, baseURL: address, key: FakeMediaServer.key, deviceID: "test"))
                let server = RemoteMediaServer(settings: settings, http: OutgoingHTTP(client: client))
                try await DiscoveryHousehold.with(hasTitles: false, mediaServer: server) { try await test($0, fake) }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func login(_ name: String, _ password: String) -> Scenario {
        Scenario(name, .post, "/api/auth/login", json: #"{"username": "\#(name)", "password": "\#(password)"}"#)
    }

    @Test(
        "the first time makes an account without recommendations, and the next finds it",
        arguments: MediaServerKind.allCases)
    func signsIn(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house, fake in
            let first = try await house.surface.run(Self.login("ada", "lovelace").answers(200)).json
            let user = try #require(first["user"])
            #expect(user["provider"] == .text(kind.rawValue) && user["username"] == .text("ada"))
            #expect(user["providerUserId"] == .text(fake.userID(11)))
            #expect(user["isAdmin"] == .bool(true) && user["isEnabled"] == .bool(false))
            let again = try await house.surface.run(Self.login("ADA", "lovelace").answers(200)).json
            #expect(again["user"]?["id"] == user["id"])
            let all = try await house.surface.run(
                Scenario("all", .get, "/api/users", as: .discovery("admin")).answers(200)
            ).json
            let rows = all["users"]?.list ?? []
            #expect(rows.count == 4)
            #expect(rows.count { $0["provider"] == .text(kind.rawValue) } == 1)
        }
    }

    @Test("a namesake at the media server keeps nobody out of an account of this server")
    func namesakes() async throws {
        try await Self.with(.jellyfin) { house, fake in
            await fake.change { $0.users[1].name = "Anna" }
            try await house.surface.run(Self.login("Anna", "").answers(400))
            await fake.change { $0.users[1].password = "another one" }
            try await house.surface.run(Self.login("Anna", "another one").answers(200))
            let seen = await fake.seen.count
            let local = try await house.surface.run(Self.login("anna", DiscoveryHousehold.password).answers(200)).json
            #expect(local["user"]?["provider"] == .text("local"))
            #expect(await fake.seen.count == seen, "the media server is not told of local passwords")
        }
    }

    @Test("the last administrator stays one, whatever the media server says")
    func lastAdministrator() async throws {
        try await Self.with(.jellyfin) { house, fake in
            try await house.surface.run(Self.login("ada", "lovelace").answers(200))
            try await house.stores.stores.accounts.setRole(.user, of: house.admin.id)
            await fake.change { $0.users[0].isAdministrator = false }
            let user = try await house.surface.run(Self.login("ada", "lovelace").answers(200)).json["user"]
            #expect(user?["isAdmin"] == .bool(true))
        }
    }

    @Test("a right that is taken at the media server is taken here")
    func roles() async throws {
        try await Self.with(.jellyfin) { house, fake in
            try await house.surface.run(Self.login("ada", "lovelace").answers(200))
            await fake.change { $0.users[0].isAdministrator = false }
            let user = try await house.surface.run(Self.login("ada", "lovelace").answers(200)).json["user"]
            #expect(user?["isAdmin"] == .bool(false))
        }
    }

    @Test("an account of this server comes first, and what neither knows is refused")
    func order() async throws {
        try await Self.with(.jellyfin) { house, fake in
            let local = try await house.surface.run(Self.login("Anna", DiscoveryHousehold.password).answers(200)).json
            #expect(local["user"]?["provider"] == .text("local"))
            #expect(await fake.seen.isEmpty, "the media server is not told of local passwords")
            try await house.surface.run(Self.login("ada", "wrong").answers(401))
            try await house.surface.run(Self.login("nobody", "wrong").answers(401))
            await fake.change { $0.users[0].isDisabled = true }
            try await house.surface.run(Self.login("ada", "lovelace").answers(401))
        }
    }

    @Test("an account that is disabled here stays out")
    func disabled() async throws {
        try await Self.with(.jellyfin) { house, _ in
            let user = try await house.surface.run(Self.login("ada", "lovelace").answers(200)).json["user"]
            let id = try #require(user?["id"]?.text.flatMap { Int32($0) })
            try await house.stores.stores.accounts.setActive(false, of: UserID(id))
            try await house.surface.run(Self.login("ada", "lovelace").answers(401))
        }
    }

    @Test("a media server that does not answer is told, and nobody is locked out by it")
    func down() async throws {
        try await Self.with(.jellyfin) { house, fake in
            await fake.answerAlways(Reply(503, ""))
            for _ in 0..<30 { try await house.surface.run(Self.login("ada", "lovelace").answers(503)) }
            try await house.surface.run(Self.login("Anna", DiscoveryHousehold.password).answers(200))
            await fake.answerAlways(nil)
            try await house.surface.run(Self.login("ada", "lovelace").answers(200))
        }
    }
}
