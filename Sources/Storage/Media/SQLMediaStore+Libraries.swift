package import Basics
package import Domain
import SQL

/// Which libraries there are.
extension SQLMediaStore {
    package func addLibrary(
        name: String, kind: MediaLibraryKind, folders: [String], at moment: Instant
    ) async throws -> MediaLibrary {
        try await database.write { connection in
            let name = Folding.tidied(name)
            let row = try connection.first(
                """
                INSERT INTO media_library (name, name_key, kind, created_at)
                VALUES (\(name), \(Folding.nameKey(name)), \(kind), \(moment))
                ON CONFLICT (name_key) DO NOTHING RETURNING id
                """)
            guard let row else { throw MediaError.nameTaken(name) }
            let id = try row.get(0, as: MediaLibraryID.self)
            try Self.add(folders, to: id, connection)
            return try Self.library(id, connection)
        }
    }

    package func addFolder(_ path: String, to library: MediaLibraryID) async throws -> MediaLibrary {
        try await database.write { connection in
            guard try connection.first("SELECT 1 FROM media_library WHERE id = \(library)") != nil else {
                throw MediaError.unknownLibrary(library.description)
            }
            try Self.add([path], to: library, connection)
            return try Self.library(library, connection)
        }
    }

    package func removeLibrary(_ id: MediaLibraryID) async throws -> Bool {
        try await database.write { connection in
            try connection.lock(.titles)
            let titles = try connection.query("SELECT title_id FROM title_library WHERE library_id = \(id)")
                .map { try $0.get(0, as: TitleID.self) }
            try ClipShelf(connection: connection).askAgain(ifIn: id)
            guard try connection.execute("DELETE FROM media_library WHERE id = \(id)") > 0 else { return false }
            try ListingWriter(connection: connection).refresh(titles)
            return true
        }
    }

    package func libraries() async throws -> [MediaLibrary] {
        try await database.read { try Self.libraries("1 = 1", $0) }
    }

    package func library(named name: String) async throws -> MediaLibrary? {
        try await database.read {
            try Self.libraries("name_key = \(Folding.nameKey(Folding.tidied(name)))", $0).first
        }
    }

    package func library(id: MediaLibraryID) async throws -> MediaLibrary? {
        try await database.read { try Self.libraries("id = \(id)", $0).first }
    }

    package func counts() async throws -> [MediaLibraryID: MediaCounts] {
        try await database.read { connection in
            var counts: [MediaLibraryID: MediaCounts] = [:]
            for row in try connection.query("SELECT id FROM media_library") { counts[try row.get(0)] = MediaCounts() }
            let titles: SQL = """
                SELECT p.library_id, l.kind, COUNT(*) FROM title_library p JOIN listing l ON l.title_id = p.title_id
                GROUP BY p.library_id, l.kind
                """
            for row in try connection.query(titles) {
                let kind = try row.get(1, as: TitleKind.self) == .series ? \MediaCounts.series : \.movies
                counts[try row.get(0), default: MediaCounts()][keyPath: kind] += try row.int(2)
            }
            for row in try connection.query(Self.episodeCounts) {
                counts[try row.get(0), default: MediaCounts()].episodes = try row.int(1)
            }
            for row in try connection.query(Self.fileCounts) {
                var library = counts[try row.get(0)] ?? MediaCounts()
                (library.files, library.missing) = (try row.int(1), try row.int(2))
                library.bytes = try row.get(3)
                counts[try row.get(0)] = library
            }
            return counts
        }
    }

    private static let episodeCounts: SQL = """
        SELECT d.library_id, COUNT(DISTINCT e.title_id) FROM episode e JOIN title_file f ON f.title_id = e.title_id
        JOIN media_file m ON m.id = f.file_id JOIN media_folder d ON d.id = m.folder_id
        WHERE m.role = 'feature' GROUP BY d.library_id
        """

    private static let fileCounts: SQL = """
        SELECT d.library_id, COUNT(*), COUNT(m.missing_since), CAST(SUM(m.size) AS BIGINT)
        FROM media_file m JOIN media_folder d ON d.id = m.folder_id
        WHERE m.role = 'feature' GROUP BY d.library_id
        """

    /// Throws `MediaError.folderTaken`.
    private static func add(
        _ folders: [String], to library: MediaLibraryID, _ connection: any SQLConnection
    ) throws {
        let added = try connection.insert(folders.map { [SQLBinding(library), SQLBinding($0)] }) {
            """
            INSERT INTO media_folder (library_id, path) VALUES \(rows: $0)
            ON CONFLICT (path) DO NOTHING RETURNING path
            """
        }
        var left = Set(try added.map { try $0.text(0) })
        if let taken = folders.first(where: { left.remove($0) == nil }) { throw MediaError.folderTaken(taken) }
    }

    private static func library(_ id: MediaLibraryID, _ connection: any SQLConnection) throws -> MediaLibrary {
        guard let library = try libraries("id = \(id)", connection).first else {
            throw SQLError.decoding("the new library has no row")
        }
        return library
    }

    /// By name, the same on both databases.
    private static func libraries(_ condition: SQL, _ connection: any SQLConnection) throws -> [MediaLibrary] {
        var folders: [MediaLibraryID: [MediaFolder]] = [:]
        let rows = try connection.query(
            """
            SELECT id, library_id, path, device, digest FROM media_folder
            WHERE library_id IN (SELECT id FROM media_library WHERE \(sql: condition))
                AND path <> \(MediaFile.archiveRoot)
            """)
        for row in rows {
            let folder = MediaFolder(
                id: try row.get(0), libraryID: try row.get(1), path: try row.text(2),
                device: try row.get(3, as: Int64?.self), digest: try row.optionalBlob(4))
            folders[folder.libraryID, default: []].append(folder)
        }
        return try connection.query(
            """
            SELECT id, name, kind, created_at, scanned_at, scan_status, name_key FROM media_library
            WHERE \(sql: condition)
            """
        ).sorted { try $0.text(6) < $1.text(6) }.map { row in
            let id = try row.get(0, as: MediaLibraryID.self)
            let scan = try row.get(4, as: Instant?.self).map { ($0, try row.optionalText(5) ?? "") }
            return MediaLibrary(
                id: id, name: try row.text(1), kind: try row.get(2),
                folders: (folders[id] ?? []).sorted { $0.id < $1.id }, createdAt: try row.get(3), scan: scan)
        }
    }
}
