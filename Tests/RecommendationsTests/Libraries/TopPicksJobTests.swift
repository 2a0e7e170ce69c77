import Domain
import Jobs
import Recommendations
import TestKit
import Testing

@Suite("What everybody watches, at the media server")
struct TopPicksJobTests {
    /// Everything of films, and nothing of series.
    private func enable(_ bench: LibraryBench) async throws {
        let films = try await bench.titles()
        bench.knobs.top.films = try ["Film 2", "Film 0", "Film 4"].map { try #require(films[$0]) }
        bench.knobs.top.series = [try #require(try await bench.titles(.series)["Show"])]
        bench.knobs.settings.topPicks.isEnabled = true
        bench.knobs.settings.topPicks.movies.hasCollection = true
        bench.knobs.settings.topPicks.movies.hasPlaylist = true
        bench.knobs.settings.topPicks.series.hasLibrary = false
    }

    @Test("Libraries for everybody, a collection, and a playlist for each", arguments: MediaServerKind.allCases)
    func everything(_ kind: MediaServerKind) async throws {
        try await LibraryBench.with(kind) { bench async throws in
            try await enable(bench)
            await bench.fake.change { $0.users[1].libraries = [2] }
            let report = try await bench.run { RefreshTopPicks($0) }
            #expect(report.result == ["moviesCount": 3, "seriesCount": 1, "usersUpdated": 2])
            let files = try bench.tree.files("out")
            let ids = try [1_002, 1_000, 1_004].map { try bench.id($0) }
            let names = ["Film 2 (2002) [\(ids[0])]", "Film 0 (2000) [\(ids[1])]", "Film 4 (2004) [\(ids[2])]"]
            let expected = names.flatMap { ["top-picks/movies/\($0).strm", "top-picks/movies/\($0).nfo"] }
            let posters = ["\(names[1])-poster.jpg", ".kinothek-pictures"].map { "top-picks/movies/" + $0 }
            #expect(Set(files.keys) == Set(expected + posters))
            let nfo = try #require(files["top-picks/movies/\(names[2]).nfo"])
            #expect(nfo.contains("<sorttitle>0003 Film 4</sorttitle>") && nfo.contains("<plot>About 4.</plot>"))
            let library = try #require(await bench.fake.libraries.last)
            #expect(library.name == "Top Picks - Movies" && library.paths == ["/virtual/top-picks/movies"])
            #expect(await bench.fake.users.map(\.libraries) == [nil, [2, library.number]])
            #expect(await bench.fake.collectionItems(named: "Top Picks - Movies") == [1_002, 1_000, 1_004])
            #expect(await bench.fake.playlistNames == ["Top Picks - Movies", "Top Picks - Movies"])
            #expect(await bench.fake.seen.allSatisfy { !$0.path.hasPrefix("/Items/") || $0.method == "GET" })
        }
    }

    @Test("A second run of the day changes nothing but what is asked of the server again")
    func repetition() async throws {
        try await LibraryBench.with { bench async throws in
            try await enable(bench)
            try await bench.run { RefreshTopPicks($0) }
            let before = try bench.tree.identities()
            bench.world.advance(seconds: 600)
            await bench.fake.forgetSeen()
            #expect(try await bench.run { RefreshTopPicks($0) }.result?["moviesCount"] == 3)
            #expect(try bench.tree.identities() == before)
            let made = try #require(await bench.fake.libraries.last?.number)
            let changes = await bench.fake.seen.filter { $0.method != "GET" }.map(\.line)
            let refresh = await "POST /Items/\(bench.fake.id(made))/Refresh"
            // The server lists a collection by year, so whether it stands right cannot be seen, and it is made again.
            #expect(changes.filter { !$0.contains("/Collections/") } == [refresh])
            bench.knobs.top.films.removeFirst()
            try await bench.run { RefreshTopPicks($0) }
            #expect(await bench.fake.collectionItems(named: "Top Picks - Movies") == [1_000, 1_004])
            #expect(try bench.tree.files("out/top-picks/movies").count == 6)
        }
    }

    @Test("Switched off they are counted and written nowhere")
    func off() async throws {
        try await LibraryBench.with { bench async throws in
            try await enable(bench)
            bench.knobs.settings.topPicks.isEnabled = false
            let report = try await bench.run { RefreshTopPicks($0) }
            #expect(report.result == ["moviesCount": 3, "seriesCount": 1, "usersUpdated": 0])
            #expect(try bench.tree.files().isEmpty)
            #expect(await bench.fake.seen.isEmpty)
        }
    }

    @Test("Without the media server the files are written nevertheless, and the job says so")
    func serverDown() async throws {
        try await LibraryBench.with { bench async throws in
            try await enable(bench)
            await bench.fake.answerAlways(Reply(503, ""))
            let failure = try await bench.failure { RefreshTopPicks($0) }
            #expect(failure.hasPrefix("The files are written, but nothing is shown of them"))
            #expect(try bench.tree.files("out/top-picks/movies").count == 8)
        }
    }

    @Test("One thing that fails keeps nothing else from being done")
    func oneFailure() async throws {
        try await LibraryBench.with { bench async throws in
            try await enable(bench)
            try bench.tree.link("out/top-picks/movies", to: bench.tree.root)
            let report = try await bench.run { RefreshTopPicks($0) }
            #expect(report.logs.contains { $0.level == .error })
            #expect(await bench.fake.libraries.count == 3)
            #expect(await bench.fake.collectionNames == ["Top Picks - Movies"])
            #expect(await bench.fake.playlistNames.count == 2)
        }
    }
}
