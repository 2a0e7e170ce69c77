import Domain
import Imports
import Testing

@Suite("Trakt's files")
struct TraktFilesTests {
    private static let alien =
        #"{"title":"Alien","year":1979,"ids":{"trakt":1,"slug":"a","imdb":"tt0078748","tmdb":348}}"#
    private static let heat =
        #"{"title":"Heat","year":1995,"ids":{"trakt":2,"slug":"h","imdb":"tt0113277","tmdb":949}}"#

    private static let watched = """
        [{"plays":3,"last_watched_at":"2024-09-10T13:52:56.000Z","last_updated_at":"2025-01-01T00:00:00.000Z",
          "movie":\(alien)},
         {"plays":1,"last_watched_at":"2020-02-03T04:05:06.000Z","movie":\(heat)}]
        """
    private static let history = """
        [{"id":9,"watched_at":"2024-09-10T13:52:55.000Z","action":"scrobble","type":"movie","movie":\(alien)},
         {"id":8,"watched_at":"2019-01-01T20:00:00.000Z","action":"watch","type":"movie","movie":\(alien)},
         {"id":7,"watched_at":"2019-01-01T20:00:00.000Z","action":"watch","type":"episode",
          "episode":{"season":1,"number":2,"title":"Lies","ids":{}},"show":{"title":"Dark","year":2017,"ids":{}}}]
        """
    private static let ratings =
        #"[{"rated_at":"2024-09-11T00:00:00.000Z","rating":9,"type":"movie","movie":\#(alien)}]"#
    private static let watchList = """
        [{"rank":1,"id":5,"listed_at":"2023-04-05T06:07:08.000Z","notes":null,"type":"movie",
          "movie":{"title":"Dune","year":2021,"ids":{"tmdb":438631}}},
         {"rank":2,"id":6,"listed_at":"2023-04-05T06:07:08.000Z","type":"show","show":{"title":"Dark","ids":{}}}]
        """
    private static let all = [
        ("watched-movies.json", watched), ("watched-history-1.json", history), ("ratings-movies.json", ratings),
        ("lists-watchlist.json", watchList), ("lists-favorites.json", watchList.replacing("Dune", with: "Favourite")),
        ("watched-shows.json", #"[{"plays":2,"show":{"title":"Dark","ids":{}},"seasons":[]}]"#),
        ("user-profile.json", #"{"username":"anna"}"#),
    ]

    @Test func theArchiveBecomesOneFilmEach() throws {
        let history = try HistoryFixture.read(archive: Self.all)
        #expect(history.source == .trakt)
        #expect(history.films.map(\.title) == ["Alien", "Heat", "Dune"])
        #expect(history.counts.otherRows == 3)
        #expect(history.counts.filmRows == 6)
    }

    @Test func theHistoryTellsTheDates() throws {
        let film = try #require(try HistoryFixture.read(archive: Self.all).film("Alien"))
        // Not the last one of the other list too, which is a second later.
        #expect(
            film.watchDates == [
                try HistoryFixture.moment("2024-09-10 13:52:55"), try HistoryFixture.moment("2019-01-01 20:00:00"),
            ])
        #expect(film.tmdbID == 348)
        #expect(film.imdbID == IMDbID("tt0078748"))
        #expect(film.rating == ImportedRating(value: 9, ratedAt: try HistoryFixture.moment("2024-09-11")))
    }

    @Test func withoutAHistoryTheLastDateCounts() throws {
        let history = try HistoryFixture.read(archive: Self.all)
        #expect(history.film("Heat")?.watchDates == [try HistoryFixture.moment("2020-02-03 04:05:06")])
        let alone = try HistoryFixture.read(Self.watched)
        #expect(alone.film("Alien")?.watchDates == [try HistoryFixture.moment("2024-09-10 13:52:56")])
    }

    @Test func filmsToWatchAreKept() throws {
        let dune = try #require(try HistoryFixture.read(archive: Self.all).film("Dune"))
        #expect(!dune.isWatched)
        #expect(dune.keptAt == (try HistoryFixture.moment("2023-04-05 06:07:08")))
    }

    @Test func theOldLayoutIsRead() throws {
        let members = [
            ("anna/watched/history-1.json", Self.history), ("anna/watched/watched-movies.json", Self.watched),
            ("anna/ratings/ratings-movies.json", Self.ratings), ("anna/lists/watchlist.json", Self.watchList),
        ]
        let history = try HistoryFixture.read(archive: members)
        #expect(history.films.map(\.title) == ["Alien", "Heat", "Dune"])
        #expect(history.film("Alien")?.watchDates.count == 2)
    }

    @Test func eachListAloneIsRead() throws {
        #expect(try HistoryFixture.read(Self.ratings).films.map(\.isWatched) == [false])
        #expect(try HistoryFixture.read(Self.history).films.map(\.watchDates.count) == [2])
        #expect(try HistoryFixture.read(Self.watchList).films.map(\.title) == ["Dune"])
        #expect(throws: HistoryFileError.noFilms) {
            try HistoryFixture.read(Self.watchList) { $0.fileName = "lists-favorites.json" }
        }
    }

    /// Trakt so dates what was watched at an unknown time.
    @Test func theBeginningOfTimeIsNoDate() throws {
        let text = Self.history.replacing("2019-01-01T20:00:00.000Z", with: "1970-01-01T00:00:00.000Z")
        #expect(try HistoryFixture.read(text).film("Alien")?.watchDates.count == 1)
    }

    @Test func elementsOfOtherFormsDoNotDisturb() throws {
        let text = """
            [null, 5, "x", [], {}, {"watched_at":7,"plays":"two","movie":{"title":5}},
             {"rating":11,"movie":\(Self.heat)}, {"rating":7.0,"rated_at":null,"movie":\(Self.heat)},
             {"watched_at":"2024-01-01T00:00:00.000Z",
              "movie":{"title":"Bare","year":"1999","ids":{"tmdb":-4,"imdb":"x"}}}]
            """
        let history = try HistoryFixture.read(text)
        #expect(history.films.map(\.title) == ["Heat", "Bare"])
        #expect(history.film("Heat")?.rating == ImportedRating(value: 7))
        #expect(history.film("Bare")?.tmdbID == nil)
        #expect(history.film("Bare")?.year == nil)
        #expect(history.counts.ignoredRows == 7)
    }
}
