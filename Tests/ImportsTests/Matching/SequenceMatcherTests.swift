import Imports
import Testing

@Suite("Likeness of titles")
struct SequenceMatcherTests {
    @Test(
        "Titles are alike as Python's difflib says",
        arguments: [
            ("The Matrix", "The Matrix", 1),
            ("the matrix", "matrix the", 0.6),
            ("matrix, the", "the matrix", 0.571429),
            ("Amelie", "Am\u{e9}lie", 0.833333),
            ("Ame\u{301}lie", "Am\u{e9}lie", 0.769231),
            ("WALL-E", "WALL·E", 0.833333),
            ("Mad Max - Fury Road", "Mad Max: Fury Road", 0.918919),
            ("Dune", "Dune: Part Two", 0.444444),
            ("Star Wars: Episode IV - A New Hope", "Star Wars", 0.418605),
            ("The Lord of the Rings: The Fellowship of the Ring", "The Lord of the Rings: The Two Towers", 0.697674),
            ("Indiana Jones and the Raiders of the Lost Ark", "Raiders of the Lost Ark", 0.676471),
            ("grand budapest hotel", "The Grand Budapest Hotel", 0.909091),
            ("Crouching Tiger, Hidden Dragon", "Hidden Dragon, Crouching Tiger", 0.5),
            ("Se7en", "Seven", 0.8),
            ("tide", "diet", 0.25),
            ("diet", "tide", 0.5),
            ("千と千尋の神隠し", "千と千尋", 0.666667),
            ("기생충", "Parasite", 0),
            ("STRASSE", "Straße", 0.769231),
            ("\u{130}stanbul", "istanbul", 0.941176),
            ("ΟΔΥΣΣΕΥΣ", "Οδυσσεύς", 0.875),
            ("🎬 Clap", "Clap 🎬", 0.666667),
            ("", "The Matrix", 0),
            ("", "", 1),
        ])
    func vectors(_ first: String, _ second: String, _ expected: Double) {
        let ratio = SequenceMatcher.ratio(first, second, .lowered)
        #expect(abs(ratio - expected) < 1e-6)
    }

    @Test("From 200 code points on, what stands everywhere carries nothing", arguments: [(198, 0.994975), (199, 0)])
    func popular(_ count: Int, _ expected: Double) {
        let same = String(repeating: "a", count: count)
        #expect(abs(SequenceMatcher.ratio("b" + same, "c" + same) - expected) < 1e-6)
        #expect(SequenceMatcher.ratio("b" + same, "b" + same) == 1)
    }

    @Test("Texts without end are compared by their beginnings, and soon")
    func bounded() {
        let endless = String(repeating: "ab", count: 1_000_000)
        #expect(SequenceMatcher.ratio(endless, endless + "c") == 1)
        let short = String(repeating: "ab", count: 90)
        #expect(abs(SequenceMatcher.ratio(endless, short) - 360.0 / 1180) < 1e-9)
    }

    @Test(
        "Lower case is Python's, with the other sigma at the end of a word",
        arguments: [
            ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"), ("ΣΑΣ ΣΑΣ", "σας σας"), ("Σ", "σ"), ("ΑΣ'Α", "ασ'α"), ("Α'Σ", "α'ς"),
            ("ΑΣ.", "ας."),
            ("\u{130}", "i\u{307}"), ("STRASSE ẞ", "strasse ß"), ("𐐀", "𐐨"), ("WALL·E", "wall·e"),
        ])
    func lowerCase(_ text: String, _ expected: String) {
        #expect(SequenceMatcher.ratio(text, expected, .lowered) == 1)
        #expect(SequenceMatcher.ratio(text, expected) < 1)
    }
}
