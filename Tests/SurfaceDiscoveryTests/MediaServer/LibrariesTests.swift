import Basics
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: libraries of the media server")
struct LibrariesTests {
    private static let path = "/api/settings/libraries"

    private static func sync(_ house: ServerHouse, _ status: Int = 200) async throws -> JSONValue {
        try await house.house.surface.run(
            Scenario("sync", .post, path + "/sync", as: .discovery("admin")).answers(status)
        ).json
    }

    private static func rows(_ answer: JSONValue) -> [JSONValue] { answer["libraries"]?.list ?? [] }

    @Test(
        "new libraries are switched off, switches stay, names follow, and vanished ones go",
        arguments: MediaServerKind.allCases)
    func lifecycle(_ kind: MediaServerKind) async throws {
        try await ServerHouse.with(kind, [.matrix]) { house async throws in
            #expect(Self.rows(try await house.get(Self.path)).isEmpty)
            let first = try await Self.sync(house)
            #expect(Self.rows(first).map { $0["name"] } == [.text("Films"), .text("Series")])
            #expect(Self.rows(first).map { $0["collectionType"] } == [.text("movies"), .text("tvshows")])
            #expect(Self.rows(first).allSatisfy { $0["isEnabled"] == .bool(false) })
            #expect(first["message"]?.text?.isEmpty == false)
            let film = house.fake.id(1)
            let on = try await house.patch("\(Self.path)/\(film)", #"{"isEnabled": true}"#)
            #expect(on["library"]?["providerLibraryId"] == .text(film) && on["library"]?["isEnabled"] == .bool(true))
            #expect(on["library"]?["createdAt"]?.text?.hasSuffix("Z") == true)
            await house.fake.change { fake in
                fake.libraries[0].name = "Movies"
                fake.libraries.removeLast(2)
            }
            let second = Self.rows(try await Self.sync(house))
            #expect(second.map { $0["name"] } == [.text("Movies")] && second[0]["isEnabled"] == .bool(true))
            #expect(Self.rows(try await house.get(Self.path)) == second)
        }
    }

    @Test("a library is also switched by this server's own id, and others are not there")
    func ids() async throws {
        try await ServerHouse.with(.jellyfin, []) { house async throws in
            let own = try #require(Self.rows(try await Self.sync(house)).first?["id"]?.text)
            let on = try await house.patch("\(Self.path)/\(own)", #"{"isEnabled": true}"#)
            #expect(on["library"]?["isEnabled"] == .bool(true))
            for other in ["999", "x", "%00", FakeMediaServer.guid(77)] {
                try await house.patch("\(Self.path)/\(other)", #"{"isEnabled": true}"#, 404)
            }
            for body in ["{}", #"{"isEnabled": 1}"#, #"{"isEnabled": null}"#, "[]", "x"] {
                try await house.patch("\(Self.path)/\(own)", body, 400)
            }
        }
    }

    @Test("titles of libraries that are switched off leave lists, genres and likenesses, and only these")
    func visibility() async throws {
        let items: [FakeServerItem] = [
            .matrix, FakeServerItem(.movie, 102, "Heat") { ($0.year, $0.genres) = (1995, ["Crime"]) },
        ]
        try await ServerHouse.with(.jellyfin, items, hasTitles: true) { house async throws in
            try await house.run("sync-movies")
            let before = ServerHouse.names(try await house.get("/api/movies?pageSize=100"), "movies")
            #expect(before.contains("The Matrix") && before.contains("Heat") && before.contains("Inception"))
            try await house.patch("\(Self.path)/\(house.fake.id(1))", #"{"isEnabled": false}"#)
            let after = try await house.get("/api/movies?pageSize=100")
            #expect(!ServerHouse.names(after, "movies").contains("Heat"))
            #expect(after["total"] == .int(ServerHouse.names(after, "movies").count))
            let all = try await house.get("/api/movies?pageSize=100&showAll=true")
            #expect(ServerHouse.names(all, "movies") == before)
            let found = try await house.get("/api/movies?search=heat")
            #expect(found["total"] == .int(0))
            let heat = try await house.id("Heat")
            #expect(try await house.get("/api/movies/\(heat)")["title"] == .text("Heat"))
            // A sample of this server is shown whatever the media server says.
            #expect(ServerHouse.names(after, "movies").contains("Inception"))
        }
    }

    @Test(
        "what the media server has is listed without being taken over, and what is known here is told",
        arguments: MediaServerKind.allCases)
    func available(_ kind: MediaServerKind) async throws {
        try await ServerHouse.with(kind, []) { house async throws in
            func rows(known: Bool) async throws {
                let answer = try await house.get(Self.path + "/available")
                #expect(answer["movieCount"] == .int(1) && answer["tvShowCount"] == .int(1))
                let expected: [JSONValue] = [("Films", 1, "movies"), ("Series", 2, "tvshows")].map { name, id, type in
                    .object([
                        "id": .text(house.fake.id(id)), "name": .text(name), "collectionType": .text(type),
                        "isKnown": .bool(known),
                    ])
                }
                #expect(Self.rows(answer) == expected)
            }
            try await rows(known: false)
            #expect(Self.rows(try await house.get(Self.path)).isEmpty)
            _ = try await Self.sync(house)
            try await rows(known: true)
        }
    }

    @Test("nothing is written for the media server at first")
    func written() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Scenario("written", .get, "/api/settings/strm-libraries", as: .discovery("admin"))
                    .answers(200, json: #"{"libraries": []}"#))
        }
    }

    @Test("written libraries tell whose they are, and those for everybody stand beside the settings of top picks")
    func writtenOnes() async throws {
        var around = HouseholdSettings.Surroundings()
        around.written = { withPeople in
            let moment = Instant.test(60)
            var all = WrittenLibrary(
                id: "top-picks/movies", kind: .movie, name: "What we watch", path: "/out/top-picks/movies",
                fileCount: 4, writtenAt: moment)
            (all.itemID, all.policyID) = (MediaServerID("77"), MediaServerID("901"))
            let unseen = WrittenLibrary(
                id: "top-picks/series", kind: .series, name: "Shows", path: "/out/top-picks/series", fileCount: 1,
                writtenAt: moment)
            var own = WrittenLibrary(
                id: "aperture-tv/x", kind: .series, name: "Anna's", path: "/out/aperture-tv/x", fileCount: 9,
                writtenAt: moment)
            own.owner = WrittenLibrary.Owner(id: UserID(1), name: "Anna")
            own.itemID = MediaServerID("78")
            return withPeople ? [own, unseen, all] : [unseen, all]
        }
        try await DiscoveryHousehold.with(hasTitles: false, settings: around) { house in
            let written = """
                {"libraries": [
                {"id": "aperture-tv/x", "userId": "1", "userName": "Anna", "name": "Anna's",
                "path": "/out/aperture-tv/x", "providerLibraryId": "78", "mediaType": "series", "fileCount": 9,
                "lastSyncedAt": "2023-11-14T22:14:20.000Z"},
                {"id": "top-picks/series", "userId": null, "userName": null, "name": "Shows",
                "path": "/out/top-picks/series", "providerLibraryId": null, "mediaType": "series", "fileCount": 1,
                "lastSyncedAt": "2023-11-14T22:14:20.000Z"},
                {"id": "top-picks/movies", "userId": null, "userName": null, "name": "What we watch",
                "path": "/out/top-picks/movies", "providerLibraryId": "77", "mediaType": "movies", "fileCount": 4,
                "lastSyncedAt": "2023-11-14T22:14:20.000Z"}]}
                """
            try await house.surface.run(
                Scenario("written", .get, "/api/settings/strm-libraries", as: .discovery("admin"))
                    .answers(200, json: written))
            let settings = try await house.surface.run(
                Scenario("settings", .get, "/api/settings/top-picks", as: .discovery("admin")).answers(200)
            ).json
            let shown = #"{"movies": {"id": "77", "guid": "901", "name": "What we watch"}, "series": null}"#
            #expect(try settings["libraries"] == JSONValue(parsing: shown))
        }
    }

    @Test("only administrators, and only with a media server that answers")
    func refusals() async throws {
        try await ServerHouse.with(.jellyfin, []) { house async throws in
            for (method, path) in [
                (HTTPRequest.Method.get, Self.path), (.post, Self.path + "/sync"), (.patch, Self.path + "/1"),
                (.get, Self.path + "/available"), (.get, "/api/settings/strm-libraries"),
            ] {
                try await house.house.surface.run(Scenario("nobody", method, path).answers(401))
                try await house.house.surface.run(
                    Scenario("anna", method, path, as: .discovery("anna")).answers(403))
            }
            await house.fake.answerAlways(Reply(503, ""))
            let failed = try await Self.sync(house, 502)
            #expect(failed["error"]?.text?.isEmpty == false)
            let available = Scenario("available", .get, Self.path + "/available", as: .discovery("admin"))
            #expect(try await house.house.surface.run(available.answers(502)).json == failed)
        }
        try await DiscoveryHousehold.with(hasTitles: false) { house async throws in
            let answer = try await house.surface.run(
                Scenario("sync", .post, Self.path + "/sync", as: .discovery("admin")).answers(409)
            ).json
            #expect(answer["error"]?.text?.isEmpty == false)
            let available = Scenario("available", .get, Self.path + "/available", as: .discovery("admin"))
            #expect(try await house.surface.run(available.answers(409)).json == answer)
            let known = try await house.surface.run(
                Scenario("list", .get, Self.path, as: .discovery("admin")).answers(200)
            ).json
            #expect(Self.rows(known).isEmpty)
        }
    }
}
