package import Basics
package import Domain
package import SQL

/// Libraries, folders and files of this server's own media. Whoever changes what is listed holds the lock of the
/// titles.
package struct SQLMediaStore: MediaStore {
    let database: any SQLDatabase
    let world: World

    /// The world supplies random UUIDs for new titles.
    package init(database: any SQLDatabase, world: World = .live) {
        self.database = database
        self.world = world
    }

    package func files(of folder: MediaFolderID) async throws -> [KnownFile] {
        try await database.read { try Self.knownFiles("folder_id = \(folder)", $0) }
    }

    package func missingFiles(sizes: Set<Int64>) async throws -> [KnownFile] {
        try await database.read {
            try Self.knownFiles("missing_since IS NOT NULL AND size IN \(list: sizes)", $0)
        }
    }

    package func save(
        _ titles: [ScannedTitle], in folder: MediaFolderID, at moment: Instant
    ) async throws -> UpsertOutcome {
        guard !titles.isEmpty else { return UpsertOutcome() }
        return try await database.write { [world] connection in
            try connection.lock(.titles)
            guard try connection.first("SELECT 1 FROM media_folder WHERE id = \(folder)") != nil else {
                throw MediaError.unknownLibrary(folder.description)
            }
            let writer = ScanWriter(connection: connection, folder: folder, moment: moment, world: world)
            return try writer.save(titles)
        }
    }

    package func markMissing(_ files: [MediaFileID], at moment: Instant) async throws {
        guard !files.isEmpty else { return }
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE media_file SET missing_since = \(moment)
                WHERE id IN \(list: files) AND missing_since IS NULL
                """)
        }
    }

    package func endScan(_ scan: FolderScan) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE media_folder SET device = \(scan.device), digest = \(scan.digest) WHERE id = \(scan.folderID)
                """)
        }
    }

    package func noteScan(of library: MediaLibraryID, endedAt: Instant, status: String) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE media_library SET scanned_at = \(endedAt), scan_status = \(Folding.storable(status))
                WHERE id = \(library)
                """)
        }
    }

    package func purge(missingBefore moment: Instant, in library: MediaLibraryID?) async throws -> Int {
        try await database.write { connection in
            try connection.lock(.titles)
            let folders: SQL =
                library.map { "AND folder_id IN (SELECT id FROM media_folder WHERE library_id = \($0))" } ?? ""
            let files = try connection.query(
                "SELECT id FROM media_file WHERE missing_since < \(moment) \(sql: folders)"
            ).map { try $0.get(0, as: MediaFileID.self) }
            guard !files.isEmpty else { return 0 }
            let titles = try Self.titles(of: "file_id IN \(list: files)", connection)
            let count = try connection.execute("DELETE FROM media_file WHERE id IN \(list: files)")
            try ArtworkRows(connection: connection).tidy(titles)
            try ListingWriter(connection: connection).refresh(titles)
            return count
        }
    }
}

extension SQLMediaStore {
    /// The titles of some rows of `title_file`, and the series of those that are episodes.
    static func titles(of condition: SQL, _ connection: any SQLConnection) throws -> Set<TitleID> {
        let rows = try connection.query("SELECT DISTINCT title_id FROM title_file WHERE \(sql: condition)")
        let titles = Set(try rows.map { try $0.get(0, as: TitleID.self) })
        return titles.union(try EpisodeRows(connection: connection).series(of: titles))
    }

    private static func knownFiles(_ condition: SQL, _ connection: any SQLConnection) throws -> [KnownFile] {
        let rows = try connection.query(
            "SELECT \(sql: FileRow.columns) FROM media_file WHERE \(sql: condition)"
        ).map { try FileRow($0) }
        var titles: [MediaFileID: [TitleID]] = [:]
        try connection.forEach(
            "SELECT file_id, title_id FROM title_file WHERE file_id IN \(list: rows.map(\.id))"
        ) { row in
            titles[try row.get(0), default: []].append(try row.get(1))
        }
        return rows.sorted { $0.id < $1.id }.map { row in
            KnownFile(
                id: row.id, path: row.path, facts: row.facts, digest: row.digest, isMissing: row.isMissing,
                titles: (titles[row.id] ?? []).sorted())
        }
    }
}
