import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What a profile watched as pages, alike on both drivers.
@Suite struct WatchHistoryTests {
    @Test(arguments: TestDriver.available)
    func `films are sorted by last viewing, by viewings and by title, and ties by id`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let names = ["the Birds", "Éclair", "alien", "Alien!", "Zulu"]
            var made: [TitleID] = []
            for name in names { made.append(try await bench.film(name, year: 1950 + made.count * 10)) }
            let ids = made
            let hours: [[Double]] = [[1, 50], [40], [10, 20], [50, 10], [50]]
            for (film, hours) in zip(ids, hours) {
                try await bench.play(film, hours: hours)
            }
            let numbers = { (rows: [PlayedTitle]) in rows.compactMap { ids.firstIndex(of: $0.titleID) } }
            #expect(try await numbers(bench.films(.recent).rows) == [0, 3, 4, 1, 2])
            #expect(try await numbers(bench.films(.plays).rows) == [0, 3, 2, 4, 1])
            #expect(try await numbers(bench.films(.title).rows) == [2, 3, 1, 0, 4])
            let first = try #require(try await bench.films(.recent).rows.first)
            #expect(
                first
                    == PlayedTitle(titleID: ids[0], playCount: 2, isFavourite: false, lastPlayedAt: .hour(50)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `pages follow one another, and past the end is nothing with the true total`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for number in 1...5 {
                try await bench.play(bench.film("Film \(number)"), hours: [Double(number)])
                try await bench.play(bench.series("Series \(number)", [(1, 1)]).episodes, hours: [Double(number)])
            }
            for order in HistoryOrder.allCases {
                let all = try await bench.films(order)
                #expect(all.total == 5 && all.rows.count == 5)
                var pages: [HistoryPage<PlayedTitle>] = []
                for offset in [0, 2, 4] { pages.append(try await bench.films(order, offset: offset, limit: 2)) }
                #expect(pages.flatMap(\.rows) == all.rows)
                #expect(pages.map(\.total) == [5, 5, 5])
                let series = try await bench.series(order)
                #expect(series.total == 5 && series.rows.count == 5)
                #expect(try await bench.series(order, offset: 3, limit: 9).rows == Array(series.rows.suffix(2)))
            }
            #expect(try await bench.films(.recent, offset: 5, limit: 2) == HistoryPage(rows: [], total: 5))
            #expect(try await bench.series(.title, offset: 99, limit: 2) == HistoryPage(rows: [], total: 5))
            #expect(try await bench.films(.recent, offset: -1, limit: -1) == HistoryPage(rows: [], total: 5))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was kept and never played is a favourite and not watched`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (seen, kept, begun) = (
                try await bench.film("Seen"), try await bench.film("Kept"), try await bench.film("Begun")
            )
            let series = try await bench.series("Kept series", [(1, 1)])
            try await bench.play(seen, hours: [1])
            try await bench.begin(begun, hour: 2)
            for title in [seen, kept, series.id] { try await bench.keep(title) }
            let films = try await bench.films(.recent)
            #expect(films.rows.map(\.titleID) == [seen] && films.total == 1)
            #expect(films.rows.map(\.isFavourite) == [true])
            #expect(try await bench.series(.recent) == HistoryPage(rows: [], total: 0))
            let counts = try await bench.history.counts(of: bench.profile)
            #expect(counts.watchedFilms == 1)
            #expect(counts.favouriteFilms == 2, "a series is none")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series is one row over its episodes`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let first = try await bench.series("The first", [(0, 1), (1, 1), (1, 2), (2, 1)])
            let second = try await bench.series("A second", [(1, 1), (1, 2)])
            let third = try await bench.series("third", [(1, 1)])
            try await bench.play(first.episodes[1], hours: [1, 9])
            try await bench.play(first.episodes[2], hours: [4])
            try await bench.play(second.episodes[0], hours: [20])
            try await bench.play(third.episodes[0], hours: [20, 2, 5])
            try await bench.keep(first.id)
            try await bench.keep(second.episodes[0])
            let rows = try await bench.series(.recent).rows
            #expect(rows.map(\.seriesID) == [second.id, third.id, first.id], "equal moments by id")
            #expect(try await bench.series(.plays).rows.map(\.seriesID) == [third.id, first.id, second.id])
            #expect(try await bench.series(.title).rows.map(\.seriesID) == [second.id, first.id, third.id])
            #expect(
                rows.last
                    == PlayedSeries(
                        seriesID: first.id, episodesWatched: 2, totalEpisodes: 4, totalPlays: 3,
                        lastPlayedAt: .hour(9), isFavourite: true))
            #expect(rows.map(\.isFavourite) == [false, false, true], "an episode on the list is not its series")
            #expect(try await bench.films(.recent).total == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `profiles have histories of their own`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            let series = try await bench.series("Series", [(1, 1)])
            let other = try await bench.addProfile("Kim")
            try await bench.play([film] + series.episodes, hours: [1])
            try await bench.keep(film)
            let history = bench.history
            #expect(try await history.films(of: other, order: .recent, offset: 0, limit: 9).total == 0)
            #expect(try await history.series(of: other, order: .recent, offset: 0, limit: 9).rows.isEmpty)
            #expect(try await history.counts(of: other).favouriteFilms == 0)
            #expect(try await history.statistics(of: other, months: []) == WatchStatistics())
            #expect(try await history.forget([film], of: other, at: .hour(9)) == 0)
            #expect(try await history.forget([film], of: ProfileID(999), at: .hour(9)) == 0)
            #expect(try await bench.films(.recent).total == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a page takes two statements, however much was watched`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            for number in 1...4 {
                try await bench.play(bench.film("Film \(number)"), hours: [1, 2])
                let (_, films) = try await StatementCounter.counting { try await bench.films(.title) }
                #expect(films.count == 2, "\(films.statements)")
                let (_, series) = try await StatementCounter.counting { try await bench.series(.title) }
                #expect(series.count == 2, "\(series.statements)")
            }
        }
    }
}

/// Taking things out of a history, alike on both drivers.
@Suite struct ForgettingTests {
    @Test(arguments: TestDriver.available)
    func `a forgotten film is not watched, and late reports do not bring it back`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (film, other) = (try await bench.film("Film"), try await bench.film("Other"))
            try await bench.play([film, other], hours: [1, 5])
            try await bench.keep(film)
            #expect(try await bench.forget(.film(film), hour: 10) == 1)
            #expect(try await bench.films(.recent).rows.map(\.titleID) == [other])
            #expect(try await bench.events() == 2, "those of the other film")
            let state = try #require(try await bench.state(film))
            #expect(state == WatchState(position: 0, isFinished: false, watchedAt: .hour(10)))
            #expect(try await bench.history.counts(of: bench.profile).favouriteFilms == 1, "it stays kept")
            try await bench.play(film, hours: [3, 9])
            #expect(try await bench.films(.recent).total == 1, "a player told late of what was before")
            try await bench.play(film, hours: [12])
            #expect(try await bench.films(.recent).rows.map(\.playCount) == [1, 2])
        }
    }

    @Test(arguments: TestDriver.available)
    func `forgetting may be repeated, and takes back a position`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (film, begun, never) = (
                try await bench.film("Film"), try await bench.film("Begun"), try await bench.film("Never")
            )
            try await bench.play(film, hours: [1])
            try await bench.begin(begun, hour: 2)
            let all = [film, begun, never, film, TitleID(99_999)]
            #expect(try await bench.history.forget(all, of: bench.profile, at: .hour(3)) == 1)
            #expect(try await bench.state(begun)?.position == 0)
            #expect(try await bench.state(never) == nil, "nothing is written about what was never begun")
            for hour in [3.0, 3, 7] {
                #expect(try await bench.history.forget(all, of: bench.profile, at: .hour(hour)) == 0)
            }
            #expect(try await bench.events() == 0)
            #expect(try await bench.test.count("watch_state") == 2)
            #expect(try await bench.history.forget([], of: bench.profile, at: .hour(9)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a clock that was set back forgets what seems to come later`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            try await bench.play(film, hours: [5])
            #expect(try await bench.forget(.film(film), hour: 2) == 1)
            #expect(try await bench.state(film)?.isFinished == false)
            try await bench.begin(film, hour: 6)
            #expect(try await bench.events() == 0, "the next report does not bring it back")
        }
    }

    @Test(arguments: TestDriver.available)
    func `viewings go that the reports know nothing of`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (film, bare) = (try await bench.film("Film"), try await bench.film("Without reports"))
            try await bench.play(film, hours: [5])
            let profile = bench.profile
            try await bench.test.database.write { connection in
                for (title, source) in [(film, "playback"), (film, "import"), (bare, "import")] {
                    try connection.execute(
                        """
                        INSERT INTO watch_event (profile_id, title_id, watched_at, source)
                        VALUES (\(profile), \(title), \(Instant.hour(1)), \(source))
                        """)
                }
            }
            #expect(try await bench.films(.title).rows.map(\.playCount) == [3, 1])
            let titles = [film, bare]
            #expect(try await bench.history.forget(titles, of: profile, at: .hour(9)) == 2)
            #expect(try await bench.events() == 0)
            try await bench.play(titles, hours: [2])
            #expect(try await bench.events() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an episode, a season and a series are forgotten by themselves`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let places = [(0, 1), (1, 1), (1, 2), (2, 1), (2, 2)]
            let series = try await bench.series("Series", places)
            let other = try await bench.series("Other", [(1, 1)])
            try await bench.play(series.episodes + other.episodes, hours: [1, 2])
            let watched = { try await bench.series(.title).rows.map(\.episodesWatched) }
            #expect(try await watched() == [1, 5])
            #expect(try await bench.forget(.episode(series.episodes[1]), hour: 5) == 1)
            #expect(try await watched() == [1, 4])
            #expect(try await bench.forget(.season(series: series.id, number: 2), hour: 6) == 2)
            #expect(try await watched() == [1, 2])
            #expect(try await bench.forget(.season(series: series.id, number: 0), hour: 7) == 1, "specials")
            #expect(try await bench.forget(.season(series: series.id, number: 2), hour: 8) == 0)
            #expect(try await bench.forget(.season(series: series.id, number: 77), hour: 8) == 0)
            #expect(try await bench.forget(.series(series.id), hour: 9) == 1)
            #expect(try await bench.forget(.series(series.id), hour: 9) == 0)
            #expect(try await bench.series(.recent).rows.map(\.seriesID) == [other.id])
        }
    }

    @Test(arguments: TestDriver.available)
    func `only what there is has titles`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            let series = try await bench.series("Series", [(1, 2), (1, 1), (2, 1)])
            let (history, episodes) = (bench.history, series.episodes)
            #expect(try await history.titles(of: .film(film)) == [film])
            #expect(try await history.titles(of: .episode(episodes[0])) == [episodes[0]])
            #expect(try await history.titles(of: .season(series: series.id, number: 2)) == [episodes[2]])
            #expect(try await history.titles(of: .season(series: series.id, number: 9)) == [])
            let all = try #require(try await history.titles(of: .series(series.id)))
            #expect(Set(all) == Set(episodes) && all.count == 3)
            let none: [WatchedPart] = [
                .film(series.id), .film(episodes[0]), .film(TitleID(999)), .episode(film), .episode(series.id),
                .season(series: film, number: 1), .season(series: TitleID(999), number: 1), .series(episodes[0]),
                .series(TitleID(999)),
            ]
            for part in none { #expect(try await history.titles(of: part) == nil, "\(part)") }
        }
    }

    @Test(arguments: TestDriver.available)
    func `forgetting many takes as many statements as forgetting one`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let series = try await bench.series("Series", (1...40).map { (1, $0) })
            try await bench.play(series.episodes, hours: [1])
            let (one, few) = try await StatementCounter.counting {
                try await bench.history.forget([series.episodes[0]], of: bench.profile, at: .hour(2))
            }
            let (rest, many) = try await StatementCounter.counting {
                try await bench.history.forget(series.episodes, of: bench.profile, at: .hour(3))
            }
            #expect(one == 1 && rest == 39)
            #expect(few.count == 4 && many.count == 4, "\(many.statements)")
        }
    }
}

/// A profile that watches films and series of a library of this server's own.
struct HistoryBench {
    let media: MediaBench
    let profile: ProfileID
    let user: UserID

    var test: TestStores { media.test }
    var history: SQLWatchHistory { SQLWatchHistory(database: test.database) }

    /// Runs a test on a database of its own.
    static func with(_ driver: TestDriver, _ body: (HistoryBench) async throws -> Void) async throws {
        try await MediaBench.with(driver) { media async throws in
            let user = try await media.test.stores.accounts.addUser(.test("ann@example.org")).id
            let profiles = try await media.test.stores.profiles.profiles(of: user, at: .test(0))
            try await body(HistoryBench(media: media, profile: try #require(profiles.first).id, user: user))
        }
    }

    func addProfile(_ name: String) async throws -> ProfileID {
        try await test.stores.profiles.add(NewProfile(name: name), to: user, active: nil, max: 99, at: .test(0)).id
    }

    /// Adds a film of this name; years tell films of one name apart.
    func film(
        _ name: String, year: Int? = nil, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) async throws -> TitleID {
        let path = "films/\(name) \(year ?? 0).mkv"
        try await media.save(.film(name, year: year, .at(path), known: nil, change))
        return try await media.title(path)
    }

    /// Adds a series with episodes of these seasons and numbers; their ids come back in this order.
    func series(
        _ name: String, _ places: [(Int, Int)], runtime: Int? = nil,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) async throws -> (id: TitleID, episodes: [TitleID]) {
        let paths = places.map { "series/\(name)/\($0.0)-\($0.1).mkv" }
        var scanned = ScannedTitle.series(name, known: nil, change)
        scanned.episodes = zip(places, paths).map { place, path in
            ScannedEpisode.test(place.0, place.1, "", .at(path)) { $0.runtimeMinutes = runtime }
        }
        try await media.save(scanned)
        var episodes: [TitleID] = []
        for path in paths { episodes.append(try await media.title(path)) }
        let id = try await test.stores.videos.series(of: try #require(episodes.first))
        return (try #require(id), episodes)
    }

    /// Watches a title from its beginning to its end, which is so many hours after the beginning of the tests' time.
    func play(_ title: TitleID, hours: [Double]) async throws {
        for hour in hours {
            let end = Instant.hour(hour)
            try await report(WatchReport(at: end.adding(seconds: -1), position: 0, mark: .early), title)
            try await report(WatchReport(at: end, position: 0, mark: .finished), title)
        }
    }

    func play(_ titles: [TitleID], hours: [Double]) async throws {
        for title in titles { try await play(title, hours: hours) }
    }

    /// Watches ten minutes of a title.
    func begin(_ title: TitleID, hour: Double) async throws {
        try await report(WatchReport(at: .hour(hour), position: 600, mark: .early), title)
    }

    func keep(_ title: TitleID) async throws {
        #expect(try await test.stores.watching.addToList(title, of: profile, at: .test(0)))
    }

    func forget(_ part: WatchedPart, hour: Double) async throws -> Int {
        let titles = try #require(try await history.titles(of: part))
        return try await history.forget(titles, of: profile, at: .hour(hour))
    }

    func state(_ title: TitleID) async throws -> WatchState? {
        try await test.stores.watching.state(of: title, for: profile)
    }

    /// How many viewings are stored.
    func events() async throws -> Int { try await test.count("watch_event") }

    func films(_ order: HistoryOrder, offset: Int = 0, limit: Int = 99) async throws -> HistoryPage<PlayedTitle> {
        try await history.films(of: profile, order: order, offset: offset, limit: limit)
    }

    func series(_ order: HistoryOrder, offset: Int = 0, limit: Int = 99) async throws -> HistoryPage<PlayedSeries> {
        try await history.series(of: profile, order: order, offset: offset, limit: limit)
    }

    private func report(_ report: WatchReport, _ title: TitleID) async throws {
        #expect(
            try await test.stores.watching.report(report, of: title, by: profile, source: .playback, device: nil))
    }
}

extension Instant {
    /// So many hours after the beginning of the tests' time.
    static func hour(_ hours: Double) -> Instant { .test(hours * 3600) }
}
