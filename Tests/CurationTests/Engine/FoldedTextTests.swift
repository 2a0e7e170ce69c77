import Testing

@testable import Curation

/// How texts are made comparable.
@Suite struct FoldedTextTests {
    private func words(_ text: String) -> String { String(decoding: FoldedText(text).exact.bytes, as: UTF8.self) }
    private func plain(_ text: String) -> String { String(decoding: FoldedText(text).plain.bytes, as: UTF8.self) }

    @Test(arguments: [
        ("Anna_Bell.At-the+Pier", "anna bell at the pier"), ("  a  (b) [c], d – e ", "a b c d e"),
        ("Ａｎｎａ　Ｂｅｌｌ", "anna bell"), ("STRASSE Straße", "strasse strasse"), ("ﬁlm №1", "film no1"),
        ("田中・海辺【夏】", "田中 海辺 夏"), ("ΟΔΟΣ οδός", "οδοσ οδόσ"), ("Ann\u{200B}a", "anna"), ("", ""), ("._-", ""),
    ])
    func foldsCaseWidthAndSeparators(_ text: String, _ folded: String) {
        #expect(words(text) == folded)
    }

    @Test(arguments: [
        ("\"Anna Bell\"!", "anna bell"), ("Pier: day", "pier day"), ("O'Neil", "o'neil"), ("O\u{2019}Neil", "o'neil"),
        ("Wham!", "wham"), ("!!!", "!!!"), ("AC/DC", "ac/dc"),
    ])
    func marksGoFromTheEndsOfWordsOnly(_ text: String, _ folded: String) {
        #expect(words(text) == folded)
    }

    @Test(arguments: [
        ("José Łukasz", "jose lukasz"), ("Jose\u{301}", "jose"), ("Öl", "ol"), ("が", "が"), ("plain", "plain"),
    ])
    func theSecondLookIgnoresDiacritics(_ text: String, _ bare: String) {
        #expect(plain(text) == bare)
        #expect(FoldedText(text).exact.words.count == FoldedText(text).plain.words.count)
    }
}

/// What of a file's name says how it was made.
@Suite struct ReleaseNoiseTests {
    private func left(_ name: String) -> String {
        let text = FoldedText(name)
        let marks = ReleaseNoise.marks(text)
        return text.plain.words.enumerated().filter { !marks[$0.offset] }
            .map { String(decoding: text.plain.bytes[$0.element], as: UTF8.self) }.joined(separator: " ")
    }

    @Test(arguments: [
        ("Pier.Walk.1080p.x264", "pier walk"), ("Pier Walk web-dl (2021) [1999]", "pier walk"),
        ("Pier Walk part 2", "pier walk"), ("Pier clip 03", "pier"), ("Pier Walk 60fps 1920x1080 H.264", "pier walk"),
        ("Summer 2021", "summer 2021"), ("Part of Us", "part of us"), ("1408", "1408"), ("Blu-Ray 4K UHD", ""),
        ("Room (2046x)", "room 2046x"), ("Number (1234)", "number 1234"),
    ])
    func isFoundAndNothingElse(_ name: String, _ rest: String) {
        #expect(left(name) == rest)
    }
}

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("bell", "bell", 0), ("bell", "ball", 1), ("bell", "bel", 1), ("bell", "belle", 1), ("bell", "blel", 1),
        ("", "a", 1), ("", "", 0),
    ])
    func oneEditIsKnown(_ left: String, _ right: String, _ edits: Int) {
        #expect(EditDistance.small(Array(left), Array(right)) == edits)
        #expect(EditDistance.small(Array(right), Array(left)) == edits)
    }

    @Test(arguments: [("bell", "ball2"), ("bell", "llbe"), ("abcd", "badc"), ("bell", "be"), ("abc", "cba")])
    func moreIsNone(_ left: String, _ right: String) {
        #expect(EditDistance.small(Array(left), Array(right)) == nil)
        #expect(EditDistance.small(Array(right), Array(left)) == nil)
    }
}
