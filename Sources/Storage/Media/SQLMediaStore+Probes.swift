package import Domain
import SQL

/// What is inside the files.
extension SQLMediaStore {
    package func unprobed(after: MediaFileID?, limit: Int) async throws -> [MediaFile] {
        try await database.read { connection in
            // The order of the joined tables is the one of the index that holds only files that wait.
            try connection.query(
                """
                SELECT \(sql: MediaRows.columns) FROM \(sql: MediaRows.tables)
                WHERE m.probe = 'pending' AND m.missing_since IS NULL AND m.id > \(after?.rawValue ?? 0)
                ORDER BY m.id LIMIT \(limit)
                """
            ).map { try MediaRows.file($0) }
        }
    }

    package func saveProbe(
        _ probe: MediaProbe?, tracks: [SubtitleTrack], problem: String?, of file: MediaFile
    ) async throws {
        try await database.write { connection in
            let (state, found) = (probe == nil ? ProbeState.failed : .done, probe ?? MediaProbe())
            let stored = try connection.execute(
                """
                UPDATE media_file SET probe = \(state), problem = \(SQLBinding(problem.map(Self.bounded))),
                    duration = \(SQLBinding(found.durationMilliseconds)), container = \(SQLBinding(found.container)),
                    video_codec = \(SQLBinding(found.videoCodec)), audio_codec = \(SQLBinding(found.audioCodec)),
                    width = \(SQLBinding(found.width)), height = \(SQLBinding(found.height)),
                    details = \(JSONText.encode(found.details))
                WHERE id = \(file.id) AND size = \(file.facts.sizeBytes)
                    AND modified = \(file.facts.modifiedNanoseconds) AND device = \(file.facts.device)
                    AND inode = \(file.facts.inode)
                """)
            guard stored > 0 else { return }
            _ = try SubtitleRows(connection: connection).put([file.id: probe == nil ? [] : tracks], .streams)
        }
    }

    private static func bounded(_ problem: String) -> String {
        String(Folding.storable(problem).prefix(StorageLimits.probeProblemCharactersMax))
    }
}
