package import Domain
import Foundation

/// The names of what is compared; see `RecommenderMark.scorer`.
package enum Scorer: String, Sendable, Hashable, CaseIterable {
    /// The taste score with all its terms.
    case recommender
    /// Without what others liked.
    case alone = "recommender_alone"
    /// What a run chooses with its settings, novelty and diversity included.
    case picks = "recommender_picks"
    /// The most liked titles.
    case popularity
    /// The best titles by the formula of IMDb's list.
    case voteWeighted = "vote_weighted"
}

/// The marks of one protocol.
package struct EvaluationResult: Sendable, Hashable {
    package let name: String
    /// People whose held-out titles were foretold, summed over households.
    package let userCount: Int
    package let interactionCount: Int
    /// In the order of `Scorer.allCases`.
    package let marks: [RecommenderMark]

    package func mark(_ scorer: Scorer) -> RecommenderMark? {
        marks.first { $0.scorer == scorer.rawValue }
    }
}

/// Measures how well the recommender foretells what people liked later, beside popularity and the vote-weighted list.
///
/// All titles that a person does not know are ranked; nothing is sampled.
package struct Evaluation: Sendable {
    private let catalogue: ItemCatalogue
    private let judgements: [Judgement]
    private let settings: EvaluationSettings

    /// Judgements of titles that are not in the catalogue are left out.
    package init(catalogue: ItemCatalogue, judgements: [Judgement], settings: EvaluationSettings = .init()) {
        self.catalogue = catalogue
        self.judgements = judgements.filter { catalogue.contains($0.title) }
        self.settings = settings
    }

    /// Throws only when the task was cancelled.
    package func result(_ protocol: EvaluationProtocol) throws -> EvaluationResult {
        let leaves = `protocol` == .leaveLast
        let people = HeldOutPerson.all(judgements, settings: settings) { likes in
            leaves ? 1 : max(1, likes / 5)
        }
        var tallies = Scorer.allCases.map { MarkTally(scorer: $0.rawValue) }
        var count = 0
        for household in households(people, `protocol`) {
            count += household.count
            let round = EvaluationRound(household, catalogue: catalogue, settings: settings)
            for person in household {
                try Task.checkCancellation()
                for (place, scorer) in Scorer.allCases.enumerated() {
                    let ranked = try round.ranking(for: person, by: scorer)
                    tallies[place].add(ranked, heldOut: person.heldOut, surprise: round.surprise(of:))
                }
            }
        }
        return EvaluationResult(
            name: `protocol`.name, userCount: count, interactionCount: judgements.count,
            marks: tallies.map { $0.mark(catalogueCount: catalogue.count) })
    }

    private func households(_ people: [HeldOutPerson], _ protocol: EvaluationProtocol) -> [[HeldOutPerson]] {
        guard case .household(let size, let draws, let seed) = `protocol` else { return [people] }
        // Nobody is drawn again before everybody was: chance has less of a say in the mean.
        var numbers = SeededNumbers(seed: seed)
        var waiting: [HeldOutPerson] = []
        return (0..<draws).map { _ in
            if waiting.count < size { waiting = numbers.draw(people.count, of: people) }
            defer { waiting.removeFirst(min(size, waiting.count)) }
            return Array(waiting.prefix(size))
        }
    }
}
