package import Basics

package typealias RecommendationRunID = ID<RecommendationRun>
package typealias CandidateID = ID<StoredCandidate>

/// Why recommendations were chosen anew.
package enum RecommendationCause: String, Sendable, Hashable, CaseIterable {
    case scheduled
    case manual
    case channel
}

/// How far a run is.
package enum RecommendationState: String, Sendable, Hashable, CaseIterable {
    case running
    case completed
    case failed
}

/// One choice of titles for one person.
package struct RecommendationRun: Hashable, Sendable {
    package let id: RecommendationRunID
    package let userID: UserID
    /// Films or series.
    package let kind: TitleKind
    package let cause: RecommendationCause
    package let state: RecommendationState
    /// Titles that were scored.
    package let candidateCount: Int
    package let selectedCount: Int
    /// Why it failed, for people.
    package let problem: String?
    package let createdAt: Instant
    /// When it was completed or failed.
    package let endedAt: Instant?

    package init(
        id: RecommendationRunID, userID: UserID, kind: TitleKind, cause: RecommendationCause,
        state: RecommendationState, candidateCount: Int, selectedCount: Int, problem: String?, createdAt: Instant,
        endedAt: Instant?
    ) {
        self.id = id
        self.userID = userID
        self.kind = kind
        self.cause = cause
        self.state = state
        self.candidateCount = candidateCount
        self.selectedCount = selectedCount
        self.problem = problem
        self.createdAt = createdAt
        self.endedAt = endedAt
    }

    /// Nil while it runs.
    package var durationMilliseconds: Int? {
        endedAt.map { max(0, Int($0.milliseconds - createdAt.milliseconds)) }
    }
}

/// What a run found out, to be stored as a whole.
package struct RecommendationOutcome: Hashable, Sendable {
    /// Titles that were scored, which are more than the ones below.
    package let candidateCount: Int
    /// The best by base score and every selected one.
    package let candidates: [NewCandidate]
    /// The settings and models that it was made with, for comparing runs: JSON.
    package let inputs: String

    package init(candidateCount: Int, candidates: [NewCandidate], inputs: String) {
        self.candidateCount = candidateCount
        self.candidates = candidates
        self.inputs = inputs
    }

    package var selectedCount: Int { candidates.count { $0.selectedRank != nil } }
}

/// The parts of a title's score; each 0...1.
package struct CandidateScores: Hashable, Sendable {
    package var final: Double
    package var similarity: Double
    package var novelty: Double
    package var rating: Double
    package var diversity: Double
    /// What `similarity` is made of, by the engine's names.
    package var terms: [String: Double]

    package init(
        final: Double, similarity: Double, novelty: Double, rating: Double, diversity: Double,
        terms: [String: Double] = [:]
    ) {
        self.final = final
        self.similarity = similarity
        self.novelty = novelty
        self.rating = rating
        self.diversity = diversity
        self.terms = terms
    }
}

/// A scored title that is to be stored.
package struct NewCandidate: Hashable, Sendable {
    package let titleID: TitleID
    /// Its place by base score among all that were scored, from 1.
    package let rank: Int
    /// Its place among the selected ones, from 1; nil for the others.
    package let selectedRank: Int?
    package let scores: CandidateScores
    /// The person's titles that are most like it, the nearest first.
    package let evidence: [Evidence]
    package let explanation: String?

    package init(
        titleID: TitleID, rank: Int, selectedRank: Int?, scores: CandidateScores, evidence: [Evidence],
        explanation: String?
    ) {
        self.titleID = titleID
        self.rank = rank
        self.selectedRank = selectedRank
        self.scores = scores
        self.evidence = evidence
        self.explanation = explanation
    }
}

/// A title of somebody's history that speaks for another one.
package struct Evidence: Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case favourite = "favorite"
        case highlyRated = "highly_rated"
        case watched
    }

    package let titleID: TitleID
    /// -1...1.
    package let similarity: Double
    package let kind: Kind

    package init(titleID: TitleID, similarity: Double, kind: Kind) {
        self.titleID = titleID
        self.similarity = similarity
        self.kind = kind
    }
}

/// A scored title as it is stored.
package struct StoredCandidate: Hashable, Sendable {
    package let id: CandidateID
    package let runID: RecommendationRunID
    package let titleID: TitleID
    package let rank: Int
    package let selectedRank: Int?
    package let scores: CandidateScores
    package let explanation: String?
    package let createdAt: Instant

    package init(
        id: CandidateID, runID: RecommendationRunID, titleID: TitleID, rank: Int, selectedRank: Int?,
        scores: CandidateScores, explanation: String?, createdAt: Instant
    ) {
        self.id = id
        self.runID = runID
        self.titleID = titleID
        self.rank = rank
        self.selectedRank = selectedRank
        self.scores = scores
        self.explanation = explanation
        self.createdAt = createdAt
    }
}
