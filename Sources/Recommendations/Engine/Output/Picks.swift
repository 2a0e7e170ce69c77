package import Domain

/// The outcome of a run for one person and one kind of title.
package struct Picks: Sendable, Hashable {
    /// How many titles were weighed.
    package var candidateCount = 0
    /// The best by base score (`EngineLimits.storedCandidatesMax`) and every selected one, by rank.
    package var candidates: [ScoredTitle] = []

    package init() {}

    /// In the order of selection.
    package var selected: [ScoredTitle] {
        candidates.filter(\.isSelected).sorted { ($0.selectedRank ?? 0) < ($1.selectedRank ?? 0) }
    }
}

/// One weighed title with all that its scores are made of.
package struct ScoredTitle: Sendable, Hashable {
    package let title: TitleID
    /// The place by base score among all candidates, from 1.
    package let rank: Int
    /// The place among the selected, from 1; nil when it was not.
    package var selectedRank: Int?
    package var components: ScoreComponents
    /// What the components but diversity add up to, less the penalty for being like something disliked.
    package var base: Double
    package var final: Double
    /// What `components.similarity` is made of; only terms that spoke are there.
    package var terms: [ScoreTerm: Float]
    /// Of selected ones: the nearest titles of the history, nearest first.
    package var evidence: [NearTitle] = []
    /// Of selected ones: what links them to titles of the history by name, the strongest link first.
    package var links: [TitleLink] = []

    package var isSelected: Bool { selectedRank != nil }
}

/// The four components of a score, each 0...1.
package struct ScoreComponents: Sendable, Hashable {
    package var similarity = 0.0
    package var novelty = 0.0
    package var rating = 0.0
    package var diversity = 0.0

    package init() {}
}

/// What the similarity of a title to a person's taste is made of. Their sum, through a logistic curve, is the
/// component.
package enum ScoreTerm: String, Sendable, Hashable, Codable, CaseIterable {
    /// Near in meaning to what was liked.
    case vector
    /// Directors and cast that were liked.
    case people
    case genres
    case keywords
    case studios
    /// From the years that the liked titles are from.
    case era
    /// Part of a series of films of which others were liked.
    case franchise
    /// Liked by those who liked the same titles.
    case others
    /// The rating of many, weighted by how many they are.
    case quality
    /// How many know it.
    case popularity
    /// Like something disliked; negative.
    case dislikes
}
