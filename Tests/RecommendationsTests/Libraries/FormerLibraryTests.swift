import Domain
import Jobs
import Recommendations
import SQL
import Storage
import TestKit
import Testing

@Suite("Libraries of picks that are no longer wanted, or are called otherwise")
struct FormerLibraryTests {
    /// How somebody may stop getting a library.
    enum End: CaseIterable {
        case off
        case disabled
        case gone
        case anotherOne

        func come(to user: User, _ bench: LibraryBench) async throws {
            switch self {
            case .off: try await bench.account(11, getsPicks: false)
            case .disabled: try await bench.stores.accounts.setActive(false, of: user.id)
            case .gone:
                try await bench.test.database.write { connection in
                    _ = try connection.execute("DELETE FROM external_identity WHERE user_id = \(user.id)")
                }
            case .anotherOne:
                let other = FakeMediaServer.guid(77)
                try await bench.test.database.write { connection in
                    _ = try connection.execute(
                        "UPDATE external_identity SET subject = \(other) WHERE user_id = \(user.id)")
                }
            }
        }
    }

    @Test("Who gets none any more has an empty folder, and the server is told once", arguments: End.allCases)
    func former(_ end: End) async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", "Film 0", to: 11)
            try await bench.recommend("Film 3", to: 12)
            try await bench.run { SyncMovieLibraries($0) }
            let strangers = ["stranger/film.strm", "\(FakeMediaServer.guid(99))/film.strm", "note.txt"]
            for path in strangers { try bench.tree.write("keep", at: "out/aperture/" + path) }
            let library = try #require(await bench.fake.libraries.first { $0.name.hasPrefix("ada") }).number
            try await end.come(to: bench.account(11, getsPicks: true), bench)
            await bench.fake.change { $0.refreshed = [] }
            try await bench.run { SyncMovieLibraries($0) }
            #expect(try bench.tree.files(bench.folder(of: 11)).isEmpty)
            #expect(await bench.fake.refreshed.contains(library))
            let files = try bench.tree.files("out/aperture")
            #expect(strangers.allSatisfy { files[$0] == "keep" })
            #expect(try bench.tree.files(bench.folder(of: 12)).count == 2)
            await bench.fake.change { $0.refreshed = [] }
            try await bench.run { SyncMovieLibraries($0) }
            #expect(await !bench.fake.refreshed.contains(library))
        }
    }

    @Test("What everybody watches is emptied where it is switched off, and nothing beside it", arguments: 0..<2)
    func topPicks(_ way: Int) async throws {
        try await LibraryBench.with { bench async throws in
            bench.knobs.settings.topPicks.isEnabled = true
            bench.knobs.top.films = [try #require(try await bench.titles()["Film 2"])]
            bench.knobs.top.series = [try #require(try await bench.titles(.series)["Show"])]
            try await bench.run { RefreshTopPicks($0) }
            try bench.tree.write("keep", at: "out/top-picks/by hand.txt")
            let numbers = await bench.fake.libraries.dropFirst(3).map(\.number)
            await bench.fake.change { $0.refreshed = [] }
            if way == 0 {
                bench.knobs.settings.topPicks.isEnabled = false
            } else {
                bench.knobs.settings.topPicks.movies.hasLibrary = false
            }
            try await bench.run { RefreshTopPicks($0) }
            #expect(try bench.tree.files("out/top-picks/movies").isEmpty)
            #expect(try bench.tree.files("out/top-picks/series").isEmpty == (way == 0))
            #expect(try bench.tree.files("out/top-picks")["by hand.txt"] == "keep")
            #expect(await Set(bench.fake.refreshed) == Set(numbers))
            #expect(await bench.fake.libraries.count == 5)
        }
    }

    @Test("Files go although the media server does not answer")
    func unreachable() async throws {
        try await LibraryBench.with { bench async throws in
            bench.knobs.settings.topPicks.isEnabled = true
            bench.knobs.top.films = [try #require(try await bench.titles()["Film 2"])]
            try await bench.run { RefreshTopPicks($0) }
            bench.knobs.settings.topPicks.isEnabled = false
            await bench.fake.answerAlways(Reply(503, ""))
            let report = try await bench.run { RefreshTopPicks($0) }
            #expect(try bench.tree.files("out/top-picks/movies").isEmpty)
            #expect(report.logs.contains { $0.level == .warn && $0.message.hasPrefix("The media server was not told") })
        }
    }

    @Test("A library follows its title, and who saw it still does", arguments: MediaServerKind.allCases)
    func renamed(_ kind: MediaServerKind) async throws {
        try await LibraryBench.with(kind) { bench async throws in
            await bench.fake.change { fake in for place in fake.users.indices { fake.users[place].libraries = [1] } }
            try await bench.recommend("Film 1", to: 11)
            try await bench.recommend("Film 2", to: 12)
            try await bench.run { SyncMovieLibraries($0) }
            // Bob is let into Ada's by hand.
            let adas = try #require(await bench.fake.libraries.dropFirst(3).first).number
            await bench.fake.change { $0.users[1].libraries?.append(adas) }
            bench.knobs.settings.titles.movies = "{{count}} of {{date}}"
            let bob = try await bench.account(12, getsPicks: true)
            _ = try await bench.stores.personalSettings.change(of: bob.id, at: bench.world.now) { choices in
                choices.movieLibraryName = "Old"
            }
            #expect(try await bench.run { SyncMovieLibraries($0) }.result == ["success": 2, "failed": 0])
            let made = await bench.fake.libraries.dropFirst(3)
            #expect(made.map(\.name) == ["1 of 2023-11-14", "Old 2"])
            let seen = await bench.fake.users.map { Set($0.libraries ?? []) }
            let numbers = made.map(\.number)
            #expect(seen[0].isSuperset(of: [1, numbers[0]]) && seen[1].isSuperset(of: [1] + numbers))
            #expect(await Set(bench.fake.refreshed.suffix(2)) == Set(numbers))
            // And stays as it is from then on.
            await bench.fake.forgetSeen()
            try await bench.run { SyncMovieLibraries($0) }
            #expect(await bench.fake.seen.allSatisfy { !$0.path.hasSuffix("/Name") })
        }
    }

    @Test("A library that cannot be called so keeps its name, and everything else is done")
    func refused() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.recommend("Film 1", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            await bench.fake.change { $0.refusesNames = true }
            bench.knobs.settings.titles.movies = "Else"
            let report = try await bench.run { SyncMovieLibraries($0) }
            #expect(report.result == ["success": 1, "failed": 0])
            #expect(report.logs.contains { $0.level == .warn && $0.message.contains("cannot be called Else") })
            #expect(await bench.fake.libraries.last?.name == "ada's AI Picks - Movies")
            #expect(await bench.fake.refreshed.count == 1)
        }
    }
}
