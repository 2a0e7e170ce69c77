package import Basics
package import Domain
package import SQL

/// Uploads in `upload`, `upload_chunk` and `upload_item`.
package struct SQLUploadStore: UploadStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func start(_ upload: NewUpload, openMax: Int) async throws {
        do {
            try await database.write { connection in
                let counts = UploadCounting(connection: connection)
                try counts.noteStart(of: upload.user)
                try connection.execute(
                    """
                    INSERT INTO upload (id, user_id, mode, state, source, total_count, accepted, duplicates, invalid,
                        staged, removed, set_size, started_at, touched_at)
                    VALUES (\(upload.id), \(upload.user), \(upload.mode), 'active', \(upload.source),
                        \(upload.totalCount), 0, 0, 0, 0, 0, 0, \(upload.startedAt), \(upload.startedAt))
                    """)
                let displaced: SQL = """
                    user_id = \(upload.user) AND state = 'active' AND id NOT IN (
                        SELECT id FROM upload WHERE user_id = \(upload.user) AND state = 'active'
                        ORDER BY (id = \(upload.id)) DESC, started_at DESC, id DESC LIMIT \(max(1, openMax)))
                    """
                _ = try counts.expire(displaced, at: upload.startedAt)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(upload.user.description)
        }
    }

    package func stage(
        _ chunk: UploadChunk, within bounds: UploadBounds, once: OnceRequest<[EntryVerdict]>?
    ) async throws -> OnceResult<[EntryVerdict]> {
        try await database.write { connection in
            try connection.once(once) {
                try StagedUpload(chunk.upload, of: chunk.user, at: chunk.moment, connection)
                    .add(chunk, within: bounds)
            }
        }
    }

    package func commit(_ id: UploadID, with change: SetChange) async throws -> CommitOutcome {
        let outcome = try await database.write { connection -> CommitOutcome? in
            try UploadCounting(connection: connection).lock(change.user)
            // Asked before the upload's row is locked, a commit that is under way would not be seen.
            if let earlier = try Self.committed(id, of: change.user, connection) { return earlier }
            let staged = try StagedUpload(id, of: change.user, at: change.moment, connection)
            do {
                try staged.commit(SetWriter(change, connection))
            } catch LibraryError.tooManyFilms {
                // Found out before anything of the set was touched; only the upload's end is stored.
                try staged.end(as: .failed, at: change.moment)
                return nil
            }
            return try Self.committed(id, of: change.user, connection)
        }
        guard let outcome else { throw LibraryError.tooManyFilms(maximum: change.sizeMax) }
        return outcome
    }

    package func upload(
        _ id: UploadID, of user: UserID, at moment: Instant
    ) async throws -> (upload: Upload, chunks: [Int])? {
        try await database.read { connection in
            let row = try connection.first(
                "SELECT \(sql: UploadColumns.all) FROM upload WHERE id = \(id) AND user_id = \(user)")
            guard let row else { return nil }
            let chunks = try connection.query(
                "SELECT chunk_index FROM upload_chunk WHERE upload_id = \(id) ORDER BY chunk_index")
            return (try UploadColumns.upload(row, at: moment), try chunks.map { try $0.int(0) })
        }
    }

    package func recentUploads(of user: UserID, at moment: Instant, limit: Int) async throws -> [Upload] {
        try await database.read { try UploadColumns.recent(of: user, at: moment, limit: limit, $0) }
    }

    package func sweepUploads(at moment: Instant, keep: Int) async throws -> Int {
        let over = moment.adding(seconds: -Upload.lifetimeSeconds)
        let ended = try await database.write { connection in
            try UploadCounting(connection: connection)
                .expire("state = 'active' AND touched_at <= \(over)", at: moment)
        }
        // Apart, so that nobody's upload waits for the clean-up.
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM upload_item WHERE upload_id IN (SELECT id FROM upload WHERE state <> 'active')")
            try connection.execute(
                """
                DELETE FROM upload WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY started_at DESC, id DESC) AS place
                        FROM upload WHERE state <> 'active') AS ranked
                    WHERE place > \(keep))
                """)
        }
        return ended
    }

    private static func committed(
        _ id: UploadID, of user: UserID, _ connection: any SQLConnection
    ) throws -> CommitOutcome? {
        let row = try connection.first(
            """
            SELECT \(sql: UploadColumns.all), removed, set_size,
                (SELECT COUNT(*) FROM upload_chunk c WHERE c.upload_id = upload.id)
            FROM upload WHERE id = \(id) AND user_id = \(user) AND state = 'committed'
            """)
        guard let row else { return nil }
        let more = UploadColumns.count
        return CommitOutcome(
            upload: try UploadColumns.upload(row), chunkCount: try row.int(more + 2), removed: try row.int(more),
            setSize: try row.int(more + 1))
    }
}
