import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

extension NewCandidate {
    /// A candidate whose scores follow from its rank.
    static func test(
        _ title: TitleID, rank: Int, selected: Int? = nil, evidence: [Evidence] = [], explanation: String? = nil
    ) -> NewCandidate {
        let share = 1 / Double(rank + 1)
        let scores = CandidateScores(
            final: share, similarity: 0.1, novelty: 0.2, rating: 0.7, diversity: 1,
            terms: ["people": share, "plot": 0.25])
        return NewCandidate(
            titleID: title, rank: rank, selectedRank: selected, scores: scores, evidence: evidence,
            explanation: explanation)
    }
}

extension RecommendationOutcome {
    static func test(_ candidates: [NewCandidate], of count: Int = 1000) -> RecommendationOutcome {
        RecommendationOutcome(candidateCount: count, candidates: candidates, inputs: #"{"model":"tiny"}"#)
    }

    /// All titles are selected, in their order.
    static func selecting(_ titles: [TitleID]) -> RecommendationOutcome {
        test(titles.enumerated().map { .test($0.element, rank: $0.offset + 1, selected: $0.offset + 1) })
    }
}

extension ActivityBench {
    var picks: SQLRecommendationStore { stores.recommendations }

    /// A completed run.
    @discardableResult
    func recommend(
        _ titles: [TitleID], _ kind: TitleKind = .movie, to other: UserID? = nil, at second: Double = 0
    ) async throws -> RecommendationRunID {
        let run = try await picks.begin(kind, of: other ?? user, cause: .scheduled, at: .test(second))
        #expect(try await picks.complete(run, .selecting(titles), at: .test(second + 1)))
        return run
    }

    /// A film of this number that there is not.
    var nowhere: TitleID { TitleID(9_999) }
}

extension TestStores {
    /// Says of titles whether lists show them, as media servers do: 0 shows them.
    func hide(_ titles: [TitleID], as state: Int = 1) async throws {
        _ = try await database.write { connection in
            try connection.execute("UPDATE title SET hidden = \(state) WHERE id IN \(list: titles)")
        }
    }

    func removeUser(_ user: UserID) async throws {
        _ = try await database.write { try $0.execute("DELETE FROM app_user WHERE id = \(user)") }
    }
}
