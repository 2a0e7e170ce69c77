import Domain
import Imports
import Testing

@Suite("Letterboxd's files")
struct LetterboxdFilesTests {
    private static let diary = """
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2024-01-03,Alien,1979,https://boxd.it/a,4.5,,"space, cat",2024-01-02
        2025-06-01,Alien,1979,https://boxd.it/b,5,Yes,,2025-05-31
        2024-02-01,"Crouching Tiger, Hidden Dragon",2000,https://boxd.it/c,,,,2024-01-31
        """
    private static let ratings = """
        Date,Name,Year,Letterboxd URI,Rating
        2025-06-01,Alien,1979,https://boxd.it/d,4
        2020-01-01,Heat,1995,https://boxd.it/e,0.5
        """
    private static let watched = """
        Date,Name,Year,Letterboxd URI
        2024-01-03,Alien,1979,https://boxd.it/d
        2019-12-31,Heat,1995,https://boxd.it/e
        2018-01-01,Dune,1984,https://boxd.it/f
        """
    private static let watchList = """
        Date,Name,Year,Letterboxd URI
        2023-05-06,Dune,2021,https://boxd.it/g
        """

    private static let all = [
        ("profile.csv", "Date Joined,Username\n2018-01-01,anna\n"), ("watched.csv", watched),
        ("ratings.csv", ratings), ("diary.csv", diary), ("watchlist.csv", watchList),
        ("reviews.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"),
        ("likes/films.csv", "Date,Name,Year,Letterboxd URI\n2020-01-01,Liked Only,1990,https://boxd.it/h\n"),
        ("deleted/diary.csv", diary.replacing("Alien", with: "Deleted")),
        ("orphaned/watched.csv", watched.replacing("Dune", with: "Orphaned")),
        ("lists/watchlist.csv", "Letterboxd list export v7\nDate,Name\n"),
    ]

    @Test func theArchiveBecomesOneFilmEach() throws {
        let history = try HistoryFixture.read(archive: Self.all)
        #expect(history.source == .letterboxd)
        #expect(
            history.films.map(\.title).sorted() == ["Alien", "Crouching Tiger, Hidden Dragon", "Dune", "Dune", "Heat"])
        #expect(history.counts.totalEntries == 9)
        #expect(history.counts.filmRows == 9)
        #expect(history.counts.mergedRows == 4)
    }

    @Test func aFilmHasAllItsDatesAndThePresentRating() throws {
        let alien = try #require(try HistoryFixture.read(archive: Self.all).film("Alien"))
        #expect(alien.days == ["2025-05-31", "2024-01-02"])
        #expect(alien.year == 1979)
        #expect(alien.isWatched)
        // Four stars in the list of ratings, which was changed after the diary's five of the same day.
        #expect(alien.rating == ImportedRating(value: 8, ratedAt: try HistoryFixture.moment("2025-06-01")))
    }

    @Test func watchedFilmsWithoutADiaryHaveNoDate() throws {
        let history = try HistoryFixture.read(archive: Self.all)
        let heat = try #require(history.film("Heat"))
        #expect(heat.isWatched)
        #expect(heat.watchDates.isEmpty)
        #expect(heat.watchYear == nil)
        #expect(heat.rating?.value == 1)
    }

    @Test func filmsToWatchAreKeptAndNotWatched() throws {
        let history = try HistoryFixture.read(archive: Self.all)
        let kept = try #require(history.films.first { $0.title == "Dune" && $0.year == 2021 })
        #expect(!kept.isWatched)
        #expect(kept.keptAt == (try HistoryFixture.moment("2023-05-06")))
        let watched = try #require(history.films.first { $0.title == "Dune" && $0.year == 1984 })
        #expect(watched.isWatched)
        #expect(watched.keptAt == nil)
    }

    @Test func anArchiveThatWasPackedAnewIsReadToo() throws {
        let members =
            Self.all.map { ("letterboxd-anna-2026/" + $0.0, $0.1) } + [
                ("__MACOSX/letterboxd-anna-2026/._diary.csv", "\0\u{5}"), ("__MACOSX/ratings.csv", "x"),
            ]
        #expect(try HistoryFixture.read(archive: members).films.count == 5)
    }

    @Test(arguments: [
        ("0.5", 1), ("1", 2), ("1.5", 3), ("2", 4), ("2.5", 5), ("3", 6), ("3.5", 7), ("4", 8), ("4.5", 9), ("5", 10),
    ])
    func halfStarsArePointsOfTen(_ stars: String, _ value: Int) throws {
        let history = try HistoryFixture.read("Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,A,2000,u,\(stars)")
        #expect(history.films.first?.rating?.value == value)
    }

    @Test func ratingsAloneAreNoViewings() throws {
        let history = try HistoryFixture.read(Self.ratings) { $0.fileName = "my export.csv" }
        #expect(history.source == .letterboxd)
        #expect(history.films.map(\.isWatched) == [false, false])
        #expect(history.films.map(\.rating?.value) == [8, 1])
    }

    @Test func theDiaryAloneIsRead() throws {
        let history = try HistoryFixture.read(Self.diary)
        #expect(history.film("Alien")?.days == ["2025-05-31", "2024-01-02"])
        #expect(history.film("Alien")?.rating?.value == 10)
        #expect(history.film("Crouching Tiger, Hidden Dragon")?.rating == nil)
    }

    /// Their headers are the same, so here alone the name of the file counts.
    @Test func listsWithOneHeaderAreToldApartByTheirNames() throws {
        let watched = try HistoryFixture.read(Self.watched) { $0.fileName = "C:\\Users\\anna\\Watched.csv" }
        #expect(watched.films.allSatisfy { $0.isWatched && $0.keptAt == nil })
        let kept = try HistoryFixture.read(Self.watchList) { $0.fileName = "watchlist (1).csv" }
        #expect(kept.films.map(\.isWatched) == [false])
        #expect(kept.films.first?.keptAt != nil)
        #expect(throws: HistoryFileError.noFilms) {
            try HistoryFixture.read(Self.watched) { $0.fileName = "likes.csv" }
        }
    }

    @Test func theFormThatLetterboxdTakesInIsRead() throws {
        let history = try HistoryFixture.read(
            """
            tmdbID,imdbID,Title,Year,Rating10,WatchedDate,Rewatch
            348,tt0078748,Alien,1979,,2024-01-02,
            348,tt0078748,Alien,1979,9,,
            ,,'-30-,1959,,,
            949,,Heat,1995,7,,
            """)
        #expect(history.source == .letterboxd)
        let alien = try #require(history.film("Alien"))
        #expect(alien.tmdbID == 348)
        #expect(alien.imdbID == IMDbID("tt0078748"))
        #expect(alien.days == ["2024-01-02"])
        #expect(alien.rating == ImportedRating(value: 9))
        #expect(history.film("-30-")?.isWatched == true)
        #expect(history.film("Heat")?.isWatched == false)
    }

    @Test func rowsWithoutANameSayNothing() throws {
        let history = try HistoryFixture.read(Self.watched + "\n2024-01-01,,1999,https://boxd.it/x\n")
        #expect(history.counts.ignoredRows == 1)
        #expect(history.counts.totalEntries == 4)
    }
}
