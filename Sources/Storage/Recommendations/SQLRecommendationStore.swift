import Basics
package import Domain
package import SQL

/// Runs in `recommendation_run`, what they chose in `recommendation_candidate`, and why in `recommendation_evidence`.
package struct SQLRecommendationStore: RecommendationStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func latest(_ kind: TitleKind, of user: UserID) async throws -> RecommendationRun? {
        try await database.read { connection in
            try connection.first("SELECT \(sql: Self.columns) FROM \(sql: Self.latestRun(kind, of: user))")
                .map { try Self.run($0) }
        }
    }

    package func run(_ id: RecommendationRunID, of user: UserID) async throws -> RecommendationRun? {
        try await database.read { connection in
            try connection.first(
                "SELECT \(sql: Self.columns) FROM recommendation_run WHERE id = \(id) AND user_id = \(user)"
            ).map { try Self.run($0) }
        }
    }

    package func runs(of user: UserID, limit: Int) async throws -> [RecommendationRun] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT \(sql: Self.columns) FROM recommendation_run WHERE user_id = \(user)
                ORDER BY id DESC LIMIT \(max(0, limit))
                """
            ).map { try Self.run($0) }
        }
    }

    package func selectedCount(_ kind: TitleKind, of user: UserID) async throws -> Int {
        try await database.read { connection in
            try connection.first("SELECT selected_count FROM \(sql: Self.latestRun(kind, of: user))")?.int(0) ?? 0
        }
    }

    package func inputs(of run: RecommendationRunID) async throws -> String? {
        try await database.read { connection in
            try connection.first("SELECT inputs FROM recommendation_run WHERE id = \(run)")?.optionalText(0)
        }
    }

    package func readers(of kind: TitleKind) async throws -> [UserID] {
        let wish: SQL =
            switch kind {
            case .movie: "gets_movie_picks = 1"
            case .series: "gets_series_picks = 1"
            case .episode, .scene: "1 = 0"
            }
        return try await database.read { connection in
            try connection.query(
                """
                SELECT id FROM app_user WHERE is_active = 1 AND gets_picks = 1 AND \(sql: wish) ORDER BY id
                """
            ).map { try $0.get(0) }
        }
    }

    package func clear(_ kind: TitleKind) async throws -> Int {
        try await database.write { try Self.clear(kind, $0) }
    }

    /// As the method of the store, inside somebody's transaction.
    static func clear(_ kind: TitleKind, _ connection: any SQLConnection) throws -> Int {
        try connection.execute("DELETE FROM recommendation_run WHERE kind = \(kind)")
    }

    /// How many titles all runs that are stored selected, or those of one kind.
    static func selectedCount(_ kind: TitleKind?, _ connection: any SQLConnection) throws -> Int {
        let ofKind: SQL = kind.map { " AND r.kind = \($0)" } ?? ""
        return try connection.int(
            """
            SELECT COUNT(*) FROM recommendation_run r JOIN recommendation_candidate c ON c.run_id = r.id
            WHERE c.selected_rank IS NOT NULL\(sql: ofKind)
            """)
    }
}

extension SQLRecommendationStore {
    private static let columns: SQL = """
        id, user_id, kind, cause, state, candidate_count, selected_count, problem, created_at, ended_at
        """

    /// The newest completed run, to be selected from.
    private static func latestRun(_ kind: TitleKind, of user: UserID) -> SQL {
        """
        recommendation_run WHERE kind = \(kind) AND user_id = \(user) AND state = 'completed' ORDER BY id DESC LIMIT 1
        """
    }

    private static func run(_ row: SQLRow) throws -> RecommendationRun {
        RecommendationRun(
            id: try row.get(0), userID: try row.get(1), kind: try row.get(2), cause: try row.get(3),
            state: try row.get(4), candidateCount: try row.int(5), selectedCount: try row.int(6),
            problem: try row.optionalText(7), createdAt: try row.get(8), endedAt: try row.get(9, as: Instant?.self))
    }
}
