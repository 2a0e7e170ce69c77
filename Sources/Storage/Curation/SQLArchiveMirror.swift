package import Basics
package import Domain
package import SQL

/// The archive's scenes and names in tables of their own, and each scene as a title.
package struct SQLArchiveMirror: ArchiveMirror {
    private let database: any SQLDatabase
    private let world: World

    /// The world supplies random UUIDs for new titles.
    package init(database: any SQLDatabase, world: World) {
        self.database = database
        self.world = world
    }

    package func takeOver(_ entities: [ArchiveEntityFacts], at moment: Instant) async throws -> MirrorResult {
        guard !entities.isEmpty else { return MirrorResult() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            return try EntityWriter(connection: connection, world: world).takeOver(entities, at: moment)
        }
    }

    package func takeOver(_ scenes: [SceneFacts], at moment: Instant) async throws -> MirrorResult {
        guard !scenes.isEmpty else { return MirrorResult() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            return try SceneWriter(connection: connection, world: world).takeOver(scenes, at: moment)
        }
    }

    package func knownIDs(_ kind: ArchiveKind) async throws -> Set<String> {
        let known: SQL =
            kind == .scene
            ? "SELECT upstream_id FROM archive_scene"
            : "SELECT upstream_id FROM archive_entity WHERE kind = \(kind)"
        return try await database.read { connection in
            var ids: Set<String> = []
            try connection.forEach(known) { ids.insert(try $0.text(0)) }
            return ids
        }
    }

    package func sceneStamps() async throws -> [String: String] {
        try await database.read { connection in
            var stamps: [String: String] = [:]
            try connection.forEach("SELECT upstream_id, updated_at FROM archive_scene") {
                stamps[try $0.text(0)] = try $0.text(1)
            }
            return stamps
        }
    }

    package func stubIDs(_ kind: ArchiveKind) async throws -> [String] {
        try await database.read { connection in
            try connection.query(
                "SELECT upstream_id FROM archive_entity WHERE kind = \(kind) AND updated_at IS NULL ORDER BY id"
            ).map { try $0.text(0) }
        }
    }

    package func remove(_ kind: ArchiveKind, _ upstreamIDs: [String], at moment: Instant) async throws -> Int {
        let ids = upstreamIDs.filter { !$0.utf8.contains(0) }
        guard !ids.isEmpty else { return 0 }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            let removal = ArchiveRemoval(connection: connection, world: world)
            return kind == .scene
                ? try removal.removeScenes(ids, at: moment) : try removal.removeEntities(kind, ids, at: moment)
        }
    }

    package func state(of kind: ArchiveKind) async throws -> MirrorState {
        let row = try await database.glance(
            """
            SELECT origin, watermark, finished_at, full_at, doubt, doubt_at FROM archive_state WHERE kind = \(kind)
            """
        ).first
        var state = MirrorState(kind: kind)
        guard let row else { return state }
        state.origin = try row.optionalText(0)
        state.watermark = try row.optionalText(1)
        state.finishedAt = try row.get(2)
        state.fullAt = try row.get(3)
        state.doubt = try row.optionalText(4)
        state.doubtAt = try row.get(5)
        return state
    }

    package func store(_ state: MirrorState) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO archive_state (kind, origin, watermark, finished_at, full_at, doubt, doubt_at)
                VALUES (\(state.kind), \(state.origin), \(state.watermark), \(state.finishedAt), \(state.fullAt),
                    \(state.doubt), \(state.doubtAt))
                ON CONFLICT (kind) DO UPDATE SET origin = excluded.origin, watermark = excluded.watermark,
                    finished_at = excluded.finished_at, full_at = excluded.full_at, doubt = excluded.doubt,
                    doubt_at = excluded.doubt_at
                """)
        }
    }
}
