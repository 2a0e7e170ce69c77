import Domain
import SQL
import Storage
import TestKit
import Testing

/// Films that are found or made one by one, and which films somebody rated, alike on both drivers.
@Suite struct ImportFilmTests {
    @Test(arguments: TestDriver.available)
    func `a film is found by its ids, or without any by name and year`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            func put(_ draft: TitleDraft, isComplete: Bool = true) async throws -> (film: Title, isNew: Bool) {
                try await bench.imports.film(for: draft, isComplete: isComplete, at: .test(1))
            }
            let alien = try await put(.film("Alien", year: 1979, imdb: "tt78748", tmdb: 348))
            #expect(alien.isNew && alien.film.metadata.title == "Alien")
            let byNumber = try await put(.film("Something", tmdb: 348))
            #expect(byNumber.film.id == alien.film.id && !byNumber.isNew)
            #expect(try await put(.film("Something", imdb: "tt78748")).film.id == alien.film.id)
            #expect(try await put(.film("alien", year: 1979)).film.id == alien.film.id)
            let remake = try await put(.film("Alien", year: 2030), isComplete: false)
            #expect(remake.isNew && remake.film.provenance.sources[.title] == .load)
            #expect(try await bench.stores.enrichment.due(limit: 9, at: .test(1)).isEmpty, "a name alone tells nothing")
            let asked = try await put(.film("Words", tmdb: 9), isComplete: false)
            #expect(try await bench.stores.enrichment.due(limit: 9, at: .test(1)).map(\.titleID) == [asked.film.id])
            await #expect(throws: ImportError.withoutMatch) { _ = try await put(.film("")) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a number is a film's although a series has it, too`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            var series = TitleDraft.film("Dark", year: 2017, imdb: "tt5", tmdb: 1_000)
            series.kind = .series
            _ = try await bench.stores.catalogue.merge([series], from: .load)
            try await bench.apply([.rated(0, 8, at: 1)], in: try await bench.review(1))
            #expect(try await bench.film(1_000)?.metadata.title == "Film 0")
            #expect(try await bench.imports.rated(by: bench.user).keys == [.tmdb(1_000)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what somebody rated is known by all ids, and others' ratings do not count`(
        driver: TestDriver
    ) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let other = try await bench.other()
            let drafts: [TitleDraft] = [
                .film("One", imdb: "tt1", tmdb: 1), .film("Two", imdb: "tt2"), .film("Three", tmdb: 3),
                .film("Four", tmdb: 4),
            ]
            _ = try await bench.stores.catalogue.merge(drafts, from: .load)
            let ids = try await bench.stores.catalogue.changes(since: 0, limit: 9).titles.map(\.id)
            for id in ids.prefix(2) { try await bench.rate(id, 8, at: 1) }
            try await bench.rate(ids[2], 8, at: 1)
            try await bench.rate(ids[2], nil, at: 2)
            try await other.rate(ids[3], 8, at: 1)
            let rated = try await bench.imports.rated(by: bench.user)
            #expect(rated.keys == [.tmdb(1), .imdb(.tt(1)), .imdb(.tt(2))])
        }
    }
}
