import LocalMedia
import Testing

@Suite("Edit decision lists")
struct EDLFileTests {
    private func read(_ text: String, rate: Double? = nil) -> [EDLFile.Entry] {
        EDLFile.read(Array(text.utf8), framesPerSecond: rate)
    }

    private func markers(_ text: String, length: Int64? = 2_400_000) -> MarkerReading {
        MarkerReading(edl: read(text), durationMilliseconds: length)
    }

    @Test(arguments: [
        ("5.3 7.1 0", 5300, 7100, 0), ("5.3\t7.1\t3", 5300, 7100, 3), ("0 60 5", 0, 60_000, 5),
        ("00:01:02.5 00:01:30 4", 62_500, 90_000, 4), ("1:02 1:30 8", 62_000, 90_000, 8),
        ("  1 2 2  extra", 1000, 2000, 2),
        ("1.0005 2 1\r", 1001, 2000, 1),
    ])
    func linesAreRead(line: String, start: Int64, end: Int64, action: Int) {
        let expected = EDLFile.Entry(startMilliseconds: start, endMilliseconds: end, action: action)
        #expect(read(line) == [expected])
        #expect(read("## a comment\n\n\(line)\nnonsense\n") == [expected])
    }

    @Test(arguments: [
        "", "1 2", "1 2 x", "2 1 3", "1 1 3", "-1 2 3", "a b 3", "1 2 9", "1 2 -1", "nan inf 3", "1: 2 3", "::: 5 3",
        "1 99999999999 3", "#10 #20 3", "\u{0}\u{1}",
    ])
    func linesWithoutSenseAreSkipped(line: String) {
        #expect(read(line).isEmpty)
    }

    @Test func framesNeedARate() {
        #expect(read("#250 #500 3", rate: 25) == [.init(startMilliseconds: 10_000, endMilliseconds: 20_000, action: 3)])
        #expect(read("#250 #500 3", rate: 0).isEmpty)
        #expect(read("#x #500 3", rate: 25).isEmpty)
    }

    @Test func sizesHaveLimits() {
        #expect(read(String(repeating: "1 2 3\n", count: 20_000)).count == LocalMediaLimits.edlLinesMax)
        #expect(EDLFile.read([UInt8](repeating: 0x31, count: LocalMediaLimits.edlBytesMax + 1)).isEmpty)
    }

    @Test(
        arguments: [
            ("30 90 3\n2300 2380 3", 30..<90, 2300),
            ("30 90 5\n2300 2380 6", 30..<90, 2300),
            ("2300 2380 5\n30.5 90.2 5", 30..<91, 2300),
            ("30 90 4", 30..<90, nil),
            ("30 90 0\n100 160 1\n200 260 2", nil, nil),
            ("30 90 3\n600 700 3\n900 1000 3\n2300 2380 3", nil, nil),
            ("30 90 5\n600 700 3\n900 1000 3\n1500 1600 3", 30..<90, nil),
            ("30 33 5", nil, nil),
            ("30 300 5", nil, nil),
            ("1300 1360 5", nil, nil),
        ] as [(String, Range<Int>?, Int?)])
    func stretchesAreTakenForWhatTheirPlaceSays(text: String, intro: Range<Int>?, credits: Int?) {
        let reading = markers(text)
        #expect(reading.intro == intro)
        #expect(reading.credits?.startSeconds == credits)
    }

    @Test func creditsKnowTheEndOfTheFile() {
        #expect(
            markers("2300 2380 5").credits
                == MarkerReading.Credits(startSeconds: 2300, endSeconds: 2380, endOffsetSeconds: 20))
        #expect(markers("2300 9999 5").credits?.endOffsetSeconds == 0)
        #expect(markers("30 90 5", length: nil) == MarkerReading())
    }
}
