import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A history in numbers, alike on both drivers.
@Suite struct WatchStatisticsTests {
    @Test(arguments: TestDriver.available)
    func `without a history everything is empty, and the months are zeros`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            _ = try await bench.film("Never watched", year: 1999) { $0.genres = ["Drama"] }
            var expected = WatchStatistics()
            expected.months = Array(repeating: MonthCounts(), count: 12)
            #expect(try await bench.statistics() == expected)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film counts once in its genres, and every viewing in plays and minutes`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let often = try await bench.film("Often") {
                $0.genres = ["Drama", "Crime"]
                $0.keywords = ["Heist"]
                $0.runtimeMinutes = 100
            }
            let once = try await bench.film("Once") {
                $0.genres = ["Drama"]
                $0.runtimeMinutes = 7
            }
            let unknown = try await bench.film("Without a length")
            let long = try await bench.series("Long", [(1, 1), (1, 2)], runtime: 45) {
                $0.genres = ["Comedy"]
                $0.runtimeMinutes = 30
            }
            let short = try await bench.series("Of unknown episodes", [(1, 1)]) {
                $0.genres = ["Comedy", "Drama"]
                $0.runtimeMinutes = 20
            }
            try await bench.play(often, hours: [1, 2, 3])
            try await bench.play([once, unknown], hours: [1])
            try await bench.play(long.episodes[0], hours: [1, 2])
            try await bench.play(long.episodes[1], hours: [1])
            try await bench.play(short.episodes, hours: [1, 2])
            for title in [once, long.id, short.id, long.episodes[0]] { try await bench.keep(title) }
            let statistics = try await bench.statistics()
            #expect(statistics.filmGenres == [NameCount(name: "Drama", count: 2), NameCount(name: "Crime", count: 1)])
            #expect(
                statistics.seriesGenres == [NameCount(name: "Comedy", count: 2), NameCount(name: "Drama", count: 1)])
            var totals = WatchTotals()
            (totals.films, totals.episodes, totals.series) = (3, 3, 2)
            (totals.filmPlays, totals.minutes) = (5, 3 * 100 + 7 + 3 * 45 + 2 * 20)
            (totals.favouriteFilms, totals.favouriteSeries) = (1, 2)
            #expect(statistics.totals == totals)
        }
    }

    @Test(arguments: TestDriver.available)
    func `decades come newest first, ratings lowest first and to the nearest half`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let films: [(year: Int?, vote: Double?)] = [
                (1999, 8.24), (1990, 8.25), (2000, 8.74), (2019, 8.75), (1989, 0), (nil, nil), (1994, 10), (2001, 0.1),
                (1950, 7.75),
            ]
            for (number, film) in films.enumerated() {
                let id = try await bench.film("Film \(number)", year: film.year) { $0.voteAverage = film.vote }
                try await bench.play(id, hours: number == 0 ? [1, 2, 3] : [1])
            }
            let statistics = try await bench.statistics()
            let decades = [(2010, 1), (2000, 2), (1990, 3), (1980, 1), (1950, 1)]
            #expect(statistics.decades == decades.map { DecadeCount(firstYear: $0.0, count: $0.1) })
            let ratings = [(0.0, 1), (8.0, 2), (8.5, 2), (9.0, 1), (10.0, 1)]
            #expect(statistics.ratings.map(\.rating) == ratings.map(\.0), "nobody rated what has 0")
            #expect(statistics.ratings.map(\.count) == ratings.map(\.1))
            #expect(statistics.totals.films == 9)
        }
    }

    @Test(arguments: TestDriver.available)
    func `each month has its viewings, a title once, and others are zeros`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (first, second) = (try await bench.film("First"), try await bench.film("Second"))
            let series = try await bench.series("Series", [(1, 1), (1, 2)])
            // The months of the bench are 100 hours each, from the hour 1000 on.
            try await bench.play(first, hours: [999, 1000, 1050, 1150, 2200])
            try await bench.play(second, hours: [1099, 2199])
            try await bench.play(series.episodes, hours: [1100, 1120])
            try await bench.play(series.episodes[0], hours: [2100])
            var months = Array(repeating: MonthCounts(), count: 12)
            months[0] = MonthCounts(films: 2)
            months[1] = MonthCounts(films: 1, episodes: 2)
            months[11] = MonthCounts(films: 1, episodes: 1)
            let statistics = try await bench.statistics()
            #expect(statistics.months == months)
            #expect(statistics.totals.filmPlays == 7, "all months count for the sums")
            let backwards = Array(HistoryBench.months.reversed())
            let turned = try await bench.history.statistics(of: bench.profile, months: backwards)
            #expect(turned.months == Array(months.reversed()))
            let apart = [HistoryBench.months[0], HistoryBench.months[11]]
            let some = try await bench.history.statistics(of: bench.profile, months: apart)
            #expect(some.months == [months[0], months[11]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `people count over films and series, studios and networks apart`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let heat = try await bench.film("Heat") {
                $0.credits = [
                    Credit(name: "Mann", role: .director), Credit(name: "Pacino", role: .cast),
                    Credit(name: "Mann", role: .cast),
                ]
                $0.studios = ["Regency", "Forward Pass"]
            }
            let insider = try await bench.film("The Insider") {
                $0.credits = [Credit(name: "Mann", role: .director), Credit(name: "Crowe", role: .cast)]
                $0.studios = ["Forward Pass"]
            }
            let series = try await bench.series("Vice", [(1, 1), (1, 2)]) {
                $0.credits = [Credit(name: "Johnson", role: .cast), Credit(name: "Crowe", role: .cast)]
                $0.studios = ["NBC"]
            }
            _ = try await bench.film("Never watched") { $0.credits = [Credit(name: "Pacino", role: .cast)] }
            try await bench.play([heat, insider] + series.episodes, hours: [1, 2])
            let statistics = try await bench.statistics()
            #expect(statistics.actors.first == NameCount(name: "Crowe", count: 2))
            #expect(Set(statistics.actors.dropFirst().map(\.name)) == ["Pacino", "Mann", "Johnson"])
            #expect(statistics.actors.map(\.count) == [2, 1, 1, 1])
            #expect(statistics.directors == [NameCount(name: "Mann", count: 2)])
            let studios = [NameCount(name: "Forward Pass", count: 2), NameCount(name: "Regency", count: 1)]
            #expect(statistics.studios == studios)
            #expect(statistics.networks == [NameCount(name: "NBC", count: 1)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `lists end at their limits`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let numbers = 1...20
            let all = try await bench.film("All") { metadata in
                metadata.genres = numbers.map { "Genre \($0)" }
                metadata.studios = numbers.map { "Studio \($0)" }
                metadata.credits =
                    numbers.map { Credit(name: "Director \($0)", role: .director) }
                    + numbers.map { Credit(name: "Actor \($0)", role: .cast) }
            }
            let series = try await bench.series("Series", [(1, 1)]) { metadata in
                metadata.genres = numbers.map { "Genre \($0)" }
                metadata.studios = numbers.map { "Network \($0)" }
            }
            let last = try await bench.film("Last") { $0.genres = ["Genre 20"] }
            try await bench.play([all, last] + series.episodes, hours: [1])
            let statistics = try await bench.statistics()
            #expect(statistics.filmGenres.count == 15 && statistics.seriesGenres.count == 10)
            #expect(statistics.filmGenres.first == NameCount(name: "Genre 20", count: 2))
            let lists = [statistics.actors, statistics.directors, statistics.studios, statistics.networks]
            #expect(lists.map(\.count) == [10, 10, 10, 10])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was forgotten counts nowhere`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film", year: 1999) {
                $0.genres = ["Drama"]
                $0.voteAverage = 7
                $0.runtimeMinutes = 90
                $0.studios = ["Studio"]
                $0.credits = [Credit(name: "Ann", role: .cast)]
            }
            let series = try await bench.series("Series", [(1, 1)], runtime: 30) { $0.genres = ["Drama"] }
            let before = try await bench.statistics()
            try await bench.play([film] + series.episodes, hours: [1000, 1001])
            #expect(try await bench.statistics() != before)
            #expect(try await bench.forget(.film(film), hour: 1002) == 1)
            #expect(try await bench.forget(.series(series.id), hour: 1002) == 1)
            #expect(try await bench.statistics() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `statistics take as many statements, however much was watched`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (_, none) = try await StatementCounter.counting { try await bench.statistics() }
            for number in 1...5 {
                let film = try await bench.film("Film \(number)") { $0.genres = ["Genre \(number)"] }
                try await bench.play(film, hours: [1])
                try await bench.play(bench.series("Series \(number)", [(1, 1)]).episodes, hours: [1])
            }
            let (_, some) = try await StatementCounter.counting { try await bench.statistics() }
            #expect(none.count == 11 && some.count == 11, "\(some.statements)")
        }
    }

    private static let shares: [(counts: [Int], percentages: [Int])] = [
        ([], []), ([0, 0], [0, 0]), ([5], [100]), ([1, 1, 1], [33, 33, 33]), ([2, 1], [67, 33]), ([1, 7], [13, 88]),
        ([1, 199], [1, 100]), ([1, 201], [0, 100]), ([0, 3, 1], [0, 75, 25]),
    ]

    @Test func `percentages are each rounded for themselves`() {
        for (counts, percentages) in Self.shares {
            #expect(WatchStatistics.percentages(of: counts) == percentages)
        }
    }
}

extension HistoryBench {
    /// Twelve of 100 hours each, far from everything that other tests watch.
    fileprivate static let months = (0..<12).map { number in
        Instant.hour(1000 + Double(number) * 100)..<Instant.hour(1100 + Double(number) * 100)
    }

    fileprivate func statistics() async throws -> WatchStatistics {
        try await history.statistics(of: profile, months: Self.months)
    }
}
