import Basics
import Domain
import SQL

/// Takes over what the archive says of scenes, in a script that holds the lock of the titles.
struct SceneWriter {
    let connection: any SQLConnection
    let world: World

    /// A scene that is known already.
    struct Known {
        let title: TitleID
        let digest: String
        let syncedAt: Instant
        let updatedAt: String

        /// Whether the row came in while a sync waited for what it brings now, and is later than that: an apply writes
        /// what it has changed at once.
        func isNewer(than facts: SceneFacts, askedAt moment: Instant) -> Bool {
            guard syncedAt >= moment, updatedAt != facts.updatedAt, let stored = ArchiveWatermark(updatedAt),
                let told = ArchiveWatermark(facts.updatedAt)
            else { return false }
            return told.instant < stored.instant
        }
    }

    /// A scene as it is to be stored.
    struct Told {
        let facts: SceneFacts
        let digest: String
    }

    /// Stores the scenes with their titles, files and names, and tells open changes about them. The last of several
    /// rows of one id counts. `moment` is when the archive was asked for them; a row that is older than one stored
    /// since is skipped.
    func takeOver(_ scenes: [SceneFacts], at moment: Instant) throws -> MirrorResult {
        var result = MirrorResult()
        let told = Self.readable(scenes, &result)
        guard !told.isEmpty else { return result }
        let known = try known(told.map(\.facts.upstreamID))
        var changed: [Told] = []
        var skipped: [Told] = []
        for scene in told {
            let before = known[scene.facts.upstreamID]
            if before?.isNewer(than: scene.facts, askedAt: moment) ?? false {
                result.outcomes[scene.facts.upstreamID] = .skipped
                continue
            }
            let isEqual = before?.digest == scene.digest
            result.outcomes[scene.facts.upstreamID] = before == nil ? .created : isEqual ? .skipped : .updated
            if isEqual { skipped.append(scene) } else { changed.append(scene) }
        }
        try touch(skipped, known, at: moment)
        let unchanged = skipped.compactMap { scene in
            known[scene.facts.upstreamID].map { (id: $0.title, facts: scene.facts) }
        }
        try ClipShelf(connection: connection).restore(unchanged, at: moment)
        try store(changed, known, at: moment)
        return result
    }

    /// Writes the titles anew of scenes that carry something under another name now, or not any more.
    func retitle(_ scenes: [TitleID], at moment: Instant) throws {
        for start in stride(from: 0, to: scenes.count, by: StorageLimits.renamedScenesPerStep) {
            let part = Array(scenes[start..<min(scenes.count, start + StorageLimits.renamedScenesPerStep)])
            let scenes = try SceneRows.scenes(part, connection)
            _ = try SceneTitles(connection: connection, world: world).write(scenes.map { ($0.id, $0.facts) })
            try ListingWriter(connection: connection).refreshListed(part)
            try OpenChanges.refresh(scenes.map { ($0.id, $0.facts) }, at: moment, connection)
            // What is gone from a scene is no news when the archive says so, too.
            try connection.insert(scenes.map { [SQLBinding($0.id), SQLBinding($0.facts.digest)] }) {
                """
                UPDATE archive_scene SET digest = told.column2,
                    studio_key = (SELECT e.name_key FROM archive_entity e WHERE e.id = archive_scene.studio_id)
                FROM (VALUES \(rows: $0)) AS told WHERE archive_scene.title_id = CAST(told.column1 AS INTEGER)
                """
            }
        }
    }

    private static func readable(_ scenes: [SceneFacts], _ result: inout MirrorResult) -> [Told] {
        var places: [String: Int] = [:]
        var told: [Told] = []
        for scene in scenes {
            do {
                let facts = try scene.storable()
                let new = Told(facts: facts, digest: facts.digest)
                if let place = places[facts.upstreamID] {
                    told[place] = new
                } else {
                    places[facts.upstreamID] = told.count
                    told.append(new)
                }
            } catch {
                result.errors.append(MirrorError(.scene, id: scene.upstreamID, message: error.words))
            }
        }
        return told
    }

    private func known(_ upstreamIDs: [String]) throws -> [String: Known] {
        var known: [String: Known] = [:]
        try connection.forEach(
            """
            SELECT upstream_id, title_id, digest, synced_at, updated_at FROM archive_scene
            WHERE upstream_id \(sql: .within(upstreamIDs))
            """
        ) { row in
            known[try row.text(0)] = Known(
                title: try row.get(1), digest: try row.text(2), syncedAt: try row.get(3), updatedAt: try row.text(4))
        }
        return known
    }

    private func touch(_ skipped: [Told], _ known: [String: Known], at moment: Instant) throws {
        let rows = skipped.compactMap { scene in
            known[scene.facts.upstreamID].map { [SQLBinding($0.title), SQLBinding(scene.facts.updatedAt)] }
        }
        try connection.insert(rows) {
            """
            UPDATE archive_scene SET synced_at = \(moment), updated_at = told.column2
            FROM (VALUES \(rows: $0)) AS told WHERE archive_scene.title_id = CAST(told.column1 AS INTEGER)
            """
        }
    }

    private func store(_ changed: [Told], _ known: [String: Known], at moment: Instant) throws {
        guard !changed.isEmpty else { return }
        let entities = try entities(of: changed, at: moment)
        let revived = try revived(changed.map(\.facts.upstreamID).filter { known[$0] == nil })
        let titles = try SceneTitles(connection: connection, world: world).write(
            changed.map { scene in
                let id = scene.facts.upstreamID
                return (known[id]?.title ?? revived[id], scene.facts)
            })
        let stored = Array(zip(titles, changed))
        let before = changed.compactMap { known[$0.facts.upstreamID]?.title }
        try StoredScenes(connection: connection, entities: entities, known: before).put(stored, at: moment)
        let scenes = stored.map { (id: $0.0, facts: $0.1.facts) }
        try ClipShelf(connection: connection).put(scenes, at: moment)
        try OpenChanges.refresh(scenes, at: moment, connection)
    }

    /// What the scenes carry; names that are not known become stubs, and stubs get their present names.
    private func entities(of scenes: [Told], at moment: Instant) throws -> [ArchiveKey: ArchiveEntityID] {
        var carried: [ArchiveKey: ArchiveName] = [:]
        for scene in scenes { carried.merge(scene.facts.carried) { $1 } }
        let stubs = carried.map { ArchiveEntityFacts($0.key.kind, upstreamID: $0.key.upstreamID, name: $0.value.name) }
            .sorted { ($0.kind.rawValue, $0.upstreamID) < ($1.kind.rawValue, $1.upstreamID) }
        return try EntityWriter(connection: connection, world: world).name(stubs, at: moment)
    }

    /// Titles that were kept of scenes which the archive has again.
    private func revived(_ upstreamIDs: [String]) throws -> [String: TitleID] {
        guard !upstreamIDs.isEmpty else { return [:] }
        var revived: [String: TitleID] = [:]
        for row in try connection.query(
            "DELETE FROM archive_gone WHERE upstream_id \(sql: .within(upstreamIDs)) RETURNING upstream_id, title_id")
        {
            revived[try row.text(0)] = try row.get(1)
        }
        if !revived.isEmpty {
            try connection.execute("UPDATE title SET hidden = 0 WHERE id \(sql: .within(revived.values))")
        }
        return revived
    }
}
