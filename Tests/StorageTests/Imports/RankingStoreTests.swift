import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Ratings of films as ranking clients list and count them, alike on both drivers.
@Suite struct RankingStoreTests {
    /// Five films that are rated, and a series, which is no film.
    private static func with(_ driver: TestDriver, _ body: (ImportBench, [TitleID]) async throws -> Void) async throws {
        try await ImportBench.with(driver) { bench async throws in
            var series = TitleDraft.film("Dark", year: 2017)
            series.kind = .series
            let drafts: [TitleDraft] = [
                .film("beta", year: 1990, tmdb: 1) { $0.genres = ["War", "Drama"] }, .film("Alpha", tmdb: 2),
                .film("Gamma", year: 1980, tmdb: 3) { ($0.genres, $0.runtimeMinutes) = (["Drama"], 90) },
                .film("alpha", year: 2000, tmdb: 4), .film("Epsilon", year: 1970, tmdb: 5), series,
            ]
            _ = try await bench.stores.catalogue.merge(drafts, from: .load)
            let ids = try await bench.stores.catalogue.changes(since: 0, limit: 9).titles.map(\.id)
            for (place, id) in ids.enumerated() {
                let opinion = Opinion(id, [8, 6, 8, 2, 4, 9][place], source: .manual, at: .test(Double(50 - place)))
                _ = try await bench.stores.ratings.take([opinion], of: bench.user, at: .test(Double(100 + place)))
            }
            try await bench.rate(ids[4], nil, at: 300)
            try await body(bench, ids)
        }
    }

    @Test(arguments: TestDriver.available)
    func `every order is complete, and equal ones are the newest first`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, _ async throws in
            func titles(_ field: RankingOrder.Field, ascending: Bool) async throws -> [String] {
                let order = RankingOrder(field, isAscending: ascending)
                let page = try await bench.stores.rankings.page(of: bench.user, order: order, offset: 0, limit: 9)
                #expect(page.total == 4)
                return page.films.map { "\($0.title) \($0.year ?? 0)" }
            }
            #expect(
                try await titles(.rating, ascending: false) == ["Gamma 1980", "beta 1990", "Alpha 0", "alpha 2000"])
            #expect(try await titles(.rating, ascending: true) == ["alpha 2000", "Alpha 0", "Gamma 1980", "beta 1990"])
            #expect(try await titles(.title, ascending: true) == ["alpha 2000", "Alpha 0", "beta 1990", "Gamma 1980"])
            #expect(try await titles(.title, ascending: false) == ["Gamma 1980", "beta 1990", "alpha 2000", "Alpha 0"])
            #expect(try await titles(.year, ascending: true) == ["Gamma 1980", "beta 1990", "alpha 2000", "Alpha 0"])
            #expect(try await titles(.year, ascending: false) == ["alpha 2000", "beta 1990", "Gamma 1980", "Alpha 0"])
            #expect(
                try await titles(.ratedAt, ascending: false) == ["beta 1990", "Alpha 0", "Gamma 1980", "alpha 2000"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a page has its films with their genres, and costs three statements`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, ids async throws in
            let order = RankingOrder(.ratedAt, isAscending: false)
            let (page, counter) = try await StatementCounter.counting {
                try await bench.stores.rankings.page(of: bench.user, order: order, offset: 0, limit: 2)
            }
            #expect(counter.count == 3 && page.total == 4)
            #expect(page.films.map(\.genres) == [["War", "Drama"], []] && page.films.map(\.tmdbID) == [1, 2])
            let rating = try await bench.rating(ids[0])
            #expect(page.films.first?.rating == rating)
            let past = try await bench.stores.rankings.page(of: bench.user, order: order, offset: 9, limit: 2)
            #expect(past.films.isEmpty && past.total == 4)
            let other = try await bench.other()
            #expect(try await other.stores.rankings.page(of: other.user, order: order, offset: 0, limit: 9).total == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `marks are what statistics count`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, _ async throws in
            #expect(
                try await bench.stores.rankings.marks(of: bench.user) == [
                    RankingMark(value: 2, ratedAt: .test(47), firstGenre: nil, runtimeMinutes: nil),
                    RankingMark(value: 8, ratedAt: .test(48), firstGenre: "Drama", runtimeMinutes: 90),
                    RankingMark(value: 6, ratedAt: .test(49), firstGenre: nil, runtimeMinutes: nil),
                    RankingMark(value: 8, ratedAt: .test(50), firstGenre: "War", runtimeMinutes: nil),
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `ratings and films are found by their ids`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, ids async throws in
            let rating = try #require(try await bench.rating(ids[0]))
            #expect(try await bench.stores.rankings.rating(uuid: rating.uuid) == rating)
            try await bench.rate(ids[0], nil, at: 900)
            #expect(try await bench.stores.rankings.rating(uuid: rating.uuid) == nil)
            let film = try #require(try await bench.stores.catalogue.title(id: ids[0]))
            #expect(try await bench.stores.rankings.film(uuid: film.uuid) == film)
            #expect(try await bench.stores.rankings.film(tmdbID: 1) == film)
            let series = try #require(try await bench.stores.catalogue.title(id: ids[5]))
            #expect(try await bench.stores.rankings.film(uuid: series.uuid) == nil)
            #expect(try await bench.stores.rankings.film(uuid: "no uuid\0") == nil)
        }
    }
}
