import Basics
import Domain
import Storage
import TestKit
import Testing

/// Opinions from everywhere in one table, alike on both drivers.
@Suite struct RatingStoreTests {
    @Test(arguments: TestDriver.available)
    func `the last opinion stands, in whatever order they come`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, film) = (bench.stores.ratings, bench.films[0])
            let opinions: [(Int?, RatingSource, Double)] = [
                (8, .trakt, 20), (6, .import, 10), (9, .manual, 30), (nil, .manual, 25), (3, .trakt, 5),
            ]
            var generator = SeededNumbers(state: 7)
            for _ in 0..<20 {
                let other = try await bench.account("p\(generator.next())@example.org").user
                for (value, source, second) in opinions.shuffled(using: &generator) {
                    _ = try await store.take(
                        [Opinion(film, value, source: source, at: .test(second))], of: other, at: .test(100))
                }
                let rating = try #require(try await store.rating(of: film, by: other))
                #expect(rating.value == 9 && rating.source == .manual && rating.ratedAt == .test(30))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `what became of an opinion is told`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 3) { bench async throws in
            let (store, user, films) = (bench.stores.ratings, bench.user, bench.films)
            func take(_ value: Int?, _ source: RatingSource, _ second: Double) async throws -> OpinionOutcome? {
                try await store.take(
                    [Opinion(films[0], value, source: source, at: .test(second))], of: user, at: .test(second)
                ).first
            }
            #expect(try await take(nil, .manual, 1) == .unchanged)
            #expect(try await take(7, .trakt, 10) == .added)
            #expect(try await take(7, .import, 20) == .unchanged)
            #expect(try await take(5, .trakt, 15) == .outdated, "the same opinion was given again later")
            #expect(try await take(8, .trakt, 20) == .changed, "of one moment the last counts")
            #expect(try await take(nil, .manual, 30) == .changed)
            #expect(try await take(8, .trakt, 25) == .outdated, "what was withdrawn does not come back")
            #expect(try await store.rating(of: films[0], by: user) == nil)
            let many = [
                Opinion(films[1], 4, source: .manual, at: .test(1)),
                Opinion(TitleID(999), 4, source: .manual, at: .test(1)),
            ]
            #expect(try await store.take(many, of: user, at: .test(40)) == [.added, .unknownTitle])
            await #expect(throws: AccountError.unknownUser("999")) {
                try await store.take(many, of: UserID(999), at: .test(40))
            }
            await #expect(throws: (any Error).self) {
                try await store.take([Opinion(films[2], 11, source: .manual, at: .test(1))], of: user, at: .test(1))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `who hears again what is known learns nothing new`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, film) = (bench.stores.ratings, bench.films[0])
            for (source, second) in [(RatingSource.manual, 10.0), (.trakt, 20)] {
                _ = try await store.take(
                    [Opinion(film, 7, source: source, at: .test(second))], of: bench.user, at: .test(second))
            }
            let rating = try #require(try await store.rating(of: film, by: bench.user))
            #expect(rating.source == .manual && rating.updatedAt == .test(10) && rating.ratedAt == .test(20))
            _ = try await store.take([Opinion(film, 7, source: .manual, at: .test(30))], of: bench.user, at: .test(30))
            #expect(try await store.rating(of: film, by: bench.user)?.updatedAt == .test(30))
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two opinions that come back to one title the latest stands`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, catalogue) = (bench.stores.ratings, bench.stores.catalogue)
            let parts = [
                TitleDraft.film("By IMDb", year: 1999, imdb: "tt7654321"), .film("By TMDB", year: 1999, tmdb: 4711),
            ]
            for (number, draft) in parts.enumerated() {
                _ = try await catalogue.merge([draft], from: .load)
                let id = try #require(try await catalogue.changes(since: 0, limit: 100).titles.last?.id)
                let opinion = Opinion(id, 3 + number, source: .manual, at: .test(Double(number)))
                _ = try await store.take([opinion], of: bench.user, at: .test(9))
                #expect(try await catalogue.remove([id]) == 1)
            }
            let whole = TitleDraft.film("Whole", year: 1999, imdb: "tt7654321", tmdb: 4711)
            _ = try await catalogue.merge([whole], from: .load)
            #expect(try await store.ratings(by: bench.user).map(\.value) == [4])
            // Nothing that is left over is in the way of later writes.
            _ = try await catalogue.merge([.film("Another", year: 2001)], from: .load)
            #expect(try await store.ratings(by: bench.user).count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion outlives its title and comes back with it`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, catalogue) = (bench.stores.ratings, bench.stores.catalogue)
            let draft = TitleDraft.film("Returned", year: 1999, imdb: "tt7654321")
            _ = try await catalogue.merge([draft], from: .load)
            let imdbID = try #require(IMDbID("tt7654321"))
            let first = try #require(try await catalogue.title(imdbID: imdbID)).id
            _ = try await store.take([Opinion(first, 9, source: .manual, at: .test(1))], of: bench.user, at: .test(1))
            #expect(try await catalogue.remove([first]) == 1)
            #expect(try await store.ratings(by: bench.user).isEmpty)
            _ = try await catalogue.merge([draft], from: .load)
            let second = try #require(try await catalogue.title(imdbID: imdbID)).id
            #expect(second != first)
            #expect(try await store.ratings(by: bench.user).map(\.titleID) == [second])
            #expect(try await store.rating(of: second, by: bench.user)?.value == 9)
        }
    }
}
