import Basics
import Domain
import Testing

@testable import Imports

@Suite("Reading: Amazon Prime Video, the script's tables")
struct AmazonPrimeFileTests {
    private typealias Bench = ReadingBench

    private let header =
        #""Date Watched","Type","Title","Episode Title","Global Title Identifier","#
        + #""Episode Global Title Identifier","Path","Episode Path","Image URL""#

    @Test func theThirdVersionIsReadWhole() throws {
        let history = try Bench.amazon(
            header + "\n"
                + #""2025-09-28 02:00:24.173","Movie","Blade Runner: The Final Cut (4K UHD)","","#
                + #""amzn1.dv.gti.1","","/region/na/detail/X/ref=a","","https://m.media-amazon.com/i/1.jpg""#
                + "\n"
                + #""2025-09-27 01:00:00.000","Series","The Terminal List: Dark Wolf - Season 1","#
                + #""Episode 1: ""INHERENT RESOLVE""","amzn1.dv.gti.2","amzn1.dv.gti.3","/a","/b","https://m/2.jpg""#
                + "\n"
                + #""1758153600000","Movie","Dune (1984)","","undefined","","undefined","","undefined""#)
        #expect(history.source == .amazonPrime)
        #expect(history.counts.totalEntries == 3)
        #expect(history.counts.filmRows == 2)
        #expect(history.counts.otherRows == 1)
        #expect(history.films.map(\.title) == ["Blade Runner: The Final Cut (4K UHD)", "Dune (1984)"])
        #expect(history.films.map(\.searchTitle) == ["Blade Runner", "Dune"])
        #expect(history.films.map(\.year) == [nil, 1984])
        #expect(history.films.map(\.imageURL) == ["https://m.media-amazon.com/i/1.jpg", nil])
        #expect(
            history.films.flatMap(\.watchDates).map(\.iso8601WithMilliseconds) == [
                "2025-09-28T02:00:24.173Z", "2025-09-18T00:00:00.000Z",
            ])
        #expect(history.films.map(\.isWatched) == [true, true])
    }

    @Test(arguments: [
        ("Date Watched", "Type", "Title", "Movie", "Series"),
        ("Datum angesehen", "Typ", "Titel", "Film", "Serie"),
        ("Date regardée", "Type", "Titre", "Film", "Série"),
        ("Fecha de visualización", "Tipo", "Título", "Película", "Serie"),
        ("Fecha vista", "Tipo", "Título", "Película", "Serie"),
        ("Data de visualização", "Tipo", "Título", "Filme", "Série"),
        ("Data assistida", "Tipo", "Título", "Filme", "Série"),
        ("Date Watched", "Tipo", "Titolo", "film", "serie"),
        ("觀看日期", "類型", "標題", "電影", "劇集系列"),
        ("观看日期", "类型", "标题", "电影", "剧集系列"),
        ("視聴日", "種類", "タイトル", "映画", "シリーズ"),
    ])
    func theSecondVersionIsReadInEveryLanguage(
        date: String, type: String, title: String, film: String, series: String
    ) throws {
        let history = try Bench.amazon(
            "\(date),\(type),\(title),\"Episode\"\n2024-01-15,\(film),\"Up\",\"\"\n"
                + "2024-01-14,\(series),\"Lost\",\"x\"\n"
        )
        #expect(history.films.map(\.title) == ["Up"])
        #expect(history.films.first?.days == ["2024-01-15"])
        #expect(history.counts.otherRows == 1)
    }

    @Test func everyRowIsCountedOnce() throws {
        let history = try Bench.amazon(
            """
            Title,Type,Date Watched,Global Title Identifier

            Up, MOVIE ,2024-01-15,a
            ,Movie,2024-01-15,b
            "  ",Series
            undefined,Movie
            Lost,Series,2024-01-15
            Lost,
            Lost
            up,movie,2024-01-16,undefined
            Oben,Movie,2023-01-01,a,surplus,cells
            Dune,Movie
            ,,,
            """)
        #expect(history.counts.totalEntries == 11)
        #expect(history.counts.filmRows == 4)
        #expect(history.counts.otherRows == 3)
        #expect(history.counts.ignoredRows == 4)
        #expect(history.counts.mergedRows == 2)
        #expect(history.counts.truncated == 0)
        #expect(history.films.map(\.title) == ["Up", "Dune"])
        #expect(history.films.map(\.days) == [["2024-01-16", "2024-01-15", "2023-01-01"], []])
    }

    @Test func headersAreInAnyOrderAndCaseAndOthersAreIgnored() throws {
        let history = try Bench.amazon("path, TITLE ,\"type\",x,DATE WATCHED\n/a,Up,movie,1,2024-01-15\n")
        #expect(history.films.map(\.title) == ["Up"])
        #expect(history.films.first?.days == ["2024-01-15"])
    }

    @Test func datesWithSlashesAreDecidedForTheWholeFileSeriesIncluded() throws {
        let history = try Bench.amazon(
            "Date Watched,Type,Title\n02/01/2024,Movie,Up\n25/01/2024,Series,Lost\n03/04/2024,Movie,Dune\n")
        #expect(history.films.map(\.days) == [["2024-01-02"], ["2024-04-03"]])
    }

    @Test func aDateThatIsOnlyAYearIsKeptAsOne() throws {
        let history = try Bench.amazon("Date Watched,Type,Title\n2019,Movie,Up\nsoon,Movie,Dune\n")
        #expect(history.films.map(\.watchYear) == [2019, nil])
        #expect(history.films.allSatisfy { $0.watchDates.isEmpty })
    }

    @Test(arguments: [";", "\t"])
    func whatASpreadsheetSavedAgainIsRead(delimiter: String) throws {
        let lines = [["Date Watched", "Type", "Title"], ["15.01.2024", "Movie", "\"Love, Actually\""]]
        let text = "\u{FEFF}" + lines.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n")
        let history = try Bench.amazon(text)
        #expect(history.films.map(\.title) == ["Love, Actually"])
        #expect(history.films.first?.days == ["2024-01-15"])
    }

    @Test func otherEncodingsAreRead() throws {
        let text = "Fecha vista,Tipo,Título\n2024-01-15,Película,Amélie\n"
        let windows = text.unicodeScalars.map { UInt8($0.value) }
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [windows, utf16] {
            let history = try #require(AmazonPrimeFile.read(FileText.utf8(bytes), thisYear: 2026))
            #expect(history.films.map(\.title) == ["Amélie"])
        }
    }

    @Test func aFileWithoutRowsIsReadAsEmpty() throws {
        let history = try Bench.amazon(header)
        #expect(history.counts.totalEntries == 0)
        #expect(history.films.isEmpty)
    }

    @Test(arguments: [
        "", "\n\n", "Title,Date\n\"Up\",\"1/15/24\"\n", "Type,Name\nmovie,Up\n", "dd/mm/yy, Up\n",
        "Const,Your Rating,Title\ntt1,8,Up\n", "PK\u{3}\u{4}", "{}", "[1, 2]", "[{\"movie\": {\"title\": \"Up\"}}]",
    ])
    func otherFilesAreNotRead(text: String) {
        #expect(AmazonPrimeFile.read(Array(text.utf8), thisYear: 2026) == nil)
    }
}
