import Testing

@testable import Streaming

@Suite("Reading SubRip")
struct SRTReaderTests {
    static let structures: [ReadingCase] = [
        ReadingCase("nothing", "", []),
        ReadingCase("no cues", "just\nsome text\n\n", []),
        ReadingCase("proper", "1\n00:00:01,000 --> 00:00:02,500\nOne\nTwo\n\n", ["1000-2500 One / Two"]),
        ReadingCase(
            "missing counters", "0:0:1,0 --> 0:0:2,0\nA\n\n0:0:3,0 --> 0:0:4,0\nB\n", ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "wrong counters", "7\n0:0:1,0 --> 0:0:2,0\nA\n\n7\n0:0:3,0 --> 0:0:4,0\nB\n",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "CR LF", "1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\nB\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nC\r\n",
            ["1000-2000 A / B", "3000-4000 C"]),
        ReadingCase(
            "CR only", "1\r00:00:01,000 --> 00:00:02,000\rA\rB\r\r2\r0:0:3,0 --> 0:0:4,0\rC",
            ["1000-2000 A / B", "3000-4000 C"]),
        ReadingCase(
            "CR CR LF", "1\r\r\n0:0:1,0 --> 0:0:2,0\r\r\nA\r\r\n\r\r\n2\r\r\n0:0:3,0 --> 0:0:4,0\r\r\nC",
            ["1000-2000 A", "3000-4000 C"]),
        ReadingCase("no end of the last line", "1\n00:00:01,000 --> 00:00:02,000\nA", ["1000-2000 A"]),
        ReadingCase(
            "no blank line between", "1\n0:0:1,0 --> 0:0:2,0\nA\n2\n0:0:3,0 --> 0:0:4,0\nB\n",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "neither blank lines nor counters", "0:0:1,0 --> 0:0:2,0\nA\n0:0:3,0 --> 0:0:4,0\nB\n",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "blank lines everywhere", "1\n\n0:0:1,0 --> 0:0:2,0\n\nA\n\n2\n\n0:0:3,0 --> 0:0:4,0\n\nB\n\n",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "a blank line inside a text", "1\n0:0:1,0 --> 0:0:2,0\nA\n\nB\n\n2\n0:0:3,0 --> 0:0:4,0\nC\n",
            ["1000-2000 A / B", "3000-4000 C"]),
        ReadingCase(
            "a text of digits", "1\n0:0:1,0 --> 0:0:2,0\n1984\n\n2\n0:0:3,0 --> 0:0:4,0\n42\n43\n",
            ["1000-2000 1984", "3000-4000 42 / 43"]),
        ReadingCase(
            "a text of digits without counters", "0:0:1,0 --> 0:0:2,0\n1984\n\n0:0:3,0 --> 0:0:4,0\n42\n",
            ["1000-2000 1984", "3000-4000 42"]),
        ReadingCase(
            "digits without counters and blank lines", "0:0:1,0 --> 0:0:2,0\n1984\n0:0:3,0 --> 0:0:4,0\n42",
            ["1000-2000 1984", "3000-4000 42"]),
        ReadingCase(
            "digits at the end of a text", "1\n0:0:1,0 --> 0:0:2,0\nYear?\n1984\n\n2\n0:0:3,0 --> 0:0:4,0\nB",
            ["1000-2000 Year? / 1984", "3000-4000 B"]),
        ReadingCase("a cue without text", "1\n0:0:1,0 --> 0:0:2,0\n\n2\n0:0:3,0 --> 0:0:4,0\nB", ["3000-4000 B"]),
        ReadingCase("no text and no blank line", "1\n0:0:1,0 --> 0:0:2,0\n2\n0:0:3,0 --> 0:0:4,0\nB", ["3000-4000 B"]),
        ReadingCase(
            "out of order", "2\n0:0:3,0 --> 0:0:4,0\nB\n\n1\n0:0:1,0 --> 0:0:2,0\nA", ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "the same start keeps the order", "0:0:1,0 --> 0:0:3,0\nB\n\n0:0:1,0 --> 0:0:2,0\nA",
            ["1000-3000 B", "1000-2000 A"]),
        ReadingCase("overlapping", "0:0:1,0 --> 0:0:9,0\nA\n\n0:0:2,0 --> 0:0:3,0\nB", ["1000-9000 A", "2000-3000 B"]),
        ReadingCase(
            "a mark in the middle", "1\n0:0:1,0 --> 0:0:2,0\nA\n\n\u{FEFF}1\n0:0:3,0 --> 0:0:4,0\nB\u{FEFF}C",
            ["1000-2000 A", "3000-4000 BC"]),
        ReadingCase("zeros", "1\n0:0:1,0 --> 0:0:2,0\nA\0B\n\0\0\0\0\n", ["1000-2000 AB"]),
        ReadingCase(
            "blanks around everything", " 1 \n  00:00:01,000 --> 00:00:02,000  \n  A  \n   \n", ["1000-2000 A"]),
        ReadingCase("tabs", "1\n00:00:01,000\t-->\t00:00:02,000\n\tA\tB\n", ["1000-2000 A B"]),
        ReadingCase("really WebVTT", "WEBVTT\n\nintro\n00:01.000 --> 00:02.000 line:0\nA\n", ["1000-2000 {8}A"]),
    ]

    static let damages: [ReadingCase] = [
        ReadingCase(
            "a damaged time",
            "1\n0:0:1,0 --> 0:0:2,0\nA\n\n2\n00:00:xx,000 --> 00:00:04,000\nB\n\n3\n0:0:5,0 --> 0:0:6,0\nC",
            ["1000-2000 A", "5000-6000 C"]),
        ReadingCase(
            "half a time", "1\n0:0:1,0 --> 0:0:2,0\nA\n\n2\n00:00:03,000 -->\nB\n\n3\n0:0:5,0 --> 0:0:6,0\nC",
            ["1000-2000 A", "5000-6000 C"]),
        ReadingCase(
            "words for times", "1\n0:0:1,0 --> 0:0:2,0\nA\n\n2\nnow --> later\nB\n\n3\n0:0:5,0 --> 0:0:6,0\nC",
            ["1000-2000 A", "5000-6000 C"]),
        ReadingCase(
            "no times", "1\n0:0:1,0 --> 0:0:2,0\nA\n\n2\nB\n\n3\n0:0:5,0 --> 0:0:6,0\nC",
            ["1000-2000 A", "5000-6000 C"]),
        ReadingCase("the first one damaged", "1\n0:0:a,0 --> 0:0:2,0\nA\n\n2\n0:0:3,0 --> 0:0:4,0\nB", ["3000-4000 B"]),
        ReadingCase("ends before it starts", "1\n0:0:9,0 --> 0:0:2,0\nA\n\n2\n0:0:3,0 --> 0:0:4,0\nB", ["3000-4000 B"]),
        ReadingCase("ends when it starts", "1\n0:0:2,0 --> 0:0:2,0\nA\n\n2\n0:0:3,0 --> 0:0:4,0\nB", ["3000-4000 B"]),
        ReadingCase("starts before the film", "1\n-00:00:01,000 --> 00:00:02,000\nA", ["0-2000 A"]),
        ReadingCase("minus signs inside", "1\n00:00:-01,-500 --> 00:00:02,000\nA", ["0-2000 A"]),
        ReadingCase(
            "wholly before the film", "1\n-00:00:05,000 --> -00:00:03,000\nA\n\n2\n0:0:3,0 --> 0:0:4,0\nB",
            ["3000-4000 B"]),
        ReadingCase("beyond every film", "1\n99999:00:00,000 --> 99999:00:01,000\nA", []),
        ReadingCase(
            "an arrow in a text", "1\n0:0:1,0 --> 0:0:2,0\nA --> B\n\n2\n0:0:3,0 --> 0:0:4,0\nC",
            ["1000-2000 A --> B", "3000-4000 C"]),
        ReadingCase("advertising in front", "Get it at example.org\n\n1\n0:0:1,0 --> 0:0:2,0\nA", ["1000-2000 A"]),
        ReadingCase("a huge counter", "99999999999999999999\n0:0:1,0 --> 0:0:2,0\nA", ["1000-2000 A"]),
    ]

    static let timeForms: [ReadingCase] = [
        ReadingCase("points", "00:00:01.000 --> 00:00:02.500", ["1000-2500 x"]),
        ReadingCase("one-digit hours", "0:00:01,000 --> 1:00:02,000", ["1000-3602000 x"]),
        ReadingCase("no hours", "00:01,000 --> 01:02,000", ["1000-62000 x"]),
        ReadingCase("one decimal", "00:00:01,5 --> 00:00:02,25", ["1500-2250 x"]),
        ReadingCase("no decimals", "00:00:01 --> 00:00:02", ["1000-2000 x"]),
        ReadingCase("decimals beyond milliseconds", "00:00:01,123456 --> 00:00:02,999999", ["1123-2999 x"]),
        ReadingCase("colons before the milliseconds", "00:00:01:500 --> 00:00:02:750", ["1500-2750 x"]),
        ReadingCase("blanks inside", "00:00:01, 500 --> 00: 00:02 ,750", ["1500-2750 x"]),
        ReadingCase("no blanks", "00:00:01,000-->00:00:02,000", ["1000-2000 x"]),
        ReadingCase("many blanks", "00:00:01,000     -->    00:00:02,000", ["1000-2000 x"]),
        ReadingCase("a short arrow", "00:00:01,000 -> 00:00:02,000", ["1000-2000 x"]),
        ReadingCase("a torn arrow", "00:00:01,000 -- > 00:00:02,000", ["1000-2000 x"]),
        ReadingCase("a long arrow", "00:00:01,000 ---> 00:00:02,000", ["1000-2000 x"]),
        ReadingCase("coordinates", "00:00:01,000 --> 00:00:02,000  X1:100 X2:600 Y1:050 Y2:090", ["1000-2000 x"]),
        ReadingCase("a hundred hours", "99:59:59,999 --> 100:00:01,000", ["359999999-360001000 x"]),
        ReadingCase("seconds beyond a minute", "00:00:75,000 --> 00:02:00,000", ["75000-120000 x"]),
        ReadingCase("plus signs", "+00:00:01,000 --> +00:00:02,000", ["1000-2000 x"]),
    ]

    static let markups: [ReadingCase] = [
        ReadingCase("tags", "<i>A</i> <b>B</b> <u>C</u>", ["<i>A</i> <b>B</b> <u>C</u>"]),
        ReadingCase("capital tags", "<I>A</I>", ["<i>A</i>"]),
        ReadingCase("nested", "<b><i>A</i>B</b>", ["<b><i>A</i></b><b>B</b>"]),
        ReadingCase("crossed", "<b>A<i>B</b>C</i>", ["<b>A</b><b><i>B</i></b><i>C</i>"]),
        ReadingCase("never closed", "<i>A\nB", ["<i>A</i> / <i>B</i>"]),
        ReadingCase("never opened", "A</i></b>B", ["AB"]),
        ReadingCase("other words for it", "<em>A</em><strong>B</strong>", ["<i>A</i><b>B</b>"]),
        ReadingCase("fonts", "<font color=\"#ff0000\" size=12>A</font>B", ["AB"]),
        ReadingCase("a font over two lines", "<font\ncolor=red>A</font>", ["A"]),
        ReadingCase("other tags", "<span class=x>A</span><s>B</s><c.yellow>C</c>", ["ABC"]),
        ReadingCase("line breaks", "A<br>B<br/>C<BR />D", ["A / B / C / D"]),
        ReadingCase("no tags", "a < b > c <3 <<", ["a < b > c <3 <<"]),
        ReadingCase("an unfinished tag", "A <i", ["A <i"]),
        ReadingCase("at the top", "{\\an8}A", ["{8}A"]),
        ReadingCase("at every place", "{\\an1}A", ["{1}A"]),
        ReadingCase("the first place counts", "{\\an8}A{\\an2}B", ["{8}AB"]),
        ReadingCase("no such place", "{\\an0}A{\\an10}B{\\an}C", ["ABC"]),
        ReadingCase("places of old", "{\\a6}A", ["{8}A"]),
        ReadingCase("in the middle of a line", "A{\\an8}B", ["{8}AB"]),
        ReadingCase(
            "other tags between braces", "{\\i1}A{\\i0}{\\pos(10,20)}{\\fnArial\\fs20}B{\\c&H00FFFF&}", ["<i>A</i>B"]),
        ReadingCase("braces are text", "{A} {\\an8", ["{A} {\\an8"]),
        ReadingCase("references", "Q&amp;A &lt;i&gt; R&D &nbsp;&#233;&#x266A;&", ["Q&A <i> R&D \u{A0}é♪&"]),
        ReadingCase("references to nothing", "A&#0;&#10;&#xD800;&#xFEFF;&bogus;B", ["A&bogus;B"]),
        ReadingCase("nothing to see", "<i> </i>", []),
        ReadingCase("only spaces of any width", "\u{A0}\n\u{3000}\u{200B}", []),
        ReadingCase("separators that some take for line ends", "A\u{2028}B\u{85}C\u{0B}D", ["A B C D"]),
        ReadingCase("control characters", "A\u{7}B\u{9B}C\u{7F}D", ["ABCD"]),
        ReadingCase("italics of blanks", "A<i> </i>B", ["A<i> </i>B"]),
        ReadingCase("styles that end where they start", "A<i></i>B", ["AB"]),
    ]

    @Test("The order of lines", arguments: structures)
    func structure(_ test: ReadingCase) throws {
        #expect(try read(test.text, as: .srt) == test.cues)
    }

    @Test("Damaged cues are left out", arguments: damages)
    func damage(_ test: ReadingCase) throws {
        #expect(try read(test.text, as: .srt) == test.cues)
    }

    @Test("Ways to write times", arguments: timeForms)
    func times(_ test: ReadingCase) throws {
        #expect(try read("1\n\(test.text)\nx\n", as: .srt) == test.cues)
    }

    @Test("Tags and what looks like them", arguments: markups)
    func markup(_ test: ReadingCase) throws {
        let cues = try read("1\n00:00:01,000 --> 00:00:02,000\n\(test.text)\n\n", as: .srt)
        #expect(cues == test.cues.map { "1000-2000 " + $0 })
    }
}
