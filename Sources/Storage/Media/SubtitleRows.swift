import Domain
import SQL

/// Reads and writes `subtitle_track`.
struct SubtitleRows {
    let connection: any SQLConnection

    static let columns: SQL = """
        id, file_id, position, raw_path, stream, format, language, is_guessed, title, is_forced, is_sdh, is_default
        """
    private static let written: SQL = """
        file_id, position, raw_path, stream, format, language, is_guessed, title, is_forced, is_sdh, is_default
        """

    /// Which of a file's tracks are meant: those beside it come from scans, those inside it from probes.
    enum Part {
        case sidecars
        case streams

        fileprivate var condition: SQL {
            switch self {
            case .sidecars: "raw_path IS NOT NULL"
            case .streams: "stream IS NOT NULL"
            }
        }

        fileprivate func holds(_ track: SubtitleTrack) -> Bool {
            switch track.source {
            case .sidecar: self == .sidecars
            case .stream: self == .streams
            }
        }
    }

    /// Gives the files exactly these tracks; a track of the same source keeps its id. Returns the files whose tracks
    /// changed.
    func put(_ tracks: [MediaFileID: [SubtitleTrack]], _ part: Part) throws -> Set<MediaFileID> {
        guard !tracks.isEmpty else { return [] }
        var stored: [Key: Row] = [:]
        let rows = try connection.query(
            """
            SELECT \(sql: Self.columns) FROM subtitle_track
            WHERE file_id IN \(list: tracks.keys) AND \(sql: part.condition)
            """)
        for row in rows {
            let subtitle = try Self.subtitle(row)
            stored[Key(file: subtitle.fileID, source: subtitle.track.source)] = Row(
                id: subtitle.id, position: try row.int(2), track: subtitle.track)
        }
        var changed: Set<MediaFileID> = []
        var (added, updated): ([[SQLBinding]], [[SQLBinding]]) = ([], [])
        for (file, tracks) in tracks.sorted(by: { $0.key < $1.key }) {
            for (position, track) in tracks.filter(part.holds).map(\.storable).uniqued.enumerated() {
                let old = stored.removeValue(forKey: Key(file: file, source: track.source))
                guard old?.position != position || old?.track != track else { continue }
                changed.insert(file)
                let values = Self.bindings(track, file, position)
                if let old { updated.append([SQLBinding(old.id)] + values) } else { added.append(values) }
            }
        }
        changed.formUnion(stored.keys.map(\.file))
        try write(added: added, updated: updated, removed: stored.values.map(\.id))
        return changed
    }

    private func write(added: [[SQLBinding]], updated: [[SQLBinding]], removed: [SubtitleID]) throws {
        if !removed.isEmpty { try connection.execute("DELETE FROM subtitle_track WHERE id IN \(list: removed)") }
        try connection.insert(added) {
            "INSERT INTO subtitle_track (\(sql: Self.written)) VALUES \(rows: $0)"
        }
        try connection.insert(updated) {
            """
            INSERT INTO subtitle_track (id, \(sql: Self.written)) VALUES \(rows: $0)
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, format = excluded.format,
                language = excluded.language, is_guessed = excluded.is_guessed, title = excluded.title,
                is_forced = excluded.is_forced, is_sdh = excluded.is_sdh, is_default = excluded.is_default
            """
        }
    }

    /// A track from `columns`.
    static func subtitle(_ row: SQLRow) throws -> StoredSubtitle {
        let source = try row.optionalBlob(3).map { SubtitleTrack.Source.sidecar(path: $0) }
        let language = try row.optionalText(6)
        let isGuessed = try row.bool(7)
        let track = SubtitleTrack(
            source: try source ?? .stream(row.int(4)), format: try row.text(5),
            language: language.map { ($0, isGuessed) }, title: try row.optionalText(8),
            flags: (try row.bool(9), try row.bool(10), try row.bool(11)))
        return StoredSubtitle(id: try row.get(0), fileID: try row.get(1), track: track)
    }

    private static func bindings(_ track: SubtitleTrack, _ file: MediaFileID, _ position: Int) -> [SQLBinding] {
        var (path, stream): ([UInt8]?, Int?) = (nil, nil)
        switch track.source {
        case .sidecar(let bytes): path = bytes
        case .stream(let number): stream = number
        }
        return [
            SQLBinding(file), SQLBinding(position), SQLBinding(path), SQLBinding(stream), SQLBinding(track.format),
            SQLBinding(track.language), SQLBinding(track.isLanguageGuessed), SQLBinding(track.title),
            SQLBinding(track.isForced), SQLBinding(track.isSDH), SQLBinding(track.isDefault),
        ]
    }
}

extension SubtitleRows {
    fileprivate struct Key: Hashable {
        let file: MediaFileID
        let source: SubtitleTrack.Source
    }

    fileprivate struct Row {
        let id: SubtitleID
        let position: Int
        let track: SubtitleTrack
    }
}

extension SubtitleTrack {
    /// As both databases can hold it.
    fileprivate var storable: SubtitleTrack {
        SubtitleTrack(
            source: source, format: Folding.storable(format),
            language: language.map { (Folding.storable($0), isLanguageGuessed) }, title: title.map(Folding.storable),
            flags: (isForced, isSDH, isDefault))
    }
}

extension [SubtitleTrack] {
    /// One track of each source.
    fileprivate var uniqued: [SubtitleTrack] {
        var seen: Set<SubtitleTrack.Source> = []
        return filter { seen.insert($0.source).inserted }
    }
}
