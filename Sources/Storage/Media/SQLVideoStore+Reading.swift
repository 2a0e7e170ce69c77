package import Domain
import SQL

/// Single videos with their files.
extension SQLVideoStore {
    package func videos(_ ids: [TitleID], for viewer: Viewer) async throws -> [Video] {
        guard !ids.isEmpty else { return [] }
        return try await database.read { try VideoReader(connection: $0, viewer: viewer).videos(ids) }
    }

    package func episodes(of series: TitleID, for viewer: Viewer) async throws -> [Video]? {
        try await database.read { connection in
            guard try connection.first("SELECT 1 FROM listing WHERE title_id = \(series)") != nil else { return nil }
            let reader = VideoReader(connection: connection, viewer: viewer)
            return try reader.videos(try reader.episodes(of: [series])[series] ?? [])
        }
    }

    package func series(of episode: TitleID) async throws -> TitleID? {
        try await database.read { connection in
            try connection.first("SELECT series_id FROM episode WHERE title_id = \(episode)")?.get(0)
        }
    }

    package func subtitle(_ id: SubtitleID) async throws -> (track: StoredSubtitle, file: MediaFile)? {
        try await database.read { connection in
            let row = try connection.first("SELECT \(sql: SubtitleRows.columns) FROM subtitle_track WHERE id = \(id)")
            guard let track = try row.map({ try SubtitleRows.subtitle($0) }),
                let file = try Self.file(track.fileID, connection)
            else { return nil }
            return (track, file)
        }
    }

    package func file(_ id: MediaFileID) async throws -> MediaFile? {
        try await database.read { try Self.file(id, $0) }
    }

    package func artwork(_ kind: ArtworkKind, of title: TitleID) async throws -> Artwork? {
        try await database.read { connection in
            try connection.first(
                "\(sql: MediaRows.artworkQuery) WHERE a.title_id = \(title) AND a.kind = \(kind)"
            ).map { try MediaRows.artwork($0) }
        }
    }

    private static func file(_ id: MediaFileID, _ connection: any SQLConnection) throws -> MediaFile? {
        try connection.first("SELECT \(sql: MediaRows.columns) FROM \(sql: MediaRows.tables) WHERE m.id = \(id)")
            .map { try MediaRows.file($0) }
    }
}
