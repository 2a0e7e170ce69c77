package import Basics
package import Domain
package import SQL

/// Ratings of films, read as ranking clients list and count them.
package struct SQLRankingStore: RankingStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func page(
        of user: UserID, order: RankingOrder, offset: Int, limit: Int
    ) async throws -> (films: [RankedFilm], total: Int) {
        let rated = Self.rated(by: user)
        return try await database.read { connection in
            let total = try connection.int("SELECT COUNT(*) FROM \(sql: rated)")
            let rows = try connection.query(
                """
                SELECT \(sql: Self.columns), t.uuid, t.tmdb_id, t.title, t.year, t.poster_path FROM \(sql: rated)
                ORDER BY \(sql: order.terms) LIMIT \(max(0, limit)) OFFSET \(max(0, offset))
                """)
            let genres = try GenreRows.genres(of: try rows.map { try $0.get(3, as: TitleID.self) }, connection)
            let films = try rows.map { row in
                let rating = try Self.rating(row)
                return RankedFilm(
                    rating: rating, filmUUID: try row.text(9), tmdbID: try row.optionalInt(10), title: try row.text(11),
                    year: try row.optionalInt(12), posterPath: try row.optionalText(13),
                    genres: genres[rating.titleID] ?? [])
            }
            return (films: films, total: total)
        }
    }

    package func marks(of user: UserID) async throws -> [RankingMark] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT r.value, r.rated_at, t.runtime_minutes,
                    (SELECT k.name FROM title_term l JOIN term k ON k.id = l.term_id
                        WHERE l.title_id = t.id AND k.kind = 'genre' ORDER BY l.position LIMIT 1)
                FROM \(sql: Self.rated(by: user)) ORDER BY r.rated_at, r.id
                """
            ).map { row in
                RankingMark(
                    value: try row.int(0), ratedAt: try row.get(1), firstGenre: try row.optionalText(3),
                    runtimeMinutes: try row.optionalInt(2))
            }
        }
    }

    package func rating(uuid: String) async throws -> Rating? {
        guard !uuid.utf8.contains(0) else { return nil }
        return try await database.read { connection in
            try connection.first(
                """
                SELECT \(sql: Self.columns) FROM rating r
                WHERE r.uuid = \(uuid) AND r.title_id IS NOT NULL AND r.value IS NOT NULL
                """
            ).map { try Self.rating($0) }
        }
    }

    package func film(uuid: String) async throws -> Title? {
        guard !uuid.utf8.contains(0) else { return nil }
        return try await film("uuid = \(uuid)")
    }

    package func film(tmdbID: Int) async throws -> Title? {
        try await film("tmdb_id = \(tmdbID)")
    }

    package func createdAt(of title: TitleID) async throws -> Instant? {
        try await database.glance("SELECT added_at FROM title WHERE id = \(title)").first?.get(0)
    }

    private func film(_ condition: SQL) async throws -> Title? {
        try await database.read { connection in
            let row = try connection.first(
                """
                SELECT \(sql: MergedTitles.meantID) FROM title t
                WHERE \(sql: condition) AND t.kind = \(TitleKind.movie)
                """)
            guard let row else { return nil }
            return try TitleRows.titles([row.get(0)], connection).first
        }
    }

    /// The ratings `r` of films `t`, to be selected from.
    private static func rated(by user: UserID) -> SQL {
        """
        rating r JOIN title t ON t.id = r.title_id
        WHERE r.user_id = \(user) AND r.value IS NOT NULL AND t.kind = 'movie'
        """
    }

    private static let columns: SQL = """
        r.id, r.uuid, r.user_id, r.title_id, r.value, r.source, r.rated_at, r.created_at, r.updated_at
        """

    private static func rating(_ row: SQLRow) throws -> Rating {
        Rating(
            ids: (try row.get(0), try row.text(1), try row.get(2), try row.get(3)), value: try row.int(4),
            source: try row.get(5), moments: (try row.get(6), try row.get(7), try row.get(8)))
    }
}

extension RankingOrder {
    /// What is behind `ORDER BY`. Titles are compared by their folded names, in one order on both drivers.
    fileprivate var terms: SQL {
        let direction: SQL = isAscending ? "" : " DESC"
        let first: SQL =
            switch field {
            case .ratedAt: "r.rated_at\(sql: direction)"
            case .rating: "r.value\(sql: direction)"
            case .title: "\(sqlite: "t.match_key", postgres: "t.match_key COLLATE \"C\"")\(sql: direction)"
            case .year: "t.year IS NULL, t.year\(sql: direction)"
            }
        return "\(sql: first), r.created_at DESC, \(sqlite: "r.uuid", postgres: "r.uuid COLLATE \"C\"")"
    }
}
