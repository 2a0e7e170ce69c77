import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Ratings of films")
struct RankingsTests {
    private static let newest = RankingOrder(.ratedAt, isAscending: false)

    @Test(
        "A rating is new once, keeps its date where none is named, and counts at once", arguments: TestDriver.available)
    func rated(_ driver: TestDriver) async throws {
        try await DeskBench.with(driver: driver) { bench async throws in
            try await bench.film("Solaris", 7)
            let film = try #require(try await bench.stores.rankings.film(tmdbID: 7))
            let first = try await bench.rankings.rate(film.uuid, 8, ratedAt: nil, by: bench.ann.id)
            #expect(first.isNew)
            #expect(first.rating.ratedAt == bench.clock.now)
            bench.clock.advance(seconds: 100)
            let second = try await bench.rankings.rate(film.uuid.uppercased(), 4, ratedAt: nil, by: bench.ann.id)
            #expect(!second.isNew)
            #expect(second.rating.uuid == first.rating.uuid)
            #expect(second.rating.value == 4)
            #expect(second.rating.ratedAt == first.rating.ratedAt)
            let third = try await bench.rankings.rate(film.uuid, 2, ratedAt: .test(-500), by: bench.ann.id)
            #expect(third.rating.value == 2)
            #expect(third.rating.ratedAt == .test(-500))
            let page = try await bench.rankings.page(of: bench.ann.id, order: Self.newest, offset: 0, limit: 10)
            #expect(page.total == 1)
            #expect(page.films.map(\.filmUUID) == [film.uuid])
        }
    }

    @Test("Only films that there are can be rated")
    func unknown() async throws {
        try await DeskBench.with { bench async throws in
            for uuid in [bench.ann.uuid, "", "\u{0}", "x"] {
                await #expect(throws: RankingError.unknownFilm) {
                    _ = try await bench.rankings.rate(uuid, 8, ratedAt: nil, by: bench.ann.id)
                }
            }
        }
    }

    @Test("People withdraw their own opinions, not those of others")
    func removed() async throws {
        try await DeskBench.with { bench async throws in
            try await bench.film("Solaris", 7, rated: 8)
            let page = try await bench.rankings.page(of: bench.ann.id, order: Self.newest, offset: 0, limit: 10)
            let rating = try #require(page.films.first?.rating)
            await #expect(throws: RankingError.ofSomebodyElse) {
                try await bench.rankings.remove(rating.uuid, of: bench.ben.id)
            }
            try await bench.rankings.remove(rating.uuid, of: bench.ann.id)
            await #expect(throws: RankingError.unknownRating) {
                try await bench.rankings.remove(rating.uuid, of: bench.ann.id)
            }
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions.isEmpty)
        }
    }

    @Test("All opinions of films go, even those dated into the future; of series and of others none")
    func allRemoved() async throws {
        try await DeskBench.with { bench async throws in
            for id in 1...3 { try await bench.film("Film \(id)", id, rated: 8) }
            try await bench.film("Film 1", 1, rated: 5, by: bench.ben)
            let film = try #require(try await bench.stores.rankings.film(tmdbID: 2))
            let ahead = bench.clock.now.adding(seconds: 1_000)
            _ = try await bench.rankings.rate(film.uuid, 3, ratedAt: ahead, by: bench.ann.id)
            var metadata = TitleMetadata(title: "Twin Peaks")
            metadata.year = 1990
            let series = TitleDraft(kind: .series, imdbID: nil, tmdbID: 1, metadata: metadata)
            _ = try await bench.stores.catalogue.merge([series], from: .tmdb)
            let changes = try await bench.stores.catalogue.changes(since: 0, limit: 99).titles
            let id = try #require(changes.first { $0.kind == .series }).id
            _ = try await bench.ratings.rate(id, 9, by: bench.ann.id)
            try await bench.rankings.removeAll(of: bench.ann.id)
            try await bench.rankings.removeAll(of: bench.ann.id)
            let (anns, bens) = try await (bench.opinions(of: bench.ann), bench.opinions(of: bench.ben))
            #expect(anns == ["Twin Peaks": 9])
            #expect(bens == ["Film 1": 5])
        }
    }

    @Test("Stars are counted from one to five")
    func distribution() async throws {
        try await DeskBench.with { bench async throws in
            for (id, value) in [1, 2, 7, 8, 10].enumerated() {
                try await bench.film("Film \(id)", id + 1, rated: value)
            }
            let counts = try await bench.rankings.distribution(of: bench.ann.id)
            #expect(counts == [2, 0, 0, 2, 1])
            let numbers = try await bench.rankings.numbers(of: bench.ann.id)
            #expect(numbers.filmCount == 5)
            #expect(numbers.currentStreak == 1)
            let activity = try await bench.rankings.activity(of: bench.ann.id)
            #expect(activity.days.map(\.count) == [5])
            let genres = try await bench.rankings.genres(of: bench.ann.id)
            #expect(genres.filmCount == 5)
        }
    }
}
