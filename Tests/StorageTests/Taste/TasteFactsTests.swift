import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What histories tell of tastes, alike on both drivers.
@Suite struct TasteFactsTests {
    @Test(arguments: TestDriver.available)
    func `without a history there is nothing`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Never watched", year: 1999) { $0.genres = ["Drama"] }
            try await bench.keep(film)
            for kind in [TitleKind.movie, .series] { #expect(try await bench.facts(kind) == TasteFacts()) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `films count once, with all their genres, and the mean of those that are rated`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let genres = (1...20).map { "Genre \($0)" }
            let first = try await bench.film("First", year: 1994) { ($0.genres, $0.voteAverage) = (genres, 8) }
            let second = try await bench.film("Second", year: 1999) {
                ($0.genres, $0.voteAverage) = (["Genre 7"], 7)
            }
            let third = try await bench.film("Third", year: 2001) { $0.voteAverage = 0 }
            let series = try await bench.series("Series", [(1, 1)]) { $0.genres = ["Comedy"] }
            try await bench.play(first, hours: [1, 2, 3])
            try await bench.play([second, third] + series.episodes, hours: [4])
            let facts = try await bench.facts(.movie)
            #expect(facts.titles == 3 && facts.episodes == 0 && facts.meanRating == 7.5 && facts.decade == 1990)
            #expect(facts.genres.count == 20 && facts.genres.first == NameCount(name: "Genre 7", count: 2))
            #expect(facts.networks.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `series count their episodes, and at most three networks`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for number in 1...4 {
                let series = try await bench.series("Series \(number)", [(1, 1), (1, 2)]) { metadata in
                    metadata.studios = number < 3 ? ["First"] : ["Network \(number)", "Other \(number)"]
                }
                try await bench.play(series.episodes, hours: [Double(number), Double(number) + 10])
            }
            let facts = try await bench.facts(.series)
            #expect(facts.titles == 4 && facts.episodes == 8 && facts.meanRating == nil && facts.decade == nil)
            #expect(facts.networks.count == 3 && facts.networks.first == "First")
        }
    }

    @Test(arguments: TestDriver.available)
    func `favourites are watched ones, the last watched first, and at most five`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for number in 1...7 {
                let film = try await bench.film("Film \(number)")
                try await bench.keep(film)
                if number < 7 { try await bench.play(film, hours: [Double(100 - number)]) }
            }
            let facts = try await bench.facts(.movie)
            #expect(facts.favourites.map(\.title) == (1...5).map { "Film \($0)" })
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two decades with as many films the later one counts`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for year in [1994, 2004, 1995, 2005, 1980] {
                try await bench.play(try await bench.film("Film \(year)", year: year), hours: [1])
            }
            #expect(try await bench.facts(.movie).decade == 2000)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was taken out of a taste counts nowhere`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            func film(_ name: String, _ year: Int, _ genre: String, _ rating: Double) async throws -> TitleID {
                try await bench.film(name, year: year) { metadata in
                    (metadata.genres, metadata.voteAverage) = ([genre], rating)
                    metadata.credits = [
                        Credit(name: "\(name)'s director", role: .director),
                        Credit(name: "\(genre) player", role: .cast),
                    ]
                }
            }
            let (kept, scary, named, late) = (
                try await film("Kept", 1994, "Drama", 8), try await film("Scary", 2004, "Horror", 2),
                try await film("Named", 2005, "Drama", 3), try await film("Late", 2006, "Comedy", 4)
            )
            try await bench.play([kept, scary, named], hours: [1])
            try await bench.play([late, kept], hours: [5])
            for title in [kept, scary, named, late] { try await bench.keep(title) }
            let all = try await bench.facts(.movie)
            #expect(all.titles == 4 && all.meanRating == 4.25 && all.decade == 2000 && all.favourites.count == 4)
            let without: [TasteOmission] = [
                .genre("horror"), .title(named), .period(.hour(4)..<Instant.hour(6)),
            ]
            let facts = try await bench.facts(.movie, without: without)
            #expect(facts.titles == 1 && facts.meanRating == 8 && facts.decade == 1990)
            #expect(facts.genres == [NameCount(name: "Drama", count: 1)])
            #expect(facts.favourites.map(\.title) == ["Kept"])
            let charts = try await bench.test.stores.tasteFacts.charts(.movie, of: bench.profile, without: without)
            #expect(charts.decades == [DecadeCount(firstYear: 1990, count: 1)] && charts.networks.isEmpty)
            #expect(charts.directors.map(\.name) == ["Kept's director"])
            #expect(charts.actors == [NameCount(name: "Drama player", count: 1)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `series count the episodes outside a period, and their networks`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (first, second) = (
                try await bench.series("First", [(1, 1), (1, 2)]) { $0.studios = ["One"] },
                try await bench.series("Second", [(1, 1)]) { $0.studios = ["Two"] }
            )
            try await bench.play(first.episodes[0], hours: [1])
            try await bench.play([first.episodes[1], second.episodes[0]], hours: [5])
            let week = [TasteOmission.period(.hour(4)..<Instant.hour(6))]
            let facts = try await bench.facts(.series, without: week)
            #expect(facts.titles == 1 && facts.episodes == 1 && facts.networks == ["One"])
            let charts = try await bench.test.stores.tasteFacts.charts(.series, of: bench.profile, without: week)
            #expect(charts.networks == [NameCount(name: "One", count: 1)])
            let all = try await bench.test.stores.tasteFacts.charts(.series, of: bench.profile, without: [])
            #expect(Set(all.networks.map(\.name)) == ["One", "Two"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is only in libraries that are off is no part of it`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            try await bench.play(try await bench.film("Film"), hours: [1])
            try await bench.test.database.write { connection in
                try connection.execute("UPDATE title SET hidden = 1")
                try connection.execute("DELETE FROM listing")
            }
            #expect(try await bench.facts(.movie) == TasteFacts())
        }
    }
}

extension HistoryBench {
    fileprivate func facts(_ kind: TitleKind, without omissions: [TasteOmission] = []) async throws -> TasteFacts {
        try await test.stores.tasteFacts.facts(kind, of: profile, without: omissions)
    }
}
