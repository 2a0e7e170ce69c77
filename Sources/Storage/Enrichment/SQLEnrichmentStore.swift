package import Basics
package import Domain
package import SQL

/// The attempts in `title_fetch`, merged into the catalogue by the same rule as every other source.
package struct SQLEnrichmentStore: EnrichmentStore {
    let database: any SQLDatabase
    let world: World

    /// The world supplies random UUIDs, should a merge need one.
    package init(database: any SQLDatabase, world: World = .live) {
        self.database = database
        self.world = world
    }

    package func adoptOwned(limit: Int) async throws -> Int {
        try await database.write { [world] connection in
            try connection.lock(.titles)
            let ids = try connection.query(
                """
                SELECT DISTINCT o.imdb_id FROM owned_title o
                WHERE NOT EXISTS (SELECT 1 FROM title t WHERE t.imdb_id = o.imdb_id) LIMIT \(limit)
                """
            ).map { try $0.get(0, as: IMDbID.self) }
            return try SQLCatalogueStore.addStubs(ids, connection, world: world)
        }
    }

    package func due(limit: Int, at moment: Instant) async throws -> [EnrichmentItem] {
        try await database.read { connection in
            var items: [EnrichmentItem] = []
            var seen: Set<TitleID> = []
            for source in Self.sources(at: moment) where items.count < limit {
                let query: SQL = "SELECT \(sql: Self.columns) \(sql: source) LIMIT \(limit - items.count)"
                items += try connection.query(query).map(Self.item).filter { seen.insert($0.titleID).inserted }
            }
            return try Self.withSeasons(items, connection)
        }
    }

    package func item(_ id: TitleID) async throws -> EnrichmentItem? {
        try await database.read { connection in
            let query: SQL = """
                SELECT \(sql: Self.columns) FROM title t LEFT JOIN title_fetch f ON f.title_id = t.id
                WHERE t.id = \(id) AND EXISTS (SELECT 1 FROM listing l WHERE l.title_id = t.id)
                """
            return try Self.withSeasons(try connection.query(query).map(Self.item), connection).first
        }
    }

    package func dueCount(at moment: Instant) async throws -> Int {
        try await database.read { connection in
            try connection.int("SELECT COUNT(*) FROM title t WHERE \(sql: Self.isNew)")
                + connection.int("SELECT COUNT(*) FROM title_wanted")
                + connection.int("SELECT COUNT(*) FROM title_fetch WHERE next_attempt_at <= \(moment)")
        }
    }

    package func store(_ batch: FetchBatch) async throws -> UpsertOutcome {
        guard !batch.fetches.isEmpty else { return UpsertOutcome() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            var merge = try FetchMerge(batch, connection)
            let outcome = try merge.write(world: world)
            let unknown = merge.fetches.filter { $0.lookup == .unknown }.map(\.titleID)
            try Self.fail(unknown, connection, world: world)
            try Self.record(merge.fetches, of: batch, connection)
            // What is told of a title's fetch is part of what is told of the title.
            if merge.fetches.contains(where: { $0.lookup.draft == nil }) { _ = try connection.raise(.titles) }
            return outcome
        }
    }
}

extension SQLEnrichmentStore {
    private static let isNew: SQL = """
        t.state = 'pending' AND t.kind <> 'episode'
            AND NOT EXISTS (SELECT 1 FROM title_fetch f WHERE f.title_id = t.id)
        """

    private static let columns: SQL = """
        t.id, t.kind, t.imdb_id, t.tmdb_id, COALESCE(f.failures, 0), t.title, t.year,
            EXISTS (SELECT 1 FROM listing h WHERE h.title_id = t.id)
        """

    /// Where titles are due, in the order in which they are asked about. Each is behind a list of columns of the title
    /// `t` and its fetch `f`. Who is both wanted and due again comes once.
    private static func sources(at moment: Instant) -> [SQL] {
        [
            "FROM title t LEFT JOIN title_fetch f ON f.title_id = t.id WHERE \(sql: isNew) ORDER BY t.id",
            """
            FROM title_wanted w JOIN title t ON t.id = w.title_id LEFT JOIN title_fetch f ON f.title_id = t.id
            ORDER BY w.title_id
            """,
            """
            FROM title_fetch f JOIN title t ON t.id = f.title_id WHERE f.next_attempt_at <= \(moment)
                AND NOT EXISTS (SELECT 1 FROM title_wanted w WHERE w.title_id = t.id)
            ORDER BY f.next_attempt_at
            """,
        ]
    }

    private static func item(_ row: SQLRow) throws -> EnrichmentItem {
        let reference = TitleReference(
            kind: try row.get(1), imdbID: try row.get(2, as: IMDbID?.self), tmdbID: try row.optionalInt(3))
        var item = EnrichmentItem(titleID: try row.get(0), reference: reference, failures: try row.int(4))
        item.isListed = try row.bool(7)
        let title = try row.text(5)
        if reference.imdbID == nil, reference.tmdbID == nil, !title.isEmpty {
            item.name = TitleQuery(kind: reference.kind, title: title, year: try row.optionalInt(6))
        }
        return item
    }

    private static func withSeasons(
        _ items: [EnrichmentItem], _ connection: any SQLConnection
    ) throws -> [EnrichmentItem] {
        let series = items.filter { $0.reference.kind == .series }.map(\.titleID)
        guard !series.isEmpty else { return items }
        var seasons: [TitleID: [Int]] = [:]
        try connection.forEach(
            """
            SELECT series_id, season FROM episode WHERE series_id IN \(list: series) AND number IS NOT NULL
            GROUP BY series_id, season ORDER BY season
            """
        ) { row in
            seasons[try row.get(0), default: []].append(try row.int(1))
        }
        return items.map { item in
            var item = item
            item.seasons = seasons[item.titleID] ?? []
            return item
        }
    }
}
