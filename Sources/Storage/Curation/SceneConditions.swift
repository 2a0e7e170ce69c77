import Domain
import SQL

/// Which rows `s` of `archive_scene` a list holds, and in what order.
enum SceneConditions {
    /// Everything that a filter asks for, to stand behind `WHERE`.
    static func sql(_ filter: SceneFilter) -> SQL {
        var conditions: [SQL] = []
        if let search = filter.search, !Folding.tidied(search).isEmpty {
            let find: SQL = "\(sqlite: "instr", postgres: "strpos")"
            conditions.append(
                """
                s.title_id IN (SELECT x.title_id FROM archive_search x
                    WHERE \(sql: find)(x.text, \(ArchiveKeys.caseless(search))) > 0)
                """)
        }
        if let studio = filter.studioID, studio.utf8.contains(0) {
            conditions.append("1 = 0")
        } else if let studio = filter.studioID {
            conditions.append(
                """
                s.studio_id = (SELECT e.id FROM archive_entity e WHERE e.kind = 'studio' AND e.upstream_id = \(studio))
                """)
        }
        if !filter.performerIDs.isEmpty {
            conditions.append("s.title_id IN \(sql: scenes(with: .performer, filter.performerIDs))")
        }
        if !filter.tagIDs.isEmpty { conditions.append("s.title_id IN \(sql: scenes(with: .tag, filter.tagIDs))") }
        if !filter.excludedTagIDs.isEmpty {
            conditions.append("s.title_id NOT IN \(sql: scenes(with: .tag, filter.excludedTagIDs))")
        }
        if let isOrganized = filter.isOrganized { conditions.append("s.is_organized = \(isOrganized)") }
        if let isAnalyzed = filter.isAnalyzed { conditions.append("s.is_analyzed = \(isAnalyzed)") }
        if let from = filter.dateFrom { conditions.append("s.day >= \(Folding.storable(from))") }
        if let to = filter.dateTo { conditions.append("s.day <= \(Folding.storable(to))") }
        if let ids = filter.sceneIDs {
            conditions.append("s.upstream_id \(sql: .within(ids.filter { !$0.utf8.contains(0) }))")
        }
        return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
    }

    /// To stand behind `ORDER BY`. What is absent comes last in both directions, and what is equal goes by id.
    static func order(_ order: SceneOrder, descending: Bool) -> SQL {
        let direction: SQL = descending ? " DESC" : ""
        return switch order {
        case .id: "s.id_key\(sql: direction)"
        case .title: "s.title_key\(sql: direction), s.id_key"
        case .created: "s.created_at\(sql: direction), s.id_key"
        case .lastSynced: "s.synced_at\(sql: direction), s.id_key"
        case .organized: "s.is_organized\(sql: direction), s.id_key"
        case .date: "s.day\(sql: direction) NULLS LAST, s.id_key"
        case .studio: "s.studio_key\(sql: direction) NULLS LAST, s.id_key"
        case .duration: "s.duration\(sql: direction) NULLS LAST, s.id_key"
        case .size: "s.size\(sql: direction) NULLS LAST, s.id_key"
        case .rating: "s.rating100\(sql: direction) NULLS LAST, s.id_key"
        }
    }

    /// A query for the scenes that carry any of the archive's ids.
    private static func scenes(with kind: ArchiveKind, _ upstreamIDs: [String]) -> SQL {
        let entities: SQL = """
            SELECT e.id FROM archive_entity e
            WHERE e.kind = \(kind) AND e.upstream_id \(sql: .within(upstreamIDs.filter { !$0.utf8.contains(0) }))
            """
        return "(SELECT l.title_id FROM archive_link l WHERE l.entity_id \(sql: .within(query: entities)))"
    }
}
