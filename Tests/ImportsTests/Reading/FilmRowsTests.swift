import Basics
import Domain
import Testing

@testable import Imports

@Suite("Reading: rows of the same film")
struct FilmRowsTests {
    private func row(_ title: String) -> FilmRow { FilmRow(title: title) }

    private func row(_ title: String, _ change: (inout FilmRow) throws -> Void) rethrows -> FilmRow {
        var row = FilmRow(title: title)
        try change(&row)
        return row
    }

    private func films(_ rows: [FilmRow]) -> [ImportedFilm] {
        var collected = FilmRows(thisYear: ReadingBench.thisYear)
        for row in rows { collected.add(row) }
        return collected.finished().films
    }

    @Test func titlesThatSoundAlikeAreOneFilmAtThePlaceOfTheFirst() throws {
        let rows = try [
            row("WALL·E (4K UHD)") { $0.date = .moment(try ReadingBench.moment("2020-01-01")) },
            row("Up"),
            row("Wall-E") { $0.date = .moment(try ReadingBench.moment("2024-05-05")) },
        ]
        var collected = FilmRows(thisYear: 2026)
        for row in rows { collected.add(row) }
        let (films, mergedRows, truncated) = collected.finished()
        #expect(films.map(\.title) == ["WALL·E (4K UHD)", "Up"])
        #expect(films.map(\.searchTitle) == ["WALL·E", "Up"])
        #expect(films[0].days == ["2024-05-05", "2020-01-01"])
        #expect(mergedRows == 1)
        #expect(truncated == 0)
    }

    @Test func anotherYearIsAnotherFilm() {
        let films = films([
            row("Dune (1984)"), row("Dune (2021)"), row("Dune"), row("Dune") { $0.year = 1984 },
            row("DUNE [2021] (OV)"),
        ])
        #expect(films.map(\.year) == [1984, 2021, nil])
        #expect(films.map(\.searchTitle) == ["Dune", "Dune", "Dune"])
    }

    @Test func theYearOfAColumnStandsBeforeThatOfTheTitle() {
        #expect(films([row("Dune (1984)") { $0.year = 2021 }]).map(\.year) == [2021])
    }

    @Test func filmsThatTakeOneAnotherUpInALongRowAreOne() {
        let count = 2_000
        var rows = (0..<count).map { number in
            row("Film \(number)") { $0.globalID = "gti.\(number)" }
        }
        // From the last to the first, so that the way from the last one to what has taken it up has all of them on it.
        for number in (1..<count).reversed() {
            rows.append(row("Film \(number)") { $0.globalID = "gti.\(number - 1)" })
        }
        for _ in 0..<count { rows.append(row("Film \(count - 1)")) }
        var collected = FilmRows(thisYear: ReadingBench.thisYear)
        for row in rows { collected.add(row) }
        let (films, mergedRows, truncated) = collected.finished()
        #expect(films.map(\.title) == ["Film 0"])
        #expect(mergedRows == rows.count - 1)
        #expect(truncated == 0)
    }

    @Test func aCommonIdMakesOneFilmOfDifferentTitles() {
        let films = films([
            row("Léon") { $0.globalID = "gti.1" }, row("The Professional") { $0.globalID = "gti.1" },
            row("A") { $0.imdbID = IMDbID("tt0110413") }, row("B") { $0.imdbID = IMDbID("tt0110413") },
            row("C") { $0.tmdbID = 101 }, row("D") { $0.tmdbID = 101 },
            row("E") { $0.globalID = "" }, row("F") { $0.globalID = "" },
        ])
        #expect(films.map(\.title) == ["Léon", "A", "C", "E", "F"])
    }

    @Test func aRowThatIsTwoFilmsMakesThemOne() throws {
        let rows = try [
            row("Léon") {
                $0.globalID = "gti.1"
                $0.date = .moment(try ReadingBench.moment("2024-01-01"))
            },
            row("Up"),
            row("The Professional") {
                $0.globalID = "gti.2"
                $0.date = .moment(try ReadingBench.moment("2024-02-02"))
                $0.rating = ImportedRating(value: 8)
            },
            row("Léon") {
                $0.globalID = "gti.2"
                $0.date = .moment(try ReadingBench.moment("2024-03-03"))
            },
            row("The Professional"),
        ]
        let films = films(rows)
        #expect(films.map(\.title) == ["Léon", "Up"])
        #expect(films[0].days == ["2024-03-03", "2024-02-02", "2024-01-01"])
        #expect(films[0].rating == ImportedRating(value: 8))
    }

    @Test func differentIdsKeepFilmsOfOneNameApart() {
        let films = films([
            row("Crash") { $0.tmdbID = 884 }, row("Crash") { $0.tmdbID = 1640 },
            row("Crash") { $0.imdbID = IMDbID("tt0375679") }, row("Crash") { $0.tmdbID = 1640 },
        ])
        #expect(films.map(\.tmdbID) == [884, 1640])
        #expect(films.map(\.imdbID) == [IMDbID("tt0375679"), nil])
    }

    @Test func idsAreGatheredFromAllRows() {
        let films = films([
            row("Crash"), row("Crash") { $0.tmdbID = 884 }, row("Crash") { $0.imdbID = IMDbID("tt0115964") },
            row("Collision") { $0.imdbID = IMDbID("tt0115964") },
        ])
        #expect(films.count == 1)
        #expect(films.first?.tmdbID == 884)
        #expect(films.first?.imdbID == IMDbID("tt0115964"))
    }

    @Test func eachDateStandsOnceTheNewestFirst() throws {
        let days = ["2024-01-01", "2024-03-03", "2024-01-01", "2024-02-02", "2024-03-03"]
        let rows = try days.map { day in try row("Up") { $0.date = .moment(try ReadingBench.moment(day)) } }
        #expect(films(rows).first?.days == ["2024-03-03", "2024-02-02", "2024-01-01"])
    }

    @Test func onlyTheLatestViewingsOfAFilmAreKept() {
        let count = ImportsLimits.watchDatesMax * 3
        let rows = (1...count).map { second in
            row("Up") { $0.date = .moment(Instant(milliseconds: Int64(second))) }
        }
        let dates = films(rows).first?.watchDates
        #expect(dates?.count == ImportsLimits.watchDatesMax)
        #expect(dates?.first == Instant(milliseconds: Int64(count)))
    }

    @Test func aYearAloneCountsWhereNoLaterDateIsKnown() throws {
        let dated = try row("Up") { $0.date = .moment(try ReadingBench.moment("2020-06-01")) }
        func year(_ year: Int) -> FilmRow { row("Up") { $0.date = .year(year) } }
        #expect(films([year(2019), year(2021)]).first?.watchYear == 2021)
        #expect(films([dated, year(2021)]).first?.watchYear == 2021)
        #expect(films([dated, year(2020)]).first?.watchYear == nil)
        #expect(films([year(2021)]).first?.watchDates == [])
    }

    @Test func theNewestRatingStands() throws {
        func rated(_ value: Int, _ day: String?) throws -> FilmRow {
            let ratedAt = try day.map(ReadingBench.moment)
            return row("Up") { $0.rating = ImportedRating(value: value, ratedAt: ratedAt) }
        }
        let rows = try [rated(4, nil), rated(6, "2024-05-05"), rated(2, "2020-01-01"), row("Up"), rated(1, nil)]
        #expect(films(rows).first?.rating?.value == 6)
        #expect(films(try [rated(4, "2024-01-01"), rated(5, "2024-01-01")]).first?.rating?.value == 5)
    }

    @Test func aFilmThatIsOnlyRatedOrKeptWasNotWatched() throws {
        let keptAt = try ReadingBench.moment("2024-01-01")
        let kept = try row("Up") {
            $0.isWatched = false
            $0.keptAt = keptAt
            $0.date = .moment(try ReadingBench.moment("2024-02-02"))
        }
        let alone = films([kept])
        #expect(alone.map(\.isWatched) == [false])
        #expect(alone.first?.watchDates == [])
        #expect(alone.first?.keptAt == keptAt)
        #expect(films([kept, row("Up")]).map(\.isWatched) == [true])
    }

    @Test(arguments: [
        ("https://m.media-amazon.com/images/S/x._UX667_.jpg", true), ("HTTP://example.org/a", true),
        ("https://", false),
        ("http://", false), ("ftp://example.org/a", false), ("javascript:alert(1)", false), ("//example.org/a", false),
        ("https://example.org/a b", false), ("https://example.org/ä", false), ("undefined", false), ("", false),
    ])
    func picturesAreAddressesOfTheWeb(address: String, isKept: Bool) {
        #expect(films([row("Up") { $0.imageURL = address }]).first?.imageURL == (isKept ? address : nil))
    }

    @Test func aPictureIsThatOfTheFirstRow() {
        let films = films([
            row("Up") { $0.imageURL = "https://a.example/1" }, row("Up") { $0.imageURL = "https://a.example/2" },
        ])
        #expect(films.map(\.imageURL) == ["https://a.example/1"])
        let long = "https://a.example/" + String(repeating: "x", count: ImportsLimits.imageAddressBytesMax)
        #expect(self.films([row("Up") { $0.imageURL = long }]).first?.imageURL == nil)
    }

    @Test func aCellThatIsNoTitleIsCut() {
        let film = films([row(String(repeating: "é", count: ImportsLimits.titleBytesMax))]).first
        #expect(film?.title.utf8.count == ImportsLimits.titleBytesMax)
    }

    @Test func titlesOfNothingButSignsStayApart() {
        #expect(films([row("$"), row("???"), row("$")]).map(\.title) == ["$", "???"])
    }
}
