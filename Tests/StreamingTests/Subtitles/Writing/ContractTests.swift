import Testing

@testable import Streaming

/// The sentences of the playback contract about subtitles, one by one.
@Suite("The contract of subtitles")
struct ContractTests {
    private func document(_ text: String, _ format: SubtitleFormat = .srt) throws -> SubtitleDocument {
        try SubtitleDocument.read(Array(text.utf8), as: format, language: nil)
    }

    private func srt(_ text: String) throws -> String {
        String(decoding: try document("1\n00:00:01,000 --> 00:00:02,000\n\(text)\n").srt(), as: UTF8.self)
    }

    private func webVTT(_ text: String) throws -> String {
        String(decoding: try document("1\n00:00:01,000 --> 00:00:02,000\n\(text)\n").webVTT(), as: UTF8.self)
    }

    private func srtFile(_ text: String) -> String { "1\n00:00:01,000 --> 00:00:02,000\n\(text)\n\n" }

    private func webVTTFile(_ text: String, _ settings: String = "") -> String {
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\(settings)\n\(text)\n\n"
    }

    @Test("SubRip keeps <i> <b> <u>", arguments: ["<i>A</i>", "<b>A</b>", "<u>A</u>", "A <i>B</i>\n<b>C</b>"])
    func keptTags(text: String) throws {
        #expect(try srt(text) == srtFile(text))
        #expect(try webVTT(text) == webVTTFile(text))
    }

    @Test("SubRip keeps {\\anN}, WebVTT drops it and says line:0 for the top", arguments: 1...9)
    func alignment(number: Int) throws {
        #expect(try srt("{\\an\(number)}A") == srtFile("{\\an\(number)}A"))
        #expect(try webVTT("{\\an\(number)}A") == webVTTFile("A", number >= 7 ? " line:0" : ""))
    }

    @Test("Both drop <font> and other tags and keep their text")
    func droppedTags() throws {
        let text = "<font color=\"#fff\">A</font> <span>B</span> <s>C</s>{\\fs20}{\\pos(1,2)} D"
        #expect(try srt(text) == srtFile("A B C D"))
        #expect(try webVTT(text) == webVTTFile("A B C D"))
    }

    @Test("WebVTT writes & as &amp; and a stray < as &lt;")
    func escapes() throws {
        #expect(try webVTT("Q&A < B") == webVTTFile("Q&amp;A &lt; B"))
        #expect(try srt("Q&A < B") == srtFile("Q&A < B"))
    }

    @Test(
        "An arrow in a text never survives in WebVTT",
        arguments: ["a --> b", "-->", "---->", "<i>--</i>>", "--<b>></b>"])
    func arrows(text: String) throws {
        let file = try webVTT(text)
        #expect(file.split(separator: "-->", omittingEmptySubsequences: false).count == 2)
        #expect(StrictFiles.faultInWebVTT(Array(file.utf8)) == nil)
    }

    @Test("Counters run from one, cues are sorted by start")
    func order() throws {
        let file = "8\n0:0:5,0 --> 0:0:6,0\nB\n\n9\n0:0:1,0 --> 0:0:7,0\nA\n\n9\n0:0:5,0 --> 0:0:5,5\nC\n"
        #expect(
            String(decoding: try document(file).srt(), as: UTF8.self)
                == "1\n00:00:01,000 --> 00:00:07,000\nA\n\n2\n00:00:05,000 --> 00:00:06,000\nB\n\n"
                + "3\n00:00:05,000 --> 00:00:05,500\nC\n\n")
    }

    @Test("Broken cues are skipped, not fatal")
    func brokenCues() throws {
        let file = """
            1
            00:00:01,000 --> 00:00:02,000
            A

            2
            garbage --> 00:00:04,000
            Broken

            3
            00:00:05,000
            Broken

            4
            00:00:08,000 --> 00:00:07,000
            Broken

            5
            00:00:09,000 --> 00:00:10,000

            6
            00:00:11,000 --> 00:00:12,000
            B
            """
        #expect(try document(file).cues.map(\.text.plain) == ["A", "B"])
    }

    /// What occurs in the wild, each in a file of two cues that has to read like the proper one.
    static let wildForms: [(name: String, text: String)] = [
        ("missing counters", "00:00:01,500 --> 00:00:02,000\nA\n\n00:00:03,000 --> 00:00:04,000\n7\n\n"),
        ("wrong counters", "5\n00:00:01,500 --> 00:00:02,000\nA\n\n5\n00:00:03,000 --> 00:00:04,000\n7\n\n"),
        ("a point for the comma", "1\n00:00:01.500 --> 00:00:02.000\nA\n\n2\n00:00:03.000 --> 00:00:04.000\n7\n\n"),
        ("one digit of hours", "1\n0:00:01,500 --> 0:00:02,000\nA\n\n2\n0:00:03,000 --> 0:00:04,000\n7\n\n"),
        ("one decimal", "1\n00:00:01,5 --> 00:00:02,0\nA\n\n2\n00:00:03,0 --> 00:00:04,0\n7\n\n"),
        (
            "coordinates",
            "1\n00:00:01,500 --> 00:00:02,000 X1:1 Y1:2\nA\n\n2\n00:00:03,000 --> 00:00:04,000 X1:1\n7\n\n"
        ),
        ("CR alone", "1\r00:00:01,500 --> 00:00:02,000\rA\r\r2\r00:00:03,000 --> 00:00:04,000\r7\r\r"),
        ("no blank line at the end", "1\n00:00:01,500 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\n7"),
        ("out of order", "2\n00:00:03,000 --> 00:00:04,000\n7\n\n1\n00:00:01,500 --> 00:00:02,000\nA\n\n"),
        (
            "a font",
            "1\n00:00:01,500 --> 00:00:02,000\n<font size=9>A</font>\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n\n"
        ),
        ("a mark in front", "\u{FEFF}1\n00:00:01,500 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n\n"),
    ]

    @Test("SubRip in the wild", arguments: wildForms)
    func wild(name: String, text: String) throws {
        #expect(
            String(decoding: try document(text).srt(), as: UTF8.self)
                == "1\n00:00:01,500 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n\n")
    }
}
