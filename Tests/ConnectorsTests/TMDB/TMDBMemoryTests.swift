import Connectors
import Domain
import Foundation
import TestKit
import Testing

@Suite("What is asked of TMDB at all")
struct TMDBMemoryTests {
    private static let day = 86_400.0

    @Test("Details are kept for a week")
    func details() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            _ = try await tmdb.lookUp("tt0133093")
            bench.clock.advance(seconds: 7 * Self.day - 1)
            _ = try await tmdb.lookUp("tt0133093")
            #expect(await bench.fake.paths.count == 2)
            bench.clock.advance(seconds: 2)
            _ = try await tmdb.lookUp("tt0133093")
            #expect(await bench.fake.paths.count == 4)
        }
    }

    @Test("A series that gets new episodes is kept for a day")
    func runningSeries() async throws {
        let running = FakeWork(.series, id: 8, imdb: "tt8", "Running") { $0.isInProduction = true }
        try await TMDBBench.with([running]) { bench async throws in
            let tmdb = bench.tmdb()
            _ = try await tmdb.lookUp("tt8")
            bench.clock.advance(seconds: Self.day + 1)
            _ = try await tmdb.lookUp("tt8")
            #expect(await bench.fake.paths == ["/find/tt8", "/tv/8", "/tv/8"])
        }
    }

    @Test("An id without an answer is not asked for again for a day", arguments: ["/find/tt9999999", "/movie/99"])
    func unknown(_ path: String) async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            let reference =
                path.hasPrefix("/find")
                ? TitleReference(kind: .movie, imdbID: IMDbID("tt9999999"))
                : TitleReference(kind: .movie, imdbID: nil, tmdbID: 99)
            for _ in 1...2 { #expect(try await tmdb.lookUp(reference, .bulk) == .unknown) }
            #expect(await bench.fake.paths == [path])
            bench.clock.advance(seconds: Self.day + 1)
            #expect(try await tmdb.lookUp(reference, .bulk) == .unknown)
            #expect(await bench.fake.paths == [path, path])
        }
    }

    @Test("A failure is not kept")
    func failure() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.answerNext(.tmdbError(400, 18))
            #expect(try await tmdb.lookUp("tt0133093").failure != nil)
            #expect(try await tmdb.lookUp("tt0133093").draft != nil)
        }
    }

    @Test("Equal questions at the same time are one request")
    func singleFlight() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.held.hold()
            async let first = tmdb.lookUp("tt0133093")
            async let second = tmdb.lookUp("tt0133093", .interactive)
            await bench.fake.held.untilHeld(1)
            await bench.fake.held.releaseAll()
            let lookups = try await [first, second]
            #expect(lookups.allSatisfy { $0.draft?.tmdbID == 603 })
            #expect(await bench.fake.paths == ["/find/tt0133093", "/movie/603"])
        }
    }

    @Test("One of two who wait for the same answer may leave")
    func leaving() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.held.hold()
            let first = Task { try await tmdb.lookUp("tt0133093") }
            await bench.fake.held.untilHeld(1)
            let second = Task { try await tmdb.lookUp("tt0133093") }
            // The second has joined when it is asked for something else and that is held.
            let third = Task { try await tmdb.lookUp("tt0903747") }
            await bench.fake.held.untilHeld(2)
            first.cancel()
            await bench.fake.held.releaseAll()
            #expect(try await second.value.draft?.tmdbID == 603)
            #expect(try await third.value.draft?.tmdbID == 1396)
        }
    }

    @Test("At most eight requests are under way")
    func limits() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            let atOnce = ConnectorsLimits.tmdbParallel
            await bench.fake.held.hold()
            let lookups = (1...20).map { number in Task { try await tmdb.lookUp("tt\(number)") } }
            await bench.fake.held.untilHeld(atOnce)
            await bench.fake.held.releaseAll()
            for lookup in lookups { #expect(try await lookup.value == .unknown) }
            #expect(await bench.fake.held.mostAtOnce == atOnce)
            #expect(await bench.fake.paths.count == 20)
        }
    }

    @Test("No more than 35 requests begin within a second")
    func pace() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            for number in 1...70 { #expect(try await tmdb.lookUp("tt\(number)") == .unknown) }
            #expect(bench.clock.waits.reduce(0, +) == 1)
        }
    }

    @Test("Names find films and series, with a year as a filter, and the answer is kept for a day")
    func search() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            let query = TitleQuery(kind: .movie, title: "The Matrix", year: 1999)
            let hits = try await tmdb.find(query, .interactive)
            #expect(hits.map(\.tmdbID) == [603])
            #expect(hits.first?.metadata.title == "The Matrix" && hits.first?.metadata.year == 1999)
            #expect(hits.first?.genreIDs == [28] && hits.first?.originalLanguage == "en")
            #expect(try await tmdb.find(query, .bulk) == hits)
            let series = try await tmdb.find(TitleQuery(kind: .series, title: "breaking b&d"), .interactive)
            #expect(series.isEmpty)
            #expect(try await tmdb.find(TitleQuery(kind: .series, title: "Breaking", year: 2008), .bulk).count == 1)
            #expect(try await tmdb.find(TitleQuery(kind: .movie, title: "The Matrix", year: 1980), .bulk).isEmpty)
            #expect(try await tmdb.find(TitleQuery(kind: .scene, title: "The Matrix"), .bulk).isEmpty)
            let seen = await bench.fake.seen
            try #require(seen.count == 4)
            #expect(seen[0].query["include_adult"] == "false" && seen[0].query["year"] == "1999")
            #expect(seen[1].query["query"]?.removingPercentEncoding == "breaking b&d")
            #expect(seen[2].query["first_air_date_year"] == "2008")
            await bench.fake.answerNext(.tmdbError(401, 7))
            await #expect(throws: MetadataFailure.self) {
                _ = try await tmdb.find(TitleQuery(kind: .movie, title: "x"), .bulk)
            }
        }
    }
}
