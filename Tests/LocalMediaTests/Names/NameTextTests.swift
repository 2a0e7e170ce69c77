import Foundation
import Testing

@testable import LocalMedia

/// How names are made ready, compared and shown.
@Suite("Text of names")
struct NameTextTests {
    private func title(_ text: String) -> String {
        let name = NameText(text)
        return name.title(0..<name.count, keepsDots: name.hasSpaces(0..<name.count))
    }

    @Test(arguments: [
        ("Film.Name", "Film Name"), ("Film_Name", "Film Name"), ("Film Name.", "Film Name."), (" - Film - ", "Film"),
        ("(Film)", "Film"), ("[Film]", "Film"), ("Film (", "Film"), ("Film [", "Film"), ("Film)", "Film"),
        ("Film (Uncut)", "Film (Uncut)"), ("(500) Days", "(500) Days"), ("Film ()", "Film"), ("() Film", "Film"),
        ("((Film))", "Film"), ("[A] B [C]", "[A] B [C]"), ("Film –", "Film"), ("— Film", "Film"), ("", ""), ("-", ""),
        ("[]", ""), ("([{", ""), (")", ""), ("Film,", "Film"), ("A   B", "A B"), ("A..B", "A B"), ("Wow!", "Wow!"),
        ("(a) b (c)", "(a) b (c)"), ("[a(b]", "a(b"),
    ])
    func titlesAreTrimmed(_ text: String, _ expected: String) {
        #expect(title(text) == expected)
    }

    @Test(arguments: [
        ("Ä", "ä"), ("СЕЗОН", "сезон"), ("Ёж", "ёж"), ("ΚΎΚΛΟΣ", "κύκλοσ"), ("Ř", "ř"), ("Ạ", "ạ"), ("七人", "七人"),
        ("Straße", "straße"), ("A–B", "a - b"), ("（x）", "(  x  )"), ("【x】", "[  x  ]"), ("a\u{3000}b", "a   b"),
        ("a\u{A0}b", "a  b"), ("😀", "😀"), ("İ", "İ"), ("×", "×"), ("Ÿ", "ÿ"),
    ])
    func lowerCaseKeepsTheLength(_ text: String, _ expected: String) {
        let name = NameText(text)
        #expect(name.low.count == name.bytes.count)
        #expect(String(decoding: name.low, as: UTF8.self) == expected)
    }

    @Test func decomposedLettersAreComposed() {
        #expect(NameText("e\u{301}").bytes == Array("\u{E9}".utf8))
    }

    @Test(arguments: [
        ("Film", "FILM"), ("Amélie", "AME\u{301}LIE"), ("Straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "Σίσυφος"), ("ﬁn", "FIN"),
    ])
    func keysAreEqual(_ one: String, _ two: String) {
        #expect(NameKey(one) == NameKey(two))
        #expect(NameKey(one).hashValue == NameKey(two).hashValue)
    }

    /// The quick way and Foundation's have to agree, or a sidecar would not find its video.
    @Test func quickFoldingIsFolding() {
        for value in (UInt32(0x80)...0xFFFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a" + String(Character(scalar))
            guard NameScript.isPlain(Array(text.utf8)) else { continue }
            #expect(text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(text.unicodeScalars))
            let folded = text.uppercased().lowercased().precomposedStringWithCanonicalMapping
            #expect(Array(folded.utf8) == NameScript.lowered(Array(text.utf8), mapsSigns: false), "\(value)")
        }
    }

    @Test func keysDiffer() {
        #expect(NameKey("Film") != NameKey("Film "))
        #expect(NameKey("Amélie") != NameKey("Amelie"))
    }

    @Test(arguments: [
        ("The Third Man", "the.third-man"), ("Amélie", "Amelie"), ("Me & You", "me and you"), ("Se7en!", "se7en"),
        ("Ночь", "НОЧЬ"), ("$", "$"), ("が", "か\u{3099}"),
    ])
    func titlesAreCompared(_ one: String, _ two: String) {
        #expect(TitleKey(one) == TitleKey(two))
    }

    @Test func titlesDiffer() {
        #expect(TitleKey("が") != TitleKey("か"))
        #expect(TitleKey("$") != TitleKey("%"))
        #expect(TitleKey("Rocky") != TitleKey("Rocky II"))
        #expect(TitleKey(" ").isEmpty)
    }

    @Test func wordsAndBracketsAreFound() {
        let tokens = NameTokens(NameText("[Grp] A.b (2010 x) c] d"))
        let words = tokens.tokens.map { String(decoding: tokens.low[$0.range], as: UTF8.self) }
        #expect(words == ["grp", "a", "b", "2010", "x", "c", "d"])
        #expect(tokens.tokens.map(\.bracket) == [0, -1, -1, 1, 1, -1, -1])
        #expect(tokens.brackets.map(\.isRound) == [false, true])
        #expect((0..<tokens.count).filter(tokens.fillsBracket) == [0])
    }
}
