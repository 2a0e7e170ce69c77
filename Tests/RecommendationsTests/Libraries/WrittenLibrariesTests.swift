import Basics
import Domain
import Recommendations
import Storage
import TestKit
import Testing

@Suite("Libraries that are written, as administrators see them")
struct WrittenLibrariesTests {
    @Test("Those with something in them, with whose they are and what they are on the media server")
    func written() async throws {
        try await LibraryBench.with { bench async throws in
            #expect(try await bench.libraries.written(withPeople: true).isEmpty)
            try await bench.recommend("Film 1", to: 11)
            try await bench.run { SyncMovieLibraries($0) }
            try await bench.showTopPicks()
            let all = try await bench.libraries.written(withPeople: true)
            #expect(all.map(\.name) == ["Top Picks - Movies", "ada's AI Picks - Movies"])
            #expect(all.map(\.kind) == [.movie, .movie] && all.map(\.fileCount) == [2, 2])
            #expect(all.map(\.owner?.name) == [nil, "ada"])
            let folders = ["/out/top-picks/movies", "/out/aperture/" + bench.fake.userID(11)]
            #expect(all.map(\.path) == folders.map { bench.tree.root + $0 })
            let made = await bench.fake.libraries.dropFirst(3)
            let shown = Dictionary(made.map { ($0.name, $0.number) }) { first, _ in first }
            #expect(try all.map(\.itemID) == all.map { try bench.id(#require(shown[$0.name])) })
            #expect(all.allSatisfy { $0.writtenAt.milliseconds > 0 && $0.policyID != nil })
            #expect(try await bench.libraries.written(withPeople: false) == Array(all.prefix(1)))
        }
    }

    @Test("Without an answer of the media server they have the names that they would be given")
    func unreachable() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.showTopPicks()
            await bench.fake.answerAlways(Reply(503, ""))
            bench.knobs.settings.topPicks.movies.libraryName = "What we watch"
            let all = try await bench.libraries.written(withPeople: true)
            #expect(all.map(\.name) == ["What we watch"] && all.map(\.itemID) == [nil])
        }
    }
}

extension LibraryBench {
    /// Writes a film as what everybody watches.
    fileprivate func showTopPicks() async throws {
        knobs.settings.topPicks.isEnabled = true
        knobs.top = (films: [try #require(try await titles()["Film 2"])], series: [])
        try await run { RefreshTopPicks($0) }
    }
}
