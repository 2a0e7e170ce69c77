import Basics
import Domain
import SQL

/// Writes the files that a scan found in a folder, in a script that holds the lock of the titles. What did not change
/// is not written.
struct FileWriter {
    let connection: any SQLConnection
    let folder: MediaFolderID
    let moment: Instant

    /// What became of the files.
    struct Outcome {
        /// In the order of the files.
        var ids: [MediaFileID] = []
        /// New files, and those of which anything changed.
        var changed: Set<MediaFileID> = []
        /// Titles that lost a file because its path is another file's now.
        var losers: Set<TitleID> = []
    }

    /// Stores files of different paths.
    func put(_ files: [ScannedFile]) throws -> Outcome {
        let match = FileMatch(files, in: folder, among: try stored(files))
        var outcome = Outcome(losers: try remove(match.displaced))
        try makeWay(match.crossing)
        var kept: [(before: FileRow, now: FileRow, file: ScannedFile)] = []
        var added: [ScannedFile] = []
        for (file, row) in zip(files, match.rows) {
            guard let row else {
                added.append(file)
                continue
            }
            let now = FileRow(row.id, file, in: folder, before: row)
            if now != row { kept.append((row, now, file)) }
        }
        try update(kept.map(\.now))
        try forgetContents(of: kept.filter { !$0.before.holds($0.file) }.map(\.now.id))
        let minted = try insert(added)
        for (file, row) in zip(files, match.rows) {
            guard let id = row?.id ?? minted[file.path.raw] else {
                throw SQLError.decoding("a new file has no id")
            }
            outcome.ids.append(id)
        }
        outcome.changed = Set(kept.map(\.now.id)).union(minted.values)
        return outcome
    }

    /// The rows of the known files, and those at paths where there may be another.
    private func stored(_ files: [ScannedFile]) throws -> [FileRow] {
        let known = try connection.query(
            "SELECT \(sql: FileRow.columns) FROM media_file WHERE id IN \(list: files.compactMap(\.known))"
        ).map { try FileRow($0) }
        let byID = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let paths = files.filter { file in
            guard let row = file.known.flatMap({ byID[$0] }) else { return true }
            return !row.lies(at: file.path, in: folder)
        }.map { [SQLBinding($0.path.raw)] }
        // Bytes have no form in a JSON list.
        let atPaths = try connection.insert(paths) { rows in
            let list = rows.joined().map { path -> SQL in "\(path)" }.joined(separator: ", ")
            return """
                SELECT \(sql: FileRow.columns) FROM media_file
                WHERE folder_id = \(folder) AND raw_path IN (\(sql: list))
                """
        }.map { try FileRow($0) }
        return known + atPaths.filter { byID[$0.id] == nil }
    }

    private func remove(_ files: [MediaFileID]) throws -> Set<TitleID> {
        guard !files.isEmpty else { return [] }
        let losers = try connection.query("SELECT DISTINCT title_id FROM title_file WHERE file_id IN \(list: files)")
        try connection.execute("DELETE FROM media_file WHERE id IN \(list: files)")
        return Set(try losers.map { try $0.get(0) })
    }

    /// Gives files that are about to move paths that no file can have, so that two may swap theirs.
    private func makeWay(_ files: [MediaFileID]) throws {
        guard !files.isEmpty else { return }
        let path: SQL = "\(sqlite: "CAST('/' || id AS BLOB)", postgres: "convert_to('/' || id, 'UTF8')")"
        try connection.execute("UPDATE media_file SET raw_path = \(sql: path) WHERE id IN \(list: files)")
    }

    private func update(_ rows: [FileRow]) throws {
        try connection.insert(try rows.map { [SQLBinding($0.id)] + (try values($0)) }) {
            """
            INSERT INTO media_file (id, \(sql: Self.columns)) VALUES \(rows: $0)
            ON CONFLICT (id) DO UPDATE SET folder_id = excluded.folder_id, raw_path = excluded.raw_path,
                path = excluded.path, size = excluded.size, modified = excluded.modified, device = excluded.device,
                inode = excluded.inode, digest = excluded.digest, role = excluded.role,
                extra_kind = excluded.extra_kind, missing_since = NULL
            """
        }
    }

    /// New content is looked at again.
    private func forgetContents(of files: [MediaFileID]) throws {
        guard !files.isEmpty else { return }
        try connection.execute(
            """
            UPDATE media_file SET probe = 'pending', problem = NULL, duration = NULL, container = NULL,
                video_codec = NULL, audio_codec = NULL, width = NULL, height = NULL,
                details = \(JSONText.encode(MediaDetails()))
            WHERE id IN \(list: files)
            """)
        try connection.execute("DELETE FROM subtitle_track WHERE stream IS NOT NULL AND file_id IN \(list: files)")
    }

    private func insert(_ files: [ScannedFile]) throws -> [[UInt8]: MediaFileID] {
        let rows = try files.map { try values(FileRow(MediaFileID(0), $0, in: folder, before: nil)) }
        var minted: [[UInt8]: MediaFileID] = [:]
        let returned = try connection.insert(rows) {
            "INSERT INTO media_file (\(sql: Self.columns)) VALUES \(rows: $0) RETURNING id, raw_path"
        }
        for row in returned { minted[try row.blob(1)] = try row.get(0) }
        return minted
    }

    private static let columns: SQL = """
        folder_id, raw_path, path, size, modified, device, inode, digest, role, extra_kind, added_at, probe, details
        """

    private func values(_ row: FileRow) throws -> [SQLBinding] {
        [
            SQLBinding(row.folderID), SQLBinding(row.path.raw), SQLBinding(row.path.text),
            SQLBinding(row.facts.sizeBytes), SQLBinding(row.facts.modifiedNanoseconds), SQLBinding(row.facts.device),
            SQLBinding(row.facts.inode), SQLBinding(row.digest), SQLBinding(row.role), SQLBinding(row.extraKind),
            SQLBinding(moment), SQLBinding(ProbeState.pending), SQLBinding(try JSONText.encode(MediaDetails())),
        ]
    }
}
