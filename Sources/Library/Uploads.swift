import Basics
package import Domain

/// Libraries that arrive in chunks and count from their commit on, all at once.
package struct Uploads: Sendable {
    private let store: any UploadStore
    private let changes: SetChanges

    private static let bounds = UploadBounds(
        films: LibraryLimits.filmsMax, chunkEntries: LibraryLimits.chunkEntriesMax,
        chunks: LibraryLimits.chunksMax)

    package init(store: any UploadStore, changes: SetChanges) {
        self.store = store
        self.changes = changes
    }

    private var now: Instant { changes.world.now() }

    /// Begins an upload of about `totalCount` films. Throws `LibraryError.tooManyFilms`.
    package func start(
        _ mode: UploadMode, totalCount: Int, source: String, by user: UserID
    ) async throws -> UploadID {
        guard totalCount <= LibraryLimits.filmsMax else {
            throw LibraryError.tooManyFilms(maximum: LibraryLimits.filmsMax)
        }
        let upload = NewUpload(
            id: .make(changes.world), user: user, mode: mode, source: source, totalCount: totalCount, startedAt: now)
        try await store.start(upload, openMax: LibraryLimits.uploadsOpenMax)
        return upload.id
    }

    /// Keeps one chunk, and tells what each entry was.
    ///
    /// Throws `LibraryError` `unknownUpload`, `uploadNotActive`, `chunkTooLarge`, `tooManyChunks` or `tooManyFilms`,
    /// and
    /// `OnceError.keyReused`; nothing is kept then.
    package func stage(
        _ entries: [IMDbID?], as index: Int, of upload: UploadID, by user: UserID,
        once: OnceRequest<[EntryVerdict]>?
    ) async throws -> OnceResult<[EntryVerdict]> {
        let chunk = UploadChunk(upload: upload, user: user, index: index, entries: entries, at: now)
        return try await store.stage(chunk, within: Self.bounds, once: once)
    }

    /// Changes the set as the upload says; a repetition gives the same outcome and changes nothing.
    ///
    /// Throws `LibraryError` `unknownUpload`, `uploadNotActive`, `incompleteUpload` or `tooManyFilms`.
    package func commit(_ upload: UploadID, by user: UserID) async throws -> CommitOutcome {
        try await store.commit(upload, with: changes.next(for: user))
    }

    /// An upload and the different numbers of its chunks, ascending. Throws `LibraryError.unknownUpload`.
    package func status(of upload: UploadID, by user: UserID) async throws -> (upload: Upload, chunks: [Int]) {
        guard let found = try await store.upload(upload, of: user, at: now) else { throw LibraryError.unknownUpload }
        return found
    }

    /// The newest uploads, newest start first.
    package func recent(of user: UserID) async throws -> [Upload] {
        try await store.recentUploads(of: user, at: now, limit: LibraryLimits.uploadsListed)
    }

    /// Ends uploads whose time is over and removes what nobody needs any more.
    package func sweep() async throws {
        _ = try await store.sweepUploads(at: now, keep: LibraryLimits.uploadsKept)
    }
}
