package import Basics

/// What was recommended to whom, and why. Each method is one transaction with a constant number of statements.
package protocol RecommendationStore: Sendable {
    /// Notes that a run began. Runs of this person and kind that were interrupted are failed from then on.
    func begin(
        _ kind: TitleKind, of user: UserID, cause: RecommendationCause, at moment: Instant
    ) async throws -> RecommendationRunID
    /// Stores what a run found; false when it is gone or has ended already. Titles that are gone meanwhile are left
    /// out. The oldest runs of the person and kind beyond `DomainLimits.recommendationRunsKept` are removed, and older
    /// ones than the newest `DomainLimits.recommendationRunsWithCandidates` lose their candidates.
    func complete(_ run: RecommendationRunID, _ outcome: RecommendationOutcome, at moment: Instant) async throws -> Bool
    /// Notes that a run failed; the completed one before it stays in force.
    func fail(_ run: RecommendationRunID, problem: String, at moment: Instant) async throws

    /// The newest completed run.
    func latest(_ kind: TitleKind, of user: UserID) async throws -> RecommendationRun?
    /// Nil for an unknown run and for one of somebody else.
    func run(_ id: RecommendationRunID, of user: UserID) async throws -> RecommendationRun?
    /// Newest first, films and series.
    func runs(of user: UserID, limit: Int) async throws -> [RecommendationRun]
    /// By their selected rank. Titles that lists hide now are left out.
    func selected(in run: RecommendationRunID) async throws -> [StoredCandidate]
    /// Those of these titles that were candidates, in no order.
    func candidates(_ titles: [TitleID], in run: RecommendationRunID) async throws -> [StoredCandidate]
    /// A candidate of one of this person's runs.
    func candidate(_ id: CandidateID, of user: UserID) async throws -> StoredCandidate?
    /// The nearest first.
    func evidence(of candidate: CandidateID) async throws -> [StoredEvidence]
    /// The same of all selected candidates of a run; those without any are left out.
    func evidence(in run: RecommendationRunID) async throws -> [CandidateID: [StoredEvidence]]
    /// The settings and models that a run was made with: JSON, as its outcome had it.
    func inputs(of run: RecommendationRunID) async throws -> String?
    /// How many titles the latest completed run selected; 0 without one.
    func selectedCount(_ kind: TitleKind, of user: UserID) async throws -> Int

    /// Removes all runs of a kind; returns how many.
    func clear(_ kind: TitleKind) async throws -> Int
    /// Who gets recommendations of this kind, by id.
    func readers(of kind: TitleKind) async throws -> [UserID]
}

extension RecommendationStore {
    package func candidate(_ title: TitleID, in run: RecommendationRunID) async throws -> StoredCandidate? {
        try await candidates([title], in: run).first
    }
}

/// A piece of evidence as it is stored.
package struct StoredEvidence: Hashable, Sendable {
    package let id: ID<StoredEvidence>
    package let evidence: Evidence

    package init(id: ID<StoredEvidence>, evidence: Evidence) {
        self.id = id
        self.evidence = evidence
    }
}
