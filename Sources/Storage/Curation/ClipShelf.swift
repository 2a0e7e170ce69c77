import Basics
import Domain
import SQL

/// Keeps the files and listings of scenes equal to what the archive says, so that players find them: in a library of
/// their own, whose one folder stands for the archive. Works in a script that holds the lock of the titles.
struct ClipShelf {
    let connection: any SQLConnection

    /// Takes the primary files of scenes over; a scene without one is listed no longer. A fixed number of statements.
    func put(_ scenes: [(id: TitleID, facts: SceneFacts)], at moment: Instant) throws {
        guard !scenes.isEmpty else { return }
        let playable = scenes.filter { !$0.facts.files.isEmpty }
        let folder = try folder(isWanted: !playable.isEmpty, at: moment)
        guard let folder else { return }
        let files = try putFiles(playable.map(\.facts), in: folder, at: moment)
        try removeFiles(of: scenes.filter(\.facts.files.isEmpty).map(\.id), from: folder)
        let links = playable.compactMap { scene in
            files[Self.key(scene.facts.upstreamID)].map {
                [SQLBinding(scene.id), SQLBinding($0), SQLBinding(0), SQLBinding(String?.none), SQLBinding(0)]
            }
        }
        try connection.insert(links) {
            """
            INSERT INTO title_file (title_id, file_id, version, label, part) VALUES \(rows: $0)
            ON CONFLICT (title_id, file_id) DO NOTHING
            """
        }
        try ListingWriter(connection: connection).refresh(scenes.map(\.id))
    }

    /// Lists scenes again whose library somebody removed. One statement where there is nothing to do.
    func restore(_ scenes: [(id: TitleID, facts: SceneFacts)], at moment: Instant) throws {
        let playable = scenes.filter { !$0.facts.files.isEmpty }
        guard !playable.isEmpty else { return }
        var listed: Set<TitleID> = []
        try connection.forEach(
            "SELECT title_id FROM listing WHERE title_id \(sql: .within(playable.map(\.id)))"
        ) { listed.insert(try $0.get(0)) }
        try put(playable.filter { !listed.contains($0.id) }, at: moment)
    }

    /// Has the next sync read all scenes where a library that is about to go is the archive's: it makes another one.
    func askAgain(ifIn library: MediaLibraryID) throws {
        try connection.execute(
            """
            UPDATE archive_state SET watermark = NULL WHERE kind = \(ArchiveKind.scene) AND EXISTS (
                SELECT 1 FROM media_folder WHERE library_id = \(library) AND path = \(MediaFile.archiveRoot))
            """)
    }

    /// Lists scenes that are gone no longer; what people did with them stays with their titles.
    func remove(_ titles: [TitleID]) throws {
        guard !titles.isEmpty, let folder = try folder() else { return }
        try removeFiles(of: titles, from: folder)
        try ListingWriter(connection: connection).refresh(titles)
    }

    /// The folder that stands for the archive, made with its library where it is wanted.
    private func folder(isWanted: Bool, at moment: Instant) throws -> MediaFolderID? {
        if let folder = try folder() { return folder }
        guard isWanted else { return nil }
        for name in StorageLimits.archiveLibraryNames {
            let row = try connection.first(
                """
                INSERT INTO media_library (name, name_key, kind, created_at)
                VALUES (\(name), \(Folding.nameKey(name)), \(MediaLibraryKind.mixed), \(moment))
                ON CONFLICT (name_key) DO NOTHING RETURNING id
                """)
            guard let library = try row?.get(0, as: MediaLibraryID.self) else { continue }
            try connection.execute(
                "INSERT INTO media_folder (library_id, path) VALUES (\(library), \(MediaFile.archiveRoot))")
            return try folder()
        }
        return nil
    }

    private func folder() throws -> MediaFolderID? {
        try connection.first("SELECT id FROM media_folder WHERE path = \(MediaFile.archiveRoot)")?.get(0)
    }

    /// Files by the bytes that stand for their path: the scene's id.
    private func putFiles(
        _ scenes: [SceneFacts], in folder: MediaFolderID, at moment: Instant
    ) throws -> [[UInt8]: MediaFileID] {
        let rows = try scenes.compactMap { try row(of: $0, in: folder, at: moment) }
        let stored = try connection.insert(rows) {
            """
            INSERT INTO media_file (folder_id, raw_path, path, size, modified, device, inode, role, added_at, probe,
                duration, container, video_codec, audio_codec, width, height, details)
            VALUES \(rows: $0)
            ON CONFLICT (folder_id, raw_path) DO UPDATE SET path = excluded.path, size = excluded.size,
                duration = excluded.duration, container = excluded.container, video_codec = excluded.video_codec,
                audio_codec = excluded.audio_codec, width = excluded.width, height = excluded.height
            RETURNING raw_path, id
            """
        }
        return Dictionary(
            try stored.map { (try $0.blob(0), try $0.get(1, as: MediaFileID.self)) }, uniquingKeysWith: { $1 })
    }

    /// The moment at which the archive made the scene is when its file came.
    private func row(of facts: SceneFacts, in folder: MediaFolderID, at moment: Instant) throws -> [SQLBinding]? {
        guard let file = facts.files.first else { return nil }
        let milliseconds = file.duration.flatMap { seconds -> Int64? in
            (0..<StorageLimits.sceneSecondsMax).contains(seconds) ? Int64(seconds * 1000) : nil
        }
        let path = Folding.storable(file.path)
        return [
            SQLBinding(folder), SQLBinding(Self.key(facts.upstreamID)), SQLBinding(path), SQLBinding(file.size ?? 0),
            SQLBinding(Int64(0)), SQLBinding(Int64(0)), SQLBinding(Int64(0)), SQLBinding("feature"),
            SQLBinding(min(facts.createdAt, moment)), SQLBinding(ProbeState.done), SQLBinding(milliseconds),
            SQLBinding(Self.word(file.format)), SQLBinding(Self.word(file.videoCodec)),
            SQLBinding(Self.word(file.audioCodec)), SQLBinding(file.width), SQLBinding(file.height),
            SQLBinding(try JSONText.encode(MediaDetails())),
        ]
    }

    private func removeFiles(of titles: [TitleID], from folder: MediaFolderID) throws {
        guard !titles.isEmpty else { return }
        try connection.execute(
            """
            DELETE FROM media_file WHERE folder_id = \(folder)
                AND id IN (SELECT file_id FROM title_file WHERE title_id IN \(list: titles))
            """)
    }

    /// As ffprobe has it. What the archive says nothing of, such as the sound of a silent film, is not there.
    private static func word(_ text: String?) -> String? {
        text.map { Folding.storable($0).lowercased() }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func key(_ upstreamID: String) -> [UInt8] { Array(upstreamID.utf8) }
}
