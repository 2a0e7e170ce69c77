import Testing

@testable import Imports

@Suite("Reading: tables")
struct CSVTableTests {
    private typealias Bench = ReadingBench

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesEndInThreeWaysAndTheLastPerhapsInNone(end: String) {
        let lines = ["a,b", "1,2", "3,4"].joined(separator: end)
        #expect(Bench.rows(lines) == [["1", "2"], ["3", "4"]])
        #expect(Bench.rows(lines + end) == [["1", "2"], ["3", "4"]])
    }

    @Test func quotesHoldDelimitersLineBreaksAndDoubledQuotes() {
        let rows = Bench.rows("a,b\n\"x, y\",\"one\r\ntwo\"\n\"say \"\"hi\"\"\",\"\"\"\"\n\"\",\"\"\"a\"\"\"\n")
        #expect(rows == [["x, y", "one\r\ntwo"], ["say \"hi\"", "\""], ["", "\"a\""]])
    }

    @Test func quotesInsideAPlainCellAreLetters() {
        #expect(Bench.rows("a,b\n5\" disk,x\"y\"\n") == [["5\" disk", "x\"y\""]])
    }

    @Test func whatFollowsAClosingQuoteBelongsToTheCell() {
        #expect(Bench.rows("a,b\n\"x\"y,2\n\"x\" ,\"y\"\"\"z\n") == [["xy", "2"], ["x", "y\"z"]])
    }

    @Test func anUnclosedQuoteEndsWithTheFile() {
        #expect(Bench.rows("a,b\n1,2\n3,\"four\nfive,6\n") == [["1", "2"], ["3", "four\nfive,6"]])
        #expect(Bench.rows("a\n\"") == [[""]])
        #expect(Bench.rows("a\n\"x\"\"") == [["x\""]])
    }

    @Test func blankLinesAreNoRowsAndRowsOfEmptyCellsAre() {
        #expect(Bench.rows("\n  \na,b\n\n1,2\n \t \n,\n\"\"\n\n") == [["1", "2"], ["", ""], [""]])
    }

    @Test func rowsAreShorterAndLongerThanTheHeader() {
        let table = Bench.table("a,b,c\n1\n1,2,3,4,5\n1,2,\n")
        var cells: [[String]] = []
        var counts: [Int] = []
        table.forEachRow { row in
            cells.append([row.text(0), row.text(2), row.text(7), row.text(nil)])
            counts.append(row.count)
        }
        #expect(cells == [["1", "", "", ""], ["1", "3", "", ""], ["1", "", "", ""]])
        #expect(counts == [1, 5, 3])
    }

    @Test func aRowOfNothingButDelimitersIsBounded() {
        let row = String(repeating: ",", count: ImportsLimits.cellsMax * 3) + "x\n1,2\n"
        #expect(Bench.rows("a,b\n" + row).map(\.count) == [ImportsLimits.cellsMax, 2])
    }

    @Test func cellsAreTrimmedOfEverythingThatUnicodeCallsBlank() {
        #expect(Bench.rows("a,b\n  x \t,\u{A0}é\u{3000}\n\" y \",\"\u{2003}\"\n") == [["x", "é"], ["y", ""]])
        var areEmpty: [Bool] = []
        Bench.table("a,b,c\n\u{A0} \u{3000},x,\"\"\n").forEachRow { row in
            areEmpty = [row.isEmpty(0), row.isEmpty(1), row.isEmpty(2), row.isEmpty(3)]
        }
        #expect(areEmpty == [true, false, true, true])
    }

    @Test func numbersAreReadWhereTheyAreWholeNumbers() {
        var numbers: [Int?] = []
        Bench.table("a,b,c,d\n 1999 ,x,1.5,\n").forEachRow { row in numbers = (0..<4).map { row.integer($0) } }
        #expect(numbers == [1999, nil, nil, nil])
    }

    @Test func anEmptyFileHasNoHeaderAndNoRows() {
        for text in ["", "\n\n", "  \r\n"] {
            let table = Bench.table(text)
            #expect(table.header.names.isEmpty || table.header.names == [""])
            #expect(table.sample(rowsMax: 5).isEmpty)
        }
    }

    @Test func aHeaderAloneHasNoRows() {
        #expect(Bench.table("Title,Type").header.names == ["Title", "Type"])
        #expect(Bench.rows("Title,Type").isEmpty)
    }

    @Test func columnsAreFoundByAnyOfTheirNamesInAnyCase() {
        let header = Bench.table(" Date Watched ,\"TÍTULO\",Épisode,Título\n").header
        #expect(header.column(["Title", "Título"]) == 1)
        #expect(header.column("date watched") == 0)
        #expect(header.column("E\u{301}PISODE") == 2)
        #expect(header.column(["Type"]) == nil)
        #expect(header.has(["título", "épisode"]))
        #expect(!header.has(["título", "type"]))
    }

    @Test(arguments: [",", ";", "\t"] as [Unicode.Scalar])
    func theDelimiterIsTheOneByWhichTheHeaderIsKnown(delimiter: Unicode.Scalar) throws {
        let text = "Title\(delimiter)Type\nLove; actually, \(delimiter)Movie\n"
        let table = try #require(CSVTable(Array(text.utf8)) { $0.has(["title", "type"]) })
        #expect(table.header.names == ["Title", "Type"])
        #expect(CSVTable(Array(text.utf8)) { $0.has(["name"]) } == nil)
    }
}
