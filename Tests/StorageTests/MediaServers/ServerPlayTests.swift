import Basics
import Domain
import Storage
import TestKit
import Testing

/// What people watched and like on a media server, alike on both drivers.
@Suite struct ServerPlayTests {
    @Test(arguments: TestDriver.available)
    func `plays count in histories and statistics, with and without a moment`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let often = try await bench.save(.film(1, "Often") { $0.runtimeMinutes = 100 })
            let once = try await bench.save(.film(2, "Undated") { $0.runtimeMinutes = 90 })
            let stored = try await bench.plays.put(
                [
                    TitlePlays(titleID: often, count: 3, lastAt: .test(50)),
                    TitlePlays(titleID: once, count: 1, lastAt: nil),
                ], .exact, of: shelf)
            #expect(stored == 2)
            let history = try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9)
            #expect(history.rows.map(\.titleID) == [often, once] && history.rows.map(\.playCount) == [3, 1])
            #expect(history.rows.map(\.lastPlayedAt) == [.test(50), WatchEvent.undated])
            let totals = try await bench.stores.history.statistics(of: profile, months: []).totals
            #expect(totals.films == 2 && totals.filmPlays == 4 && totals.minutes == 390)
        }
    }

    @Test(arguments: TestDriver.available)
    func `told plays replace, or only raise, and equal ones are not written`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .emby)
            let film = try await bench.save(.film(1, "Film"))
            let plays = { (count: Int, at: Double?) in
                TitlePlays(titleID: film, count: count, lastAt: at.map { .test($0) })
            }
            func now() async throws -> PlayedTitle? {
                try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9).rows.first
            }
            #expect(try await bench.plays.put([plays(5, 10)], .exact, of: shelf) == 1)
            #expect(try await bench.plays.put([plays(2, 20)], .atLeast, of: shelf) == 1)
            let raised = try await now()
            #expect(raised?.playCount == 5 && raised?.lastPlayedAt == .test(20))
            let writes = try await ServerBench.writes { () async throws in
                #expect(try await bench.plays.put([plays(3, nil)], .atLeast, of: shelf) == 0)
                #expect(try await bench.plays.put([plays(5, 20), plays(4, 8)], .exact, of: shelf) == 0)
            }
            #expect(writes.isEmpty)
            #expect(try await bench.plays.put([plays(1, 30)], .exact, of: shelf) == 1)
            #expect(try await now()?.playCount == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was taken back stays so until it is watched again`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let film = try await bench.save(.film(1, "Film"))
            func put(_ at: Double?) async throws -> Int {
                try await bench.plays.put(
                    [TitlePlays(titleID: film, count: 1, lastAt: at.map { .test($0) })], .exact, of: shelf)
            }
            #expect(try await put(10) == 1)
            #expect(try await bench.stores.history.forget([film], of: profile, at: .test(20)) == 1)
            let writes = try await ServerBench.writes { () async throws in
                for moment in [10.0, 20, nil] { #expect(try await put(moment) == 0) }
            }
            #expect(writes.isEmpty)
            #expect(try await put(21) == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `plays of this server's own player are nobody else's business`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let film = try await bench.save(.film(1, "Film"))
            _ = try await bench.stores.watching.report(
                WatchReport(at: .test(5), position: 0, mark: .finished), of: film, by: profile, source: .playback,
                device: nil)
            _ = try await bench.plays.put([TitlePlays(titleID: film, count: 2, lastAt: .test(9))], .exact, of: shelf)
            #expect(try await bench.plays.played(.movie, of: shelf, after: nil, limit: 9) == [film])
            try await bench.plays.removePlays(of: [film], from: shelf)
            #expect(try await bench.plays.played(.movie, of: shelf, after: nil, limit: 9).isEmpty)
            let rows = try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9).rows
            #expect(rows.map(\.playCount) == [1] && rows.map(\.lastPlayedAt) == [.test(5)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a favourite is no play, and counts once`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let film = try await bench.save(.film(1, "Film"))
            let series = try await bench.save(.series(2, "Series"), in: bench.series)
            #expect(try await bench.plays.addFavourites([film, series, film], to: shelf, at: .test(1)) == 2)
            #expect(try await bench.plays.addFavourites([film, TitleID(9_999)], to: shelf, at: .test(2)) == 0)
            _ = try await bench.stores.watching.addToList(film, of: profile, at: .test(1))
            let counts = try await bench.stores.history.counts(of: profile)
            #expect(counts.watchedFilms == 0 && counts.favouriteFilms == 1)
            let totals = try await bench.stores.history.statistics(of: profile, months: []).totals
            #expect(totals.favouriteFilms == 1 && totals.favouriteSeries == 1)
            #expect(try await bench.plays.favourites(.series, of: shelf, after: nil, limit: 9) == [series])
            #expect(try await bench.plays.favourites(.movie, of: shelf, after: film, limit: 9).isEmpty)
            _ = try await bench.plays.put([TitlePlays(titleID: film, count: 1, lastAt: nil)], .exact, of: shelf)
            try await bench.stores.watching.removeFromList(film, of: profile)
            func liked() async throws -> [Bool] {
                try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9).rows
                    .map(\.isFavourite)
            }
            #expect(try await liked() == [true])
            try await bench.plays.removeFavourites([film], from: shelf)
            #expect(try await liked() == [false])
        }
    }

    @Test(arguments: TestDriver.available)
    func `items are known by copies, by ids and by places`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Foreign", imdb: "tt9", tmdb: 99)], from: .load)
            let film = try await bench.save(.film(1, "Film"))
            let both = try await bench.save(.film(2, "Both", imdb: "tt2"))
            _ = try await bench.save(.film(3, "Both", imdb: "tt2"), in: bench.fourK)
            let series = try await bench.save(.series(4, "Series", tvdb: 77), in: bench.series)
            _ = try await bench.titles.save([.test(41, of: 4, 1, 2)], in: bench.series)
            let episode = try await bench.title(.test(41))
            let foreign = try #require(try await bench.stores.catalogue.title(imdbID: .tt(9))).id
            func play(
                _ number: Int, _ kind: UserPlay.Kind, _ change: (inout MediaServerReferences) -> Void = { _ in }
            ) -> UserPlay {
                var play = UserPlay(itemID: .test(number), kind: kind, state: UserPlayState())
                change(&play.references)
                return play
            }
            let place = UserPlay.Place(season: 1, number: 2)
            let asked = [
                play(1, .film), play(3, .film), play(50, .film) { $0.imdbID = .tt(9) },
                play(51, .film) { $0.tmdbID = 99 }, play(52, .series) { $0.tmdbID = 99 },
                play(53, .series) { $0.tvdbID = 77 }, play(41, .episode(series: .test(4), place: place)),
                play(54, .episode(series: .test(4), place: place)), play(55, .episode(series: nil, place: nil)),
                play(56, .film),
            ]
            let found = try await bench.plays.titles(of: asked, on: ServerBench.key)
            #expect(
                found.map { $0?.titleID } == [film, both, foreign, foreign, nil, series, episode, episode, nil, nil])
            #expect(found.map { $0?.hasOthers } == [false, true, true, true, nil, true, false, true, nil, nil])
            let elsewhere = MediaServerKey(kind: .jellyfin, id: .test(7_000))
            #expect(try await bench.plays.titles(of: [play(1, .film)], on: elsewhere) == [nil])
        }
    }

    @Test(arguments: TestDriver.available)
    func `marks are kept by person, server and kind`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (user, _) = try await bench.person()
            let films = HistoryMarkKey(user: user, server: ServerBench.key, kind: .movie)
            let series = HistoryMarkKey(user: user, server: ServerBench.key, kind: .series)
            #expect(try await bench.plays.mark(films) == nil)
            let mark = HistoryMark(playedUntil: nil, readAt: .test(1))
            try await bench.plays.setMark(mark, films)
            #expect(try await bench.plays.mark(films) == mark)
            #expect(try await bench.plays.mark(series) == nil)
            let later = HistoryMark(playedUntil: .test(7), readAt: .test(1))
            try await bench.plays.setMark(later, films)
            #expect(try await bench.plays.mark(films) == later)
            let writes = try await ServerBench.writes { try await bench.plays.setMark(later, films) }
            #expect(writes.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is only in libraries that are switched off is no part of statistics`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let film = try await bench.save(.film(1, "Film"), in: bench.fourK)
            _ = try await bench.save(.series(2, "Series"), in: bench.series)
            _ = try await bench.titles.save([.test(21, of: 2, 1, 1)], in: bench.series)
            let episode = try await bench.title(.test(21))
            _ = try await bench.plays.put(
                [
                    TitlePlays(titleID: film, count: 1, lastAt: .test(5)),
                    TitlePlays(titleID: episode, count: 1, lastAt: .test(5)),
                ], .exact, of: shelf)
            _ = try await bench.plays.addFavourites([film], to: shelf, at: .test(5))
            func numbers() async throws -> (Int, Int, MonthCounts) {
                let months = [Instant.test(0)..<Instant.test(10)]
                let found = try await bench.stores.history.statistics(of: profile, months: months)
                let counts = try await bench.stores.history.counts(of: profile)
                let films = found.totals.films
                #expect(found.totals.favouriteFilms == films && counts.favouriteFilms == films)
                #expect(counts.watchedFilms == films)
                return (found.totals.films, found.totals.episodes, found.months[0])
            }
            #expect(try await numbers() == (1, 1, MonthCounts(films: 1, episodes: 1)))
            _ = try await bench.libraries.setEnabled(false, library: bench.fourK, at: .test(1))
            _ = try await bench.libraries.setEnabled(false, library: bench.series, at: .test(1))
            #expect(try await numbers() == (0, 0, MonthCounts()))
            let history = try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9)
            #expect(history.total == 1, "what somebody watched stays in their history")
        }
    }
}
