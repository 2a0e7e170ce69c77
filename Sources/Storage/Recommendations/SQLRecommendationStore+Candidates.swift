package import Domain
import SQL

/// What runs chose, and why.
extension SQLRecommendationStore {
    package func selected(in run: RecommendationRunID) async throws -> [StoredCandidate] {
        try await candidates(
            """
            JOIN title t ON t.id = c.title_id
            WHERE c.run_id = \(run) AND c.selected_rank IS NOT NULL AND t.state = 'known'
                AND \(sql: TitleHiding.isShown)
            ORDER BY c.selected_rank
            """)
    }

    package func candidates(_ titles: [TitleID], in run: RecommendationRunID) async throws -> [StoredCandidate] {
        guard !titles.isEmpty else { return [] }
        return try await candidates("WHERE c.run_id = \(run) AND c.title_id IN \(list: titles)")
    }

    package func candidate(_ id: CandidateID, of user: UserID) async throws -> StoredCandidate? {
        try await candidates("WHERE c.id = \(id) AND r.user_id = \(user)").first
    }

    package func evidence(of candidate: CandidateID) async throws -> [StoredEvidence] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT id, title_id, similarity, kind FROM recommendation_evidence
                WHERE candidate_id = \(candidate) ORDER BY similarity DESC, id
                """
            ).map { try Self.evidence($0) }
        }
    }

    package func evidence(in run: RecommendationRunID) async throws -> [CandidateID: [StoredEvidence]] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT e.id, e.title_id, e.similarity, e.kind, e.candidate_id
                FROM recommendation_candidate c JOIN recommendation_evidence e ON e.candidate_id = c.id
                WHERE c.run_id = \(run) AND c.selected_rank IS NOT NULL ORDER BY e.similarity DESC, e.id
                """)
            let pairs = try rows.map { row in (try row.get(4, as: CandidateID.self), try Self.evidence(row)) }
            return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
        }
    }

    private static func evidence(_ row: SQLRow) throws -> StoredEvidence {
        StoredEvidence(
            id: try row.get(0),
            evidence: Evidence(titleID: try row.get(1), similarity: try row.double(2), kind: try row.get(3)))
    }

    /// Candidates `c` of runs `r`. They were made when their run ended.
    private func candidates(_ which: SQL) async throws -> [StoredCandidate] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT c.id, c.run_id, c.title_id, c.rank, c.selected_rank, c.final_score, c.similarity, c.novelty,
                    c.rating, c.diversity, c.terms, c.explanation, COALESCE(r.ended_at, r.created_at)
                FROM recommendation_candidate c JOIN recommendation_run r ON r.id = c.run_id \(sql: which)
                """
            ).map { row in
                StoredCandidate(
                    id: try row.get(0), runID: try row.get(1), titleID: try row.get(2), rank: try row.int(3),
                    selectedRank: try row.optionalInt(4), scores: try Self.scores(row),
                    explanation: try row.optionalText(11), createdAt: try row.get(12))
            }
        }
    }

    private static func scores(_ row: SQLRow) throws -> CandidateScores {
        CandidateScores(
            final: try row.double(5), similarity: try row.double(6), novelty: try row.double(7),
            rating: try row.double(8), diversity: try row.double(9), terms: try JSONText.decode(row.text(10)))
    }
}
