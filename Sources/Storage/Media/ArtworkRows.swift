import Domain
import SQL

/// Writes `title_artwork`: one picture of each kind.
struct ArtworkRows {
    let connection: any SQLConnection

    private struct Key: Hashable, Comparable {
        let title: TitleID
        let kind: ArtworkKind

        static func < (left: Key, right: Key) -> Bool {
            (left.title, left.kind.rawValue) < (right.title, right.kind.rawValue)
        }
    }

    private struct Row: Equatable {
        let folder: MediaFolderID
        let path: [UInt8]
        let stamp: String
    }

    /// Gives titles exactly these pictures of a folder. A picture from another folder stays as long as the title has
    /// files there, so that two folders do not replace each other's at every scan. Returns the titles that changed.
    func put(_ artwork: [TitleID: [ScannedArtwork]], from folder: MediaFolderID) throws -> Set<TitleID> {
        let stored = try rows(artwork.keys)
        let foreign = Set(stored.filter { $0.value.folder != folder }.keys.map(\.title))
        let homes = try homes(of: foreign)
        var wanted: [Key: Row] = [:]
        for (title, pictures) in artwork {
            for picture in pictures {
                let key = Key(title: title, kind: picture.kind)
                let row = Row(folder: folder, path: picture.path.raw, stamp: Folding.storable(picture.stamp))
                if wanted[key] == nil { wanted[key] = row }
            }
        }
        for (key, row) in stored where homes[key.title]?.contains(row.folder) == true && row.folder != folder {
            wanted[key] = row
        }
        let gone = stored.keys.filter { wanted[$0] == nil }
        try remove(gone)
        let changed = wanted.filter { stored[$0.key] != $0.value }.sorted { $0.key < $1.key }
        try connection.insert(
            changed.map { key, row in
                [
                    SQLBinding(key.title), SQLBinding(key.kind), SQLBinding(row.folder), SQLBinding(row.path),
                    SQLBinding(row.stamp),
                ]
            }
        ) {
            """
            INSERT INTO title_artwork (title_id, kind, folder_id, raw_path, stamp) VALUES \(rows: $0)
            ON CONFLICT (title_id, kind) DO UPDATE SET folder_id = excluded.folder_id, raw_path = excluded.raw_path,
                stamp = excluded.stamp
            """
        }
        return Set(gone.map(\.title)).union(changed.map(\.key.title))
    }

    /// Forgets pictures from folders in which their titles have no file any more.
    func tidy(_ titles: some Collection<TitleID>) throws {
        guard !titles.isEmpty else { return }
        try connection.execute(
            """
            DELETE FROM title_artwork WHERE title_id IN \(list: titles) AND NOT EXISTS (
                SELECT 1 FROM title_file f JOIN media_file m ON m.id = f.file_id
                WHERE f.title_id = title_artwork.title_id AND m.folder_id = title_artwork.folder_id
            ) AND NOT EXISTS (
                SELECT 1 FROM episode e JOIN title_file f ON f.title_id = e.title_id
                JOIN media_file m ON m.id = f.file_id
                WHERE e.series_id = title_artwork.title_id AND m.folder_id = title_artwork.folder_id
            )
            """)
    }

    private func rows(_ titles: some Collection<TitleID>) throws -> [Key: Row] {
        var rows: [Key: Row] = [:]
        try connection.forEach(
            "SELECT title_id, kind, folder_id, raw_path, stamp FROM title_artwork WHERE title_id IN \(list: titles)"
        ) { row in
            rows[Key(title: try row.get(0), kind: try row.get(1))] = Row(
                folder: try row.get(2), path: try row.blob(3), stamp: try row.text(4))
        }
        return rows
    }

    /// The folders in which the titles have files that are there.
    private func homes(of titles: Set<TitleID>) throws -> [TitleID: Set<MediaFolderID>] {
        guard !titles.isEmpty else { return [:] }
        var homes: [TitleID: Set<MediaFolderID>] = [:]
        try connection.forEach(
            """
            SELECT DISTINCT f.title_id, m.folder_id FROM (\(sql: ListingWriter.files(of: titles))) AS f
            JOIN media_file m ON m.id = f.file_id WHERE m.missing_since IS NULL
            """
        ) { row in
            homes[try row.get(0), default: []].insert(try row.get(1))
        }
        return homes
    }

    private func remove(_ keys: [Key]) throws {
        for kind in ArtworkKind.allCases {
            let titles = keys.filter { $0.kind == kind }.map(\.title)
            guard !titles.isEmpty else { continue }
            try connection.execute("DELETE FROM title_artwork WHERE kind = \(kind) AND title_id IN \(list: titles)")
        }
    }
}
