package import Basics
package import Domain
package import SQL

/// Titles and their vocabulary. Writers of the catalogue follow one another (`lock(.titles)`), so a script that
/// reads before it writes never works on stale rows.
package struct SQLCatalogueStore: CatalogueStore {
    let database: any SQLDatabase
    let world: World

    /// The world supplies random UUIDs for new titles.
    package init(database: any SQLDatabase, world: World = .live) {
        self.database = database
        self.world = world
    }

    package func merge(_ drafts: [TitleDraft], from source: FieldSource) async throws -> UpsertOutcome {
        guard !drafts.isEmpty else { return UpsertOutcome() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            return try Self.merge(drafts, from: source, connection, world: world)
        }
    }

    package func addStubs(_ ids: [IMDbID]) async throws -> Int {
        try await database.write { [world] connection in
            try connection.lock(.titles)
            return try Self.addStubs(ids, connection, world: world)
        }
    }

    /// A series takes its episodes along, and a title those that were given up for it.
    package func remove(_ ids: [TitleID]) async throws -> Int {
        try await database.write { connection in
            try connection.lock(.titles)
            return try Self.remove(ids, connection)
        }
    }

    package func setLocked(_ isLocked: Bool, fields: Set<MetadataField>, of id: TitleID) async throws -> Bool {
        try await database.write { connection in
            try connection.lock(.titles)
            let row = try connection.first("SELECT provenance FROM title WHERE id = \(id)")
            guard let row else { return false }
            var provenance = try JSONText.decode(row.text(0), as: Provenance.self)
            let old = provenance.locked
            provenance.locked = isLocked ? old.union(fields) : old.subtracting(fields)
            guard provenance.locked != old else { return true }
            let revision = try connection.raise(.titles)
            try connection.execute(
                """
                UPDATE title SET provenance = \(JSONText.encode(provenance)), revision = \(revision) WHERE id = \(id)
                """)
            return true
        }
    }
}

extension SQLCatalogueStore {
    /// Removes in a script that holds the lock of the titles; a series takes its episodes along, and a title those that
    /// were given up for it.
    static func remove(_ ids: [TitleID], _ connection: any SQLConnection) throws -> Int {
        let rows = try connection.query(
            """
            SELECT id FROM title WHERE id IN \(list: ids)
            UNION SELECT title_id FROM episode WHERE series_id IN \(list: ids)
            UNION SELECT title_id FROM title_merge WHERE kept_id \(sql: .within(ids))
            UNION SELECT e.title_id FROM title_merge m JOIN episode e ON e.series_id = m.title_id
            WHERE m.kept_id \(sql: .within(ids)) ORDER BY 1
            """)
        let present = try rows.map { try $0.get(0, as: TitleID.self) }
        guard !present.isEmpty else { return 0 }
        let revision = try connection.raise(.titles, steps: present.count)
        let vectorRevision = try connection.raise(.vectors, steps: present.count)
        let removals = present.enumerated().map { offset, id in
            [
                SQLBinding(id), SQLBinding(revision + Int64(offset)), SQLBinding(vectorRevision + Int64(offset)),
            ]
        }
        try connection.insert(removals) {
            "INSERT INTO title_removed (title_id, revision, vector_revision) VALUES \(rows: $0)"
        }
        let series = try EpisodeRows(connection: connection).series(of: present)
        try SQLRatingStore.holdByIDs("t.id IN \(list: present)", connection)
        let count = try connection.execute("DELETE FROM title WHERE id IN \(list: present)")
        try ListingWriter(connection: connection).refresh(series)
        return count
    }

    /// Merges in a script that holds the lock of the titles.
    static func merge(
        _ drafts: [TitleDraft], from source: FieldSource, _ connection: any SQLConnection,
        world: World
    ) throws -> UpsertOutcome {
        var vocabulary = try Vocabulary(of: drafts, connection)
        let drafts = drafts.map { $0.cleaned(&vocabulary) }
        var merge = try begin(drafts, connection)
        var outcome = UpsertOutcome()
        for draft in drafts { outcome = outcome + merge.apply(draft, from: source) }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write(merge.slots.filter { $0.isChanged && $0.differs })
        return outcome
    }

    /// The titles that the drafts may mean, and others by their ids, in ten statements at most. Who means one that was
    /// given up means the one for which that was.
    static func begin(
        _ drafts: [TitleDraft], and others: [TitleID] = [], _ connection: any SQLConnection
    ) throws -> CatalogueMerge {
        let imdbIDs = drafts.compactMap(\.imdbID)
        let tmdbIDs = drafts.compactMap(\.tmdbID)
        let names = drafts.filter { $0.kind != .episode }.map { Folding.matchKey($0.metadata.title) }
            .filter { !$0.isEmpty }
        let rows = try connection.query(
            """
            SELECT t.id, \(sql: MergedTitles.keptID) FROM (
                SELECT id FROM title WHERE imdb_id IN \(list: imdbIDs)
                UNION SELECT id FROM title WHERE tmdb_id IN \(list: tmdbIDs)
                UNION SELECT id FROM title WHERE match_key IN \(list: names) AND kind <> 'episode'
                UNION SELECT id FROM title WHERE id IN \(list: others)
            ) AS t ORDER BY t.id
            """)
        var (ids, kept) = (Set<TitleID>(), [TitleID: TitleID]())
        for row in rows {
            let id = try row.get(0, as: TitleID.self)
            kept[id] = try row.get(1, as: TitleID?.self)
            ids.insert(kept[id] ?? id)
        }
        let titles = ids.sorted()
        let withFacets = drafts.contains { !$0.facets.isEmpty }
        var merge = CatalogueMerge(
            titles: try TitleRows.titles(titles, connection),
            facets: withFacets ? try FacetRows.facets(titles, connection) : [:])
        merge.take(givenUp: try TitleRows.titles(kept.keys.sorted(), connection), for: kept)
        return merge
    }

    /// Makes stubs in a script that holds the lock of the titles.
    static func addStubs(
        _ ids: [IMDbID], _ connection: any SQLConnection, world: World
    ) throws -> Int {
        let known = try connection.query("SELECT imdb_id FROM title WHERE imdb_id IN \(list: ids)")
        var seen = Set(try known.map { try $0.get(0, as: IMDbID.self) })
        let stubs = ids.filter { seen.insert($0).inserted }.map { CatalogueMerge.Slot(new: .movie, imdbID: $0) }
        let vocabulary = try Vocabulary(of: [], connection)
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write(stubs)
        return stubs.count
    }
}
