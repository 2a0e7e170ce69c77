import Basics
import Testing

@testable import Imports

@Suite("Reading: dates")
struct DateReadingTests {
    private typealias Bench = ReadingBench

    @Test(arguments: [
        ("2024-01-15", "2024-01-15T00:00:00.000Z"),
        (" 2024-1-5 ", "2024-01-05T00:00:00.000Z"),
        ("2024-02-29", "2024-02-29T00:00:00.000Z"),
        ("1969-12-31", "1969-12-31T00:00:00.000Z"),
        ("2000-03-01", "2000-03-01T00:00:00.000Z"),
        ("01/15/2024", "2024-01-15T00:00:00.000Z"),
        ("1/5/2024", "2024-01-05T00:00:00.000Z"),
        ("15/01/2024", "2024-01-15T00:00:00.000Z"),
        ("15.01.2024", "2024-01-15T00:00:00.000Z"),
        ("5.1.2024", "2024-01-05T00:00:00.000Z"),
        ("2024-01-15T10:20:30", "2024-01-15T10:20:30.000Z"),
        ("2024-01-15T10:20:30Z", "2024-01-15T10:20:30.000Z"),
        ("2024-01-15 10:20:30", "2024-01-15T10:20:30.000Z"),
        ("2025-09-28 02:00:24.173", "2025-09-28T02:00:24.173Z"),
        ("2024-01-15 12:00:00.0", "2024-01-15T12:00:00.000Z"),
        ("2024-01-15T12:00:00.1239999Z", "2024-01-15T12:00:00.123Z"),
        ("2024-01-15T01:00:00+02:00", "2024-01-14T23:00:00.000Z"),
        ("2024-01-15 23:30:00 -0130", "2024-01-16T01:00:00.000Z"),
        ("2024-01-15T12:00:00.50+01", "2024-01-15T11:00:00.500Z"),
        ("1705312800000", "2024-01-15T10:00:00.000Z"),
        ("1705312800", "2024-01-15T10:00:00.000Z"),
    ])
    func isAMoment(text: String, expected: String) {
        #expect(Bench.shown(DateReading().date(text)) == expected)
    }

    @Test(arguments: [
        ("2024", "2024"), ("2024-13-01", "2024"), ("2024-02-30", "2024"), ("2023-02-29", "2023"),
        ("2024-01-15 25:00:00", "2024"), ("2024-01-15T10:60:00", "2024"), ("2024-01-15T10:20:30+", "2024"),
        ("2024-01-15T10:20:30.", "2024"), ("2024-01-15T10:20:30 CET", "2024"), ("2024年1月15日", "2024"),
        ("20240115", "2024"), ("1900", "1900"), ("2100 or so", "2100"), ("19990101000000", "1999"),
    ])
    func isOnlyAYear(text: String, expected: String) {
        #expect(Bench.shown(DateReading().date(text)) == expected)
    }

    @Test(arguments: [
        "", "  ", "undefined", "yesterday", "1899", "2101", "99-01-15", "13/13/2024", "00/10/2024", "1/15/24",
        "15.01.24", "32.01.2024", "01/15/2024 10:00:00", "15/01", "12345", "１２/01/2024", "Jan 15, 2024",
    ])
    func isNothing(text: String) {
        #expect(DateReading().date(text) == .none)
    }

    @Test func oneDateThatBeginsWithItsDayDecidesForTheWholeFile() {
        let american = DateReading(Bench.table("d\n01/02/2024\n03/25/2024\n"), columns: [0])
        #expect(!american.isDayFirst)
        #expect(Bench.shown(american.date("01/02/2024")).hasPrefix("2024-01-02"))
        let european = DateReading(Bench.table("t,d\nx,01/02/2024\n,25/03/2024\n"), columns: [nil, 1])
        #expect(european.isDayFirst)
        #expect(Bench.shown(european.date("01/02/2024")).hasPrefix("2024-02-01"))
        #expect(DateReading(["01/02/2024", "13/02/2024"]).isDayFirst)
    }

    @Test func whatIsNoDateDecidesNothing() {
        #expect(!DateReading(["25/03", "40/03/2024", "25/13/2024", "31/02/2024", "25/03/24"]).isDayFirst)
        #expect(!DateReading(Bench.table("a,d\n25/03/2024,x\n"), columns: [1]).isDayFirst)
    }

    @Test func aDateThatFitsOnlyTheOtherOrderIsReadThatWay() {
        #expect(Bench.shown(DateReading(isDayFirst: true).date("03/25/2024")).hasPrefix("2024-03-25"))
    }

    @Test func shortYearsAreOfThisCenturyWhereAFileHasThem() {
        let dates = DateReading(["1/15/24"], forms: .shortYears)
        #expect(Bench.shown(dates.date("1/15/24")).hasPrefix("2024-01-15"))
        #expect(Bench.shown(dates.date("15.01.09")).hasPrefix("2009-01-15"))
        #expect(Bench.shown(dates.date("01/02/2024")).hasPrefix("2024-01-02"))
        #expect(dates.date("1/15/124") == .none)
        #expect(DateReading(["1/2/24", "25/3/24"], forms: .shortYears).isDayFirst)
    }

    @Test func timesFollowSlashesWhereAFileHasThem() {
        let dates = DateReading(forms: .slashedTimes)
        #expect(Bench.shown(dates.date("01/15/2024 10:20:30")) == "2024-01-15T10:20:30.000Z")
        #expect(Bench.shown(dates.date("01/15/2024")) == "2024-01-15T00:00:00.000Z")
        #expect(dates.date("01/15/2024 10:20") == .none)
    }

    @Test func cellsAreReadAsTheirTextsAre() {
        let dates = DateReading()
        var shown: [String] = []
        Bench.table("d\n\" 2024-01-15 \"\n\u{A0}2024-01-16\u{A0}\n\"2024\"\"\"\n\"\"\n").forEachRow { row in
            shown.append(Bench.shown(dates.date(row, 0)))
        }
        #expect(shown == ["2024-01-15T00:00:00.000Z", "2024-01-16T00:00:00.000Z", "2024", "-"])
        Bench.table("d\n2024-01-15\n").forEachRow { row in
            #expect(dates.date(row, nil) == .none)
            #expect(dates.date(row, 4) == .none)
        }
    }
}
