import Basics
import Domain
import SQL

/// Writes the rows of scenes of which something changed, in a script that holds the lock of the titles.
struct StoredScenes {
    let connection: any SQLConnection
    /// Everything that the scenes carry.
    let entities: [ArchiveKey: ArchiveEntityID]
    /// Those that have rows already.
    let known: [TitleID]

    typealias Stored = (title: TitleID, told: SceneWriter.Told)

    /// Stores the scenes, each of another title. Whether an analysis looked at one stays.
    func put(_ scenes: [Stored], at moment: Instant) throws {
        try putScenes(scenes, at: moment)
        try putTexts(scenes)
        try putFiles(scenes)
        try putLinks(scenes)
    }

    private func putScenes(_ scenes: [Stored], at moment: Instant) throws {
        let rows = try scenes.map { title, told in
            let facts = told.facts
            let primary = facts.files.first
            let studio = try facts.studio.map { try id(.studio, $0) }
            return [
                SQLBinding(title), SQLBinding(facts.upstreamID), SQLBinding(ArchiveKeys.id(facts.upstreamID)),
                SQLBinding(ArchiveKeys.name(facts.shownTitle)), SQLBinding(facts.createdAt), SQLBinding(facts.day),
                SQLBinding(facts.isOrganized), SQLBinding(facts.rating100), SQLBinding(studio),
                SQLBinding(facts.studio.map { ArchiveKeys.name($0.name) }), SQLBinding(primary?.duration),
                SQLBinding(primary?.size), SQLBinding(facts.updatedAt), SQLBinding(told.digest), SQLBinding(moment),
                SQLBinding(false),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO archive_scene (title_id, upstream_id, id_key, title_key, created_at, day, is_organized,
                rating100, studio_id, studio_key, duration, size, updated_at, digest, synced_at, is_analyzed)
            VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET title_key = excluded.title_key, created_at = excluded.created_at,
                day = excluded.day, is_organized = excluded.is_organized, rating100 = excluded.rating100,
                studio_id = excluded.studio_id, studio_key = excluded.studio_key, duration = excluded.duration,
                size = excluded.size, updated_at = excluded.updated_at, digest = excluded.digest,
                synced_at = excluded.synced_at
            """
        }
    }

    private func putTexts(_ scenes: [Stored]) throws {
        let rows = try scenes.map { title, told in
            [
                SQLBinding(title), SQLBinding(told.facts.title), SQLBinding(told.facts.details),
                SQLBinding(told.facts.date), SQLBinding(told.facts.code), SQLBinding(told.facts.director),
                SQLBinding(try JSONText.encode(told.facts.urls)),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO archive_scene_text (title_id, title, details, date, code, director, urls)
            VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET title = excluded.title, details = excluded.details,
                date = excluded.date, code = excluded.code, director = excluded.director, urls = excluded.urls
            """
        }
        try connection.insert(scenes.map { [SQLBinding($0.title), SQLBinding(ArchiveKeys.search($0.told.facts))] }) {
            """
            INSERT INTO archive_search (title_id, text) VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET text = excluded.text
            """
        }
    }

    private func putFiles(_ scenes: [Stored]) throws {
        var rows: [[SQLBinding]] = []
        for (title, told) in scenes {
            for (position, file) in told.facts.files.enumerated() {
                rows.append(
                    [
                        SQLBinding(title), SQLBinding(position), SQLBinding(file.path), SQLBinding(file.size),
                        SQLBinding(file.duration), SQLBinding(file.width), SQLBinding(file.height),
                        SQLBinding(file.frameRate), SQLBinding(file.bitRate), SQLBinding(file.format),
                        SQLBinding(file.videoCodec), SQLBinding(file.audioCodec),
                        SQLBinding(try JSONText.encode(file.fingerprints)),
                    ])
            }
        }
        if !known.isEmpty {
            try connection.execute("DELETE FROM archive_file WHERE title_id \(sql: .within(known))")
        }
        try connection.insert(rows) {
            """
            INSERT INTO archive_file (title_id, position, path, size, duration, width, height, frame_rate, bit_rate,
                format, video_codec, audio_codec, fingerprints)
            VALUES \(rows: $0)
            """
        }
    }

    private func putLinks(_ scenes: [Stored]) throws {
        var rows: [[Int]] = []
        for (title, told) in scenes {
            for kind in [ArchiveKind.performer, .tag] {
                for name in told.facts.names(of: kind) {
                    rows.append([Int(title.rawValue), Int(try id(kind, name).rawValue)])
                }
            }
        }
        if !known.isEmpty {
            try connection.execute("DELETE FROM archive_link WHERE title_id \(sql: .within(known))")
        }
        try connection.execute(
            """
            INSERT INTO archive_link (title_id, entity_id)
            SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1))
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
            """)
    }

    private func id(_ kind: ArchiveKind, _ name: ArchiveName) throws -> ArchiveEntityID {
        guard let id = entities[ArchiveKey(kind: kind, upstreamID: name.id)] else {
            throw SQLError.decoding("a name that a scene carries has no id")
        }
        return id
    }
}
