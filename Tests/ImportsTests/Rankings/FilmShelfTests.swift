import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Films that people name")
struct FilmShelfTests {
    @Test("TMDB tells of a film with an id, and it is made once")
    func described() async throws {
        try await MatchBench.with([.matrix]) { match async throws in
            try await DeskBench.with(match.tmdb) { bench async throws in
                let first = try await bench.shelf.put(.film(603, "Not its name", 1950))
                #expect(first.isNew)
                #expect(first.film.metadata.title == "The Matrix")
                #expect(first.film.metadata.runtimeMinutes == 136)
                await match.fake.forgetSeen()
                let second = try await bench.shelf.put(.film(603, "Still not", 1950))
                #expect(!second.isNew)
                #expect(second.film.uuid == first.film.uuid)
                #expect(second.film.metadata.title == "The Matrix")
                let asked = await match.fake.paths
                #expect(asked.isEmpty)
            }
        }
    }

    @Test("An id that TMDB does not know makes no film")
    func unknown() async throws {
        try await MatchBench.with([.matrix]) { match async throws in
            try await DeskBench.with(match.tmdb) { bench async throws in
                await #expect(throws: FilmError.unknownToProvider) { _ = try await bench.shelf.put(.film(9, "Nine")) }
                let film = try await bench.stores.rankings.film(tmdbID: 9)
                #expect(film == nil)
            }
        }
    }

    @Test("While TMDB cannot be asked, what the person says counts until it can")
    func unavailable() async throws {
        try await MatchBench.with([.matrix]) { match async throws in
            await match.fake.answerAlways(.tmdbError(503, 9))
            try await DeskBench.with(match.tmdb) { bench async throws in
                let film = try await bench.shelf.put(.film(603, "Matrix, I think", 1999))
                #expect(film.isNew)
                #expect(film.film.metadata.title == "Matrix, I think")
                let due = try await bench.stores.enrichment.dueCount(at: bench.clock.now)
                #expect(due == 1)
            }
        }
    }

    @Test("Without an id a film is the one of its name and year", arguments: TestDriver.available)
    func named(_ driver: TestDriver) async throws {
        try await DeskBench.with(driver: driver) { bench async throws in
            let first = try await bench.shelf.put(.film(nil, "Amélie", 2001))
            let second = try await bench.shelf.put(.film(nil, "AMÉLIE", 2001))
            let other = try await bench.shelf.put(.film(nil, "Amélie", 2002))
            #expect((first.isNew, second.isNew, other.isNew) == (true, false, true))
            #expect(second.film.uuid == first.film.uuid)
            #expect(other.film.uuid != first.film.uuid)
        }
    }
}
