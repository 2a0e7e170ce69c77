import Recommendations
import Testing

@Suite("Names of files in libraries")
struct LibraryFileNameTests {
    @Test(
        "Names hold nothing that a file system minds",
        arguments: [
            ("Alien", "Alien"), ("M*A*S*H: <the \"film\"> / a|b\\c?", "MASH the film abc"), ("..hidden", "hidden"),
            ("What...", "What"), ("A \u{0}\u{7}\u{200E}\u{2028}B", "A B"), ("  two   blanks ", "two blanks"),
            ("CON", "CON_"), ("aux", "aux_"), ("COM9", "COM9_"), ("Con Air", "Con Air"), ("???", ""), ("七人の侍", "七人の侍"),
            ("Cafe\u{301}", "Café"), ("..", ""), ("Léon 🎬", "Léon 🎬"),
        ])
    func cleaning(_ title: String, _ name: String) {
        #expect(Array(LibraryFileName.cleaned(title).utf8) == Array(name.utf8))
    }

    @Test("Films, series and episodes are called as media servers want them")
    func forms() {
        #expect(LibraryFileName.film("Heat: 1", year: 1995, id: "a7") == "Heat 1 (1995) [a7]")
        #expect(LibraryFileName.film("Heat", year: nil, id: "a/7") == "Heat [a7]")
        #expect(LibraryFileName.folder("???", year: 1995) == "Untitled (1995)")
        #expect(LibraryFileName.folder("NUL", year: nil) == "NUL_")
        #expect(LibraryFileName.season(0) == "Season 00")
        #expect(LibraryFileName.season(1954) == "Season 1954")
        #expect(
            LibraryFileName.episode(of: "A/B", season: 1, number: 2, name: "Who?") == "AB S01E02 Who")
        #expect(LibraryFileName.episode(of: "A", season: 10, number: 123, name: "?") == "A S10E123")
    }

    @Test("Long names are cut between characters, and keep their year and id", arguments: ["a", "é", "侍", "👩‍👩‍👧‍👦"])
    func length(_ letter: String) {
        let title = String(repeating: letter, count: 400)
        let name = LibraryFileName.film(title, year: 1999, id: "0123456789abcdef0123456789abcdef")
        #expect(name.utf8.count <= 200)
        #expect(name.hasSuffix(" (1999) [0123456789abcdef0123456789abcdef]"))
        #expect(title.hasPrefix(name.prefix { $0 != " " }) && name.first == letter.first)
        let episode = LibraryFileName.episode(of: title, season: 1, number: 2, name: title)
        #expect(episode.utf8.count <= 200 && episode.contains(" S01E02 "))
    }
}
