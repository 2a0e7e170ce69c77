import Connectors
import Domain
import TestKit
import Testing

@Suite("Libraries and collections that are made at a media server")
struct MediaServerLibraryTests {
    @Test("A library is made by name, type and folder in the URL, and found again", arguments: MediaServerKind.allCases)
    func creation(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            let name = "Ada's picks & more, 100%"
            let draft = MediaServerLibraryDraft(name: name + " ", kind: .films, path: "/virtual/aperture/ada's one")
            let made = try await server.createLibrary(draft)
            #expect(made.name == name)
            #expect(made.kind == .films)
            #expect(made.paths == [draft.path])
            #expect(try await server.libraries().last == made)
            let request = try #require(await bench.fake.seen.first)
            #expect(request.line == "POST /Library/VirtualFolders")
            #expect(request.query["collectiontype"] == "movies")
            #expect(request.query["paths"] == draft.path)
            #expect(request.body.isEmpty && request.headers["content-type"] == nil)
            let series = try await server.createLibrary(
                MediaServerLibraryDraft(name: "S", kind: .series, path: "/virtual/tv"))
            #expect(series.kind == .series)
        }
    }

    @Test("A folder with a comma in its name is one folder", arguments: MediaServerKind.allCases)
    func comma(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let draft = MediaServerLibraryDraft(name: "A", kind: .films, path: "/virtual, all/a")
            #expect(try await bench.server().createLibrary(draft).paths == [draft.path])
            #expect(await bench.fake.seen.first?.query["paths"] == nil)
        }
    }

    @Test("The server may list a new library some time later, but not never")
    func late() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            await bench.fake.change { $0.listsLate = 3 }
            let draft = MediaServerLibraryDraft(name: "A", kind: .films, path: "/a")
            #expect(try await bench.server().createLibrary(draft).name == "A")
            #expect(bench.clock.waits.count == 3)
            await bench.fake.change { $0.listsLate = 1_000 }
            await #expect(throws: MediaServerFailure.notFound) {
                try await bench.server().createLibrary(MediaServerLibraryDraft(name: "B", kind: .films, path: "/b"))
            }
            #expect(await bench.fake.seen.count { $0.method == "POST" } == 2)
        }
    }

    @Test("A library is looked at again as a whole", arguments: MediaServerKind.allCases)
    func refresh(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            try await bench.server().refresh(try bench.id(2))
            #expect(await bench.fake.refreshed == [2])
            #expect(await bench.fake.seen.first?.query["recursive"] == "true")
            await #expect(throws: MediaServerFailure.notFound) { try await bench.server().refresh(try bench.id(77)) }
        }
    }

    @Test("Who is let in keeps every other right", arguments: MediaServerKind.allCases)
    func admission(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            await bench.fake.change { fake in
                fake.users[0].isAdministrator = true
                fake.users[0].parentalRatingMax = 13
                fake.users[0].libraries = [1]
            }
            let server = try bench.server()
            let libraries = try await server.libraries()
            let ada = try bench.user(11)
            #expect(try await server.admit(ada, to: libraries[1]))
            let user = try await server.user(ada)
            #expect(user.libraries == [libraries[0].policyID, libraries[1].policyID])
            #expect(user.isAdministrator && user.parentalRatingMax == 13 && !user.seesAllLibraries)
            #expect(try await !server.admit(ada, to: libraries[1]))
            #expect(try await !server.admit(try bench.user(12), to: libraries[1]))
            #expect(await bench.fake.seen.count { $0.method == "POST" } == 1)
            await #expect(throws: MediaServerFailure.notFound) {
                try await server.admit(try bench.user(99), to: libraries[1])
            }
        }
    }

    @Test("A collection is made, found and changed, a hundred items at a time", arguments: MediaServerKind.allCases)
    func collections(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(250)) { bench async throws in
            let server = try bench.server()
            let items = try (1_000..<1_250).map(bench.id)
            #expect(try await server.collection(named: "Top & best") == nil)
            let id = try await server.createCollection(named: "Top & best", of: items)
            #expect(await bench.fake.collectionItems(named: "Top & best") == Array(1_000..<1_250))
            #expect(try await server.collection(named: "Top & best") == id)
            #expect(try await server.collection(named: "Top") == nil)
            await bench.fake.forgetSeen()
            let wanted = try [1_249, 1_003].map(bench.id)
            try await server.replaceCollection(id, with: wanted)
            #expect(await bench.fake.collectionItems(named: "Top & best") == [1_249, 1_003])
            let longest = await bench.fake.seen.compactMap { $0.query["ids"]?.split(separator: ",").count }.max()
            #expect(longest == 100)
        }
    }

    @Test("A collection that is right is not touched; another order is made by adding anew, and it is never empty")
    func order() async throws {
        try await MediaServerBench.with(.jellyfin, FakeServerItem.films(5)) { bench async throws in
            let server = try bench.server()
            let id = try await server.createCollection(named: "A", of: try [1_000, 1_001, 1_002].map(bench.id))
            await bench.fake.forgetSeen()
            for (wanted, methods) in [
                ([1_000, 1_001, 1_002], ["GET"]), ([1_000, 1_002, 1_001], ["GET", "DELETE", "POST"]),
                ([1_001, 1_000, 1_002], ["GET", "DELETE", "POST"]),
                ([1_004, 1_001, 1_003], ["GET", "POST", "DELETE", "POST"]), ([1_004], ["GET", "DELETE"]),
                ([], ["GET", "DELETE"]),
            ] {
                try await server.replaceCollection(id, with: try wanted.map(bench.id))
                #expect(await bench.fake.collectionItems(named: "A") == wanted)
                #expect(await bench.fake.seen.map(\.method) == methods, "\(wanted)")
                await bench.fake.forgetSeen()
            }
        }
    }

    @Test("A library gets another name, and is found again over its folders", arguments: MediaServerKind.allCases)
    func renaming(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            let films = try #require(try await server.libraries().first { $0.name == "Films" })
            await bench.fake.forgetSeen()
            let renamed = try await server.renameLibrary(films, to: " Our films & more, 100% ")
            #expect(renamed.name == "Our films & more, 100%" && renamed.paths == films.paths)
            #expect(renamed.kind == .films && (renamed.id == films.id) == (kind == .emby))
            #expect(try await server.libraries().map(\.name) == ["Our films & more, 100%", "Series", "Old"])
            let request = try #require(await bench.fake.seen.first)
            #expect(request.line == "POST /Library/VirtualFolders/Name")
            #expect(request.body.isEmpty == (kind == .jellyfin))
            #expect(request.query["newname"] == (kind == .jellyfin ? "Our films & more, 100%" : nil))
            await #expect(throws: MediaServerFailure.self) { try await server.renameLibrary(renamed, to: "Series") }
        }
    }
}
