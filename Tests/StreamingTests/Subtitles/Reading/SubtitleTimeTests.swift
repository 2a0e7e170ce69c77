import Testing

@testable import Streaming

@Suite("Times of subtitles")
struct SubtitleTimeTests {
    private func slice(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    @Test(
        "Times are written in full and read back",
        arguments: [
            (0, "00:00:00,000"), (1, "00:00:00,001"), (999, "00:00:00,999"), (61_001, "00:01:01,001"),
            (3_599_999, "00:59:59,999"), (3_600_000, "01:00:00,000"), (359_999_999, "99:59:59,999"),
            (360_000_000, "100:00:00,000"), (StreamingLimits.subtitleMillisecondsMax, "9999:00:00,000"),
        ])
    func written(milliseconds: Int, text: String) {
        var output: [UInt8] = []
        SubtitleTime.append(milliseconds, separator: UInt8(ascii: ","), to: &output)
        #expect(String(decoding: output, as: UTF8.self) == text)
        #expect(SubtitleTime.parse(output[...]) == milliseconds)
    }

    @Test("Every time of a film survives")
    func roundTrip() {
        var random = SeededRandom(1)
        for _ in 0..<2_000 {
            let time = Int.random(in: 0...StreamingLimits.subtitleMillisecondsMax, using: &random)
            var output: [UInt8] = []
            SubtitleTime.append(time, separator: UInt8(ascii: "."), to: &output)
            #expect(SubtitleTime.parse(output[...]) == time)
        }
    }

    @Test(
        "Ways to write a time",
        arguments: [
            ("1:2", 62_000), ("1:2:3", 3_723_000), ("1:2:3,4", 3_723_400), ("1:2:3.04", 3_723_040),
            ("1:2:3:004", 3_723_004), ("01:02:03,", 3_723_000), (" 01:02 ", 62_000), ("01 : 02", 62_000),
            ("01:02 ,5", 62_500), ("01:02, 5", 62_500), ("-01:02", -62_000), ("01:-02", -62_000), ("01:02,-5", -62_500),
            ("+01:02", 62_000), ("90:00", 5_400_000), ("0:0:100", 100_000), ("00:00:00,0009", 0), ("0:0,9999", 999),
        ])
    func forms(text: String, milliseconds: Int) {
        #expect(SubtitleTime.parse(slice(text)) == milliseconds)
    }

    @Test(
        "What is no time",
        arguments: [
            "", " ", "1", "1,5", "1.5", ":", "00:", ":00", "00:00:00,000x", "a:b", "00:0a", "000000:00:00", "1:2:3:4:5",
            "--1:2", "١:٢", "9999:00:00,001", "99999:99999:99999",
        ])
    func noTimes(text: String) {
        #expect(SubtitleTime.parse(slice(text)) == nil)
    }

    @Test(
        "Timing lines, and what follows the times",
        arguments: [
            ("00:00:01,000 --> 00:00:02,000", ""), ("0:1-->0:2", ""), ("0:1->0:2", ""), ("0:1 -- > 0:2", ""),
            ("0:1 - - > 0:2", ""), ("0:1 ------> 0:2", ""), ("0:1 --> 0:2 X1:5 Y1:6", " X1:5 Y1:6"),
            ("0:1 --> 0:2 line:0 align:start", " line:0 align:start"), ("0:1 --> 0:2abc", "abc"),
        ])
    func timingLines(text: String, rest: String) throws {
        let line = try #require(TimingLine(slice(text)))
        #expect(line.endMilliseconds - line.startMilliseconds == 1_000)
        #expect(String(decoding: line.rest, as: UTF8.self) == rest)
        #expect(TimingLine.resembles(slice(text)))
    }

    @Test(
        "Lines that were meant as timing lines",
        arguments: ["0:1 -->", "00:00:0x,000 --> 00:00:02,000", "0:1 --> later", "1:2:3:4:5 --> 0:2", "-0:x --> 0:1"])
    func damagedTimingLines(text: String) {
        #expect(TimingLine(slice(text)) == nil)
        #expect(TimingLine.isDamaged(slice(text)))
        #expect(TimingLine.resembles(slice(text)))
    }

    @Test(
        "Lines of text",
        arguments: [
            "", "-->", "--> 0:2", "0:1", "0:1 0:2", "0:1 - 0:2", "0:1 > 0:2", "1 --> 2", "12:30 is noon",
            "from 0:1 --> 0:2", "- 0 -->", "1984", "- Hello - ", "<b>0:1 --> 0:2</b>",
        ])
    func otherLines(text: String) {
        #expect(TimingLine(slice(text)) == nil)
        #expect(!TimingLine.resembles(slice(text)))
    }

    @Test("Lines, whatever ends them")
    func lineEnds() {
        let text = Array("a\nb\r\nc\rd\r\r\ne\n\nf\r\rg".utf8)
        let lines = ByteLines(text).map { String(decoding: text[$0], as: UTF8.self) }
        #expect(lines == ["a", "b", "c", "d", "e", "", "f", "", "g"])
        #expect(Array(ByteLines([])) == [])
        #expect(Array(ByteLines([0x0A])) == [0..<0])
        #expect(Array(ByteLines([0x0D])) == [0..<0])
        #expect(Array(ByteLines([0x0D, 0x0D, 0x0A])) == [0..<0])
        #expect(Array(ByteLines([0x61])) == [0..<1])
    }

    @Test("The scanner takes piece by piece")
    func scanner() {
        var scanner = ByteScanner(slice("  12ab345"))
        scanner.skipBlanks()
        let numbers = [scanner.number(digitsMax: 1), scanner.number(digitsMax: 2), scanner.number(digitsMax: 2)]
        #expect(numbers == [nil, 12, nil])
        let taken = "baab".utf8.map { scanner.take($0) }
        #expect(taken == [false, true, false, true])
        let decimals = [scanner.decimalMilliseconds(), scanner.decimalMilliseconds()]
        #expect(decimals == [345, 0])
        #expect(scanner.rest.isEmpty)
    }

    @Test("Words and numbers in bytes")
    func bytes() {
        #expect(slice("DiaLogue: x").begins(with: "dialogue:"))
        #expect(!slice("Dialog").begins(with: "dialogue:"))
        #expect(slice("ENCC").equals("encc"))
        #expect(!slice("ENCC2").equals("encc"))
        #expect(slice("[").lowercased() == slice("["))
        #expect(slice(" \tx y\t ").trimmed == slice("x y"))
        #expect(slice("   ").trimmed.isEmpty)
        #expect(slice("007").number == 7)
        #expect(slice("999999999").number == 999_999_999)
        for text in ["", "1000000000", "-1", "1a", "١"] { #expect(slice(text).number == nil) }
        #expect(slice("a-->b").arrowIndex == 1)
        #expect(slice("---->").arrowIndex == 2)
        for text in ["", "->", "-- >", "--", ">--"] { #expect(slice(text).arrowIndex == nil) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func lowercased() -> ArraySlice<UInt8> { map(\.lowercased)[...] }
}
