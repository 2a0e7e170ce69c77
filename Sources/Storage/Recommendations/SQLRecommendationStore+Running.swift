package import Basics
package import Domain
import SQL

/// The course of a run: it begins, and is completed or fails.
extension SQLRecommendationStore {
    package func begin(
        _ kind: TitleKind, of user: UserID, cause: RecommendationCause, at moment: Instant
    ) async throws -> RecommendationRunID {
        try await database.write { connection in
            try connection.hold(user)
            try connection.execute(
                """
                UPDATE recommendation_run SET state = 'failed', problem = \(Self.interruption), ended_at = \(moment)
                WHERE kind = \(kind) AND user_id = \(user) AND state = 'running'
                """)
            return RecommendationRunID(
                Int32(
                    try connection.int(
                        """
                        INSERT INTO recommendation_run (user_id, kind, cause, state, candidate_count, selected_count,
                            created_at)
                        VALUES (\(user), \(kind), \(cause), 'running', 0, 0, \(moment)) RETURNING id
                        """)))
        }
    }

    package func complete(
        _ run: RecommendationRunID, _ outcome: RecommendationOutcome, at moment: Instant
    ) async throws -> Bool {
        try await database.write { connection in
            guard let (kind, user) = try Self.hold(run, connection) else { return false }
            let candidates = try StoredOutcome(outcome, connection)
            try connection.execute(
                """
                UPDATE recommendation_run SET state = 'completed', candidate_count = \(outcome.candidateCount),
                    selected_count = \(candidates.selectedCount), inputs = \(Folding.storable(outcome.inputs)),
                    ended_at = \(moment)
                WHERE id = \(run)
                """)
            try candidates.insert(in: run, connection)
            try Self.trim(kind, of: user, connection)
            return true
        }
    }

    /// Stored even when the task is cancelled: nobody else says it.
    package func fail(_ run: RecommendationRunID, problem: String, at moment: Instant) async throws {
        _ = try await database.writeUncancelled { connection in
            try connection.execute(
                """
                UPDATE recommendation_run SET state = 'failed', problem = \(Folding.storable(problem)),
                    ended_at = \(moment)
                WHERE id = \(run) AND state = 'running'
                """)
        }
    }

    private static let interruption = "It was interrupted before its end."

    /// Whose run it is, and of what; nil when it does not run.
    private static func hold(
        _ run: RecommendationRunID, _ connection: any SQLConnection
    ) throws -> (kind: TitleKind, user: UserID)? {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try connection.first(
            "SELECT kind, user_id FROM recommendation_run WHERE id = \(run) AND state = 'running'\(sql: lock)"
        ).map { (kind: try $0.get(0), user: try $0.get(1)) }
    }

    /// Runs that were not completed have no candidates, so those with some are counted among the others.
    private static func trim(_ kind: TitleKind, of user: UserID, _ connection: any SQLConnection) throws {
        let runs: SQL = "SELECT id FROM recommendation_run WHERE kind = \(kind) AND user_id = \(user)"
        let kept: SQL = "ORDER BY id DESC LIMIT \(DomainLimits.recommendationRunsKept)"
        try connection.execute(
            """
            DELETE FROM recommendation_run WHERE kind = \(kind) AND user_id = \(user)
                AND id NOT IN (\(sql: runs) \(sql: kept))
            """)
        let full: SQL = "ORDER BY id DESC LIMIT \(DomainLimits.recommendationRunsWithCandidates)"
        try connection.execute(
            """
            DELETE FROM recommendation_candidate WHERE run_id IN (\(sql: runs))
                AND run_id NOT IN (\(sql: runs) AND state = 'completed' \(sql: full))
            """)
    }
}

/// What is kept of what a run found: the best, the selected ones, and of both what there still is.
private struct StoredOutcome {
    private let candidates: [NewCandidate]
    private let present: Set<TitleID>

    init(_ outcome: RecommendationOutcome, _ connection: any SQLConnection) throws {
        let kept = outcome.candidates.filter {
            $0.rank <= DomainLimits.candidatesStored || $0.selectedRank != nil
        }
        let titles = Set(kept.flatMap { [$0.titleID] + $0.evidence.map(\.titleID) })
        present = try connection.hold(titles: titles.sorted())
        candidates = kept.filter { [present] in present.contains($0.titleID) }
    }

    var selectedCount: Int { candidates.count { $0.selectedRank != nil } }

    func insert(in run: RecommendationRunID, _ connection: any SQLConnection) throws {
        let rows = try candidates.map { candidate in
            let scores = candidate.scores
            return [
                SQLBinding(run), SQLBinding(candidate.titleID), SQLBinding(candidate.rank),
                SQLBinding(candidate.selectedRank), SQLBinding(scores.final), SQLBinding(scores.similarity),
                SQLBinding(scores.novelty), SQLBinding(scores.rating), SQLBinding(scores.diversity),
                SQLBinding(try JSONText.encode(scores.terms)),
                SQLBinding(candidate.explanation.map { Folding.storable($0) }),
            ]
        }
        let inserted = try connection.insert(rows) {
            """
            INSERT INTO recommendation_candidate (run_id, title_id, rank, selected_rank, final_score, similarity,
                novelty, rating, diversity, terms, explanation)
            VALUES \(rows: $0) RETURNING title_id, id
            """
        }
        let pairs = try inserted.map { (try $0.get(0, as: TitleID.self), try $0.int(1)) }
        let ids = Dictionary(pairs) { first, _ in first }
        try connection.insert(evidenceRows(ids)) {
            "INSERT INTO recommendation_evidence (candidate_id, title_id, similarity, kind) VALUES \(rows: $0)"
        }
    }

    /// Each title speaks once for a candidate.
    private func evidenceRows(_ ids: [TitleID: Int]) -> [[SQLBinding]] {
        candidates.flatMap { candidate -> [[SQLBinding]] in
            guard let id = ids[candidate.titleID] else { return [] }
            var said: Set<TitleID> = []
            return candidate.evidence.filter { present.contains($0.titleID) && said.insert($0.titleID).inserted }
                .prefix(DomainLimits.evidenceStored)
                .map { evidence in
                    [
                        SQLBinding(id), SQLBinding(evidence.titleID), SQLBinding(evidence.similarity),
                        SQLBinding(evidence.kind),
                    ]
                }
        }
    }
}
