import Connectors
import Domain
import TestKit
import Testing

@Suite("Playlists of a media server")
struct MediaServerPlaylistTests {
    @Test("A playlist is made, found, read, renamed and removed", arguments: MediaServerKind.allCases)
    func life(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(5)) { bench async throws in
            let server = try bench.server()
            let user = try bench.user(11)
            let items = try [1_003, 1_001, 1_004].map(bench.id)
            let name = "Rain & \"shine\", 100%"
            let id = try await server.createPlaylist(MediaServerPlaylistDraft(userID: user, name: name, items: items))
            #expect(try await server.playlist(id, of: user) == MediaServerPlaylist(id: id, name: name))
            #expect(try await server.playlist(named: name, of: user)?.id == id)
            #expect(try await server.playlist(named: "Rain", of: user) == nil)
            let entries = try await server.entries(ofPlaylist: id, of: user)
            #expect(entries.map(\.itemID) == items)
            #expect(entries.map(\.name) == ["Film 00003", "Film 00001", "Film 00004"])
            #expect(entries.allSatisfy { ($0.entryID == $0.itemID) == (kind == .jellyfin) })
            try await server.renamePlaylist(id, of: user, to: "Sun")
            #expect(await bench.fake.playlistNames == ["Sun"])
            try await server.deletePlaylist(id, of: user)
            try await server.deletePlaylist(id, of: user)
            #expect(try await server.playlist(id, of: user) == nil)
            #expect(await bench.fake.playlistNames.isEmpty)
        }
    }

    @Test("Jellyfin reads a body and is told that the playlist is private; Emby reads the URL")
    func creation() async throws {
        for kind in MediaServerKind.allCases {
            try await MediaServerBench.with(kind, FakeServerItem.films(2)) { bench async throws in
                let draft = MediaServerPlaylistDraft(
                    userID: try bench.user(11), name: "A", items: [try bench.id(1_000)])
                let id = try await bench.server().createPlaylist(draft)
                let request = try #require(await bench.fake.seen.first)
                #expect(request.query.isEmpty == (kind == .jellyfin))
                #expect(request.body.isEmpty == (kind == .emby))
                #expect((request.headers["content-type"] == nil) == (kind == .emby))
                let number = try #require((5_000...5_010).first { (try? bench.id($0)) == id })
                #expect(await bench.fake.isPublic(number) == false)
            }
        }
    }

    @Test("Many items travel in portions", arguments: MediaServerKind.allCases)
    func portions(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(250)) { bench async throws in
            let server = try bench.server()
            let user = try bench.user(11)
            let items = try (1_000..<1_250).map(bench.id)
            let id = try await server.createPlaylist(MediaServerPlaylistDraft(userID: user, name: "A", items: items))
            #expect(try await server.entries(ofPlaylist: id, of: user).map(\.itemID) == items)
            let other = Array(items.reversed())
            try await server.replacePlaylist(id, of: user, with: other)
            #expect(try await server.entries(ofPlaylist: id, of: user).map(\.itemID) == other)
            let longest = await bench.fake.seen.flatMap { [$0.query["ids"], $0.query["entryids"]] }
                .compactMap { $0?.split(separator: ",").count }.max()
            #expect(longest == 100)
        }
    }

    @Test(
        "A playlist becomes exactly what is wanted, in order, whatever it held",
        arguments: [
            ([], [1]), ([1], []), ([1, 2, 3], [1, 2, 3]), ([1, 2, 3], [3, 2, 1]), ([1, 2, 3], [4, 2, 5]),
            ([1, 2], [1, 2, 3]), ([1, 2, 3], [2]), ([1, 1, 2], [1, 2]), ([3], [3, 3, 1]),
        ] as [([Int], [Int])])
    func replace(_ old: [Int], _ wanted: [Int]) async throws {
        for (kind, shares) in [(MediaServerKind.jellyfin, true), (.jellyfin, false), (.emby, false)] {
            try await MediaServerBench.with(kind, FakeServerItem.films(6)) { bench async throws in
                await bench.fake.change { $0.sharesEntryIDs = shares }
                let number = await bench.fake.addPlaylist("A", of: 11, old.map { 1_000 + $0 })
                let items = try wanted.map { try bench.id(1_000 + $0) }
                try await bench.server().replacePlaylist(try bench.id(number), of: try bench.user(11), with: items)
                var seen: Set<Int> = []
                let expected = wanted.filter { seen.insert($0).inserted }.map { 1_000 + $0 }
                #expect(await bench.fake.playlistItems(number) == expected)
            }
        }
    }

    @Test("A playlist that is right already is not touched", arguments: MediaServerKind.allCases)
    func untouched(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(3)) { bench async throws in
            let number = await bench.fake.addPlaylist("A", of: 11, [1_000, 1_002])
            let items = try [1_000, 1_002].map(bench.id)
            try await bench.server().replacePlaylist(try bench.id(number), of: try bench.user(11), with: items)
            try await bench.server().renamePlaylist(try bench.id(number), of: try bench.user(11), to: "A")
            #expect(await bench.fake.seen.allSatisfy { $0.method == "GET" })
        }
    }

    @Test("A change that fails leaves something in the playlist, and is not sent again")
    func failure() async throws {
        for kind in MediaServerKind.allCases {
            try await MediaServerBench.with(kind, FakeServerItem.films(6)) { bench async throws in
                let number = await bench.fake.addPlaylist("A", of: 11, [1_000, 1_001])
                let items = try [1_002, 1_001, 1_000].map(bench.id)
                let list = Reply(200, await bench.entriesJSON(number))
                await bench.fake.answerNext(list, Reply(503, ""))
                await #expect(throws: MediaServerFailure.server(status: 503)) {
                    try await bench.server().replacePlaylist(try bench.id(number), of: try bench.user(11), with: items)
                }
                #expect(await bench.fake.playlistItems(number) == [1_000, 1_001])
                #expect(await bench.fake.seen.count == 2)
                #expect(bench.clock.waits.isEmpty)
            }
        }
    }

    @Test("Only the owner's playlists are changed, and only playlists are playlists")
    func others() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            let server = try bench.server()
            let number = await bench.fake.addPlaylist("A", of: 12, [])
            await #expect(throws: MediaServerFailure.forbidden) {
                try await server.replacePlaylist(
                    try bench.id(number), of: try bench.user(11), with: [try bench.id(101)])
            }
            #expect(try await server.playlist(try bench.id(101), of: try bench.user(11)) == nil)
            try await server.deletePlaylist(try bench.id(101), of: try bench.user(11))
            #expect(await bench.fake.seen.allSatisfy { $0.line != "DELETE /Items/" + bench.fake.id(101) })
            await #expect(throws: MediaServerFailure.malformed) {
                try await server.renamePlaylist(try bench.id(101), of: try bench.user(11), to: "B")
            }
            await #expect(throws: MediaServerFailure.notFound) {
                try await server.entries(ofPlaylist: try bench.id(77), of: try bench.user(11))
            }
        }
    }
}

extension MediaServerBench {
    /// What the server says of a playlist's entries.
    fileprivate func entriesJSON(_ number: Int) async -> String {
        let entries = await fake.playlistItems(number).map { item in
            #"{"Id":"\#(fake.id(item))","PlaylistItemId":"\#(fake.id(item))","Type":"Movie","Name":"X"}"#
        }
        return #"{"Items":[\#(entries.joined(separator: ","))],"TotalRecordCount":\#(entries.count)}"#
    }
}
