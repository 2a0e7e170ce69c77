import Basics
import Domain
import Foundation
import Testing

@testable import Recommendations

@Suite("Measuring the recommender")
struct EvaluationTests {
    private let titles = (1...30).map { TitleID(Int32($0)) }

    @Test func marksOfARankingByHand() {
        var tally = MarkTally(scorer: "one")
        // Hits at places 1 and 3 of three: (1 + 1/2) / (1 + 0.63093 + 1/2) = 0.70392; all within twenty.
        tally.add(titles, heldOut: [TitleID(1), TitleID(3), TitleID(15)]) { _ in 2 }
        // No hit in ten, one of two within twenty.
        tally.add(titles, heldOut: [TitleID(11), TitleID(25)]) { _ in 4 }
        let mark = tally.mark(catalogueCount: 40)
        #expect(abs(mark.ndcg - 0.70392 / 2) < 1e-4)
        #expect(mark.hitRate == 0.5)
        #expect(mark.recall == (1 + 0.5) / 2)
        #expect(mark.coverage == 10.0 / 40)
        #expect(mark.novelty == 3)
    }

    @Test func moreHeldOutTitlesThanPlacesCanStillBePerfect() {
        var tally = MarkTally(scorer: "one")
        tally.add(titles, heldOut: Set(titles)) { _ in 0 }
        #expect(abs(tally.mark(catalogueCount: 30).ndcg - 1) < 1e-12)
    }

    private func judgements(_ user: Int32, _ ratings: [(title: Int32, rating: Int)]) -> [Judgement] {
        ratings.enumerated().map { day, rating in
            Judgement(
                user: UserID(user), title: TitleID(rating.title), rating: rating.rating,
                at: Instant(milliseconds: Int64(day)))
        }
    }

    @Test func theLastFifthOfWhatWasLikedIsHeldOut() throws {
        let ratings = (1...11).map { (title: Int32($0), rating: $0 == 4 ? 2 : 9) }
        let few = judgements(2, [(1, 9), (2, 9), (3, 9), (4, 9)])
        var settings = EvaluationSettings()
        settings.knowsRated = true
        let people = HeldOutPerson.all(judgements(1, ratings) + few, settings: settings) { max(1, $0 / 5) }
        let person = try #require(people.first)
        #expect(people.count == 1)
        #expect(person.heldOut == [TitleID(10), TitleID(11)])
        #expect(person.liked.map(\.rawValue) == [1, 2, 3, 5, 6, 7, 8, 9])
        #expect(Set(person.history.map(\.title.rawValue)) == Set(1...9))
    }

    @Test func householdsAreDrawnBySeed() throws {
        let evaluation = try sampleEvaluation()
        let first = try evaluation.result(.household(people: 2, draws: 4, seed: 5))
        #expect(try evaluation.result(.household(people: 2, draws: 4, seed: 5)) == first)
        #expect(first.userCount == 8)
        #expect(first.marks.map(\.scorer) == Scorer.allCases.map(\.rawValue))
    }

    @Test func tasteForetellsBetterThanTheListOfTheBest() throws {
        let result = try sampleEvaluation().result(.lastFifth)
        let mark = try #require(result.mark(.recommender))
        let list = try #require(result.mark(.voteWeighted))
        #expect(mark.ndcg > list.ndcg)
        #expect(result.userCount == 6)
        #expect(result.table.contains("| recommender | "))
    }

    /// Six people, each of whom likes films of one genre only.
    private func sampleEvaluation() throws -> Evaluation {
        let all = (1...6).flatMap { (user: Int32) -> [Judgement] in
            let titles = (0..<10).map { (place: Int32) -> Int32 in
                let shelf = (place * 6 + user - 1) % 60 / 3
                return shelf * 3 + user % 3 + 1
            }
            return judgements(user, titles.map { (title: $0, rating: 9) })
        }
        return Evaluation(catalogue: SampleShelf.catalogue, judgements: all)
    }

    @Test func voteWeightingIsTheFormulaOfTheList() {
        // Votes 0, 100, 200, 300: the 75th percentile is 225. The mean of 4, 6, 8, 6 is 6.
        let weighted = VoteWeighting(ratings: [4, 6, 8, nil, 6], votes: [0, 100, 200, 900, 300]).weighted
        #expect(weighted[0] == 6)
        #expect(abs(weighted[2] - Float(200.0 / 425 * 8 + 225.0 / 425 * 6)) < 1e-5)
        #expect(weighted[3].isNaN)
    }

    @Test func drawsAreRepeatableAndWithoutRepeats() {
        var numbers = SeededNumbers(seed: 0)
        // The first output of SplitMix64 for seed 0 as its authors publish it.
        #expect(numbers.next() == 0xe220_a839_7b1d_cdaf)
        let drawn = numbers.draw(5, of: Array(1...9))
        #expect(Set(drawn).count == 5)
        #expect(numbers.draw(20, of: [1, 2, 3]).sorted() == [1, 2, 3])
    }
}
