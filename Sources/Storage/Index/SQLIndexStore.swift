package import Domain
package import SQL

/// Facet texts, vectors, and how far each model's vectors are behind the catalogue.
package struct SQLIndexStore: IndexStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func pending(
        model: String, kinds: Set<TitleKind>, after: TitleID?, limit: Int
    ) async throws -> [IndexingItem] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT t.id FROM title t
                LEFT JOIN title_vector_state s ON s.title_id = t.id AND s.model = \(model)
                WHERE t.state = 'known' AND \(sql: Self.isIndexed(kinds)) AND t.id > \(after?.rawValue ?? 0)
                    AND (s.title_revision IS NULL OR s.title_revision < t.revision)
                ORDER BY t.id LIMIT \(limit)
                """)
            return try Self.items(rows.map { try $0.get(0) }, model, connection)
        }
    }

    package func facets(of title: TitleID) async throws -> [FacetText] {
        try await database.read { try FacetRows.facets([title], $0)[title] ?? [] }
    }

    package func setFacet(_ facet: FacetText, of title: TitleID) async throws -> Bool {
        try await database.write { connection in
            try connection.lock(.titles)
            guard try connection.first("SELECT 1 FROM title WHERE id = \(title)") != nil else { return false }
            let revision = try connection.raise(.titles)
            // The title before its texts, as `store` does it, so that the two do not wait for one another.
            try connection.execute("UPDATE title SET revision = \(revision) WHERE id = \(title)")
            try FacetRows.put([(title, facet)], connection)
            return true
        }
    }

    package func vectors(model: String, since revision: Int64, limit: Int) async throws -> VectorChanges {
        try await database.read { connection in
            let page = try ChangePage(Self.changedRows(model, revision, limit), limit: limit, connection)
            var vectors = try Self.vectors(page.changed, model, connection)
            let titles = page.changed.compactMap { id in
                vectors.removeValue(forKey: id).map { TitleVectors(titleID: id, vectors: $0) }
            }
            // A title that lost all its facets has nothing left to be found by.
            let kept = Set(titles.map(\.titleID))
            return VectorChanges(
                titles: titles, removed: page.removed + page.changed.filter { !kept.contains($0) },
                revision: try page.lastRevision ?? connection.version(of: .vectors), isLast: page.lastRevision == nil)
        }
    }

    package func vectorRevision() async throws -> Int64 {
        try await database.read { try $0.version(of: .vectors) }
    }

    package func counts(model: String, kinds: Set<TitleKind>) async throws -> IndexingCounts {
        try await database.read { connection in
            let known = try connection.int(
                "SELECT COUNT(*) FROM title t WHERE t.state = 'known' AND \(sql: Self.isIndexed(kinds))")
            let indexed = try connection.int(
                """
                SELECT COUNT(*) FROM title t
                JOIN title_vector_state s ON s.title_id = t.id AND s.model = \(model)
                WHERE t.state = 'known' AND \(sql: Self.isIndexed(kinds)) AND s.title_revision >= t.revision
                """)
            return IndexingCounts(known: known, indexed: indexed)
        }
    }

    /// The vectors stay in use until new ones replace them; without their digests they all count as changed.
    package func forget(model: String) async throws -> Int {
        try await database.write { connection in
            try connection.lock(.vectors)
            try connection.execute("UPDATE embedding SET text_hash = '' WHERE model = \(model)")
            return try connection.execute("UPDATE title_vector_state SET title_revision = 0 WHERE model = \(model)")
        }
    }
}

extension SQLIndexStore {
    /// Says what is left out, so that titles are gone through by id and not by kind.
    private static func isIndexed(_ kinds: Set<TitleKind>) -> SQL {
        let others = TitleKind.allCases.filter { $0 == .episode || !kinds.contains($0) }
        return "t.kind NOT IN \(values: others)"
    }

    private static func items(
        _ ids: [TitleID], _ model: String, _ connection: any SQLConnection
    ) throws -> [IndexingItem] {
        let facets = try FacetRows.facets(ids, connection)
        var embedded: [TitleID: [Facet: String]] = [:]
        let rows = try connection.query(
            "SELECT title_id, facet, text_hash FROM embedding WHERE model = \(model) AND title_id IN \(list: ids)")
        for row in rows {
            embedded[try row.get(0), default: [:]][try row.get(1)] = try row.text(2)
        }
        return try TitleRows.titles(ids, connection).map { title in
            IndexingItem(title: title, facets: facets[title.id] ?? [], embedded: embedded[title.id] ?? [:])
        }
    }

    /// Both parts are cut before they are joined, so that a page costs the same wherever it begins. A title that was
    /// given up keeps its vectors and is not found by them.
    private static func changedRows(_ model: String, _ revision: Int64, _ limit: Int) -> SQL {
        let page: SQL = "vector_revision > \(revision) ORDER BY vector_revision LIMIT \(limit + 1)"
        return """
            SELECT * FROM (
                SELECT s.title_id, s.vector_revision AS revision, CASE WHEN (
                    SELECT m.kept_id FROM title_merge m WHERE m.title_id = s.title_id
                ) IS NULL THEN 0 ELSE 1 END AS is_removed
                FROM title_vector_state s WHERE s.model = \(model) AND \(sql: page)) AS changed
            UNION ALL
            SELECT * FROM (SELECT title_id, vector_revision, 1 FROM title_removed WHERE \(sql: page)) AS removed
            ORDER BY revision LIMIT \(limit + 1)
            """
    }

    private static func vectors(
        _ ids: [TitleID], _ model: String, _ connection: any SQLConnection
    ) throws -> [TitleID: [Facet: [Float]]] {
        var vectors: [TitleID: [Facet: [Float]]] = [:]
        try connection.forEach(
            "SELECT title_id, facet, vector FROM embedding WHERE model = \(model) AND title_id IN \(list: ids)"
        ) { row in
            vectors[try row.get(0), default: [:]][try row.get(1)] = try VectorBytes.decode(row.blob(2))
        }
        return vectors
    }
}
