import Administration
import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: which media server is used")
struct MediaServerSettingsTests {
    private static func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as name: String = "admin"
    ) -> Scenario {
        Scenario(
            "\(method) \(path) \(json ?? "")", method, "/api/settings/media-server" + path, as: .discovery(name),
            json: json)
    }

    /// A household beside a running media server, which it does not use yet.
    private static func with(
        _ kind: MediaServerKind = .jellyfin,
        _ test: @escaping @Sendable (DiscoveryHousehold, FakeMediaServer, _ address: String) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind)
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                var around = HouseholdSettings.Surroundings()
                around.connect = { kind, url, key in
                    MediaServerSettings(kind: kind, baseURL: url, key: key, deviceID: "test")
                        .map { RemoteMediaServer(settings: $0, http: OutgoingHTTP(client: client)) }
                }
                try await DiscoveryHousehold.with(hasTitles: false, settings: around) { house in
                    try await test(house, fake, address)
                }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static let types = #"[{"id": "emby", "name": "Emby"}, {"id": "jellyfin", "name": "Jellyfin"}]"#

    @Test("nothing is set up at first, and people learn just that")
    func nothing() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.ask(.get, "", as: "anna").answers(
                    200,
                    json: #"""
                        {"baseUrl": "", "type": "jellyfin", "serverId": "", "serverName": "", "webClientUrl": "",
                        "isConfigured": false}
                        """#))
            try await house.surface.run(
                Self.ask(.get, "/config").answers(
                    200,
                    json: #"""
                        {"config": {"type": null, "baseUrl": null, "hasApiKey": false, "isConfigured": false},
                        "serverTypes": \#(Self.types)}
                        """#))
        }
    }

    @Test("what is stored is used at once, and the key is never told", arguments: MediaServerKind.allCases)
    func configured(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house, fake, address in
            let body =
                #"{"type": "\#(kind.rawValue)", "baseUrl": "\#(address)/", "apiKey": "\#(FakeMediaServer.key)"}"#
            let answer = try await house.surface.run(
                Self.ask(.patch, "/config", body).answers(200).expecting(noText: [FakeMediaServer.key]))
            let config = try answer.json["config"]
            #expect(
                try config
                    == JSONValue(
                        parsing: #"""
                            {"type": "\#(kind.rawValue)", "baseUrl": "\#(address)", "hasApiKey": true,
                            "isConfigured": true}
                            """#))
            let seen = try await house.surface.run(
                Self.ask(.get, "", as: "anna").answers(200).expecting(noText: [FakeMediaServer.key])
            ).json
            #expect(seen["isConfigured"] == .bool(true) && seen["type"] == .text(kind.rawValue))
            #expect(seen["serverName"]?.text?.isEmpty == false && seen["serverId"]?.text?.isEmpty == false)
            #expect(seen["webClientUrl"] == .text(address + "/web/index.html"))
            // The form sends the key empty when nobody typed one, and null to take it away.
            try await house.surface.run(Self.ask(.patch, "/config", #"{"apiKey": ""}"#).answers(200))
            #expect(house.settings.values.text(.mediaServerKey) == FakeMediaServer.key)
            let without = try await house.surface.run(
                Self.ask(.patch, "/config", #"{"apiKey": null}"#).answers(200)
            ).json
            #expect(without["config"]?["hasApiKey"] == .bool(false))
            #expect(without["config"]?["isConfigured"] == .bool(false))
        }
    }

    @Test("a media server that is down is no error")
    func down() async throws {
        try await Self.with { house, fake, address in
            await fake.answerAlways(Reply(503, ""))
            try await house.surface.run(
                Self.ask(.patch, "/config", #"{"baseUrl": "\#(address)", "apiKey": "\#(FakeMediaServer.key)"}"#)
                    .answers(200))
            let seen = try await house.surface.run(Self.ask(.get, "", as: "anna").answers(200)).json
            #expect(seen["serverId"] == .text("") && seen["serverName"] == .text(""))
            #expect(seen["baseUrl"] == .text(address) && seen["isConfigured"] == .bool(true))
            await fake.answerAlways(nil)
            house.world.advance(seconds: 10)
            let later = try await house.surface.run(Self.ask(.get, "", as: "anna").answers(200)).json
            #expect(later["serverName"] != .text(""))
        }
    }

    @Test(
        "what cannot be stored is told, and then nothing is",
        arguments: [
            #""type": "plex""#, #""type": 5"#, #""baseUrl": "nas:8096""#, #""baseUrl": "ftp://nas""#,
            #""baseUrl": 5"#, #""baseUrl": """#, #""baseUrl": "http://me:secret@nas""#, #""apiKey": 5"#,
        ])
    func refused(_ bad: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for body in [#"{"baseUrl": "http://nas", "type": "emby", \#(bad)}"#] {
                try await house.surface.run(Self.ask(.patch, "/config", body).answers(400))
            }
            #expect(house.settings.values.text(.mediaServerURL) == nil)
            #expect(house.settings.values.origin(of: .mediaServerType) == .standard)
        }
    }

    @Test("another address does not get the key of the former one")
    func movedAway() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.ask(.patch, "/config", #"{"baseUrl": "http://nas:8096", "apiKey": "0123456789"}"#).answers(200))
            let moved = try await house.surface.run(
                Self.ask(.patch, "/config", #"{"baseUrl": "http://evil.example"}"#).answers(200)
            ).json
            #expect(moved["config"]?["hasApiKey"] == .bool(false))
            #expect(house.settings.values.text(.mediaServerKey) == nil)
        }
    }
}

// Trying a media server.
extension MediaServerSettingsTests {
    @Test("a server is tried without being stored", arguments: MediaServerKind.allCases)
    func test(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house, fake, address in
            let good = #"{"type": "\#(kind.rawValue)", "baseUrl": "\#(address)", "apiKey": "\#(FakeMediaServer.key)"}"#
            let answer = try await house.surface.run(Self.ask(.post, "/test", good).answers(200)).json
            #expect(answer["success"] == .bool(true) && answer["serverName"]?.text?.isEmpty == false)
            #expect(answer["error"] == nil)
            let bad = #"{"type": "\#(kind.rawValue)", "baseUrl": "\#(address)", "apiKey": "wrong"}"#
            let refused = try await house.surface.run(Self.ask(.post, "/test", bad).answers(200)).json
            #expect(refused["success"] == .bool(false) && refused["error"]?.text?.isEmpty == false)
            #expect(refused["serverName"] == nil)
            #expect(house.settings.values.text(.mediaServerURL) == nil)
        }
    }

    @Test("what is missing is told, and an unknown type")
    func incomplete() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for body in [
                "{}", #"{"type": "emby", "baseUrl": "http://nas"}"#, #"{"type": "emby", "apiKey": "k"}"#,
                #"{"baseUrl": "http://nas", "apiKey": "k"}"#,
                #"{"type": "plex", "baseUrl": "http://n", "apiKey": "k"}"#,
                #"{"type": "emby", "baseUrl": "nas", "apiKey": "k"}"#, #"{"type": 5, "baseUrl": "http://n"}"#,
                #"{"type": "emby", "baseUrl": "http://nas", "apiKey": ""}"#, #"{"useSavedCredentials": true}"#,
                #"{"type": "emby", "baseUrl": "http://nas", "apiKey": "k", "useSavedCredentials": "yes"}"#,
            ] {
                try await house.surface.run(Self.ask(.post, "/test", body).answers(400))
            }
        }
    }

    @Test("the saved key goes to the saved address only")
    func savedKey() async throws {
        try await Self.with { house, fake, address in
            try await house.surface.run(
                Self.ask(.patch, "/config", #"{"baseUrl": "\#(address)", "apiKey": "\#(FakeMediaServer.key)"}"#)
                    .answers(200))
            for body in [
                #"{"useSavedCredentials": true}"#, #"{"useSavedCredentials": true, "baseUrl": "\#(address)/"}"#,
            ] {
                let answer = try await house.surface.run(Self.ask(.post, "/test", body).answers(200)).json
                #expect(answer["success"] == .bool(true), "\(body)")
            }
            let other = FakeMediaServer(.jellyfin)
            try await other.serve { elsewhere in
                try await house.surface.run(
                    Self.ask(.post, "/test", #"{"useSavedCredentials": true, "baseUrl": "\#(elsewhere)"}"#)
                        .answers(400))
                #expect(await other.seen.isEmpty, "nothing was sent there")
            }
            try await house.surface.run(Self.ask(.post, "/test", #"{"baseUrl": "\#(address)"}"#).answers(400))
        }
    }
}
