import Testing

@testable import Streaming

/// Whole files as they are found, and what the two kinds of clients get.
@Suite("From found files to strict ones")
struct ConversionTests {
    private static let webVTT = """
        WEBVTT

        00:00:01.000 --> 00:00:02.500 line:0
        <i>Where were you?</i>
        Tom &amp; I waited.

        00:00:03.000 --> 00:00:04.000
        1984

        00:01:00.000 --> 00:01:02.250
        - <b>No!</b>
        - Yes.


        """

    private static let srt = """
        1
        00:00:01,000 --> 00:00:02,500
        {\\an8}<i>Where were you?</i>
        Tom & I waited.

        2
        00:00:03,000 --> 00:00:04,000
        1984

        3
        00:01:00,000 --> 00:01:02,250
        - <b>No!</b>
        - Yes.


        """

    /// The same three cues in every format.
    static let sources: [(format: SubtitleFormat, text: String)] = [
        (
            .srt,
            """
            3
            0:1:0,0 --> 0:1:2,25
            - <B>No!</B>
            - <font face="Arial">Yes.</font>

            1
            00:00:01.000 --> 00:00:02.500 X1:10 X2:20 Y1:30 Y2:40
            {\\an8}<i>Where were you?</i>
            Tom &amp; I waited.
            2
            00:03,0-->00:04,0
            1984
            """
        ),
        (
            .vtt,
            """
            WEBVTT Kind: captions

            STYLE
            ::cue(b) { color: red }

            NOTE The order is wrong.

            last
            01:00.000 --> 01:02.250 align:left
            - <b.loud>No!</b>
            - <v Mary>Yes.</v>

            00:01.000 --> 00:02.500 line:5% position:50%
            <i>Where were <00:00:01.500>you?</i>
            <c.yellow>Tom &amp; I waited.</c>

            00:03.000 --> 00:04.000
            1984
            """
        ),
        (
            .ass,
            """
            [Script Info]
            ScriptType: v4.00+

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, Alignment
            Style: Default,Arial,20,2

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not this
            Dialogue: 0,0:01:00.00,0:01:02.25,Default,,0,0,0,,- {\\b1}No!{\\b0}\\N- Yes.
            Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\an8\\i1}Where were you?{\\i0}\\NTom & I waited.
            Dialogue: 1,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 10 0 10 10{\\p0}
            Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\fad(100,100)}1984
            """
        ),
        (
            .sub,
            """
            {1}{1}20
            {1200}{1245}- <b>No!</b>|- Yes.
            {20}{50}{y:i}{\\an8}Where were you?|Tom & I waited.
            {60}{80}1984
            """
        ),
        (
            .smi,
            """
            <SAMI>
            <BODY>
            <SYNC Start=1000><P Class=ENCC>{\\an8}<i>Where were you?</i><br>Tom &amp; I
            waited.
            <SYNC Start=2500><P Class=ENCC>&nbsp;
            <SYNC Start=3000><P Class=ENCC>1984
            <SYNC Start=4000><P Class=ENCC>&nbsp;
            <SYNC Start=60000><P Class=ENCC>- <b>No!</b><br>- Yes.
            <SYNC Start=62250><P Class=ENCC>&nbsp;
            </BODY>
            </SAMI>
            """
        ),
    ]

    @Test("Every format becomes the same SubRip", arguments: sources)
    func srt(format: SubtitleFormat, text: String) throws {
        let document = try SubtitleDocument.read(Array(text.utf8), as: format, language: "en")
        #expect(String(decoding: document.srt(), as: UTF8.self) == Self.srt)
    }

    @Test("Every format becomes the same WebVTT", arguments: sources)
    func webVTT(format: SubtitleFormat, text: String) throws {
        let document = try SubtitleDocument.read(Array(text.utf8), as: format, language: "en")
        #expect(String(decoding: document.webVTT(), as: UTF8.self) == Self.webVTT)
    }

    @Test("Line ends of all systems give the same", arguments: sources)
    func lineEnds(format: SubtitleFormat, text: String) throws {
        let original = try SubtitleDocument.read(Array(text.utf8), as: format, language: nil)
        for lineEnd in ["\r\n", "\r", "\r\r\n"] {
            let other = text.replacing("\n", with: lineEnd)
            #expect(try SubtitleDocument.read(Array(other.utf8), as: format, language: nil) == original)
        }
    }

    @Test("Unicode in any form gives the same", arguments: sources)
    func unicode(format: SubtitleFormat, text: String) throws {
        let original = try SubtitleDocument.read(Array(text.utf8), as: format, language: nil)
        for (mark, charset) in [
            ("\u{FEFF}", "UTF-8"), ("\u{FEFF}", "UTF-16LE"), ("\u{FEFF}", "UTF-16BE"), ("", "UTF-16LE"),
        ] {
            let other = try bytes(mark + text, in: charset)
            #expect(try SubtitleDocument.read(other, as: format, language: "ja") == original)
        }
    }

    @Test("A wrong ending does no harm where the content is plain", arguments: sources)
    func endings(format: SubtitleFormat, text: String) throws {
        guard [.vtt, .ass, .smi].contains(format) else { return }
        let original = try SubtitleDocument.read(Array(text.utf8), as: format, language: nil)
        for other in SubtitleFormat.allCases {
            #expect(try SubtitleDocument.read(Array(text.utf8), as: other, language: nil) == original)
        }
    }

    @Test("What is written is a fixed point", arguments: sources)
    func fixedPoint(format: SubtitleFormat, text: String) throws {
        let document = try SubtitleDocument.read(Array(text.utf8), as: format, language: nil)
        #expect(try SubtitleDocument.read(document.srt(), as: .srt, language: nil).srt() == document.srt())
        #expect(try SubtitleDocument.read(document.webVTT(), as: .vtt, language: nil).webVTT() == document.webVTT())
    }
}
