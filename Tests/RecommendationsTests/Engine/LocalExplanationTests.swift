import Domain
import Recommendations
import Testing

@Suite("Explanations without a language model")
struct LocalExplanationTests {
    private func standing(rating: Int? = nil, favourite: Bool = false, watched: Bool = true) -> Standing {
        var standing = Standing()
        (standing.rating, standing.isFavourite, standing.isWatched) = (rating, favourite, watched)
        return standing
    }

    private func text(_ change: (inout ExplanationFacts) -> Void) -> String {
        var facts = ExplanationFacts()
        change(&facts)
        return LocalExplanation(facts).text
    }

    @Test func namesTheDirectorOfLikedFilms() {
        let liked = standing(rating: 9)
        let text = text { facts in
            facts.links = ["Memento", "Inception", "Tenet"].map {
                .init(name: $0, reason: .director("Christopher Nolan"), standing: liked)
            }
        }
        #expect(text == "Because you liked Memento and Inception: Christopher Nolan directed all three.")
    }

    @Test func saysWatchedWhereNothingWasSaidOfLiking() {
        let text = text { facts in
            facts.links = [.init(name: "Big", reason: .cast("Tom Hanks"), standing: standing())]
        }
        #expect(text == "Because you watched Big: Tom Hanks is in both.")
    }

    @Test func saysKnowWhereSomeAreLikedAndOthersWatched() {
        let text = text { facts in
            facts.near = [
                .init(name: "Alien", standing: standing(favourite: true, watched: false), sharedGenres: ["Horror"]),
                .init(name: "The Thing", standing: standing(), sharedGenres: ["Horror", "Mystery"]),
            ]
        }
        #expect(text == "Because you know Alien and The Thing: like them, it is listed under Horror.")
    }

    @Test func aGuessedSeriesIsNotCalledOne() {
        func text(isNamed: Bool, isNext: Bool) -> String {
            self.text { facts in
                let reason = TitleLink.Reason.franchise(isNamed: isNamed, isNext: isNext)
                facts.links = [.init(name: "Toy Story", reason: reason, standing: standing(rating: 8))]
            }
        }
        #expect(text(isNamed: false, isNext: false) == "Because you liked Toy Story: it goes by the same name.")
        #expect(
            text(isNamed: true, isNext: true)
                == "Because you liked Toy Story: it is part of the same series, and it is the next one by year.")
    }

    @Test func numbersAreThoseOfTheFacts() {
        let text = text { facts in
            facts.near = [.init(name: "Heat", standing: standing(rating: 10), similarity: 0.6)]
            (facts.communityRating, facts.voteCount) = (8.24, 1_234_567)
        }
        #expect(text == "Because you liked Heat, which resembles it most. It is rated 8.2 of 10 by 1,234,567 people.")
    }

    @Test func weakRatingsAndFewVotesAreNotPraised() {
        for (rating, votes) in [(6.9, 5000), (9.5, 3)] {
            #expect(text { ($0.communityRating, $0.voteCount) = (rating, votes) }.contains("rated") == false)
        }
    }

    @Test func othersAreNamedWhereTheModelSpeaks() {
        let text = text { facts in
            facts.terms = [.genres: 0.2, .others: 0.9]
            facts.genres = ["War", "Drama"]
        }
        #expect(
            text == "What it is listed under, War and Drama, suits your taste so far. "
                + "People who like the same titles like it too.")
    }

    @Test func othersAreNamedOnceWithTheTitlesThatTheyLikeToo() {
        let text = text { facts in
            facts.terms = [.others: 2]
            facts.links = ["Alien", "Blade Runner"].map {
                .init(name: $0, reason: .others, standing: standing(rating: 8))
            }
        }
        #expect(text == "Because you liked Alien and Blade Runner: people who like them like this one too.")
    }

    @Test func weakLikenessIsNotCalledResemblance() {
        let text = text { $0.near = [.init(name: "Heat", standing: standing(), similarity: 0.2)] }
        #expect(!text.contains("Heat"))
    }

    @Test func withoutAnyFactNothingIsClaimed() {
        #expect(text { _ in } == "It came out best when everything in your history was weighed.")
    }

    @Test func everyPickOfARunIsExplainedByWhatTheCatalogueHolds() throws {
        let history = SampleShelf.history + [.rated(3, 9)]
        let picks = try SampleShelf.recommender.picks(for: PickRequest(history, count: 20))
        let known = Set(history.map(\.title))
        for pick in picks.selected {
            let facts = SampleShelf.catalogue.explanationFacts(of: pick)
            let item = SampleShelf.items[Int(pick.title.rawValue) - 1]
            #expect(facts.communityRating == item.communityRating)
            for link in pick.links {
                let other = SampleShelf.items[Int(link.title.rawValue) - 1]
                #expect(known.contains(link.title))
                switch link.reason {
                case .director(let name): #expect(item.directors.contains(name) && other.directors.contains(name))
                case .cast(let name): #expect(item.cast.contains(name) && other.cast.contains(name))
                case .franchise, .others: Issue.record("the sample has no franchises and no model")
                }
            }
            #expect(!LocalExplanation(facts).text.isEmpty)
        }
    }
}
