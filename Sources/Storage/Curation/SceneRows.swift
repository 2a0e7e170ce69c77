import Basics
import Domain
import SQL

/// Reads scenes with everything that belongs to them in three statements, however many there are.
enum SceneRows {
    /// The scenes of these titles in the order of the ids, each once; titles that are none are left out.
    static func scenes(_ ids: [TitleID], _ connection: any SQLConnection) throws -> [Scene] {
        guard !ids.isEmpty else { return [] }
        let rows = try connection.query(
            """
            SELECT s.title_id, s.upstream_id, x.title, x.details, x.date, x.code, x.director, x.urls, s.is_organized,
                s.rating100, e.upstream_id, e.name, s.created_at, s.updated_at, s.synced_at, s.is_analyzed
            FROM archive_scene s JOIN archive_scene_text x ON x.title_id = s.title_id
            LEFT JOIN archive_entity e ON e.id = s.studio_id
            WHERE s.title_id \(sql: .within(ids))
            """)
        let files = try files(of: ids, connection)
        let names = try names(of: ids, connection)
        var scenes: [TitleID: Scene] = [:]
        for row in rows {
            let id = try row.get(0, as: TitleID.self)
            var facts = try facts(row)
            facts.files = files[id] ?? []
            for (kind, name) in names[id] ?? [] {
                if kind == .performer { facts.performers.append(name) } else { facts.tags.append(name) }
            }
            scenes[id] = Scene(
                id: id, facts: facts, lastSyncedAt: try row.get(14), isAnalyzed: try row.bool(15))
        }
        return ids.compactMap { scenes.removeValue(forKey: $0) }
    }

    private static func facts(_ row: SQLRow) throws -> SceneFacts {
        var facts = SceneFacts(
            upstreamID: try row.text(1), title: try row.text(2), createdAt: try row.get(12),
            updatedAt: try row.text(13))
        facts.details = try row.optionalText(3)
        facts.date = try row.optionalText(4)
        facts.code = try row.optionalText(5)
        facts.director = try row.optionalText(6)
        facts.urls = try JSONText.decodeCodes(row.text(7))
        facts.isOrganized = try row.bool(8)
        facts.rating100 = try row.optionalInt(9)
        if let studio = try row.optionalText(10) { facts.studio = ArchiveName(id: studio, name: try row.text(11)) }
        return facts
    }

    /// The primary one first.
    private static func files(
        of ids: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [SceneFile]] {
        var files: [TitleID: [SceneFile]] = [:]
        try connection.forEach(
            """
            SELECT title_id, path, size, duration, width, height, frame_rate, bit_rate, format, video_codec,
                audio_codec, fingerprints
            FROM archive_file WHERE title_id \(sql: .within(ids)) ORDER BY title_id, position
            """
        ) { row in
            var file = SceneFile(path: try row.text(1))
            file.size = try row.get(2)
            file.duration = try row.optionalDouble(3)
            file.width = try row.optionalInt(4)
            file.height = try row.optionalInt(5)
            file.frameRate = try row.optionalDouble(6)
            file.bitRate = try row.get(7)
            file.format = try row.optionalText(8)
            file.videoCodec = try row.optionalText(9)
            file.audioCodec = try row.optionalText(10)
            let fingerprints = try row.text(11)
            if fingerprints != "{}" { file.fingerprints = try JSONText.decode(fingerprints) }
            files[try row.get(0), default: []].append(file)
        }
        return files
    }

    /// Performers and tags by name without case.
    private static func names(
        of ids: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [(kind: ArchiveKind, name: ArchiveName)]] {
        var names: [TitleID: [(kind: ArchiveKind, name: ArchiveName)]] = [:]
        try connection.forEach(
            """
            SELECT l.title_id, e.kind, e.upstream_id, e.name FROM archive_link l
            JOIN archive_entity e ON e.id = l.entity_id
            WHERE l.title_id \(sql: .within(ids)) ORDER BY l.title_id, e.name_key, e.id
            """
        ) { row in
            let name = ArchiveName(id: try row.text(2), name: try row.text(3))
            names[try row.get(0), default: []].append((try row.get(1), name))
        }
        return names
    }
}
