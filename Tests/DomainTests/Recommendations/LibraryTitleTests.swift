import Domain
import Testing

@Suite("Names of libraries of picks")
struct LibraryTitleTests {
    private static let values: [LibraryTitleTag: String] = [
        .username: "Anna", .type: "Movies", .count: "50", .date: "2026-11-27",
    ]

    @Test(
        "tags are filled in, whatever their case",
        arguments: [
            ("{{username}}'s AI Picks - Movies", "Anna's AI Picks - Movies"),
            ("{{USERNAME}} {{ Type }} ({{count}})", "Anna Movies (50)"), ("{{date}}", "2026-11-27"),
            ("Films", "Films"), ("{{nobody}} knows", "knows"), ("{{username", "{{username"),
            ("{{username}}{{type}}", "AnnaMovies"), ("a }} b", "a }} b"),
        ])
    func filled(_ template: String, _ name: String) throws {
        #expect(try #require(LibraryTitle(template)).filled(Self.values) == name)
    }

    @Test(
        "what is left of empty tags is tidied away",
        arguments: [
            ("Picks - {{nothing}}", "Picks"), ("Picks ({{nothing}})", "Picks"), ("Picks ( {{nothing}} ) - ", "Picks"),
            ("{{nothing}} Picks", "Picks"), ("Picks-{{nothing}}", "Picks"), ("{{nothing}}", "AI Picks"),
            ("a  {{nothing}}  b", "a b"),
        ])
    func tidied(_ template: String, _ name: String) throws {
        #expect(try #require(LibraryTitle(template)).filled(Self.values) == name)
    }

    @Test("values are cleaned of what folders may not have")
    func cleaned() throws {
        let title = try #require(LibraryTitle("{{username}} - Movies"))
        #expect(title.filled([.username: "../An<na>: \"x\" |?*\\\n"]) == "..Anna x - Movies")
    }

    @Test("characters that folders may not have stand in tags only", arguments: Array("<>:\"/\\|?*"))
    func refused(_ character: Character) {
        #expect(LibraryTitle("films\(character)") == nil)
        #expect(!LibraryTitle.isName("films\(character)"))
        #expect(LibraryTitle("films {{\(character)}}") != nil)
    }

    @Test("a template says something", arguments: ["", "  ", "\t"])
    func blank(_ template: String) {
        #expect(LibraryTitle(template) == nil && !LibraryTitle.isName(template))
    }

    @Test("the standard templates are templates")
    func standards() {
        #expect(LibraryTitle(LibraryTitleTemplates().movies) != nil)
        #expect(LibraryTitle(LibraryTitleTemplates().series) != nil)
    }
}
