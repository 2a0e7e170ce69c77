import Testing

@testable import LocalMedia

@Suite("NFO: the small readers")
struct NFOScannerTests {
    @Test(arguments: [
        ("12", 12.0), ("12.5", 12.5), ("12,5", 12.5), (" +3 ", 3), ("3.", 3), ("3..5", 3), (".5", nil), ("-3", nil),
        ("x3", nil),
        ("", nil), ("1.2.3", 1.2), ("1e9", 1), ("٣", nil), ("007", 7),
    ])
    func decimals(text: String, expected: Double?) {
        #expect(NFONumbers.decimal(text) == expected)
    }

    @Test func numbersBeyondAllBoundsAreCutNotTrapped() {
        let digits = String(repeating: "9", count: 5000)
        #expect((NFONumbers.decimal(digits) ?? 0) > 1e17)
        #expect(NFONumbers.whole(digits, in: 0...10) == nil)
        #expect(NFONumbers.count(Array(repeating: "999", count: 30).joined(separator: ",")) == nil)
        #expect(NFODates.day(digits) == nil)
    }

    @Test(arguments: [
        ("true", true), ("TRUE", true), (" 1 ", true), ("yes", true), ("false", false), ("0", false), ("no", false),
    ])
    func flags(text: String, expected: Bool) {
        #expect(NFONumbers.flag(text) == expected)
    }

    @Test(arguments: [nil, "", "2", "maybe", "truetrue"])
    func otherWordsAreNoFlags(text: String?) {
        #expect(NFONumbers.flag(text) == nil)
    }

    @Test(arguments: [
        ("a<br>b", "a\nb"), ("a<br/><br/>b", "a\nb"), ("<p>a</p>", "a\n"), ("<I>a</I>", "a"),
        ("<a\nhref='x'>a</a>", "a"),
        ("a < b", "a < b"), ("<bx>", "<bx>"), ("<b", "<b"), ("<b <i>x", "<b x"), ("<>", "<>"), ("</>", "</>"),
        ("<h1>a", "a"),
        ("<h12>a", "<h12>a"), ("<strong>", ""), ("<3", "<3"), ("", ""),
    ])
    func markup(text: String, expected: String) {
        #expect(NFOMarkup.strip(text) == expected)
    }

    @Test(arguments: [
        ("&amp;", "&"), ("&AMP;", "&AMP;"), ("&#x41;&#65;", "AA"), ("&Aacute;&aacute;", "Áá"),
        ("&yuml;&nbsp;|", "ÿ\u{a0}|"),
        ("&frac12;&times;&divide;", "½×÷"), ("&aaaaaaaaaaaaaaaaaaaa;", "&aaaaaaaaaaaaaaaaaaaa;"), ("&#+65;", "&#+65;"),
        ("a &", "a &"), ("&#xFFFFFFFF;", ""), ("plain", "plain"),
    ])
    func references(text: String, expected: String) {
        #expect(NFOEntities.decode(text) == expected)
    }

    @Test func theNamesOfLatin1AreComplete() {
        let names = [
            "nbsp": 0xa0, "not": 0xac, "iquest": 0xbf, "Agrave": 0xc0, "times": 0xd7, "szlig": 0xdf, "yuml": 0xff,
        ]
        for (name, value) in names {
            let scalar = Unicode.Scalar(UInt32(value)).map { String(Character($0)) }
            #expect(NFOEntities.decode("&\(name);") == scalar, "\(name)")
        }
    }

    @Test func positionsAreCountedInLinesAndBytes() {
        let bytes = Array("ab\ncé\n\nd".utf8)
        #expect(NFOPosition(of: 0, in: bytes) == NFOPosition(line: 1, column: 1))
        #expect(NFOPosition(of: 2, in: bytes) == NFOPosition(line: 1, column: 3))
        #expect(NFOPosition(of: 3, in: bytes) == NFOPosition(line: 2, column: 1))
        #expect(NFOPosition(of: 8, in: bytes) == NFOPosition(line: 4, column: 1))
        #expect(NFOPosition(of: 999, in: bytes).line == 4)
    }

    @Test(arguments: [
        (NFOFailure.tooLarge(bytes: 5_000_000), "The file has 5000000 bytes; at most 4194304 are read."),
        (.nothingFound, "The file holds no film, series, season or episode and no link to one."),
        (
            .malformed(at: NFOPosition(line: 3, column: 4), .unclosedElement("plot")),
            "line 3, column 4: the element plot is never closed."
        ),
        (
            .malformed(at: NFOPosition(line: 3, column: 4), .unexpectedEnd(found: "a", open: "b")),
            "line 3, column 4: the end of a stands where b should end."
        ),
        (
            .excessive(at: NFOPosition(line: 1, column: 2), .depth),
            "line 1, column 2: elements nest deeper than 32."
        ),
    ])
    func failuresAreSentences(failure: NFOFailure, sentence: String) {
        #expect(failure.description == sentence)
    }

    @Test func everyFaultHasASentence() {
        let place = NFOPosition(line: 1, column: 1)
        let faults: [NFOFailure.Fault] = [
            .unclosedComment, .unclosedCDATA, .unclosedDeclaration, .unclosedInstruction,
        ]
        let excesses: [NFOFailure.Excess] = [.elements, .attributes, .entries]
        let sentences =
            faults.map { NFOFailure.malformed(at: place, $0).description }
            + excesses.map { NFOFailure.excessive(at: place, $0).description }
        #expect(Set(sentences).count == sentences.count)
        for sentence in sentences { #expect(sentence.hasPrefix("line 1, column 1: ") && sentence.hasSuffix(".")) }
    }
}
