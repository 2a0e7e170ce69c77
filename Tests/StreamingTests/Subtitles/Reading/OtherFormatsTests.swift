import Testing

@testable import Streaming

@Suite("Reading MicroDVD and SAMI")
struct OtherFormatsTests {
    static let microDVDFiles: [ReadingCase] = [
        ReadingCase(
            "at the rate of the first line", "{1}{1}25.000\n{25}{50}A|B\n{100}{150}C",
            ["1000-2000 A / B", "4000-6000 C"]),
        ReadingCase("a rate with a comma", "{0}{0}23,976\n{24}{48}A", ["1001-2002 A"]),
        ReadingCase("no rate", "{24}{48}A", ["1001-2002 A"]),
        ReadingCase("an impossible rate is text", "{1}{1}0\n{24}{48}A", ["1001-2002 A"]),
        ReadingCase("a first line of text", "{0}{48}25", ["0-2002 25"]),
        ReadingCase(
            "no end", "{1}{1}25\n{25}{}A\n{50}{}B\n{1000}{1025}C", ["1000-2000 A", "2000-6000 B", "40000-41000 C"]),
        ReadingCase(
            "italics", "{1}{1}25\n{25}{50}{y:i}A|B\n{50}{75}{Y:i,b}C|D\n{75}{100}/E|F",
            ["1000-2000 <i>A</i> / B", "2000-3000 <b><i>C</i></b> / <b><i>D</i></b>", "3000-4000 <i>E</i> / F"]),
        ReadingCase("other codes", "{1}{1}25\n{25}{50}{C:$0000FF}{f:Arial}A {b} {", ["1000-2000 A {b} {"]),
        ReadingCase("damage", "{1}{1}25\n{a}{50}A\n{25}B\nC\n{50}{25}D\n{75}{100}E", ["3000-4000 E"]),
        ReadingCase("a picture file of the same ending", "\u{1}\u{BA}DVD", []),
    ]

    private static let samiHead = """
        <SAMI><HEAD><STYLE TYPE="text/css"><!--
        P { font-size: 12pt; }
        .ENCC { Name: English; lang: en-US; SAMIType: CC; }
        .KRCC { Name: Korean; lang: ko-KR; SAMIType: CC; }
        --></STYLE></HEAD><BODY>

        """

    static let samiFiles: [ReadingCase] = [
        ReadingCase(
            "until the next", "<SYNC Start=1000><P>A\n<SYNC Start=2000><P>B<br>C\n<SYNC Start=3000><P>&nbsp;",
            ["1000-2000 A", "2000-3000 B / C"]),
        ReadingCase("the last one", "<SYNC Start=1000><P>A</BODY></SAMI>", ["1000-5000 A"]),
        ReadingCase(
            "line ends are blanks", "<sync start=\"1000\"><p class=ENCC>A\nB\n<sync start=2000><p class=ENCC>&nbsp;\n",
            ["1000-2000 A B"]),
        ReadingCase("without paragraphs", "<SYNC Start=1000>A<SYNC Start=2000>&nbsp;", ["1000-2000 A"]),
        ReadingCase(
            "styles and fonts", "<SYNC Start=1000><P><font color=red><i>A</i></font><SYNC Start=2000><P>&nbsp;",
            ["1000-2000 <i>A</i>"]),
        ReadingCase(
            "damage", "<SYNC><P>A<SYNC Start=x><P>B<SYNC Start=1000><P>C<SYNC Start=2000><P>&nbsp;",
            ["1000-2000 C"]),
        ReadingCase(
            "two languages",
            "<SYNC Start=1000><P Class=ENCC>A<P Class=KRCC>가<SYNC Start=2000><P Class=KRCC>나"
                + "<SYNC Start=3000><P Class=ENCC>&nbsp;<P Class=KRCC>&nbsp;", ["1000-3000 A"]),
    ]

    @Test("MicroDVD", arguments: microDVDFiles)
    func microDVD(_ test: ReadingCase) throws {
        #expect(try read(test.text, as: .sub) == test.cues)
    }

    @Test("The film's rate serves files that state none")
    func filmRate() throws {
        let text = Array("{30}{60}A".utf8)
        let cues = try SubtitleDocument.read(text, as: .sub, language: nil, framesPerSecond: 30).cues
        #expect(summary(cues) == ["1000-2000 A"])
        let nonsense = try SubtitleDocument.read(text, as: .sub, language: nil, framesPerSecond: .nan).cues
        #expect(summary(nonsense) == ["1251-2503 A"])
    }

    @Test("SAMI", arguments: samiFiles)
    func sami(_ test: ReadingCase) throws {
        #expect(try read(Self.samiHead + test.text, as: .smi) == test.cues)
    }

    @Test(
        "SAMI in the language that is asked for", arguments: [("ko", "가"), ("kor", "가"), ("en-GB", "A"), ("fr", "A")])
    func samiLanguage(language: String, text: String) throws {
        let file = Self.samiHead + "<SYNC Start=1000><P Class=ENCC>A<P Class=KRCC>가"
        #expect(try read(file, as: .smi, language: language) == ["1000-5000 \(text)"])
    }

    @Test(
        "Endings",
        arguments: [
            ("srt", SubtitleFormat.srt), ("VTT", .vtt), ("webvtt", .vtt), ("ass", .ass), ("ssa", .ass), ("Sub", .sub),
            ("smi", .smi), ("sami", .smi), ("sup", nil), ("", nil),
        ] as [(String, SubtitleFormat?)])
    func endings(ending: String, format: SubtitleFormat?) {
        #expect(SubtitleFormat(fileExtension: ending) == format)
    }

    @Test("Tags of SAMI are found by their names")
    func samiTags() {
        let text = Array("<p><P class=x>a<pre></p><sync<SYNC Start=5>< p><P".utf8)
        func found(_ names: [String], _ range: Range<Int>? = nil) -> [String] {
            SAMITags(text, names: names, in: range).map { String(decoding: text[$0], as: UTF8.self) }
        }
        #expect(found(["p"]) == ["<p>", "<P class=x>"])
        #expect(found(["sync"]) == ["<SYNC Start=5>"])
        #expect(found(["/p", "sync"]) == ["</p>", "<SYNC Start=5>"])
        #expect(found(["p"], 3..<10) == [])
        #expect(found(["p"], 3..<14) == ["<P class=x>"])
        #expect(found([]) == [])
    }

    @Test(
        "Attributes of SAMI",
        arguments: [
            ("<SYNC Start=100>", "100"), ("<SYNC start = \"100\">", "100"), ("<SYNC START='100' End=5>", "100"),
            ("<SYNC Restart=5 Start=7>", "7"), ("<SYNC>", nil), ("<SYNC Start>", nil), ("<SYNC Start=>", ""),
            ("<SYNC Start", nil),
        ] as [(String, String?)])
    func samiAttributes(tag: String, value: String?) {
        let found = SAMITags.attribute("start", in: Array(tag.utf8)[...])
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == value)
    }

    @Test(
        "Classes of SAMI",
        arguments: [
            (".A {lang:en;} .B { Name:x; LANG : ko-KR }", "ko", "b"), (".A {lang:en;} .B {lang:en}", "eng", "a"),
            (".A {lang:en;}", "ko", nil), (".A {lang:en", "en", nil), ("#A {lang:en}", "en", nil), ("", "en", nil),
            ("P {margin:0} .KRCC {lang: ko-KR;}", "kor", "krcc"), (".A {lang:;}", "", nil),
        ] as [(String, String, String?)])
    func samiClasses(sheet: String, language: String, name: String?) {
        let found = SAMIClasses.name(for: language, in: Array(sheet.utf8)[...])
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == name)
    }
}
