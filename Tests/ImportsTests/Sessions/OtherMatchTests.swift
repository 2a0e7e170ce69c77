import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Another film than the one that was found")
struct OtherMatchTests {
    private static func work(_ id: Int, _ title: String, _ date: String) -> FakeWork {
        FakeWork(id: id, imdb: nil, title) { $0.date = date }
    }

    private static let works = [
        work(1, "Dune", "2021-09-15"), work(2, "Dune", "1984-12-14"), work(3, "Dune: Part Two", "2024-02-27"),
    ]

    private static func fallback(_ id: Int) -> ImportMatch { .film(id, "Whatever somebody says", 1900) }

    @Test("TMDB tells what film an id is, not whoever asks")
    func chosen() async throws {
        try await MatchBench.with(Self.works) { match async throws in
            try await DeskBench.with(match.tmdb) { bench async throws in
                let session = try await bench.upload([.watched("Dune")])
                let item = try await bench.desk.setMatch(0, to: 2, fallback: Self.fallback(2), in: session)
                #expect(item.match?.title == "Dune")
                #expect(item.match?.year == 1984)
                #expect((item.confidence, item.quality, item.alternatives) == (1, .high, []))
                let stored = try await bench.desk.item(0, of: session)
                #expect(stored == item)
                #expect(stored.status == .pending)
                let added = try await bench.desk.add(0, in: session, value: 5, ratedAt: nil)
                let film = try await bench.stores.catalogue.title(id: added.titleID)
                #expect(film?.tmdbID == 2)
            }
        }
    }

    @Test("An id that TMDB does not know changes nothing")
    func unknown() async throws {
        try await MatchBench.with(Self.works) { match async throws in
            try await DeskBench.with(match.tmdb) { bench async throws in
                let session = try await bench.upload([.watched("Dune")])
                let before = try await bench.items(session)
                await #expect(throws: FilmError.unknownToProvider) {
                    _ = try await bench.desk.setMatch(0, to: 99, fallback: Self.fallback(99), in: session)
                }
                let after = try await bench.items(session)
                #expect(after == before)
            }
        }
    }

    @Test("While TMDB cannot be asked, alternatives and the catalogue go before what somebody says")
    func unavailable() async throws {
        try await MatchBench.with(Self.works) { match async throws in
            try await DeskBench.with(match.tmdb) { bench async throws in
                try await bench.film("Solaris", 4, year: 1972)
                let session = try await bench.upload([.watched("Dune")])
                await match.fake.answerAlways(.tmdbError(503, 9))
                let alternative = try await bench.desk.setMatch(0, to: 2, fallback: Self.fallback(2), in: session)
                #expect(alternative.match?.year == 1984)
                let known = try await bench.desk.setMatch(0, to: 4, fallback: Self.fallback(4), in: session)
                #expect(known.match?.title == "Solaris")
                let other = try await bench.desk.setMatch(0, to: 5, fallback: Self.fallback(5), in: session)
                #expect(other.match == Self.fallback(5))
            }
        }
    }

    @Test("A film that the server has found itself is taken without asking")
    func own() async throws {
        try await DeskBench.with { bench async throws in
            try await bench.film("Dune", 1, year: 2021)
            let session = try await bench.upload([.watched("Doone")])
            let hit = try #require(try await bench.desk.search("dune", year: nil).first)
            let item = try await bench.desk.setMatch(0, to: hit, in: session)
            #expect(item.match?.tmdbID == 1)
            #expect(!bench.desk.hasProvider)
        }
    }

    @Test("A film that was decided about keeps its match")
    func decided() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 1")])
            try await bench.desk.skip(0, in: session)
            await #expect(throws: ImportError.alreadyProcessed) {
                _ = try await bench.desk.setMatch(0, to: .film(2, "Film 2"), in: session)
            }
            await #expect(throws: ImportError.indexOutOfRange) {
                _ = try await bench.desk.setMatch(1, to: .film(2, "Film 2"), in: session)
            }
        }
    }
}
