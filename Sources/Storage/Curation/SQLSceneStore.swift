package import Domain
package import SQL

/// Reads what is mirrored of the archive. A list is found in the narrow table `archive_scene` before the rest of its
/// scenes is read.
package struct SQLSceneStore: SceneStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func page(
        _ filter: SceneFilter, by order: SceneOrder, descending: Bool, offset: Int, limit: Int
    ) async throws -> ScenePage {
        let condition = SceneConditions.sql(filter)
        let order = SceneConditions.order(order, descending: descending)
        return try await database.read { connection in
            let ids = try connection.query(
                """
                SELECT s.title_id FROM archive_scene s WHERE \(sql: condition)
                ORDER BY \(sql: order) LIMIT \(limit) OFFSET \(offset)
                """
            ).map { try $0.get(0, as: TitleID.self) }
            // The last page of a list, and a list of one page, say how long it is.
            let total =
                (ids.isEmpty && offset > 0) || ids.count == limit
                ? try Self.count(condition, connection) : offset + ids.count
            return ScenePage(scenes: try SceneRows.scenes(ids, connection), total: total)
        }
    }

    package func scene(_ upstreamID: String) async throws -> Scene? {
        guard !upstreamID.utf8.contains(0) else { return nil }
        return try await database.read { connection in
            let row = try connection.first("SELECT title_id FROM archive_scene WHERE upstream_id = \(upstreamID)")
            guard let row else { return nil }
            return try SceneRows.scenes([row.get(0)], connection).first
        }
    }

    package func scenes(_ ids: [TitleID]) async throws -> [Scene] {
        guard !ids.isEmpty else { return [] }
        return try await database.read { try SceneRows.scenes(ids, $0) }
    }

    package func matching(_ filter: SceneFilter, after: TitleID?, limit: Int) async throws -> [Scene] {
        let condition = SceneConditions.sql(filter)
        return try await database.read { connection in
            let ids = try connection.query(
                """
                SELECT s.title_id FROM archive_scene s
                WHERE s.title_id > \(after?.rawValue ?? 0) AND \(sql: condition) ORDER BY s.title_id LIMIT \(limit)
                """
            ).map { try $0.get(0, as: TitleID.self) }
            return try SceneRows.scenes(ids, connection)
        }
    }

    package func count(_ filter: SceneFilter) async throws -> Int {
        let condition = SceneConditions.sql(filter)
        return try await database.read { try Self.count(condition, $0) }
    }

    package func known(_ upstreamIDs: [String]) async throws -> Set<String> {
        let ids = upstreamIDs.filter { !$0.utf8.contains(0) }
        guard !ids.isEmpty else { return [] }
        return try await database.read { connection in
            Set(
                try connection.query("SELECT upstream_id FROM archive_scene WHERE upstream_id \(sql: .within(ids))")
                    .map { try $0.text(0) })
        }
    }

    package func summary() async throws -> SceneSummary {
        try await database.read { connection in
            var summary = SceneSummary()
            for row in try connection.query(
                "SELECT is_organized, is_analyzed, COUNT(*) FROM archive_scene GROUP BY is_organized, is_analyzed")
            {
                let count = try row.int(2)
                summary.scenes += count
                if try row.bool(0) { summary.organized += count }
                if try row.bool(1) { summary.analyzed += count }
            }
            for row in try connection.query("SELECT kind, COUNT(*) FROM archive_entity GROUP BY kind") {
                switch try row.get(0, as: ArchiveKind.self) {
                case .tag: summary.tags = try row.int(1)
                case .performer: summary.performers = try row.int(1)
                case .studio: summary.studios = try row.int(1)
                case .scene: break
                }
            }
            summary.byStudio = try connection.query(
                """
                SELECT e.name, c.number FROM (
                    SELECT studio_id, COUNT(*) AS number FROM archive_scene WHERE studio_id IS NOT NULL
                    GROUP BY studio_id) AS c
                JOIN archive_entity e ON e.id = c.studio_id
                ORDER BY c.number DESC, e.name_key, e.id LIMIT \(StorageLimits.studiosInSummary)
                """
            ).map { SceneSummary.StudioCount(name: try $0.text(0), scenes: try $0.int(1)) }
            return summary
        }
    }

    private static func count(_ condition: SQL, _ connection: any SQLConnection) throws -> Int {
        try connection.int("SELECT COUNT(*) FROM archive_scene s WHERE \(sql: condition)")
    }
}

extension SQLSceneStore {
    package func entities(_ kind: ArchiveKind, search: String?) async throws -> [ArchiveEntity] {
        var condition: SQL = "1 = 1"
        if let search, !Folding.tidied(search).isEmpty {
            let find: SQL = "\(sqlite: "instr", postgres: "strpos")"
            condition = "\(sql: find)(e.name_key, \(ArchiveKeys.name(search))) > 0"
        }
        return try await entities(kind, condition)
    }

    package func entity(_ kind: ArchiveKind, upstreamID: String) async throws -> ArchiveEntity? {
        guard !upstreamID.utf8.contains(0) else { return nil }
        return try await entities(kind, "e.upstream_id = \(upstreamID)").first
    }

    package func known(_ names: [ArchiveKind: [String]]) async throws -> [ArchiveKind: Set<String>] {
        var queries: [SQL] = []
        for kind in ArchiveKind.entities {
            let ids = (names[kind] ?? []).filter { !$0.utf8.contains(0) }
            guard !ids.isEmpty else { continue }
            queries.append(
                """
                SELECT kind, upstream_id FROM archive_entity WHERE kind = \(kind) AND upstream_id \(sql: .within(ids))
                """)
        }
        guard !queries.isEmpty else { return [:] }
        let query = queries.joined(separator: " UNION ALL ")
        return try await database.read { connection in
            var known: [ArchiveKind: Set<String>] = [:]
            for row in try connection.query(query) {
                known[try row.get(0), default: []].insert(try row.text(1))
            }
            return known
        }
    }

    package func entities(_ kind: ArchiveKind, named names: [String]) async throws -> [ArchiveEntity] {
        guard !names.isEmpty else { return [] }
        let keys = Set(names.map { ArchiveKeys.name($0) }).sorted()
        return try await entities(
            kind,
            """
            e.id IN (SELECT n.entity_id FROM archive_name n WHERE n.kind = \(kind) AND n.name_key \(sql: .within(keys)))
            """)
    }

    /// By name without case.
    private func entities(_ kind: ArchiveKind, _ condition: SQL) async throws -> [ArchiveEntity] {
        let scenes: SQL =
            kind == .studio
            ? "archive_scene c WHERE c.studio_id = e.id" : "archive_link c WHERE c.entity_id = e.id"
        let query: SQL = """
            SELECT e.id, e.upstream_id, e.name, e.disambiguation, e.aliases, e.details, e.ignores_auto_tag,
                e.updated_at, (SELECT COUNT(*) FROM \(sql: scenes))
            FROM archive_entity e WHERE e.kind = \(kind) AND \(sql: condition) ORDER BY e.name_key, e.id
            """
        return try await database.read { connection in
            var entities: [ArchiveEntity] = []
            try connection.forEach(query) { row in
                var facts = ArchiveEntityFacts(kind, upstreamID: try row.text(1), name: try row.text(2))
                facts.disambiguation = try row.optionalText(3)
                facts.aliases = try JSONText.decodeCodes(row.text(4))
                facts.details = try row.optionalText(5)
                facts.ignoresAutoTag = try row.bool(6)
                facts.updatedAt = try row.optionalText(7)
                entities.append(ArchiveEntity(id: try row.get(0), facts: facts, sceneCount: try row.int(8)))
            }
            return entities
        }
    }
}
