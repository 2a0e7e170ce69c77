package import Domain
import SQL

/// How the results of indexing are stored.
extension SQLIndexStore {
    /// A title that is gone or changed since it was read is left out: it is still on the list, or was never to be.
    package func store(_ titles: [IndexedTitle], model: String) async throws {
        guard !titles.isEmpty else { return }
        try await database.write { connection in
            try connection.lock(.vectors)
            let current = try Self.current(titles, connection)
            try Self.remove(current, model, connection)
            try FacetRows.put(current.flatMap { title in title.facets.map { (title.titleID, $0) } }, connection)
            try Self.put(current, model, connection)
            try Self.note(current, model, connection)
        }
    }

    private static func current(_ titles: [IndexedTitle], _ connection: any SQLConnection) throws -> [IndexedTitle] {
        // The lock keeps the title from being removed or changed before the commit.
        let lock: SQL = "\(sqlite: "", postgres: " FOR SHARE")"
        let rows = try connection.query(
            "SELECT id, revision FROM title WHERE id IN \(list: titles.map(\.titleID)) ORDER BY id\(sql: lock)")
        var revisions: [TitleID: Int64] = [:]
        for row in rows { revisions[try row.get(0)] = try row.get(1) }
        var last: [TitleID: IndexedTitle] = [:]
        for title in titles where revisions[title.titleID] == title.titleRevision { last[title.titleID] = title }
        return last.values.sorted { $0.titleID < $1.titleID }
    }

    private static func remove(
        _ titles: [IndexedTitle], _ model: String, _ connection: any SQLConnection
    ) throws {
        for facet in Facet.allCases {
            let ids = titles.filter { $0.removedFacets.contains(facet) }.map(\.titleID)
            guard !ids.isEmpty else { continue }
            try connection.execute(
                "DELETE FROM embedding WHERE model = \(model) AND facet = \(facet) AND title_id IN \(list: ids)")
            try connection.execute(
                """
                DELETE FROM facet_text
                WHERE facet = \(facet) AND source IN ('composed', 'model') AND title_id IN \(list: ids)
                """)
        }
    }

    private static func put(_ titles: [IndexedTitle], _ model: String, _ connection: any SQLConnection) throws {
        let rows = titles.flatMap { title in
            title.embeddings.map { embedding in
                [
                    SQLBinding(title.titleID), SQLBinding(model), SQLBinding(embedding.facet),
                    SQLBinding(embedding.textHash), SQLBinding(VectorBytes.encode(embedding.vector)),
                ]
            }
        }
        try connection.insert(rows) {
            """
            INSERT INTO embedding (title_id, model, facet, text_hash, vector) VALUES \(rows: $0)
            ON CONFLICT (title_id, model, facet) DO UPDATE
            SET text_hash = excluded.text_hash, vector = excluded.vector
            """
        }
    }

    /// Notes the revisions: of the title for all, of the vectors for those that changed.
    private static func note(_ titles: [IndexedTitle], _ model: String, _ connection: any SQLConnection) throws {
        let changed = titles.filter { !$0.embeddings.isEmpty || !$0.removedFacets.isEmpty }
        let first = changed.isEmpty ? 0 : try connection.raise(.vectors, steps: changed.count)
        let changedRows = changed.enumerated().map { offset, title in
            [
                SQLBinding(title.titleID), SQLBinding(model), SQLBinding(title.titleRevision),
                SQLBinding(first + Int64(offset)),
            ]
        }
        try connection.insert(changedRows) {
            """
            INSERT INTO title_vector_state (title_id, model, title_revision, vector_revision) VALUES \(rows: $0)
            ON CONFLICT (title_id, model) DO UPDATE
            SET title_revision = excluded.title_revision, vector_revision = excluded.vector_revision
            """
        }
        let unchanged = titles.filter { $0.embeddings.isEmpty && $0.removedFacets.isEmpty }
        try connection.insert(
            unchanged.map { [SQLBinding($0.titleID), SQLBinding(model), SQLBinding($0.titleRevision)] }
        ) {
            """
            INSERT INTO title_vector_state (title_id, model, title_revision) VALUES \(rows: $0)
            ON CONFLICT (title_id, model) DO UPDATE SET title_revision = excluded.title_revision
            """
        }
    }
}
