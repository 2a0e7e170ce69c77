import Domain
import Imports
import TestKit
import Testing

@Suite("Films of a file by their ids")
struct IdentifiedMatchTests {
    private static func film(_ title: String, year: Int? = nil, imdb: String? = nil, tmdb: Int? = nil) -> ImportedFilm {
        var film = ImportedFilm.named(title, year: year)
        film.imdbID = imdb.flatMap { IMDbID($0) }
        film.tmdbID = tmdb
        return film
    }

    @Test("What the catalogue knows is sure, and TMDB is not asked")
    func known() async throws {
        try await MatchBench.with([.matrix]) { bench async throws in
            bench.names.add(.film(603, "The Matrix", 1999, imdb: "tt0133093"), .film(nil, "Home", imdb: "tt0000007"))
            let items = try await bench.match(
                Self.film("Matrix", tmdb: 603), Self.film("La Matrice", imdb: "tt0133093"),
                Self.film("Something", imdb: "tt0000007"))
            #expect(items.map(\.match?.title) == ["The Matrix", "The Matrix", "Home"])
            #expect(items.allSatisfy { $0.confidence == 1 && $0.quality == .high && $0.alternatives.isEmpty })
            #expect(await bench.fake.paths.isEmpty)
        }
    }

    @Test("Else TMDB says which film it is, whatever the file calls it")
    func atTMDB() async throws {
        try await MatchBench.with([.matrix]) { bench async throws in
            let items = try await bench.match(
                Self.film("Wrong title", imdb: "tt0133093"), Self.film("Wrong title", tmdb: 603))
            #expect(items.map(\.match?.title) == ["The Matrix", "The Matrix"])
            #expect(items.map(\.match?.tmdbID) == [603, 603])
            #expect(items.map(\.match?.imdbID?.rawValue) == ["tt0133093", "tt0133093"])
            #expect(items.map(\.match?.runtimeMinutes) == [136, 136])
            #expect(items.map(\.match?.genreIDs) == [[28, 878], [28, 878]])
            #expect(items.allSatisfy { $0.confidence == 1 && $0.quality == .high })
        }
    }

    @Test("The id of a series is no film's")
    func series() async throws {
        try await MatchBench.with([.breakingBad]) { bench async throws in
            let items = try await bench.match(Self.film("Breaking Bad", imdb: "tt0903747"))
            #expect(items.first?.match == nil && items.first?.quality == MatchQuality.none)
        }
    }

    @Test("An IMDb id that nobody knows is still an id; one of TMDB's is not, and the title decides")
    func unknown() async throws {
        try await MatchBench.with([.matrix]) { bench async throws in
            let items = try await bench.match(
                Self.film("Home Video", year: 2020, imdb: "tt7777777"), Self.film("The Matrix", tmdb: 99_999),
                Self.film("Nothing", tmdb: 99_998))
            #expect(items[0].match == .film(nil, "Home Video", 2020, imdb: "tt7777777"))
            #expect(items[0].confidence == 1)
            #expect(items[1].match?.tmdbID == 603)
            #expect(abs(items[1].confidence - 0.6) < 1e-9)
            #expect(items[2].match == nil)
        }
    }

    @Test("While nobody can be asked an id is taken as the file has it")
    func withoutProvider() async throws {
        let failure = MetadataFailure("down", concernsService: true)
        let broken = ScriptedFilms(lookUp: { _ in .failed(failure) })
        for provider in [nil, broken] as [ScriptedFilms?] {
            let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: Waits().sleeper)
            let items = try await matcher.run().match([
                Self.film("The Matrix", year: 1999, imdb: "tt0133093"), Self.film("Heat", year: 1995, tmdb: 949),
            ])
            let titles = [ImportMatch.film(nil, "The Matrix", 1999, imdb: "tt0133093"), .film(949, "Heat", 1995)]
            #expect(items.map(\.match) == titles)
            #expect(items.allSatisfy { $0.confidence == 1 && $0.quality == .high })
        }
    }

    @Test("A service that is down is not asked for every id of a long file")
    func down() async throws {
        let provider = ScriptedFilms(lookUp: { _ in .failed(MetadataFailure("down", concernsService: true)) })
        let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: Waits().sleeper)
        let films = (1...300).map { (number: Int) in Self.film("Film \(number)", tmdb: number) }
        let items = try await matcher.run().match(films)
        #expect(items.map(\.match?.tmdbID) == Array(1...300))
        #expect(provider.lookedUp.count < 10)
    }

    @Test("Films with and without ids come back in the order of the file")
    func order() async throws {
        try await MatchBench.with([.matrix, FakeWork(id: 949, imdb: "tt0113277", "Heat")]) { bench async throws in
            bench.names.add(.film(1, "Known"))
            let items = try await bench.match(
                .named("Heat"), Self.film("x", tmdb: 603), .named("Nowhere"), Self.film("y", tmdb: 1), .named("matrix"))
            #expect(items.map(\.match?.tmdbID) == [949, 603, nil, 1, 603])
        }
    }
}
