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
            var items = try connection.query(
                """
                SELECT t.id, t.kind, t.imdb_id, t.tmdb_id, 0 FROM title t
                WHERE \(sql: Self.isNew) ORDER BY t.id LIMIT \(limit)
                """
            ).map(Self.item)
            guard items.count < limit else { return items }
            items += try connection.query(
                """
                SELECT t.id, t.kind, t.imdb_id, t.tmdb_id, f.failures FROM title_fetch f
                JOIN title t ON t.id = f.title_id
                WHERE f.next_attempt_at <= \(moment) ORDER BY f.next_attempt_at LIMIT \(limit - items.count)
                """
            ).map(Self.item)
            return items
        }
    }

    package func dueCount(at moment: Instant) async throws -> Int {
        try await database.read { connection in
            try connection.int("SELECT COUNT(*) FROM title t WHERE \(sql: Self.isNew)")
                + connection.int("SELECT COUNT(*) FROM title_fetch WHERE next_attempt_at <= \(moment)")
        }
    }

    package func store(_ batch: FetchBatch) async throws -> UpsertOutcome {
        guard !batch.fetches.isEmpty else { return UpsertOutcome() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            let present = try Self.present(batch.fetches.map(\.titleID), connection)
            let fetches = batch.fetches.filter { present.contains($0.titleID) }
            let drafts = fetches.compactMap(\.lookup.draft)
            let outcome = try SQLCatalogueStore.merge(drafts, from: batch.source, connection, world: world)
            let unknown = fetches.filter { $0.lookup == .unknown }.map(\.titleID)
            try Self.fail(unknown, connection, world: world)
            try Self.record(fetches, of: batch, connection)
            // What is told of a title's fetch is part of what is told of the title.
            if fetches.contains(where: { $0.lookup.draft == nil }) { _ = try connection.raise(.titles) }
            return outcome
        }
    }

    private static let isNew: SQL = """
        t.state = 'pending' AND t.kind <> 'episode'
            AND NOT EXISTS (SELECT 1 FROM title_fetch f WHERE f.title_id = t.id)
        """

    private static func item(_ row: SQLRow) throws -> EnrichmentItem {
        EnrichmentItem(
            titleID: try row.get(0),
            reference: TitleReference(
                kind: try row.get(1), imdbID: try row.get(2, as: IMDbID?.self), tmdbID: try row.optionalInt(3)),
            failures: try row.int(4))
    }

    private static func present(_ ids: [TitleID], _ connection: any SQLConnection) throws -> Set<TitleID> {
        Set(try connection.query("SELECT id FROM title WHERE id IN \(list: ids)").map { try $0.get(0) })
    }

    /// Only stubs fail: what another source knows stays.
    private static func fail(
        _ ids: [TitleID], _ connection: any SQLConnection, world: World
    ) throws {
        guard !ids.isEmpty else { return }
        let stubs = try TitleRows.titles(ids, connection).filter { $0.state == .pending }.map { title in
            var slot = CatalogueMerge.Slot(title)
            slot.state = .failed
            return slot
        }
        let vocabulary = try Vocabulary(of: [], connection)
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write(stubs)
    }

    private static func record(
        _ fetches: [TitleFetch], of batch: FetchBatch, _ connection: any SQLConnection
    ) throws {
        let rows = fetches.map { fetch in
            [
                SQLBinding(fetch.titleID), SQLBinding(batch.provider), SQLBinding(fetch.lookup.outcome),
                SQLBinding(batch.fetchedAt), SQLBinding(fetch.nextAttemptAt), SQLBinding(fetch.failures),
                SQLBinding(fetch.lookup.detail),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO title_fetch (title_id, provider, outcome, fetched_at, next_attempt_at, failures, detail)
            VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE
            SET provider = excluded.provider, outcome = excluded.outcome, fetched_at = excluded.fetched_at,
                next_attempt_at = excluded.next_attempt_at, failures = excluded.failures, detail = excluded.detail
            """
        }
    }
}

extension MetadataLookup {
    fileprivate var draft: TitleDraft? {
        if case .found(let draft) = self { draft } else { nil }
    }

    fileprivate var outcome: FetchOutcome {
        switch self {
        case .found: .found
        case .unknown: .unknown
        case .failed: .error
        }
    }

    fileprivate var detail: String {
        guard case .failed(let failure) = self else { return "" }
        return String(Folding.storable(failure.description).prefix(StorageLimits.fetchDetailCharactersMax))
    }
}
