import Testing

@testable import Embedding

@Suite struct TokenizerTests {
    /// Numbers by line: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, then the entries.
    private func tokens(_ text: String, _ entries: [String], limit: Int = 64) throws -> [Int32] {
        let lines = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + entries
        let vocabulary = try Vocabulary(text: Array(lines.joined(separator: "\n").utf8), size: lines.count)
        let tokenizer = WordPieceTokenizer(vocabulary: vocabulary, isLowerCasing: true, tokensMax: limit)
        return Array(tokenizer.tokens(of: text).dropFirst().dropLast())
    }

    @Test func theLongestPieceWins() throws {
        #expect(try tokens("unaffable", ["un", "##aff", "##able", "##affa"]) == [1])
        #expect(try tokens("unaffable", ["un", "##aff", "##able"]) == [4, 5, 6])
        #expect(try tokens("unwanted", ["un", "##want", "##ed", "unwant"]) == [7, 6])
    }

    @Test(arguments: [
        "Café", "CAFE\u{301}", "caf\u{e9}", "ca\u{0}fe", "ca\u{200b}fe", "ca\u{ad}f\u{e9}", "\u{feff}cafe",
        "ca\u{85}fe",
    ])
    func caseAccentsAndControlsDoNotMatter(_ text: String) throws {
        #expect(try tokens(text, ["cafe"]) == [4])
    }

    @Test(arguments: ["a b", "a\tb", "a\r\nb", "a\u{a0}b", "a\u{3000}b", "a\u{2028}b", "  a   b  "])
    func everyWhiteSpaceSeparates(_ text: String) throws {
        #expect(try tokens(text, ["a", "b"]) == [4, 5])
    }

    @Test func punctuationAndIdeographsAreWordsOfTheirOwn() throws {
        #expect(try tokens("a,b!", ["a", "b", ",", "!"]) == [4, 6, 5, 7])
        #expect(try tokens("a$b", ["a", "b", "$"]) == [4, 6, 5])
        #expect(try tokens("a…“b”", ["a", "b", "…", "“", "”"]) == [4, 6, 7, 5, 8])
        #expect(try tokens("七人a", ["七", "人", "a"]) == [4, 5, 6])
    }

    @Test func koreanSyllablesAreDecomposed() throws {
        #expect(try tokens("각", ["\u{1100}\u{1161}\u{11a8}"]) == [4])
    }

    @Test func aWordBeyondAHundredCharactersIsUnknown() throws {
        #expect(try tokens(String(repeating: "a", count: 100), ["a", "##a"]).count == 62)
        #expect(try tokens(String(repeating: "a", count: 101), ["a", "##a"]) == [1])
        #expect(try tokens(String(repeating: "é", count: 100), ["e", "##e"], limit: 256).count == 100)
    }

    @Test func theCutLeavesRoomForTheSeparator() throws {
        #expect(try tokens("a a a a a", ["a"], limit: 4) == [4, 4])
        #expect(try tokens("aaaaa", ["a", "##a"], limit: 4) == [4, 5])
    }

    @Test func aVocabularyOfAnotherModelIsRefused() {
        #expect(throws: EmbeddingError.self) { try Vocabulary(text: Array("[CLS]\n[SEP]\n[UNK]\na".utf8), size: 3) }
        #expect(throws: EmbeddingError.self) { try Vocabulary(text: Array("a\nb".utf8), size: 2) }
    }
}
