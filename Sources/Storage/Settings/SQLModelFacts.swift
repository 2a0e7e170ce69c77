import Domain
package import SQL

/// Numbers of the catalogue for whoever chooses a model.
package struct SQLModelFacts: ModelFacts {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func titleCounts() async throws -> (movies: Int, series: Int) {
        let counts = try await database.read { connection in
            try connection.query(
                """
                SELECT kind, COUNT(*) FROM title WHERE state = 'known' AND kind IN ('movie', 'series') GROUP BY kind
                """
            ).map { (kind: try $0.get(0, as: TitleKind.self), count: try $0.int(1)) }
        }
        func count(_ kind: TitleKind) -> Int { counts.first { $0.kind == kind }?.count ?? 0 }
        return (count(.movie), count(.series))
    }

    package func embeddedMovies() async throws -> [String: Int] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT s.model, COUNT(*) FROM title_vector_state s JOIN title t ON t.id = s.title_id
                WHERE t.kind = 'movie' AND t.state = 'known' AND s.vector_revision IS NOT NULL GROUP BY s.model
                """)
            return Dictionary(try rows.map { (try $0.text(0), try $0.int(1)) }) { first, _ in first }
        }
    }
}
