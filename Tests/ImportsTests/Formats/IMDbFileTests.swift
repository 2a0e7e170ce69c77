import Domain
import Testing

@testable import Imports

@Suite("IMDb's files")
struct IMDbFileTests {
    private static let ratings = """
        Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,\
        Num Votes,Release Date,Directors
        tt0078748,9,2024-01-02,Alien,Alien,https://www.imdb.com/title/tt0078748/,Movie,8.5,117,1979,\
        "Horror, Sci-Fi",900000,1979-09-06,Ridley Scott
        tt5753856,8,2023-01-01,Dark,Dark,https://www.imdb.com/title/tt5753856/,TV Series,8.7,,2017,Drama,400000,,
        tt0113277,,2023-01-01,Heat,Heat,https://www.imdb.com/title/tt0113277/,Movie,8.3,170,1995,Crime,700000,,

        """
    private static let watchList = """
        Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),\
        Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated
        1,tt1160419,2022-03-04,2022-03-04,,Dune: Part One,Dune,u,Movie,8.0,155,2021,Action,700000,2021-09-15,D,,
        2,tt0078748,2021-01-01,2021-01-01,,Alien,Alien,u,Movie,8.5,117,1979,Horror,900000,,R,9,2024-01-02

        """

    @Test func ratingsAreNoViewings() throws {
        let history = try HistoryFixture.read(Self.ratings)
        #expect(history.source == .imdb)
        let alien = try #require(history.film("Alien"))
        #expect(alien.imdbID == IMDbID("tt0078748"))
        #expect(alien.year == 1979)
        #expect(!alien.isWatched)
        #expect(alien.watchDates.isEmpty)
        #expect(alien.rating == ImportedRating(value: 9, ratedAt: try HistoryFixture.moment("2024-01-02")))
        #expect(history.films.count == 1)
        #expect(history.counts.otherRows == 1)
        // Without a rating of one's own, a row of ratings says nothing.
        #expect(history.counts.ignoredRows == 1)
    }

    @Test func theWatchListIsKept() throws {
        let history = try HistoryFixture.read(Self.watchList)
        let dune = try #require(history.film("Dune: Part One"))
        #expect(dune.keptAt == (try HistoryFixture.moment("2022-03-04")))
        #expect(!dune.isWatched)
        #expect(dune.rating == nil)
        #expect(history.film("Alien")?.rating?.value == 9)
        #expect(history.film("Alien")?.keptAt != nil)
    }

    @Test func bothInOneArchiveAreOneFilm() throws {
        let history = try HistoryFixture.read(archive: [
            ("ratings.csv", Self.ratings), ("watchlist.csv", Self.watchList),
        ])
        #expect(history.films.map(\.title) == ["Alien", "Dune: Part One"])
        #expect(history.counts.mergedRows == 1)
    }

    @Test func filesOfOldAccountsAreInWindows1252() throws {
        let text = Self.ratings.replacing("Alien", with: "Am?lie").utf8.map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 }
        let history = try HistoryFile.read(text, HistoryFixture.options())
        #expect(history.films.map(\.title) == ["Amélie"])
    }

    @Test(arguments: [
        "Movie", "movie", "TV Movie", "tvMovie", "TV Special", "Video", "Short", "TV Short", "Film", "Película",
        "Fernsehfilm", "Téléfilm", "Kurzfilm", "Court métrage", "Film TV",
    ])
    func typesOfFilms(_ type: String) {
        #expect(IMDbFile.isFilm(type))
    }

    @Test(arguments: [
        "TV Series", "tvSeries", "TV Mini Series", "TV Episode", "Video Game", "Podcast Series", "Music Video",
        "Serie TV", "Fernsehserie", "",
    ])
    func typesOfOtherThings(_ type: String) {
        #expect(!IMDbFile.isFilm(type))
    }
}
