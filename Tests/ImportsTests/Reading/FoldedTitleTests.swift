import Testing

@testable import Imports

@Suite("Reading: titles to the ear")
struct FoldedTitleTests {
    @Test(arguments: [
        ("The Matrix", "the matrix"), ("WALL·E", "wall e"), ("WALL-E", "wall e"), ("Amélie", "amelie"),
        ("Ame\u{301}lie", "amelie"), ("Fast & Furious", "fast and furious"), ("Schindler's List", "schindlers list"),
        ("Schindler\u{2019}s List", "schindlers list"), ("(500) Days of Summer", "500 days of summer"),
        ("STRASSE", "strasse"), ("Straße", "strasse"), ("STRAẞE", "strasse"), ("İstanbul", "istanbul"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"), ("Οδυσσεύς", "οδυσσευσ"), ("Ночной дозор", "ночнои дозор"), ("ﬁlm №½", "film no1 2"),
        ("  a --  b  ", "a b"), ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"), ("Þór & Ærø", "þor and ærø"), ("Q\u{2BC}eqchi", "qeqchi"),
        ("千と千尋の神隠し", "千と千尋の神隠し"), ("ısı", "ısı"), ("🎬 Clap", "clap"),
    ])
    func spellingsMeet(title: String, folded: String) {
        #expect(FoldedTitle.of(title) == folded)
    }

    @Test func hangulIsTheSameComposedAndDecomposed() {
        #expect(
            FoldedTitle.of("기생충")
                == FoldedTitle.of("\u{1100}\u{1175}\u{1109}\u{1162}\u{11BC}\u{110E}\u{116E}\u{11BC}"))
    }

    @Test func titlesOfNothingButSignsStayApart() {
        #expect(FoldedTitle.of("$") == "$")
        #expect(FoldedTitle.of(" ??? ") == "???")
        #expect(FoldedTitle.of("").isEmpty)
    }
}
