import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What everybody watches, alike on both drivers.
@Suite struct TopPicksStoreTests {
    @Test(arguments: TestDriver.available)
    func `a film counts its viewers, and all viewings of those who saw it lately`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let other = try await bench.second()
            let shared = try await bench.film("Shared", year: 1999) { $0.contentRating = "PG" }
            let old = try await bench.film("Long ago")
            let alone = try await bench.film("Alone")
            try await bench.play(shared, hours: [1, 200, 300])
            try await other.play(shared, hours: [150])
            try await other.play(old, hours: [2])
            try await bench.play(old, hours: [150])
            try await bench.play(alone, hours: [150, 160, 170])
            let found = try await bench.popular(.movie, sinceHour: 100, viewersMin: 2)
            #expect(
                found == [
                    PopularTitle(
                        titleID: shared, title: "Shared", year: 1999, contentRating: "PG", viewers: 2, plays: 4,
                        episodes: 0, completion: 1)
                ])
            let all = try await bench.popular(.movie, sinceHour: 100, viewersMin: 1)
            #expect(all.map(\.title) == ["Alone", "Long ago", "Shared"])
            #expect(all.map(\.viewers) == [1, 1, 2])
        }
    }

    @Test(arguments: TestDriver.available)
    func `the moment itself counts, the one before it does not`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            try await bench.play(film, hours: [100])
            #expect(try await bench.popular(.movie, sinceHour: 100, viewersMin: 1).count == 1)
            #expect(try await bench.popular(.movie, sinceHour: 100.001, viewersMin: 1).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `viewings of which nobody knows when they were are not of lately`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            try await bench.test.database.write { [profile = bench.profile] connection in
                try connection.execute(
                    """
                    INSERT INTO watch_event (profile_id, title_id, watched_at, source, plays)
                    VALUES (\(profile), \(film), \(WatchEvent.undated), \(WatchSource.jellyfin), 9)
                    """)
            }
            let found = try await bench.test.stores.topPicks.popular(
                .movie, since: Instant(milliseconds: 0), viewersMin: 1)
            #expect(found.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series counts different episodes, and the mean share of its viewers`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let other = try await bench.second()
            let places = [(1, 1), (1, 2), (1, 3), (1, 4)]
            let shared = try await bench.series("Shared", places)
            let alone = try await bench.series("Alone", [(1, 1)])
            try await bench.play(shared.episodes, hours: [150])
            try await bench.play(shared.episodes[0], hours: [160, 170])
            try await other.play(shared.episodes[1], hours: [150])
            try await other.play(Array(shared.episodes[2...]), hours: [1])
            try await bench.play(alone.episodes, hours: [150])
            let found = try await bench.popular(.series, sinceHour: 100, viewersMin: 2)
            #expect(found.map(\.titleID) == [shared.id])
            let series = try #require(found.first)
            #expect(series.viewers == 2 && series.episodes == 4 && series.plays == 0)
            #expect(series.completion == (1 + 0.25) / 2)
            #expect(try await bench.popular(.movie, sinceHour: 0, viewersMin: 1).isEmpty, "episodes are no films")
        }
    }

    @Test(arguments: TestDriver.available)
    func `what lists hide is not there`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            let series = try await bench.series("Series", [(1, 1)])
            try await bench.play([film] + series.episodes, hours: [100])
            try await bench.test.database.write { connection in
                try connection.execute("UPDATE title SET hidden = 1")
                try connection.execute("DELETE FROM listing")
            }
            #expect(try await bench.popular(.movie, sinceHour: 1, viewersMin: 1).isEmpty)
            #expect(try await bench.popular(.series, sinceHour: 1, viewersMin: 1).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `it takes one statement, however much was watched`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for number in 1...5 { try await bench.play(try await bench.film("Film \(number)"), hours: [1]) }
            for kind in [TitleKind.movie, .series] {
                let (_, counter) = try await StatementCounter.counting {
                    try await bench.popular(kind, sinceHour: 0, viewersMin: 1)
                }
                #expect(counter.count == 1, "\(counter.statements)")
            }
        }
    }
}

extension HistoryBench {
    /// Another person over the same catalogue.
    fileprivate func second() async throws -> HistoryBench {
        let user = try await test.stores.accounts.addUser(.test("ben@example.org")).id
        let profiles = try await test.stores.profiles.profiles(of: user, at: .test(0))
        return HistoryBench(media: media, profile: try #require(profiles.first).id, user: user)
    }

    /// By title.
    fileprivate func popular(
        _ kind: TitleKind, sinceHour hour: Double, viewersMin: Int
    ) async throws -> [PopularTitle] {
        try await test.stores.topPicks.popular(kind, since: .hour(hour), viewersMin: viewersMin)
            .sorted { $0.title < $1.title }
    }
}
