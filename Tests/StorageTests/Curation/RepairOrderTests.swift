import Basics
import Domain
import Storage
import TestKit
import Testing

/// What becomes of titles that were given up when other things happen to them or to those that stay.
@Suite struct RepairOrderTests {
    @Test(arguments: TestDriver.available)
    func `of two titles that were given up in a row the last one comes back first`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let films = try await Self.films(3, bench)
            for film in films.prefix(2) { try await bench.rate(film, 5, at: .test(5)) }
            let before = try await bench.state()
            let first = try await bench.plan(films[0], [.twin(of: bench.title(films[1]))])
            let second = try await bench.plan(films[1], [.twin(of: bench.title(films[2]))])
            #expect(try await bench.apply(first).applied.count == 1)
            #expect(try await bench.apply(second).applied.count == 1)
            let given = try await bench.state()

            let early = try await bench.undo(first)
            #expect(early.outcome.restored.isEmpty)
            #expect(
                early.outcome.kept.map(\.reason) == [
                    "The other title was given up for a third one since: take that back first."
                ])
            #expect(try await bench.state() == given)
            #expect(try await bench.undo(second).remarks.isEmpty)
            #expect(try await bench.undo(first).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an earlier repair of a title that was given up is taken back after that`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let films = try await Self.films(2, bench)
            let before = try await bench.state()
            let earlier = try await bench.plan(
                films[0], [.repair(.imdbID, from: .text("tt1"), to: .text("tt71"))])
            #expect(try await bench.apply(earlier).applied.count == 1)
            let merge = try await bench.plan(films[0], [.twin(of: bench.title(films[1]))])
            #expect(try await bench.apply(merge).applied.count == 1)

            #expect(
                try await bench.undo(earlier).outcome.kept.map(\.reason) == [
                    "It was given up for another title since: take that back first."
                ])
            #expect(try await bench.stores.enrichment.due(limit: 9, at: .test(9)).isEmpty)
            #expect(try await bench.undo(merge).remarks.isEmpty)
            #expect(try await bench.undo(earlier).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film of a media server alone stays for what others said of an entry that was given up for it`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { server in
            let kept = try await server.save(.film(1, "Heat", year: 1995, imdb: "tt1"))
            let catalogue = server.stores.catalogue
            _ = try await catalogue.merge([.film("Heat", year: 1996, imdb: "tt2")], from: .load)
            let twin = try #require(try await catalogue.title(imdbID: .tt(2))).id
            let bench = try await RepairBench.open(server.test)
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            try await server.titles.noteVanished([.test(1)], from: server.films, at: .test(3))
            #expect(try await server.titles.removeAbandoned(.movie, after: nil, limit: 9).removed == 0)

            #expect(try await bench.undo(planned).outcome.restored.count == 1)
            #expect(try await server.titles.removeAbandoned(.movie, after: nil, limit: 9).removed == 1)
            #expect(try await catalogue.title(imdbID: .tt(2))?.id == twin)
        }
    }

    @Test(arguments: TestDriver.available)
    func `who follows the catalogue hears of a purge of what was given up`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let films = try await Self.films(2, bench)
            let planned = try await bench.plan(films[0], [.twin(of: bench.title(films[1]))])
            #expect(try await bench.apply(planned).applied.count == 1)
            let audit = AuditEntry(at: .test(50), action: "purged", userID: bench.user, address: "192.0.2.1")
            let purged = try await bench.stores.purge.removeFilms(
                FilmPurge(idleJobs: [], enrichment: nil, audit: audit))
            #expect(purged.movies == 1)
            let changes = try await bench.stores.catalogue.changes(since: 0, limit: 9)
            #expect(changes.removed == films && changes.titles.isEmpty)
            #expect(try await bench.stores.index.vectors(model: "m", since: 0, limit: 9).removed == films)
        }
    }

    /// So many entries of one film with ids of their own, which only the catalogue knows.
    private static func films(_ count: Int, _ bench: RepairBench) async throws -> [TitleID] {
        let drafts = (1...count).map { TitleDraft.film("Heat", year: 1990 + $0, imdb: "tt\($0)", tmdb: $0) }
        _ = try await bench.stores.catalogue.merge(drafts, from: .load)
        let films = try await bench.stores.catalogue.changes(since: 0, limit: 9).titles.map(\.id)
        try #require(films.count == count)
        return films
    }
}
