import LocalMedia
import Testing

@Suite("NFO: hostile and broken files")
struct NFOSafetyTests {
    /// Ten levels of ten: three gigabytes in a parser that believes them.
    private static let laughs =
        #"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ELEMENT lolz (#PCDATA)>"#
        + (1...9).map { level in
            let before = level == 1 ? "lol" : "lol\(level - 1)"
            return "<!ENTITY lol\(level) \"" + String(repeating: "&\(before);", count: 10) + #"">"#
        }.joined() + "]><movie><title>A &lol9;</title><plot>&lol9;</plot></movie>"

    @Test func aBillionLaughsAreNone() throws {
        let entry = try NFOSamples.only(Self.laughs)
        #expect(entry.title == "A &lol9;")
        #expect(entry.plot == "&lol9;")
    }

    @Test func quadraticGrowthDoesNotHappen() throws {
        let long = String(repeating: "a", count: 50_000)
        let text =
            "<!DOCTYPE x [<!ENTITY a \"\(long)\">]><movie><title>B</title><plot>"
            + String(repeating: "&a;", count: 50_000) + "</plot></movie>"
        let entry = try NFOSamples.only(text)
        #expect(entry.title == "B")
        #expect(entry.plot?.hasPrefix("&a;&a;") == true)
        #expect((entry.plot?.utf8.count ?? 0) <= LocalMediaLimits.nfoPlotCharactersMax)
    }

    @Test(arguments: [
        #"<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#,
        #"<!DOCTYPE m [<!ENTITY x PUBLIC "a" "http://127.0.0.1/x">]>"#,
        #"<!DOCTYPE m SYSTEM "http://127.0.0.1/evil.dtd">"#,
        #"<!doctype m [<!ENTITY % p SYSTEM "http://127.0.0.1/evil.dtd"> %p; %x;]>"#,
        #"<!DOCTYPE m [<!ENTITY % a "<!ENTITY x 'boo>'>"> %a;]>"#,
        #"<!DOCTYPE m [<!-- ]> ' " --> <!ENTITY x "]>">]>"#,
        #"<!DOCTYPE m [<!ENTITY x '"]>'><!ATTLIST title y CDATA "&x;">]>"#,
        #"<!DOCTYPE movie><!ENTITY x "y">"#,
    ])
    func declarationsMeanNothing(declaration: String) throws {
        let entry = try NFOSamples.only("<?xml version=\"1.0\"?>\(declaration)<movie><title>T &x;</title></movie>")
        #expect(entry.title == "T &x;")
        #expect(entry.identifiers.isEmpty)
    }

    @Test func aDeclarationInsideATextIsSkippedToo() throws {
        let entry = try NFOSamples.movie(#"<plot>a<!ENTITY x "boo">b &x;</plot>"#)
        #expect(entry.plot == "ab &x;")
    }

    @Test(arguments: [
        ("<movie>\n<title>A</movie>", 2, 9, NFOFailure.Fault.unexpectedEnd(found: "movie", open: "title")),
        ("<movie><title>A</title>", 1, 1, .unclosedElement("movie")),
        ("<movie>\n\n  <title>A", 3, 3, .unclosedElement("title")),
        ("<movie><title>A</title>\n<!-- x", 2, 1, .unclosedComment),
        ("<movie><title><![CDATA[A</title></movie>", 1, 15, .unclosedCDATA),
        ("<!DOCTYPE x [ <movie><title>A</title></movie>", 1, 1, .unclosedDeclaration),
        ("<movie><?x <title>A</title></movie>", 1, 8, .unclosedInstruction),
        ("<movie><title>A</titel></movie>", 1, 16, .unexpectedEnd(found: "titel", open: "title")),
        ("<movie><title>A</title></movie>\n<episodedetails><title>", 2, 17, .unclosedElement("title")),
    ])
    func whatIsBrokenSaysWhere(text: String, line: Int, column: Int, fault: NFOFailure.Fault) {
        let failure = NFOSamples.failure(Array(text.utf8))
        #expect(failure == .malformed(at: NFOPosition(line: line, column: column), fault))
        #expect(failure?.description.hasPrefix("line \(line), column \(column): ") == true)
    }

    @Test func sizesHaveLimits() {
        let large = [UInt8](repeating: 0x20, count: LocalMediaLimits.nfoBytesMax + 1)
        #expect(NFOSamples.failure(large) == .tooLarge(bytes: large.count))
        #expect(NFOSamples.failure(Array(large.dropLast())) == .nothingFound)
    }

    @Test(arguments: [
        (String(repeating: "<x>", count: 100_000), NFOFailure.Excess.depth),
        (String(repeating: "<x/>", count: 100_001), .elements),
        ("<x " + (0...40).map { "a\($0)='1' " }.joined() + "/>", .attributes),
    ])
    func moreThanRealFilesHaveIsRefused(inner: String, excess: NFOFailure.Excess) {
        guard case .excessive(_, excess) = NFOSamples.failure(Array("<movie>\(inner)</movie>".utf8)) else {
            Issue.record("accepted")
            return
        }
    }

    @Test func entriesHaveALimit() throws {
        let one = "<episodedetails><title>A</title></episodedetails>"
        let max = LocalMediaLimits.nfoEntriesMax
        #expect(try NFOSamples.entries(String(repeating: one, count: max)).count == max)
        guard case .excessive(_, .entries) = NFOSamples.failure(Array(String(repeating: one, count: max + 1).utf8))
        else {
            Issue.record("accepted")
            return
        }
    }

    @Test func longTextsAreCut() throws {
        let entry = try NFOSamples.only(
            "<movie><title>\(String(repeating: "é", count: 5000))</title>"
                + "<plot>\(String(repeating: "a\u{301}", count: 100_000))</plot>"
                + "<genre>\(String(repeating: "g", count: 5000))</genre></movie>")
        #expect(entry.title?.count == LocalMediaLimits.nfoTitleCharactersMax)
        #expect(entry.plot?.unicodeScalars.count == LocalMediaLimits.nfoPlotCharactersMax)
        #expect(entry.genres.first?.count == LocalMediaLimits.nfoShortCharactersMax)
    }

    @Test func longListsAreCut() throws {
        let genres = (0..<3000).map { "<genre>g\($0)</genre>" }.joined()
        let actors = (0..<3000).map { "<actor><name>n\($0)</name></actor>" }.joined()
        let entry = try NFOSamples.movie(genres + actors)
        #expect(entry.genres.count == LocalMediaLimits.nfoListEntriesMax)
        #expect(entry.actors.count == LocalMediaLimits.nfoListEntriesMax)
    }

    /// Shapes that make a careless reader look at the same bytes again and again: two hundred kilobytes of each would
    /// then take minutes.
    @Test(arguments: [
        "<", "<a ", "<a b='", "<a b=\"", "<a b=", "</a ", "&", "&#", "&amp", "<b", "<b ", "</b", "]]", "<!", "<?x?>",
        "<i>", "a<br", "<!---->", "|", " / ",
    ])
    func repeatedMarksStayLinear(mark: String) {
        let filler = String(repeating: mark, count: 200_000 / mark.utf8.count)
        _ = NFOSamples.failure(Array("<movie><title>\(filler)</title><genre>\(filler)</genre></movie>".utf8))
        _ = NFOSamples.failure(Array(filler.utf8))
    }
}
