import Basics
import Domain
import SQL

/// Which studio, tag or performer of the archive is meant.
struct ArchiveKey: Hashable {
    let kind: ArchiveKind
    let upstreamID: String
}

/// Reads and writes studios, tags and performers of the archive, in a script that holds the lock of the titles.
struct ArchiveEntityRows {
    /// A stored one.
    struct Row {
        let id: ArchiveEntityID
        let key: ArchiveKey
        let name: String
        /// Whether only scenes named it.
        let isStub: Bool
        let digest: String
    }

    let connection: any SQLConnection

    /// Those that are known, in one statement for each kind.
    func rows(_ keys: some Sequence<ArchiveKey>) throws -> [ArchiveKey: Row] {
        var rows: [ArchiveKey: Row] = [:]
        for (kind, keys) in Dictionary(grouping: keys, by: \.kind) {
            try connection.forEach(
                """
                SELECT id, upstream_id, name, updated_at IS NULL, digest FROM archive_entity
                WHERE kind = \(kind) AND upstream_id \(sql: .within(keys.map(\.upstreamID)))
                """
            ) { row in
                let key = ArchiveKey(kind: kind, upstreamID: try row.text(1))
                rows[key] = Row(
                    id: try row.get(0), key: key, name: try row.text(2), isStub: try row.bool(3),
                    digest: try row.text(4))
            }
        }
        return rows
    }

    /// Stores the facts, each of another one.
    func put(_ facts: [ArchiveEntityFacts], at moment: Instant) throws {
        let rows = try facts.map { facts in
            [
                SQLBinding(facts.kind), SQLBinding(facts.upstreamID), SQLBinding(facts.name),
                SQLBinding(ArchiveKeys.name(facts.name)), SQLBinding(facts.disambiguation),
                SQLBinding(try JSONText.encode(facts.aliases)), SQLBinding(facts.details),
                SQLBinding(facts.ignoresAutoTag), SQLBinding(facts.updatedAt), SQLBinding(facts.digest),
                SQLBinding(moment),
            ]
        }
        let stored = try connection.insert(rows) {
            """
            INSERT INTO archive_entity (kind, upstream_id, name, name_key, disambiguation, aliases, details,
                ignores_auto_tag, updated_at, digest, synced_at) VALUES \(rows: $0)
            ON CONFLICT (kind, upstream_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
                disambiguation = excluded.disambiguation, aliases = excluded.aliases, details = excluded.details,
                ignores_auto_tag = excluded.ignores_auto_tag, updated_at = excluded.updated_at,
                digest = excluded.digest, synced_at = excluded.synced_at
            RETURNING id, kind, upstream_id
            """
        }
        var ids: [ArchiveKey: ArchiveEntityID] = [:]
        for row in stored { ids[ArchiveKey(kind: try row.get(1), upstreamID: try row.text(2))] = try row.get(0) }
        try putNames(of: facts, ids)
    }

    /// Notes that nothing of them has changed but the moment.
    func touch(_ skipped: [(id: ArchiveEntityID, updatedAt: String?)], at moment: Instant) throws {
        try connection.insert(skipped.map { [SQLBinding($0.id), SQLBinding($0.updatedAt)] }) {
            """
            UPDATE archive_entity SET synced_at = \(moment), updated_at = COALESCE(told.column2, updated_at)
            FROM (VALUES \(rows: $0)) AS told WHERE archive_entity.id = CAST(told.column1 AS INTEGER)
            """
        }
    }

    /// The scenes that carry any of these.
    func scenes(with entities: [ArchiveEntityID]) throws -> [TitleID] {
        guard !entities.isEmpty else { return [] }
        return try connection.query(
            """
            SELECT title_id FROM archive_link WHERE entity_id \(sql: .within(entities))
            UNION SELECT title_id FROM archive_scene WHERE studio_id \(sql: .within(entities)) ORDER BY 1
            """
        ).map { try $0.get(0) }
    }

    private func putNames(of facts: [ArchiveEntityFacts], _ ids: [ArchiveKey: ArchiveEntityID]) throws {
        var rows: [[SQLBinding]] = []
        for facts in facts {
            guard let id = ids[facts.key] else { throw SQLError.decoding("a stored name has no id") }
            let keys = Set(([facts.name] + facts.aliases).map { ArchiveKeys.name($0) })
            rows += keys.sorted().map { [SQLBinding(facts.kind), SQLBinding($0), SQLBinding(id)] }
        }
        try connection.execute("DELETE FROM archive_name WHERE entity_id \(sql: .within(ids.values))")
        try connection.insert(rows) {
            "INSERT INTO archive_name (kind, name_key, entity_id) VALUES \(rows: $0)"
        }
    }
}

extension ArchiveEntityFacts {
    var key: ArchiveKey { ArchiveKey(kind: kind, upstreamID: upstreamID) }
}

extension SceneFacts {
    /// Everything that the scene carries, each once.
    var carried: [ArchiveKey: ArchiveName] {
        var carried: [ArchiveKey: ArchiveName] = [:]
        for kind in ArchiveKind.entities {
            for name in names(of: kind) { carried[ArchiveKey(kind: kind, upstreamID: name.id)] = name }
        }
        return carried
    }
}
