import Domain
import Testing

@testable import Curation

@Suite struct SpellingsTests {
    private static func spellings(_ uses: [String: Int], preferred: [String] = []) -> Spellings {
        Spellings(uses.map { NameUse(name: $0.key, count: $0.value) }, preferred: preferred)
    }

    @Test(arguments: [
        ("Sci-Fi", "Science Fiction"), ("sci fi", "Science Fiction"), ("SciFi", "Science Fiction"),
        ("Action and Adventure", "Action & Adventure"), ("Thrillers", "Thriller"), ("Comedies", "Comedy"),
        ("War and Politics", "War & Politics"), ("Sci Fi and Fantasy", "Sci-Fi & Fantasy"),
    ])
    func genresAreSpelledAsTheProviderDoes(_ genre: String, _ expected: String) {
        let spellings = Self.spellings([genre: 900, "Drama": 4], preferred: Spellings.genreNames)
        #expect(spellings.corrected(["Drama", genre])?.names == ["Drama", expected])
    }

    @Test(arguments: ["Science Fiction", "News", "Music", "Musical", "Drama", "Film Noir", "Biography", "???"])
    func otherGenresStay(_ genre: String) {
        #expect(Self.spellings([genre: 1], preferred: Spellings.genreNames).corrected([genre]) == nil)
    }

    @Test func keywordsTakeTheSpellingThatIsUsedMost() throws {
        let spellings = Self.spellings([
            "time travel": 40, "time-travel": 3, "timetravel": 1, "robots": 5, "robot": 9, "glass": 2,
        ])
        let better = try #require(spellings.corrected(["robots", "time-travel", "glass", "time travel"]))
        #expect(better.names == ["robot", "time travel", "glass"])
        // As sure as the least sure of them: a plural may be meant.
        #expect(better.confidence == 0.75)
        #expect(better.reason.contains("\u{201C}robots\u{201D} is another spelling of \u{201C}robot\u{201D}"))
        #expect(spellings.corrected(["timetravel"])?.confidence == 0.9)
        #expect(spellings.corrected(["time-travel"])?.confidence == 0.95)
    }

    @Test func aNameThatDiffersFromThePreferredOneByCaseAloneWins() {
        let spellings = Self.spellings(["science fiction": 1, "Sci-Fi": 7], preferred: Spellings.genreNames)
        #expect(spellings.corrected(["Sci-Fi"])?.names == ["science fiction"])
        #expect(spellings.corrected(["science fiction"]) == nil)
    }
}
