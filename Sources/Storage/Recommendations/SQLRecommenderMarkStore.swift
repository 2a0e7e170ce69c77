package import Domain
package import SQL

/// The marks of the recommender over time, in `recommender_measurement`.
package struct SQLRecommenderMarkStore: RecommenderMarkStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func add(_ measurement: RecommenderMeasurement) async throws {
        let marks = try JSONText.encode(measurement.marks.map { StoredMark($0) })
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO recommender_measurement (kind, measured_at, user_count, interaction_count, marks, live)
                VALUES (\(measurement.kind), \(measurement.measuredAt), \(measurement.userCount),
                    \(measurement.interactionCount), \(marks), \(measurement.live))
                """)
            let newest = Self.newest(measurement.kind, DomainLimits.measurementsKept)
            try connection.execute(
                """
                DELETE FROM recommender_measurement WHERE kind = \(measurement.kind)
                    AND id NOT IN (SELECT id FROM \(sql: newest))
                """)
        }
    }

    package func measurements(_ kind: TitleKind, limit: Int) async throws -> [RecommenderMeasurement] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT kind, measured_at, user_count, interaction_count, marks, live
                FROM \(sql: Self.newest(kind, max(0, limit)))
                """
            ).map { row in
                RecommenderMeasurement(
                    kind: try row.get(0), measuredAt: try row.get(1), userCount: try row.int(2),
                    interactionCount: try row.int(3),
                    marks: try JSONText.decode(row.text(4), as: [StoredMark].self).map(\.mark),
                    live: try row.text(5))
            }
        }
    }

    private static func newest(_ kind: TitleKind, _ limit: Int) -> SQL {
        """
        recommender_measurement WHERE kind = \(kind) ORDER BY measured_at DESC, id DESC LIMIT \(limit)
        """
    }
}

/// A mark as JSON.
private struct StoredMark: Codable {
    let scorer: String
    let hitRate: Double
    let ndcg: Double
    let recall: Double
    let coverage: Double
    let novelty: Double

    init(_ mark: RecommenderMark) {
        scorer = mark.scorer
        hitRate = mark.hitRate
        ndcg = mark.ndcg
        recall = mark.recall
        coverage = mark.coverage
        novelty = mark.novelty
    }

    var mark: RecommenderMark {
        RecommenderMark(
            scorer: scorer, hitRate: hitRate, ndcg: ndcg, recall: recall, coverage: coverage, novelty: novelty)
    }
}
