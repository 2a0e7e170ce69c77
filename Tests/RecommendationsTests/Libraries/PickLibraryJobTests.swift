import Domain
import Jobs
import Recommendations
import Storage
import TestKit
import Testing

@Suite("Libraries of people's picks")
struct PickLibraryJobTests {
    @Test("Everybody gets a folder, a library over it, and the right to see it", arguments: MediaServerKind.allCases)
    func films(_ kind: MediaServerKind) async throws {
        try await LibraryBench.with(kind) { bench async throws in
            await bench.fake.change { $0.users[1].libraries = [1] }
            try await bench.recommend("Film 1", "Film 0", to: 11)
            try await bench.recommend("Film 3", to: 12)
            let report = try await bench.run { SyncMovieLibraries($0) }
            #expect(report.result == ["success": 2, "failed": 0])
            let (first, second) = (try bench.id(1_001), try bench.id(1_000))
            let ada = try bench.tree.files(bench.folder(of: 11))
            #expect(
                Set(ada.keys) == [
                    "Film 1 (2001) [\(first)].strm", "Film 1 (2001) [\(first)].nfo",
                    "Film 0 (2000) [\(second)].strm", "Film 0 (2000) [\(second)].nfo",
                    "Film 0 (2000) [\(second)]-poster.jpg", ".kinothek-pictures",
                ])
            #expect(ada["Film 1 (2001) [\(first)].strm"] == "/media/films/1.mkv")
            let nfo = try #require(ada["Film 0 (2000) [\(second)].nfo"])
            #expect(nfo.contains("<plot>Why Film 0.\n\nAbout 0.</plot>"))
            #expect(nfo.contains("<dateadded>2023-11-14 22:12:20</dateadded>"))
            #expect(try bench.tree.files(bench.folder(of: 12)).count == 2)
            let made = await bench.fake.libraries.dropFirst(3)
            #expect(made.map(\.name) == ["ada's AI Picks - Movies", "Bob's AI Picks - Movies"])
            #expect(made.map(\.type) == ["movies", "movies"])
            #expect(made.map(\.paths) == [11, 12].map { ["/virtual/aperture/" + bench.fake.userID($0)] })
            #expect(await bench.fake.users.map(\.libraries) == [nil, [1, made.last?.number ?? 0]])
        }
    }

    @Test("A second run writes nothing, makes nothing, and has the server look again")
    func repetition() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 0", "Film 1", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            let before = try bench.tree.identities()
            bench.world.advance(seconds: 90_000)
            await bench.fake.forgetSeen()
            try await bench.run { SyncMovieLibraries($0) }
            #expect(try bench.tree.identities() == before)
            #expect(bench.posters.asked == ["/0.jpg"])
            #expect(await bench.fake.libraries.count == 4)
            let made = try #require(await bench.fake.libraries.last?.number)
            #expect(await bench.fake.refreshed == [made])
            let changes = await bench.fake.seen.filter { $0.method != "GET" }.map(\.line)
            #expect(changes == ["POST /Items/\(bench.fake.id(made))/Refresh"])
        }
    }

    @Test("What is no longer recommended goes, and nothing else")
    func removal() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 0", "Film 1", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            try bench.tree.write("keep", at: "out/aperture/stranger/film.strm")
            try bench.tree.write("gone", at: bench.folder(of: 11) + "/by hand.txt")
            bench.world.advance(seconds: 60)
            try await bench.recommend("Film 1", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            let name = "Film 1 (2001) [\(try bench.id(1_001))]"
            #expect(try Set(bench.tree.files(bench.folder(of: 11)).keys) == [name + ".strm", name + ".nfo"])
            #expect(try bench.tree.files("out/aperture/stranger") == ["film.strm": "keep"])
            // Who gets no more picks keeps an empty folder.
            try await bench.account(11, getsPicks: false)
            try await bench.run { SyncMovieLibraries($0) }
            #expect(try bench.tree.files(bench.folder(of: 11)).isEmpty)
            #expect(try bench.tree.files("out/aperture/stranger") == ["film.strm": "keep"])
        }
    }

    @Test("Explanations are written where they are in effect")
    func explanations() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", to: 11)
            try await bench.recommend("Film 1", to: 12)
            let name = "Film 1 (2001) [\(try bench.id(1_001))].nfo"
            func plots() throws -> [Bool] {
                try [11, 12].map { try bench.tree.files(bench.folder(of: $0))[name]?.contains("Why") == true }
            }
            try await bench.run { SyncMovieLibraries($0) }
            #expect(try plots() == [true, true])
            bench.knobs.settings.explanations.isEnabled = false
            bench.knobs.settings.explanations.allowsOverride = true
            let bob = try await bench.account(12, getsPicks: true)
            _ = try await bench.stores.personalSettings.change(of: bob.id, at: bench.world.now) { choices in
                (choices.mayChooseExplanations, choices.wantsExplanations) = (true, true)
            }
            try await bench.run { SyncMovieLibraries($0) }
            #expect(try plots() == [false, true])
        }
    }

    @Test("Links in place of addresses, and series by their seasons")
    func links() async throws {
        try await LibraryBench.with { bench async throws in
            bench.knobs.settings.output.linksMovies = true
            try await bench.recommend("Film 1", to: 11)
            try await bench.recommend("Show", to: 11, .series)
            try await bench.run { SyncMovieLibraries($0) }
            let films = try bench.tree.files(bench.folder(of: 11))
            #expect(Set(films.keys) == ["Film 1 (2001)/Film 1 (2001).mkv", "Film 1 (2001)/movie.nfo"])
            #expect(films["Film 1 (2001)/Film 1 (2001).mkv"] == "-> /media/films/1.mkv")
            let report = try await bench.run { SyncSeriesLibraries($0) }
            #expect(report.result == ["success": 1, "failed": 0])
            let series = try bench.tree.files(bench.folder(of: 11, .series))
            #expect(Set(series.keys) == ["Show (2010)/tvshow.nfo", "Show (2010)/Season 01", "Show (2010)/Season 02"])
            #expect(series["Show (2010)/Season 02"] == "-> /media/tv/Show/Season 2")
            #expect(await bench.fake.libraries.last?.name == "ada's AI Picks - TV Series")
            #expect(await bench.fake.libraries.last?.type == "tvshows")
            bench.knobs.settings.output.linksSeries = false
            try await bench.run { SyncSeriesLibraries($0) }
            let addresses = try bench.tree.files(bench.folder(of: 11, .series))
            #expect(addresses["Show (2010)/Season 02/Show S02E01 Part 1.strm"] == "/media/tv/Show/Season 2/2x1.mkv")
            #expect(addresses.count == 7)
        }
    }

    @Test("Who cannot be served keeps nobody else from a library")
    func oneFailure() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", to: 11)
            try await bench.recommend("Film 2", to: 12)
            try bench.tree.write("keep", at: "media/film.mkv")
            try bench.tree.link(bench.folder(of: 11), to: bench.tree.root + "/media")
            let report = try await bench.run { SyncMovieLibraries($0) }
            #expect(report.result == ["success": 1, "failed": 1])
            let problem = "The library of ada could not be written: Its folder is a link, which is not followed"
            #expect(report.logs.contains { $0.level == .error && $0.message == problem })
            #expect(try bench.tree.files("media") == ["film.mkv": "keep"])
            #expect(try bench.tree.files(bench.folder(of: 12)).count == 2)
            // The media server knows nothing of Bob any more.
            await bench.fake.change { $0.users.removeLast() }
            let failure = try await bench.failure { SyncMovieLibraries($0) }
            #expect(failure == "Nobody's library could be written: Its folder is a link, which is not followed.")
        }
    }

    @Test("Without the media server the files are written nevertheless, and the job says so")
    func serverDown() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", to: 11)
            await bench.fake.answerAlways(Reply(503, ""))
            let failure = try await bench.failure { SyncMovieLibraries($0) }
            #expect(
                failure == "The files are written, but nothing is shown of them: "
                    + "The media server is out of order, status 503.")
            #expect(try bench.tree.files(bench.folder(of: 11)).count == 2)
            await bench.fake.answerAlways(nil)
            #expect(try await bench.run { SyncMovieLibraries($0) }.result == ["success": 1, "failed": 0])
        }
    }

    @Test("Libraries are called as people want, and no two of them alike")
    func names() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", "Film 2", to: 11)
            try await bench.recommend("Film 2", to: 12)
            bench.knobs.settings.titles.movies = "{{count}} {{type}} of {{date}}"
            let bob = try await bench.account(12, getsPicks: true)
            _ = try await bench.stores.personalSettings.change(of: bob.id, at: bench.world.now) { choices in
                choices.movieLibraryName = "films"
            }
            try await bench.run { SyncMovieLibraries($0) }
            #expect(await bench.fake.libraries.dropFirst(3).map(\.name) == ["2 Movies of 2023-11-14", "films 2"])
        }
    }

    @Test("Nobody without picks gets a library")
    func nothing() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend(to: 11)
            #expect(try await bench.run { SyncMovieLibraries($0) }.result == ["success": 1, "failed": 0])
            #expect(await bench.fake.libraries.count == 3)
            #expect(try bench.tree.files(bench.folder(of: 11)).isEmpty)
        }
    }

    @Test("What was written before is no original")
    func loops() async throws {
        try await LibraryBench.with { bench async throws in
            let library = try #require(try await bench.stores.serverLibraries.libraries().first { $0.kind == .movie })
            let item = ServerTitleDraft(
                itemID: try bench.id(1_001), draft: .film("Film 1", year: 2001), path: "/virtual/aperture/x/1.strm")
            _ = try await bench.stores.serverTitles.save([item], in: library.id)
            try await bench.recommend("Film 1", "Film 2", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            let files = try bench.tree.files(bench.folder(of: 11))
            #expect(files.count == 2 && files.values.contains("/media/films/2.mkv"))
        }
    }
}
