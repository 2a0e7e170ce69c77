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
    fileprivate func facts(_ kind: TitleKind) async throws -> TasteFacts {
        try await test.stores.tasteFacts.facts(kind, of: profile)
    }
}
