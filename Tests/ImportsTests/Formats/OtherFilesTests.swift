import Basics
import Domain
import Testing

@testable import Imports

@Suite("Files of The Movie Database, our own and unknown tables")
struct OtherFilesTests {
    @Test func ratingsOfTheMovieDatabaseAreRead() throws {
        let history = try HistoryFixture.read(
            """
            TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated
            348,tt0078748,movie,Alien,1979-05-25,,,8.2,9,2024-01-02T03:04:05Z
            70523,tt5753856,tv,Dark,2017-12-01,,,8.4,10,2024-01-02T03:04:05Z
            949,tt0113277,movie,Heat,1995-12-15,,,7.9,6.5,2024-01-02T03:04:05Z
            1,,movie,Unrated,1995-12-15,,,7.9,,
            """)
        #expect(history.source == .tmdb)
        #expect(history.films.map(\.tmdbID) == [348, 949])
        #expect(history.films.map(\.rating?.value) == [9, 7])
        #expect(history.films.map(\.year) == [1979, 1995])
        #expect(history.films.allSatisfy { !$0.isWatched })
        #expect(history.counts.otherRows == 1)
        #expect(history.counts.ignoredRows == 1)
    }

    private static let header =
        "Record,Kind,Title,Year,IMDb ID,TMDB ID,Watched At,Plays,Rating,Rated At,Kept At,Series,Season,Episode\n"

    @Test func ourOwnTablesAreReadTogether() throws {
        let members = [
            (
                "ratings.csv",
                Self.header + "rating,movie,Alien,1979,tt0078748,348,,,9,2024-01-02T03:04:05.678Z,,,,\n"
                    + "rating,series,Dark,2017,,,,,8,2024-01-02T03:04:05.678Z,,,,\n"
            ),
            (
                "viewings.csv",
                Self.header + "viewing,movie,Alien,1979,tt0078748,348,2024-01-01T20:00:00.000Z,2,,,,,,\n"
                    + "viewing,movie,Undated,,,,,1,,,,,,\n"
            ),
            ("watchlist.csv", Self.header + "kept,movie,'=SUM(1),2021,,5,,,,,2023-01-01T00:00:00.000Z,,,\n"),
            ("ratings.json", "[]"), ("account.json", "{}"),
        ]
        let history = try HistoryFixture.read(archive: members)
        #expect(history.source == .csv)
        #expect(history.films.map(\.title) == ["Alien", "Undated", "=SUM(1)"])
        let alien = try #require(history.film("Alien"))
        #expect(alien.rating?.ratedAt?.iso8601WithMilliseconds == "2024-01-02T03:04:05.678Z")
        #expect(alien.watchDates == [try HistoryFixture.moment("2024-01-01 20:00:00")])
        #expect(history.film("Undated")?.isWatched == true)
        #expect(history.film("=SUM(1)")?.isWatched == false)
        #expect(history.film("=SUM(1)")?.keptAt != nil)
        #expect(history.counts.otherRows == 1)
    }

    private static let unknown = "My film;Seen;Points;Nr\nAlien;2.1.2024;4,5;0078748\n;;;\nHeat;31.12.2023;;x\n"

    @Test func somebodyHasToSayWhatUnknownColumnsMean() {
        #expect(
            throws: HistoryFileError.unknownColumns(
                header: ["My film", "Seen", "Points", "Nr"],
                sample: [["Alien", "2.1.2024", "4,5", "0078748"], ["", "", "", ""], ["Heat", "31.12.2023", "", "x"]])
        ) { try HistoryFixture.read(Self.unknown) }
        #expect(throws: HistoryFileError.unreadable) { try HistoryFixture.read(Self.unknown) { $0.only = [.netflix] } }
    }

    @Test func namedColumnsAreRead() throws {
        var mapping = ColumnMapping(title: 0, ratingScale: .five)
        (mapping.date, mapping.rating, mapping.imdbID) = (1, 2, 3)
        let history = try HistoryFixture.read(Self.unknown) { $0.columns = mapping }
        #expect(history.source == .csv)
        let alien = try #require(history.film("Alien"))
        #expect(alien.days == ["2024-01-02"])
        #expect(alien.rating == ImportedRating(value: 9, ratedAt: alien.watchDates.first))
        #expect(alien.imdbID == IMDbID("tt0078748"))
        #expect(history.film("Heat")?.rating == nil)
        #expect(history.counts.ignoredRows == 1)
    }

    @Test func columnsPastTheEndAreEmpty() throws {
        var mapping = ColumnMapping(title: 0)
        (mapping.year, mapping.tmdbID) = (99, -1)
        #expect(try HistoryFixture.read(Self.unknown) { $0.columns = mapping }.films.map(\.title) == ["Alien", "Heat"])
        #expect(throws: HistoryFileError.noFilms) {
            try HistoryFixture.read(Self.unknown) { $0.columns = ColumnMapping(title: 50) }
        }
    }

    @Test func columnsAreGuessed() throws {
        let guess = try #require(
            ColumnMapping.guess(
                header: ["#", "Release Year", "Film Title", "Watched on", "My Rating", "IMDb-ID", "TMDB id"],
                sample: [["1", "1979", "Alien", "2024-01-02", "4.5", "tt0078748", "348"]]))
        var expected = ColumnMapping(title: 2, ratingScale: .five)
        (expected.year, expected.date, expected.rating, expected.imdbID, expected.tmdbID) = (1, 3, 4, 5, 6)
        #expect(guess == expected)
        #expect(ColumnMapping.guess(header: ["A", "B"], sample: []) == nil)
        #expect(ColumnMapping.guess(header: ["Title", "Score"], sample: [["x", "87"]])?.ratingScale == .hundred)
        #expect(ColumnMapping.guess(header: ["Title", "Score"], sample: [["x", "7"], ["y"]])?.ratingScale == .ten)
    }

    @Test(arguments: [
        ("4.5", RatingScale.five, 9), ("4,5", .five, 9), ("0.1", .five, 1), ("5", .five, 10), ("7.5", .ten, 8),
        ("9/10", .ten, 9), (" 10 ", .ten, 10), ("85", .hundred, 9), ("84", .hundred, 8), ("1", .hundred, 1),
    ])
    func ratingsOfAnyScaleAreReadAsOneToTen(_ cell: String, _ scale: RatingScale, _ value: Int) {
        #expect(scale.value(cell) == value)
    }

    @Test(arguments: ["", "0", "-1", "11", "x", "nan", "inf", "/", "1e400", "★★★"])
    func whatIsNoRatingIsNone(_ cell: String) {
        #expect(RatingScale.ten.value(cell) == nil)
    }

    @Test func longCellsAreCutBeforeTheyAreShown() throws {
        let text = (0..<100).map { "column \($0)" }.joined(separator: ",") + "\n" + String(repeating: "x", count: 5000)
        let error = #expect(throws: HistoryFileError.self) { try HistoryFixture.read(text) }
        guard case .unknownColumns(let header, let sample) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(header.count == ImportsLimits.columnsShownMax)
        #expect(sample.first?.first?.count == ImportsLimits.sampleCharactersMax)
    }
}
