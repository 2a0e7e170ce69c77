import Testing

@testable import Streaming

@Suite("Writing subtitles")
struct WritingTests {
    private func document(_ text: String) throws -> SubtitleDocument {
        try SubtitleDocument.read(Array(text.utf8), as: .srt, language: nil)
    }

    private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("SubRip, every sign of it")
    func srt() throws {
        let source = """
            9
            0:0:3.5 --> 0:0:4
            <font color=red>Second</font>
            1984
            4
            00:00:01,000 --> 00:00:02,000 X1:1
            {\\an8}<i>First & <b>bold</b>
            end</i>
            """
        #expect(
            string(try document(source).srt())
                == """
                1
                00:00:01,000 --> 00:00:02,000
                {\\an8}<i>First & <b>bold</b>
                end</i>

                2
                00:00:03,500 --> 00:00:04,000
                Second
                1984


                """)
    }

    @Test("WebVTT, every sign of it")
    func webVTT() throws {
        let source = """
            1
            00:00:01,000 --> 00:00:02,000
            {\\an9}<u>Tom & Jerry</u> < 3 --> x

            2
            100:00:00,000 --> 100:00:01,000
            {\\an2}A
            """
        #expect(
            string(try document(source).webVTT()) == """
                WEBVTT

                00:00:01.000 --> 00:00:02.000 line:0
                <u>Tom &amp; Jerry</u> &lt; 3 --&gt; x

                100:00:00.000 --> 100:00:01.000
                A


                """)
    }

    @Test("Nothing to write")
    func nothing() throws {
        #expect(try document("").srt() == [])
        #expect(string(try document("").webVTT()) == "WEBVTT\n\n")
    }

    @Test("The output is UTF-8 without a mark, whatever the source", arguments: Specimen.all)
    func encodings(_ specimen: Specimen) throws {
        let encoding = try #require(specimen.encodings.first)
        let source = try bytes("1\n00:00:01,000 --> 00:00:02,000\n\(specimen.text)\n", in: encoding.converterName)
        let document = try SubtitleDocument.read(source, as: .srt, language: specimen.language)
        #expect(string(document.srt()) == "1\n00:00:01,000 --> 00:00:02,000\n\(specimen.text)\n\n")
        #expect(string(document.webVTT()) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\(specimen.text)\n\n")
    }

    /// Texts that a reader of the output might take for something else, and how they are written.
    static let misleading: [(text: String, srt: String, webVTT: String)] = [
        ("<i>", "<\u{2060}i>", "&lt;i&gt;"), ("</b>", "<\u{2060}/b>", "&lt;/b&gt;"),
        ("a < b <3", "a < b <3", "a &lt; b &lt;3"),
        ("{\\an8}", "{\u{2060}\\an8}", "{\u{2060}\\an8}"), ("{x}", "{x}", "{x}"),
        ("&amp;", "&\u{2060}amp;", "&amp;amp;"), ("R&D", "R&D", "R&amp;D"), ("a --> b", "a --> b", "a --&gt; b"),
        ("---->", "---->", "----&gt;"), ("a -> b", "a -> b", "a -&gt; b"),
        ("a < b > c", "a <\u{2060} b > c", "a &lt; b &gt; c"),
        (">> 1 < 2 > 0", ">> 1 < 2 > 0", "&gt;&gt; 1 &lt; 2 &gt; 0"),
        (
            "00:00:05,000 --> 00:00:06,000", "\u{2060}00:00:05,000 --> 00:00:06,000",
            "00:00:05,000 --&gt; 00:00:06,000"
        ),
        ("1:00 - > 2:00", "\u{2060}1:00 - > 2:00", "1:00 - &gt; 2:00"), ("7", "7", "7"),
        ("WEBVTT", "WEBVTT", "WEBVTT"),
        ("NOTE x", "NOTE x", "NOTE x"),
    ]

    @Test("Words that look like something else", arguments: misleading)
    func traps(text: String, srt: String, webVTT: String) throws {
        let cue = SubtitleCue(
            startMilliseconds: 0, endMilliseconds: 1, text: try #require(SubtitleText(lines: [[SubtitleRun(text)]])))
        let document = SubtitleDocument(cues: [cue])
        #expect(string(document.srt()) == "1\n00:00:00,000 --> 00:00:00,001\n\(srt)\n\n")
        #expect(string(document.webVTT()) == "WEBVTT\n\n00:00:00.000 --> 00:00:00.001\n\(webVTT)\n\n")
        #expect(try SubtitleDocument.read(document.srt(), as: .srt, language: nil) == document)
        #expect(try SubtitleDocument.read(document.webVTT(), as: .vtt, language: nil) == document)
    }

    @Test("A style that goes on is not closed at the line's end, another one is")
    func lines() throws {
        let lines = [
            [SubtitleRun("A", .italic)], [SubtitleRun("B", .italic), SubtitleRun("C")], [SubtitleRun("D", .bold)],
        ]
        let text = try #require(SubtitleText(lines: lines))
        let document = SubtitleDocument(cues: [SubtitleCue(startMilliseconds: 0, endMilliseconds: 1, text: text)])
        #expect(string(document.srt()).hasSuffix(",001\n<i>A\nB</i>C\n<b>D</b>\n\n"))
    }

    @Test("Times that never were are left out, the others sorted")
    func cues() throws {
        let text = try #require(SubtitleText(lines: [[SubtitleRun("A")]]))
        let times = [(5, 6), (-1, 3), (2, 2), (3, 1), (0, 9), (0, StreamingLimits.subtitleMillisecondsMax + 1), (5, 7)]
        let document = SubtitleDocument(
            cues: times.map { SubtitleCue(startMilliseconds: $0.0, endMilliseconds: $0.1, text: text) })
        #expect(document.cues.map(\.endMilliseconds) == [9, 6, 7])
    }
}
