import Testing

@testable import Streaming

@Suite("Reading SubStation Alpha")
struct ASSReaderTests {
    private static let head = """
        [Script Info]
        ScriptType: v4.00+

        [V4+ Styles]
        Format: Name, Fontname, Fontsize
        Style: Default,Arial,20

        [Events]

        """

    static let structures: [ReadingCase] = [
        ReadingCase(
            "in the usual order",
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
                + "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Yes, no, perhaps", ["1000-2500 Yes, no, perhaps"]),
        ReadingCase("no format line", "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,A", ["1000-2500 A"]),
        ReadingCase(
            "another order", "Format: Text, End, Start\nDialogue: Yes, no,0:0:02.00,0:0:01.00", ["1000-2000 Yes, no"]),
        ReadingCase(
            "the text between", "Format: Start, Text, End\nDialogue: 0:00:01.00,a,b,c,0:00:02.00", ["1000-2000 a,b,c"]),
        ReadingCase(
            "SSA",
            "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
                + "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,NTP,0000,0000,0000,!Effect,A", ["1000-2000 A"]),
        ReadingCase(
            "comments",
            "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,A\nDialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,B",
            ["3000-4000 B"]),
        ReadingCase(
            "too few fields", "Dialogue: 0,0:00:01.00,0:00:02.00,A\nDialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,B",
            ["3000-4000 B"]),
        ReadingCase(
            "damaged times", "Dialogue: 0,soon,0:00:02.00,D,,0,0,0,,A\nDialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,B",
            ["3000-4000 B"]),
        ReadingCase(
            "out of order",
            "Dialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,B\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,A",
            ["1000-2000 A", "3000-4000 B"]),
        ReadingCase(
            "layers",
            "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,A\nDialogue: 1,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\blur3}A",
            ["1000-2000 A"]),
        ReadingCase(
            "other sections",
            "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,A\n[Fonts]\nDialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,B",
            ["1000-2000 A"]),
        ReadingCase(
            "a useless format line", "Format: Layer, Style\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,A",
            ["1000-2000 A"]),
    ]

    static let markups: [ReadingCase] = [
        ReadingCase("line breaks", "A\\NB\\nC", ["A / B / C"]),
        ReadingCase("a hard space", "A\\hB", ["A\u{A0}B"]),
        ReadingCase("other letters behind a backslash", "C:\\temp\\x", ["C:\\temp\\x"]),
        ReadingCase("a backslash at the end", "A\\", ["A\\"]),
        ReadingCase("styles", "{\\i1}A{\\i0}{\\b1}B{\\b0}{\\u1}C{\\u0}D", ["<i>A</i><b>B</b><u>C</u>D"]),
        ReadingCase("several in one", "{\\i1\\b1}A{\\i0\\b0}B", ["<b><i>A</i></b>B"]),
        ReadingCase("weights", "{\\b400}A{\\b700}B{\\b}C", ["A<b>B</b>C"]),
        ReadingCase("back to the style", "{\\i1\\u1}A{\\r}B{\\i1}C{\\rTitle}D", ["<i><u>A</u></i>B<i>C</i>D"]),
        ReadingCase("alignment", "{\\an8}A", ["{8}A"]),
        ReadingCase("alignment of old", "{\\a11}A", ["{6}A"]),
        ReadingCase(
            "positions and effects", "{\\pos(320,50)\\fad(200,200)\\bord2\\blur3\\be1\\1c&HFFFFFF&\\alpha&H00&}A", ["A"]
        ),
        ReadingCase("animations do not last", "{\\t(0,500,\\i1\\fs30)}A", ["A"]),
        ReadingCase("brackets inside brackets", "{\\t(0,500,\\clip(1,2,3,4)\\b1)\\i1}A", ["<i>A</i>"]),
        ReadingCase("brackets without end", "{\\t(0,500,\\i1}A", ["A"]),
        ReadingCase("karaoke", "{\\k20}Ka{\\kf30}ra{\\K40}o{\\ko50}ke", ["Karaoke"]),
        ReadingCase("drawings", "{\\p1}m 0 0 l 100 0 100 100{\\p0}A", ["A"]),
        ReadingCase("nothing but a drawing", "{\\an7\\pos(0,0)\\p4}m 0 0 l 100 0\\N{\\p0}", []),
        ReadingCase("comments between braces", "A{not shown}B", ["AB"]),
        ReadingCase("braces without end", "A{B", ["A{B"]),
        ReadingCase("signs that other formats know", "a <b> & &amp; c", ["a <b> & &amp; c"]),
        ReadingCase("only line breaks", "\\N\\N", []),
    ]

    @Test("Lines and fields", arguments: structures)
    func structure(_ test: ReadingCase) throws {
        #expect(try read(Self.head + test.text, as: .ass) == test.cues)
        // The same without any section.
        if test.name != "other sections" { #expect(try read(test.text, as: .ass) == test.cues) }
    }

    @Test("Texts", arguments: markups)
    func markup(_ test: ReadingCase) throws {
        let cues = try read(Self.head + "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,\(test.text)\n", as: .ass)
        #expect(cues == test.cues.map { "1000-2000 " + $0 })
    }

    @Test("A file with the wrong ending is recognised")
    func renamed() throws {
        let file = Self.head + "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,A\n"
        #expect(try read(file, as: .srt) == ["1000-2000 A"])
    }
}
