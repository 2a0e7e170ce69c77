import Testing

@testable import LocalMedia

/// Names of series, from their folders or from the text in front of a number.
@Suite("Names of series")
struct SeriesNameTests {
    struct Case: Sendable {
        let name: String
        let title: String
        let year: Int?
    }

    private static func row(_ name: String, _ title: String, _ year: Int? = nil) -> Case {
        Case(name: name, title: title, year: year)
    }

    private static let cases = [
        row("Show", "Show"),
        row("Show (2010)", "Show", 2010),
        row("Show [2010]", "Show", 2010),
        row("Show (2002-2008)", "Show", 2002),
        row("Show (2019-)", "Show", 2019),
        row("Show (US)", "Show (US)"),
        row("Show (US) (2010)", "Show (US)", 2010),
        row("Show.2010.S01-S05.1080p.BluRay-GRP", "Show", 2010),
        row("Show S01-S03 Complete", "Show"),
        row("Show.S01.720p", "Show"),
        row("Show (2010) {tvdb-77}", "Show", 2010),
        row("[Grp] Show [BD 1080p]", "Show"),
        row("[Grp] Show (2010) [1080p]", "Show", 2010),
        row("[Show][1080p]", "Show"),
        row("M.A.S.H.1972", "M A S H", 1972),
        row("9-1-1", "9-1-1"),
        row("24", "24"),
        row("1923", "1923"),
        row("1883 (2021)", "1883", 2021),
        row("The 4400 (2004)", "The 4400", 2004),
        row("Re:Zero", "Re:Zero"),
        row("Сериал (2010)", "Сериал", 2010),
        row("進撃の巨人（2013）", "進撃の巨人", 2013),
    ]

    @Test(arguments: cases)
    func titleAndYearAreFound(_ row: Case) {
        let name = SeriesName(row.name, currentYear: 2025)
        #expect(name.title == row.title, "\(row.name)")
        #expect(name.year == row.year, "\(row.name)")
    }

    @Test func anotherYearFillsTheGap() {
        #expect(SeriesName("Show", currentYear: 2025, year: 2010).year == 2010)
        #expect(SeriesName("Show (2011)", currentYear: 2025, year: 2010).year == 2011)
    }

    @Test func idsAreRead() {
        let name = SeriesName("Show [tvdbid-77] {imdb-tt1234567} (2010)", currentYear: 2025)
        #expect(name.ids == NamedIDs(imdb: "tt1234567", tvdb: 77))
        #expect(name.title == "Show")
    }
}
