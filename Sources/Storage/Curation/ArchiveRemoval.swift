import Basics
import Domain
import SQL

/// Forgets what the archive does not have any more, in a script that holds the lock of the titles.
struct ArchiveRemoval {
    let connection: any SQLConnection
    let world: World

    /// The titles of scenes go, except those with which people did something; returns how many scenes there were.
    func removeScenes(_ upstreamIDs: [String], at moment: Instant) throws -> Int {
        let rows = try connection.query(
            "SELECT title_id, upstream_id FROM archive_scene WHERE upstream_id \(sql: .within(upstreamIDs))")
        guard !rows.isEmpty else { return 0 }
        var gone: [TitleID: String] = [:]
        for row in rows { gone[try row.get(0)] = try row.text(1) }
        try OpenChanges.rejectGone(gone.values.sorted(), at: moment, connection)
        try ClipShelf(connection: connection).remove(gone.keys.sorted())
        let left = try AbandonedRows.untouched(gone.keys.sorted(), connection)
        try keep(gone.filter { !left.contains($0.key) })
        _ = try SQLCatalogueStore.remove(left.sorted(), connection)
        return gone.count
    }

    /// Scenes carry them no longer; returns how many there were.
    func removeEntities(_ kind: ArchiveKind, _ upstreamIDs: [String], at moment: Instant) throws -> Int {
        let rows = ArchiveEntityRows(connection: connection)
        let ids = try rows.rows(upstreamIDs.map { ArchiveKey(kind: kind, upstreamID: $0) }).values.map(\.id)
        guard !ids.isEmpty else { return 0 }
        let scenes = try rows.scenes(with: ids)
        try connection.execute("DELETE FROM archive_entity WHERE id \(sql: .within(ids))")
        try SceneWriter(connection: connection, world: world).retitle(scenes, at: moment)
        return ids.count
    }

    /// The titles stay for what people did with them, and no list shows them.
    private func keep(_ scenes: [TitleID: String]) throws {
        guard !scenes.isEmpty else { return }
        try connection.execute("DELETE FROM archive_scene WHERE title_id \(sql: .within(scenes.keys))")
        try connection.execute("UPDATE title SET hidden = 2 WHERE id \(sql: .within(scenes.keys))")
        try connection.insert(scenes.map { [SQLBinding($0.value), SQLBinding($0.key)] }) {
            "INSERT INTO archive_gone (upstream_id, title_id) VALUES \(rows: $0)"
        }
    }
}
