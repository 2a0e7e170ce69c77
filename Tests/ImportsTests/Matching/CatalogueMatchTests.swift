import Domain
import Imports
import TestKit
import Testing

@Suite("Films of a file without a key for TMDB")
struct CatalogueMatchTests {
    private static func matcher(_ films: ListedFilms) -> FilmMatcher {
        FilmMatcher(names: films, provider: { nil }, sleeper: Waits().sleeper)
    }

    @Test("They are looked for in the catalogue, all of them at once")
    func together() async throws {
        let films = ListedFilms()
        films.add(.film(2, "Heat Wave", 2022), .film(1, "Heat", 1995), .film(3, "Alien", 1979))
        let items = try await Self.matcher(films).run().match([
            .named("heat"), .named("Nothing"), .named("Alien", year: 1980), .named("Heat", year: 1995),
        ])
        #expect(items.map(\.match?.tmdbID) == [1, nil, 3, 1])
        #expect(items.map(\.quality) == [.high, .none, .high, .high])
        #expect(abs(items[2].confidence - 0.8) < 1e-9)
        #expect(items[0].alternatives.map(\.tmdbID) == [2])
        // Once for all, and once more for those that were not found with their year.
        #expect(films.asked.map(\.count) == [4, 1])
        #expect(films.asked.last == [FilmName("Alien")])
    }

    @Test("Long files are no pile of questions, and nobody waits")
    func long() async throws {
        let films = ListedFilms()
        films.add(.film(1, "Film 1999"))
        let pauses = Waits()
        let matcher = FilmMatcher(names: films, provider: { nil }, sleeper: pauses.sleeper)
        let items = try await matcher.run().match((1...2_000).map { .named("Film \($0)") })
        #expect(items.count == 2_000)
        #expect(items[1_998].match?.tmdbID == 1)
        #expect(films.asked.count == 10)
        #expect(pauses.seconds.isEmpty)
    }
}

@Suite("Films by a name that somebody typed")
struct FilmSearchTests {
    @Test("TMDB's order, exact names first, with the year as a filter")
    func atTMDB() async throws {
        let works = [(4, "Alien: Romulus", "2024"), (1, "Alien", "1979")].map { id, title, year in
            FakeWork(id: id, imdb: nil, title) { $0.date = "\(year)-05-05" }
        }
        try await MatchBench.with(works) { bench async throws in
            let found = try await bench.matcher.search("Alien", year: nil)
            #expect(found.map(\.tmdbID) == [1, 4])
            let newer = try await bench.matcher.search("Alien", year: 2024)
            #expect(newer.map(\.tmdbID) == [4])
            let none = try await bench.matcher.search("Alien", year: 1900)
            #expect(none.isEmpty)
            let blank = try await bench.matcher.search("  ", year: nil)
            #expect(blank.isEmpty)
            #expect(await bench.fake.seen.count == 3)
            await bench.fake.answerAlways(.tmdbError(429, 25))
            let failure = await #expect(throws: MetadataFailure.self) { try await bench.matcher.search("X", year: nil) }
            #expect(failure?.kind == .tooFast)
        }
    }

    @Test("Without a key it is the catalogue that is searched")
    func catalogue() async throws {
        let films = ListedFilms()
        films.add(.film(4, "Alien: Romulus", 2024), .film(1, "Alien", 1979))
        let matcher = FilmMatcher(names: films, provider: { nil }, sleeper: Waits().sleeper)
        #expect(!matcher.hasProvider)
        let found = try await matcher.search("alien", year: nil)
        #expect(found.map(\.tmdbID) == [1, 4])
        let newer = try await matcher.search("alien", year: 2024)
        #expect(newer.map(\.tmdbID) == [4])
    }

    @Test("A film by its id is found, unknown, or cannot be asked for")
    func byID() async throws {
        try await MatchBench.with([.matrix]) { bench async throws in
            guard case .found(let match, let draft) = try await bench.matcher.film(tmdbID: 603) else {
                Issue.record("not found")
                return
            }
            #expect(match.title == "The Matrix" && match.runtimeMinutes == 136 && match.tmdbID == 603)
            #expect(draft.metadata.directors == ["Lana Wachowski", "Lilly Wachowski"])
            let other = try await bench.matcher.film(tmdbID: 604)
            #expect(other == .unknown)
            await bench.fake.answerAlways(.tmdbError(503, 9))
            let down = try await bench.matcher.film(tmdbID: 605)
            #expect(down == .unavailable)
        }
        let without = try await FilmMatcher(names: ListedFilms(), provider: { nil }).film(tmdbID: 603)
        #expect(without == .unavailable)
    }
}
