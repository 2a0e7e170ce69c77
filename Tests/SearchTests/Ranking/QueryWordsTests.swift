import Domain
import TestKit
import Testing

@testable import Search

@Suite("Reasons")
struct QueryWordsTests {
    private static let film = TitleDraft.film("The Godfather", year: 1972) { metadata in
        metadata.overview = "The ageing patriarch of a family hands his power over."
        metadata.genres = ["Crime", "Drama"]
        metadata.keywords = ["new york city", "mafia", "family"]
        metadata.credits = [
            Credit(name: "Francis Ford Coppola", role: .director), Credit(name: "Al Pacino", role: .cast),
            Credit(name: "Al Lee", role: .cast), Credit(name: "Al Pacino", role: .cast),
        ]
    }.metadata

    @Test(
        "what the words of a query name is told, the most telling first",
        arguments: [
            ("godfather", [MatchReason.title]), ("THE GODFATHER!", [.title]),
            ("pacino", [.person("Al Pacino")]), ("al", [.meaning]), ("lee", [.meaning]),
            ("al lee", [.person("Al Lee")]),
            ("crime in new york city", [.genre("Crime"), .keyword("new york city")]), ("new york", [.meaning]),
            ("coppola mafia family drama", [.person("Francis Ford Coppola"), .genre("Drama"), .keyword("mafia")]),
            ("a slow film about power, power", [.word("power")]), ("his story", [.meaning]), ("", [.meaning]),
            ("ageing patriarch without power or mercy", [.word("ageing"), .word("patriarch"), .word("power")]),
            ("family power", [.keyword("family"), .word("power")]),
        ])
    func reasons(_ query: String, _ reasons: [MatchReason]) {
        #expect(QueryWords(query).reasons(to: Self.film) == reasons)
    }
}
