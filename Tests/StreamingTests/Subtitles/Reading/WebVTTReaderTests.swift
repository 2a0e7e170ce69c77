import Testing

@testable import Streaming

@Suite("Reading WebVTT")
struct WebVTTReaderTests {
    static let structures: [ReadingCase] = [
        ReadingCase("nothing", "WEBVTT", []),
        ReadingCase(
            "proper", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA\nB\n\n00:00:03.000 --> 00:00:04.000\nC\n",
            ["1000-2000 A / B", "3000-4000 C"]),
        ReadingCase(
            "text behind the signature",
            "WEBVTT - Made by hand\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\nA\n", ["1000-2000 A"]),
        ReadingCase(
            "a time map of live streams",
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n0:01.000 --> 0:02.000\nA\n", ["1000-2000 A"]),
        ReadingCase("no blank line behind the signature", "WEBVTT\n00:01.000 --> 00:02.000\nA\n", ["1000-2000 A"]),
        ReadingCase("no signature", "00:01.000 --> 00:02.000\nA\n", ["1000-2000 A"]),
        ReadingCase("a mark in front", "\u{FEFF}WEBVTT\n\n00:01.000 --> 00:02.000\nA\n", ["1000-2000 A"]),
        ReadingCase(
            "identifiers", "WEBVTT\n\nfirst cue\n00:01.000 --> 00:02.000\nA\n\n2\n00:03.000 --> 00:04.000\nB\n",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "an identifier without a blank line",
            "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nA\n2\n00:03.000 --> 00:04.000\nB\n", ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "digits are text", "WEBVTT\n\n00:01.000 --> 00:02.000\n1984\n\n00:03.000 --> 00:04.000\nB\n7\n\n",
            ["1000-2000 1984", "3000-4000 B / 7"]),
        ReadingCase(
            "comments", "WEBVTT\n\nNOTE a comment\n\nNOTE\nseveral\nlines\n\n00:01.000 --> 00:02.000\nA\n",
            ["1000-2000 A"]),
        ReadingCase(
            "a cue in a comment", "WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nNOTE this\n",
            ["3000-4000 NOTE this"]),
        ReadingCase(
            "styles and regions",
            "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\nlines:3\n\n00:01.000 --> 00:02.000\nA\n",
            ["1000-2000 A"]),
        ReadingCase(
            "an identifier that begins like a comment", "WEBVTT\n\nNOTES\n00:01.000 --> 00:02.000\nA\n", ["1000-2000 A"]
        ),
        ReadingCase("commas and hours", "WEBVTT\n\n00:00:01,000 --> 100:00:02,000\nA\n", ["1000-360002000 A"]),
        ReadingCase(
            "damaged times", "WEBVTT\n\n00:0x.000 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nB\n", ["3000-4000 B"]),
        ReadingCase(
            "damaged times without a blank line",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:0x.000 --> 1\nB\n\n00:03.000 --> 00:04.000\nC\n",
            ["1000-2000 A", "3000-4000 C"]),
        ReadingCase("a text without times", "WEBVTT\n\nA\nB\n\n00:03.000 --> 00:04.000\nC\n", ["3000-4000 C"]),
        ReadingCase(
            "CR only", "WEBVTT\r\r00:01.000 --> 00:02.000\rA\r\r00:03.000 --> 00:04.000\rB",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "out of order", "WEBVTT\n\n00:03.000 --> 00:04.000\nB\n\n00:01.000 --> 00:02.000\nA\n",
            ["1000-2000 A", "3000-4000 B"]),
    ]

    static let settingForms: [(String, SubtitleAlignment?)] = [
        ("", nil), ("line:0", .top), ("line:0%", .top), ("line:10%,start", .top), ("line:1", .top), ("line:-1", nil),
        ("line:85%", nil), ("line:84.66%", nil), ("line:15", nil), ("position:50% line:5% align:center", .top),
        ("align:start position:0%", nil), ("line:", nil), ("line:x", nil), ("LINE:0", .top), ("vertical:rl", nil),
    ]

    static let markups: [ReadingCase] = [
        ReadingCase("tags", "<i>A</i><b>B</b><u>C</u>", ["<i>A</i><b>B</b><u>C</u>"]),
        ReadingCase("classes", "<c.yellow.bg_blue>A</c><i.loud>B</i>", ["A<i>B</i>"]),
        ReadingCase("voices", "<v Mary>Hello</v>\n<v.loud John Smith>Hi", ["Hello / Hi"]),
        ReadingCase("languages and ruby", "<lang en-GB>A</lang> <ruby>漢<rt>かん</rt></ruby>", ["A 漢かん"]),
        ReadingCase("times inside", "<00:00:01.000>A <00:00:01.500><c>B</c>", ["A B"]),
        ReadingCase("tags without a name", "A<>B</>C<.x>D", ["ABCD"]),
        ReadingCase("references", "&lt;i&gt; &amp; &nbsp;&lrm;&rlm;.", ["<i> & \u{A0}\u{200E}\u{200F}."]),
        ReadingCase("signs", "a < b & c > d", ["a < b & c > d"]),
        ReadingCase("an arrow in a text", "A --> B", ["A --> B"]),
        ReadingCase("braces", "{\\an8}A{\\c&HFFFFFF&}", ["{8}A"]),
    ]

    @Test("Blocks", arguments: structures)
    func structure(_ test: ReadingCase) throws {
        #expect(try read(test.text, as: .vtt) == test.cues)
    }

    @Test("Settings", arguments: settingForms)
    func settings(text: String, alignment: SubtitleAlignment?) throws {
        let file = "WEBVTT\n\n00:01.000 --> 00:02.000 \(text)\nA\n"
        let cues = try SubtitleDocument.read(Array(file.utf8), as: .vtt, language: nil).cues
        #expect(cues.map(\.text.alignment) == [alignment])
    }

    @Test("Tags and references", arguments: markups)
    func markup(_ test: ReadingCase) throws {
        let cues = try read("WEBVTT\n\n00:01.000 --> 00:02.000\n\(test.text)\n", as: .vtt)
        #expect(cues == test.cues.map { "1000-2000 " + $0 })
    }
}
