import Testing

@testable import Imports

@Suite("Reading: what is searched for")
struct SearchTitleTests {
    private func read(_ cell: String) -> SearchTitle { SearchTitle(cell, thisYear: 2026) }

    @Test(arguments: [
        "The Matrix", "(500) Days of Summer", "Birdman (Or The Unexpected Virtue of Ignorance)", "[REC]",
        "Blade Runner 2049", "Uncut Gems", "Uncut", "Extended", "2012", "Mad Max: Fury Road", "Mad Max - Fury Road",
        "Alien (Unrated Sequel)", "Paris, je t'aime (Extended, Really)", "Foo (1887)", "Foo (2032)", "Foo (19999)",
        "Foo (4K", "Foo 4K)", "Foo ()", "Foo (,)", "Foo-Uncut", "Foo:Uncut", "Foo – Uncut", "Foo (Disney Version)",
        "Foo (1st Birthday)", "Foo (4K ]", "The Director's Cut", "Foo: Director's Cut and More",
        "Foo (1000th Anniversary)",
    ])
    func staysAsItIs(cell: String) {
        #expect(read(cell).text == cell)
        #expect(read(cell).year == nil)
    }

    @Test(arguments: [
        "4K", "UHD", "4k uhd", "Ultra HD", "HD", "sd", "HDR", "HDR10", "Dolby Vision", "IMAX", "IMAX Enhanced", "3D",
        "dt.", "dt", "OV", "OmU", "OmeU", "Original Version", "Subtitled", "DUBBED", "English Subtitled",
        "Hindi Dubbed", "German Audio", "Brazilian Portuguese Version", "Bonus Content", "Plus Bonus Content",
        "Plus Bonus Features", "With Bonus Content", "With Bonus Features", "Rated", "Colorized", "Black & White",
        "Director's Cut", "Director\u{2019}s Cut", "The Director's Cut", "Final Cut", "Extended", "Extended Cut",
        "Extended Edition", "Extended Version", "Theatrical", "Theatrical Cut", "Theatrical Version",
        "Theatrical Release", "Unrated", "Unrated Cut", "Unrated Edition", "Unrated Version", "Uncut",
        "Special Edition", "Collector's Edition", "Remastered", "Remastered Feature", "Digitally Remastered",
        "Restored", "Anniversary Edition", "25th Anniversary", "The 40th Anniversary Edition", "21st Anniversary",
    ])
    func wordsOfEditionsInBracketsGo(words: String) {
        #expect(read("Foo (\(words))").text == "Foo")
        #expect(read("Foo[ \(words) ]").text == "Foo")
        #expect(read("Foo (\(words), OV | 4K)").text == "Foo")
    }

    @Test(arguments: [
        "Director's Cut", "The Final Cut", "Extended", "Uncut", "special edition", "25th Anniversary Edition",
        "Theatrical Release",
    ])
    func phrasesOfEditionsGoBehindADashOrColonToo(phrase: String) {
        #expect(read("Foo - \(phrase)").text == "Foo")
        #expect(read("Foo: \(phrase)").text == "Foo")
        #expect(read("Foo: Bar: \(phrase)").text == "Foo: Bar")
    }

    @Test(arguments: ["4K", "OV", "English Subtitled", "Bonus Content", "IMAX"])
    func otherWordsOfEditionsGoOnlyInBrackets(word: String) {
        #expect(read("Foo - \(word)").text == "Foo - \(word)")
        #expect(read("Foo: \(word)").text == "Foo: \(word)")
    }

    @Test(arguments: [
        ("Dune (1984)", "Dune", 1984), ("Dune [2021]", "Dune", 2021), ("Dune ( 2031 )", "Dune", 2031),
        ("Roundhay Garden Scene (1888)", "Roundhay Garden Scene", 1888), ("1917 (2019)", "1917", 2019),
        ("Blade Runner: The Final Cut (1982) (4K UHD) [dt./OV]", "Blade Runner", 1982),
        ("Blade Runner (4K UHD) (1982): Extended", "Blade Runner", 1982),
        ("Star Wars (1977) (1997)", "Star Wars (1977)", 1997),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009), ("[REC] (2007)", "[REC]", 2007),
        ("2012 (2009) [OV/OmU]", "2012", 2009),
    ])
    func aYearInBracketsIsTheFilms(cell: String, text: String, year: Int) {
        #expect(read(cell).text == text)
        #expect(read(cell).year == year)
    }

    @Test func editionsAreTakenOffOneAfterTheOther() {
        #expect(read("Foo (Extended Edition) (4K UHD) [dt./OV] - The Director's Cut").text == "Foo")
        #expect(read("Birdman (Or Not) (OV)").text == "Birdman (Or Not)")
        #expect(read("Foo (Bar (Uncut))").text == "Foo (Bar (Uncut))")
    }

    @Test(arguments: ["(2012)", "[4K]", "(1984) [OV]", ": Extended"])
    func whereNothingWouldBeLeftTheWholeTitleStays(cell: String) {
        #expect(read(cell).text == cell)
        #expect(read(cell).year == nil)
    }

    @Test(arguments: [
        ("Love &amp; Mercy", "Love & Mercy"), ("&lt;3 &quot;x&quot; &apos;y&apos;", "<3 \"x\" 'y'"),
        ("Schindler&#39;s List", "Schindler's List"), ("Am&#233;lie", "Amélie"), ("Am&#xE9;lie", "Amélie"),
        ("A &amp;amp; B", "A &amp; B"), ("Fast & Furious", "Fast & Furious"), ("A&B;C", "A&B;C"),
        ("&#0; &#xD800; &#99999999; &nbsp;", "&#0; &#xD800; &#99999999; &nbsp;"), ("&#160;A&#160;&#32;B", "A B"),
        ("Foo &#40;Uncut&#41;", "Foo"), ("&", "&"), ("&&amp;", "&&"),
    ])
    func entitiesAreDecodedOnce(cell: String, text: String) {
        #expect(read(cell).text == text)
    }

    @Test func blanksBecomeSingleSpacesAndLettersAreComposed() {
        #expect(read("The   Matrix\t\u{A0}Reloaded\n(Uncut)").text == "The Matrix Reloaded")
        #expect(Array(read("Ame\u{301}lie").text.unicodeScalars) == Array("Am\u{E9}lie".unicodeScalars))
        #expect(Array(read("か\u{3099}").text.unicodeScalars) == ["が"])
        #expect(read("").text.isEmpty)
    }
}
