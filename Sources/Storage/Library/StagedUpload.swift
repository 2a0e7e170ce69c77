import Basics
import Domain
import SQL

/// An active upload inside a transaction; nobody else changes it meanwhile.
struct StagedUpload {
    private let id: UploadID
    private let user: UserID
    private let mode: UploadMode
    private let totalCount: Int
    private let tallies: EntryTallies
    /// Different valid ids that have arrived.
    private let stagedCount: Int
    private let connection: any SQLConnection

    /// Throws `LibraryError` `unknownUpload` or `uploadNotActive`.
    init(_ id: UploadID, of user: UserID, at moment: Instant, _ connection: any SQLConnection) throws {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        let row = try connection.first(
            """
            SELECT \(sql: UploadColumns.all), staged FROM upload WHERE id = \(id) AND user_id = \(user)\(sql: lock)
            """)
        guard let row else { throw LibraryError.unknownUpload }
        let upload = try UploadColumns.upload(row, at: moment)
        guard upload.state == .active else { throw LibraryError.uploadNotActive }
        self.id = id
        self.user = user
        mode = upload.mode
        totalCount = upload.totalCount
        tallies = upload.tallies
        stagedCount = try row.int(UploadColumns.count)
        self.connection = connection
    }

    /// Keeps the chunk's ids. In merge mode what the set has already is a duplicate too, but it is kept: should it
    /// leave the set before the commit, it comes back.
    func add(_ chunk: UploadChunk, within bounds: UploadBounds) throws -> [EntryVerdict] {
        guard chunk.entries.count <= bounds.chunkEntries else {
            throw LibraryError.chunkTooLarge(maximum: bounds.chunkEntries)
        }
        let ids = chunk.entries.compactMap(\.self)
        let staged = try connection.present(
            ids, among: "SELECT imdb_id FROM upload_item WHERE upload_id = \(id)")
        let owned =
            mode == .merge
            ? try connection.present(ids, among: "SELECT imdb_id FROM owned_title WHERE user_id = \(user)") : []
        let verdicts = chunk.entries.judged(known: staged.union(owned)).verdicts
        let fresh = chunk.entries.judged(known: staged).fresh
        guard stagedCount + fresh.count <= bounds.films else {
            throw LibraryError.tooManyFilms(maximum: bounds.films)
        }
        try keep(fresh)
        try noteChunk(chunk.index, within: bounds)
        try note(EntryTallies(verdicts), staged: fresh.count, at: chunk.moment)
        return verdicts
    }

    /// Changes the set and ends the upload. Throws `LibraryError` `incompleteUpload` or `tooManyFilms` before it
    /// changes anything; only a merge can be too large, because staging bounds what replaces a set.
    func commit(_ writer: SetWriter) throws {
        let valid = tallies.accepted + tallies.duplicates
        if mode == .replace, totalCount > 0, try !hasChunks { throw LibraryError.incompleteUpload }
        let removed = mode == .replace ? try writer.removeAllBut(stagedOf: id) : 0
        let added = try writer.addStaged(of: id, freed: removed)
        let head = try writer.finish(added: added, removed: removed)
        let accepted = mode == .replace ? stagedCount : added
        try connection.execute(
            """
            UPDATE upload SET accepted = \(accepted), duplicates = \(valid - accepted), removed = \(removed),
                set_size = \(head.size) WHERE id = \(id)
            """)
        try end(as: .committed, at: writer.change.moment)
    }

    func end(as state: UploadState, at moment: Instant) throws {
        try connection.execute(
            "UPDATE upload SET state = \(state), finished_at = \(moment) WHERE id = \(id)")
        try UploadCounting(connection: connection).noteEnd(of: user, as: state)
    }

    private var hasChunks: Bool {
        get throws { try connection.first("SELECT 1 FROM upload_chunk WHERE upload_id = \(id) LIMIT 1") != nil }
    }

    private func noteChunk(_ index: Int, within bounds: UploadBounds) throws {
        let added = try connection.execute(
            "INSERT INTO upload_chunk (upload_id, chunk_index) VALUES (\(id), \(index)) ON CONFLICT DO NOTHING")
        guard added > 0 else { return }
        let count = try connection.int("SELECT COUNT(*) FROM upload_chunk WHERE upload_id = \(id)")
        guard count <= bounds.chunks else { throw LibraryError.tooManyChunks(maximum: bounds.chunks) }
    }

    private func keep(_ ids: [IMDbID]) throws {
        guard !ids.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO upload_item (upload_id, position, imdb_id)
            SELECT \(id), \(stagedCount) + number, value FROM \(numbered: ids)
            """)
    }

    private func note(_ more: EntryTallies, staged: Int, at moment: Instant) throws {
        try connection.execute(
            """
            UPDATE upload SET accepted = accepted + \(more.accepted), duplicates = duplicates + \(more.duplicates),
                invalid = invalid + \(more.invalid), staged = staged + \(staged), touched_at = \(moment)
            WHERE id = \(id)
            """)
    }
}
