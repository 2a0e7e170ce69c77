import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Foundation
import TestKit
import Testing

@Suite("Calls of a media server")
struct MediaServerCallTests {
    @Test("Every call says who asks, in the header and never in the URL", arguments: MediaServerKind.allCases)
    func authorisation(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            _ = try await server.info()
            _ = try await server.films(in: try bench.id(1)).all()
            try await server.markUnplayed(try bench.id(101), of: try bench.user(11))
            let seen = await bench.fake.seen
            #expect(seen.count == 4)
            for request in seen {
                let value =
                    "MediaBrowser Token=\"\(FakeMediaServer.key)\", Client=\"Kinothek\", Device=\"Server\""
                    + ", DeviceId=\"bench%201\", Version=\"1.0\""
                #expect(request.headers["authorization"] == value)
                #expect(request.headers["x-emby-token"] == (kind == .emby ? FakeMediaServer.key : nil))
                #expect(request.headers["content-type"] == nil)
                #expect(!request.path.contains(FakeMediaServer.key))
                #expect(!request.query.values.contains { $0.contains(FakeMediaServer.key) })
            }
        }
    }

    @Test("The server says what it is", arguments: MediaServerKind.allCases)
    func info(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let info = try await bench.server().info()
            #expect(info.id.rawValue == FakeMediaServer.serverID)
            #expect(info.name == "Attic")
            #expect(info.version == (kind == .emby ? "4.9.0.42" : "12.0.0"))
            #expect(info.product == (kind == .emby ? nil : "Jellyfin Server"))
            await #expect(throws: MediaServerFailure.unauthorised) { try await bench.server(key: "nope").info() }
        }
    }

    @Test("Name and password give a user and a token", arguments: MediaServerKind.allCases)
    func signIn(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let session = try await bench.server().signIn(name: "ADA", password: "lovelace")
            #expect(session.user.id == (try bench.user(11)))
            #expect(session.user.name == "ada")
            #expect(session.serverID?.rawValue == FakeMediaServer.serverID)
            #expect(try await bench.server(key: session.token.rawValue).info().name == "Attic")
            let request = try #require(await bench.fake.seen.first)
            #expect(request.headers["authorization"]?.contains("Token") == false)
            #expect(request.headers["x-emby-token"] == nil)
            #expect(request.headers["content-type"] == "application/json")
        }
    }

    @Test("Each user signs in from a device of their own, always the same")
    func devices() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            let server = try bench.server()
            let first = try await server.signIn(name: "ada", password: "lovelace")
            let bob = try await server.signIn(name: "Bob", password: "")
            let second = try await server.signIn(name: "Ada", password: "lovelace")
            await #expect(throws: MediaServerFailure.unauthorised) {
                try await bench.server(key: first.token.rawValue).info()
            }
            _ = try await bench.server(key: bob.token.rawValue).info()
            _ = try await bench.server(key: second.token.rawValue).info()
            let devices = await bench.fake.seen.filter { $0.method == "POST" }.compactMap { request in
                request.headers["authorization"]?.split(separator: ",").first { $0.contains("DeviceId") }
            }
            try #require(devices.count == 3)
            #expect(devices[0] == devices[2] && devices[0] != devices[1])
        }
    }

    @Test("A wrong password is not a server that is down", arguments: MediaServerKind.allCases)
    func wrongPassword(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            for (name, password) in [("ada", "Lovelace"), ("ada", ""), ("eve", "x"), ("", "")] {
                await #expect(throws: MediaServerFailure.unauthorised) {
                    try await server.signIn(name: name, password: password)
                }
            }
            await bench.fake.change { $0.users[0].isDisabled = true }
            await #expect(throws: MediaServerFailure.forbidden) {
                try await server.signIn(name: "ada", password: "lovelace")
            }
            await bench.fake.answerAlways(Reply(503, ""))
            await #expect(throws: MediaServerFailure.server(status: 503)) {
                try await server.signIn(name: "ada", password: "lovelace")
            }
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("Users come with their rights", arguments: MediaServerKind.allCases)
    func users(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            await bench.fake.change { fake in
                fake.users[0].isAdministrator = true
                fake.users[1].isDisabled = true
                fake.users[1].parentalRatingMax = 13
                fake.users[1].libraries = [1]
            }
            let server = try bench.server()
            let users = try await server.users()
            #expect(users.map(\.name) == ["ada", "Bob"])
            #expect(users.map(\.isAdministrator) == [true, false])
            #expect(users.map(\.isDisabled) == [false, true])
            #expect(users.map(\.seesAllLibraries) == [true, false])
            #expect(users.map(\.parentalRatingMax) == [nil, 13])
            #expect(users[0].lastActiveAt?.iso8601 == "2026-03-01T20:15:30Z")
            #expect(users[0].imageTag == "face11")
            let films = try #require(try await server.libraries().first)
            #expect(users[1].libraries == [films.policyID])
            #expect(try await server.user(try bench.user(12)) == users[1])
            await #expect(throws: MediaServerFailure.notFound) { try await server.user(try bench.user(99)) }
        }
    }

    @Test("Libraries come with their ids and folders", arguments: MediaServerKind.allCases)
    func libraries(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let libraries = try await bench.server().libraries()
            #expect(libraries.map(\.name) == ["Films", "Series", "Old"])
            #expect(libraries.map(\.kind) == [.films, .series, .mixed])
            #expect(libraries.map(\.id) == (try [1, 2, 3].map(bench.id)))
            #expect(libraries[2].paths == ["/media/old", "/media/older"])
            #expect(libraries.allSatisfy { !$0.isScanning })
            #expect(libraries[0].optionsID.rawValue == (kind == .emby ? "901" : bench.fake.id(1)))
            #expect((libraries[0].policyID == libraries[0].id) == (kind == .jellyfin))
        }
    }

    @Test("Emby's lists are found where it documents them")
    func documentedLists() async throws {
        try await MediaServerBench.with(.emby) { bench async throws in
            await bench.fake.change { $0.isStrict = true }
            #expect(try await bench.server().users().count == 2)
            #expect(try await bench.server().libraries().count == 3)
            let lines = await bench.fake.seen.map(\.line)
            #expect(lines.contains("GET /Users/Query") && lines.contains("GET /Library/VirtualFolders/Query"))
        }
    }

    @Test("Pictures and pages have addresses without a key")
    func addresses() throws {
        let item = try #require(MediaServerID("A0000000-0000-0000-0000-000000000065"))
        let server = try #require(MediaServerID(FakeMediaServer.serverID))
        let table: [(MediaServerKind, String)] = [
            (.jellyfin, "#/details?id=\(item)&serverId=\(server)"), (.emby, "#!/item?id=\(item)&serverId=\(server)"),
        ]
        for (kind, page) in table {
            let settings = MediaServerSettings(kind: kind, baseURL: "https://tv.example/a//", key: "k", deviceID: "d")
            let remote = RemoteMediaServer(settings: try #require(settings), http: OutgoingHTTP(client: .shared))
            let picture = "https://tv.example/a/Items/a0000000000000000000000000000065/Images/Backdrop"
            #expect(
                remote.imageURL(of: item, .backdrop, tag: "a b", widthMax: 780)
                    == picture + "?tag=a%20b&maxWidth=780")
            #expect(remote.imageURL(of: item, .primary, tag: nil, widthMax: nil).hasSuffix("/Images/Primary"))
            #expect(remote.imageURL(ofUser: item, tag: "t").hasSuffix("/Users/\(item)/Images/Primary?tag=t"))
            #expect(remote.webURL(of: item, server: server) == "https://tv.example/a/web/index.html" + page)
        }
    }

    @Test(
        "Only plain addresses and keys are taken",
        arguments: [
            ("http://nas:8096", "k", true), ("https://tv.example/jellyfin/", " k\n", true), ("nas:8096", "k", false),
            ("ftp://nas", "k", false), ("http://", "k", false), ("http://u:p@nas", "k", false),
            ("http://nas?x=1", "k", false), ("http://nas#x", "k", false), ("http://nas", "a b", false),
            ("http://nas", "a\r\nX-Other: b", false), ("", "k", false),
        ])
    func settings(_ address: String, _ key: String, _ isGood: Bool) {
        let settings = MediaServerSettings(kind: .jellyfin, baseURL: address, key: key, deviceID: "d")
        #expect((settings != nil) == isGood)
    }

    @Test("Secrets do not show in texts")
    func secrets() throws {
        let token = MediaServerToken("hunter2")
        let settings = MediaServerSettings(kind: .emby, baseURL: "http://nas", key: "hunter2", deviceID: "d")
        var dumped = ""
        dump(try #require(settings), to: &dumped)
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), "\(try #require(settings))", dumped] {
            #expect(!text.contains("hunter2"))
        }
    }
}
