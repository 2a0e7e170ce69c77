import Testing

@testable import SurfaceWeb

@Suite("Web: a text beside another one")
struct TextDifferenceTests {
    private func marked(_ before: String, _ after: String) -> String {
        TextDifference(from: before, to: after).pieces.map { piece in
            switch piece.fate {
            case .kept: piece.text
            case .removed: "[-\(piece.text)-]"
            case .added: "[+\(piece.text)+]"
            }
        }.joined()
    }

    @Test(
        "words that go and come are marked, the others are not",
        arguments: [
            ("", "", ""), ("", "new words", "[+new words+]"), ("old", "", "[-old-]"),
            ("same text", "same text", "same text"),
            ("a walk on the pier", "a walk along the pier", "a walk [-on -][+along +]the pier"),
            ("one two three", "one three", "one [-two -]three"),
            ("line\nline", "line\nother", "line\n[-line-][+other+]"),
            ("👩‍👩‍👧 smiles", "👩‍👩‍👧 laughs", "👩‍👩‍👧 [-smiles-][+laughs+]"),
        ])
    func words(_ before: String, _ after: String, _ expected: String) {
        #expect(marked(before, after) == expected)
    }

    @Test("both texts can be read out of the pieces")
    func whole() {
        let (before, after) = ("The <b>quick</b> fox jumps over it", "A quick fox jumped over  it again")
        let pieces = TextDifference(from: before, to: after).pieces
        #expect(pieces.filter { !$0.isAdded }.map(\.text).joined() == before)
        #expect(pieces.filter { !$0.isRemoved }.map(\.text).joined() == after)
    }

    @Test("a very long text goes and comes as a whole, at once")
    func long() {
        let before = String(repeating: "word ", count: 50_000)
        let pieces = TextDifference(from: before, to: before + "more").pieces
        #expect(pieces.map(\.fate) == [.removed, .added])
    }
}
