import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: channels on the media server")
struct ChannelSyncTests {
    private static let items: [FakeServerItem] = [
        .matrix,
        FakeServerItem(.movie, 103, "Heat") { ($0.year, $0.genres, $0.communityRating) = (1995, ["Crime"], 8.0) },
        FakeServerItem(.movie, 104, "Ronin") { ($0.year, $0.genres, $0.communityRating) = (1998, ["Crime"], 7.0) },
    ]

    /// A household whose films are on the media server, and whose Anna is ada there.
    private static func with(
        _ kind: MediaServerKind = .jellyfin, hasTitles: Bool = false,
        _ test: @escaping @Sendable (ServerHouse) async throws -> Void
    ) async throws {
        try await ServerHouse.with(kind, items, hasTitles: hasTitles) { house async throws in
            try await house.run("sync-movies")
            try await house.bind(house.house.anna, to: 11)
            try await test(house)
        }
    }

    @Test("the first time fills and makes the playlist, later ones refill it", arguments: MediaServerKind.allCases)
    func repeated(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let id = try await house.house.makeChannel(#"{"name": "Crime", "genreFilters": ["Crime"]}"#)
            let first = try await house.house.channel(.post, "/\(id)/sync")
            let playlist = try #require(first["playlistId"]?.text)
            #expect(first["itemCount"] == .int(2) && first["message"]?.text?.isEmpty == false)
            #expect(await house.fake.playlistItems(of: playlist) == [103, 104])
            #expect(await house.fake.playlistNames == ["Crime"])
            let channel = try await house.house.channel(.get, "/\(id)")["channel"]
            #expect(channel?["playlist_id"] == .text(playlist) && channel?["last_generated_at"] != .null)
            for _ in 0..<2 {
                let again = try await house.house.channel(.post, "/\(id)/sync", as: "admin")
                #expect(again["playlistId"] == .text(playlist))
            }
            #expect(await house.fake.playlistItems(of: playlist) == [103, 104])
            let items = #"{"itemIds": ["\#(try await house.id("The Matrix"))"]}"#
            try await house.house.channel(.post, "/\(id)/items", items)
            try await house.house.channel(.post, "/\(id)/sync")
            #expect(await house.fake.playlistItems(of: playlist) == [103, 104, 101])
            let generated = try await house.house.channel(.post, "/\(id)/generate")
            #expect(generated["playlistId"] == .text(playlist))
            #expect(await house.fake.playlistItems(of: playlist) == [103, 104, 101], "generating tells nobody")
            try await house.house.channel(.post, "/\(id)/sync")
            #expect(await house.fake.playlistItems(of: playlist) == [103, 104])
        }
    }

    @Test("two at once make one playlist", arguments: MediaServerKind.allCases)
    func atOnce(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let id = try await house.house.makeChannel(#"{"name": "Crime", "genreFilters": ["Crime"]}"#)
            let playlists = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await house.house.channel(.post, "/\(id)/sync")["playlistId"] }
                }
                return try await group.reduce(into: Set<JSONValue?>()) { $0.insert($1) }
            }
            #expect(playlists.count == 1)
            #expect(await house.fake.playlistNames == ["Crime"])
        }
    }

    @Test(
        "a renamed channel renames its playlist, and one that was deleted by hand is made anew",
        arguments: MediaServerKind.allCases)
    func renamed(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let id = try await house.house.makeChannel(#"{"name": "Crime", "genreFilters": ["Crime"]}"#)
            let first = try await house.house.channel(.post, "/\(id)/sync")["playlistId"]
            try await house.house.channel(.put, "/\(id)", #"{"name": "Night work"}"#)
            #expect(try await house.house.channel(.post, "/\(id)/sync")["playlistId"] == first)
            #expect(await house.fake.playlistNames == ["Night work"])
            await house.fake.removePlaylists()
            let second = try await house.house.channel(.post, "/\(id)/sync")["playlistId"]
            #expect(second != first && second?.text?.isEmpty == false)
            #expect(await house.fake.playlistNames == ["Night work"])
            #expect(try await house.house.channel(.get, "/\(id)")["channel"]?["playlist_id"] == second)
        }
    }

    @Test("a playlist of the name is taken over, but not that of another channel")
    func names() async throws {
        try await Self.with { house async throws in
            let number = await house.fake.addPlaylist("Crime", of: 11, [101])
            let body = #"{"name": "Crime", "genreFilters": ["Crime"]}"#
            let (one, two) = (try await house.house.makeChannel(body), try await house.house.makeChannel(body))
            let first = try await house.house.channel(.post, "/\(one)/sync")["playlistId"]
            #expect(first == .text(house.fake.id(number)))
            #expect(await house.fake.playlistItems(number) == [103, 104])
            let second = try await house.house.channel(.post, "/\(two)/sync")["playlistId"]
            #expect(second != first)
            #expect(await house.fake.playlistNames == ["Crime", "Crime"])
        }
    }

    @Test("only films that the server has are in the playlist, and films by hand are not replaced")
    func missing() async throws {
        try await Self.with(hasTitles: true) { house async throws in
            let id = try await house.house.makeChannel()
            let (here, there) = (house.house.id("Silent"), try await house.id("Heat"))
            try await house.house.channel(.post, "/\(id)/items", #"{"itemIds": ["\#(here)", "\#(there)"]}"#)
            let answer = try await house.house.channel(.post, "/\(id)/sync")
            #expect(answer["itemCount"] == .int(1))
            #expect(await house.fake.playlistItems(of: answer["playlistId"]?.text ?? "") == [103])
            #expect(try await house.house.channelItems(id).count == 2)
        }
    }

    @Test("what is above the owner's limit is not in the playlist, whoever put it into the channel")
    func limited() async throws {
        let items = [
            FakeServerItem(.movie, 103, "Heat") { ($0.year, $0.certificate) = (1995, "R") },
            FakeServerItem(.movie, 104, "Ronin") { ($0.year, $0.certificate) = (1998, "PG") },
        ]
        try await ServerHouse.with(.jellyfin, items) { house async throws in
            try await house.run("sync-movies")
            try await house.bind(house.house.anna, to: 11)
            let id = try await house.house.makeChannel()
            let films = [try await house.id("Heat"), try await house.id("Ronin")].map { "\"\($0)\"" }
            let body = #"{"itemIds": [\#(films.joined(separator: ","))]}"#
            try await house.house.channel(.post, "/\(id)/items", body, as: "admin")
            let person = FollowedPerson(name: "Anna", parentalLimit: 12)
            let stores = house.house.stores.stores
            try await stores.identities.follow(person, as: house.house.anna.id, at: house.house.world.now)
            let answer = try await house.house.channel(.post, "/\(id)/sync", as: "admin")
            #expect(answer["itemCount"] == .int(1))
            #expect(await house.fake.playlistItems(of: answer["playlistId"]?.text ?? "") == [104])
        }
    }

    @Test("owners without an account there, and households without a media server, are 400")
    func withoutAccount() async throws {
        try await Self.with { house async throws in
            let id = try await house.house.makeChannel(as: "ben")
            let answer = try await house.house.channel(.post, "/\(id)/sync", as: "admin", answers: 400)
            #expect(answer["error"]?.text?.isEmpty == false)
        }
        try await DiscoveryHousehold.with { house in
            let id = try await house.makeChannel()
            try await house.channel(.post, "/\(id)/sync", answers: 400)
            #expect(try await house.channelItems(id).isEmpty)
        }
    }

    @Test("a media server that fails is 502, and everything can be repeated")
    func failing() async throws {
        try await Self.with { house async throws in
            let id = try await house.house.makeChannel(#"{"name": "Crime", "genreFilters": ["Crime"]}"#)
            await house.fake.answerAlways(Reply(503, ""))
            let refused = try await house.house.channel(.post, "/\(id)/sync", answers: 502)
            #expect(refused["error"]?.text?.isEmpty == false)
            #expect(try await house.house.channel(.get, "/\(id)")["channel"]?["playlist_id"] == .null)
            await house.fake.answerAlways(nil)
            try await house.house.channel(.post, "/\(id)/sync")
            await house.fake.answerAlways(Reply(500, ""))
            try await house.house.channel(.delete, "/\(id)?deletePlaylist=true", answers: 502)
            await house.fake.answerAlways(nil)
            #expect(await house.fake.playlistNames == ["Crime"])
            try await house.house.channel(.get, "/\(id)")
        }
    }

    @Test("a removed channel leaves its playlist, unless that is to go too")
    func removed() async throws {
        try await Self.with { house async throws in
            for (query, left) in [("", ["Crime"]), ("?deletePlaylist=false", ["Crime"]), ("?deletePlaylist=true", [])] {
                let id = try await house.house.makeChannel(#"{"name": "Crime", "genreFilters": ["Crime"]}"#)
                try await house.house.channel(.post, "/\(id)/sync")
                try await house.house.channel(.delete, "/\(id)\(query)")
                #expect(await house.fake.playlistNames == left)
            }
        }
    }
}
