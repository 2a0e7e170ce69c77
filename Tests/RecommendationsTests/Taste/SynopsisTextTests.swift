import Domain
import Testing

@testable import Recommendations

@Suite("What is said of a taste")
struct SynopsisTextTests {
    private static var facts: TasteFacts {
        var facts = TasteFacts()
        facts.titles = 42
        facts.genres = ["Drama", "Crime", "Comedy", "Western"].enumerated().map { place, name in
            NameCount(name: name, count: 20 - place)
        }
        facts.meanRating = 7.26
        facts.decade = 1990
        facts.favourites = [FavouriteTitle(titleID: TitleID(1), title: "2001: A Space\nOdyssey")]
        return facts
    }

    @Test("without a model the numbers are those that were counted")
    func composed() {
        let text = SynopsisText(facts: Self.facts, kind: .movie).composed
        #expect(
            text == """
                You have watched 42 films, and what you come back to most is Drama, Crime and Comedy.

                Your favourite decade is the 1990s. What you choose is rated 7.3 out of 10 by others, on average.

                Among what you like best is 2001: A Space\nOdyssey.
                """)
    }

    @Test("series are told with episodes and networks")
    func series() {
        var facts = TasteFacts()
        (facts.titles, facts.episodes, facts.networks) = (1, 1, ["BBC One", "HBO"])
        facts.genres = [NameCount(name: "Drama", count: 1)]
        #expect(
            SynopsisText(facts: facts, kind: .series).composed == """
                You have started 1 series and seen 1 episode, and what you come back to is Drama.

                Much of it comes from BBC One and HBO.
                """)
    }

    @Test("the model is told one fact a line, whatever a title is called")
    func question() {
        let facts = SynopsisText(facts: Self.facts, kind: .movie).question.facts
        #expect(facts.split(separator: "\n").count == 5)
        #expect(facts.contains("Liked lately: 2001: A Space Odyssey"))
        #expect(facts.contains("Favourite genres, the most watched first: Drama, Crime, Comedy\n"))
    }

    @Test(
        "numbers that were told may be said",
        arguments: [
            "You have watched 42 films.", "Rated 7.3 of 10.", "The 1990s, and 2001: A Space Odyssey.", "One of a kind.",
            "You like it.",
        ])
    func accepted(_ text: String) {
        #expect(SynopsisText(facts: Self.facts, kind: .movie).accepted(text) == text)
    }

    @Test(
        "other numbers are not, in digits or in words",
        arguments: [
            "You have watched 43 films.", "Some 4 of them.", "Rated 7.26.", "Three genres.", "Dozens of films.",
            "A thousand and one nights.", "٣ films.", "42,5 films.", "In the 80s.", "", " \n\t", "!?",
        ])
    func refused(_ text: String) {
        #expect(SynopsisText(facts: Self.facts, kind: .movie).accepted(text) == nil)
    }
}
