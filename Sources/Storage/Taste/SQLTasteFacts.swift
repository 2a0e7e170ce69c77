package import Domain
package import SQL

/// Sums histories up for what is said of tastes.
package struct SQLTasteFacts: TasteFactsSource {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func facts(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> TasteFacts {
        let viewings = Self.viewings(kind, of: profile, without: omissions)
        let works = Self.works(viewings)
        let isSeries = kind == .series
        return try await database.read { connection in
            var facts = TasteFacts()
            try Self.readNumbers(viewings, works, into: &facts, connection)
            if !isSeries { facts.episodes = 0 }
            let decades = try Self.decades(works, connection)
            facts.decade = decades.max { ($0.count, $0.firstYear) < ($1.count, $1.firstYear) }?.firstYear
            facts.genres = try NameRanking.genres(Int(Int32.max)).names(of: works, connection)
            if isSeries {
                facts.networks = try NameRanking.studios.names(of: works, connection)
                    .prefix(TasteFacts.networksMax).map(\.name)
            }
            facts.favourites = try Self.favourites(of: profile, viewings, connection)
            return facts
        }
    }

    package func charts(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> TasteCharts {
        let works = Self.works(Self.viewings(kind, of: profile, without: omissions))
        return try await database.read { connection in
            var charts = TasteCharts()
            charts.decades = try Self.decades(works, connection)
            if kind == .series { charts.networks = try NameRanking.studios.names(of: works, connection) }
            charts.directors = try NameRanking.people(.director).names(of: works, connection)
            charts.actors = try NameRanking.people(.cast).names(of: works, connection)
            return charts
        }
    }

    private static func viewings(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) -> SQL {
        let counted = CountedTaste(without: omissions).viewings(of: profile, kind)
        return "\(sql: counted) AND NOT \(sql: TitleHiding.isSwitchedOff)"
    }

    /// The films or series of viewings, each once.
    private static func works(_ viewings: SQL) -> SQL { "SELECT DISTINCT t.id FROM \(sql: viewings)" }

    private static func readNumbers(
        _ viewings: SQL, _ works: SQL, into facts: inout TasteFacts, _ connection: any SQLConnection
    ) throws {
        let row = try connection.first(
            """
            SELECT COUNT(*), AVG(CASE WHEN r.vote_average > 0 THEN r.vote_average END),
                (SELECT COUNT(DISTINCT w.title_id) FROM \(sql: viewings))
            FROM title r WHERE r.id IN (\(sql: works))
            """)
        guard let row else { return }
        facts.titles = try row.int(0)
        facts.meanRating = try row.optionalDouble(1)
        facts.episodes = try row.int(2)
    }

    /// The latest first.
    private static func decades(_ works: SQL, _ connection: any SQLConnection) throws -> [DecadeCount] {
        try connection.query(
            """
            SELECT r.year / 10, COUNT(*) FROM title r WHERE r.id IN (\(sql: works)) AND r.year > 0
            GROUP BY r.year / 10 ORDER BY r.year / 10 DESC
            """
        ).map { DecadeCount(firstYear: try $0.int(0) * 10, count: try $0.int(1)) }
    }

    private static func favourites(
        of profile: ProfileID, _ viewings: SQL, _ connection: any SQLConnection
    ) throws -> [FavouriteTitle] {
        try connection.query(
            """
            SELECT t.id, t.title, MAX(w.watched_at) AS last_at FROM \(sql: viewings)
                AND t.id IN (SELECT k.title_id FROM \(sql: SQLWatchHistory.favourites(of: profile)) k)
            GROUP BY t.id, t.title ORDER BY last_at DESC, t.id DESC LIMIT \(TasteFacts.favouritesMax)
            """
        ).map { FavouriteTitle(titleID: try $0.get(0), title: try $0.text(1)) }
    }
}
