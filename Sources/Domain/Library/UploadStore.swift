package import Basics

/// Libraries that arrive in chunks. Each method is one transaction; uploads of other accounts do not exist.
package protocol UploadStore: Sendable {
    /// Begins an upload. Beyond `openMax` active ones of the account, the oldest expire. Throws
    /// `AccountError.unknownUser`.
    func start(_ upload: NewUpload, openMax: Int) async throws
    /// Keeps a chunk's ids with the upload, and tells what each entry was.
    ///
    /// Throws `LibraryError` `unknownUpload`, `uploadNotActive`, `chunkTooLarge`, `tooManyChunks` or `tooManyFilms`,
    /// and `OnceError.keyReused`; then nothing is kept.
    func stage(
        _ chunk: UploadChunk, within bounds: UploadBounds, once: OnceRequest<[EntryVerdict]>?
    ) async throws -> OnceResult<[EntryVerdict]>
    /// Changes the set as the upload says; an upload that was committed before gives the same outcome again.
    ///
    /// Throws `LibraryError` `unknownUpload`, `uploadNotActive`, `incompleteUpload`, or `tooManyFilms`, which leaves
    /// the set alone and ends the upload as failed.
    func commit(_ upload: UploadID, with change: SetChange) async throws -> CommitOutcome
    /// An upload and the different numbers of its chunks, ascending; nil when the account has no such upload.
    func upload(_ id: UploadID, of user: UserID, at moment: Instant) async throws -> (upload: Upload, chunks: [Int])?
    /// The newest uploads of an account, newest start first.
    func recentUploads(of user: UserID, at moment: Instant, limit: Int) async throws -> [Upload]
    /// Ends active uploads whose time is over, removes what was staged for ended ones, and removes ended ones of an
    /// account beyond the newest `keep`; returns how many it ended.
    func sweepUploads(at moment: Instant, keep: Int) async throws -> Int
}

/// What can be wrong with a change of somebody's library.
package enum LibraryError: Error, Equatable, Sendable {
    /// The set, or what is staged for it, would hold more films than this.
    case tooManyFilms(maximum: Int)
    /// More entries than one request may have.
    case tooManyEntries(maximum: Int)
    /// More items than one chunk may have.
    case chunkTooLarge(maximum: Int)
    /// More different chunks than one upload may have.
    case tooManyChunks(maximum: Int)
    case unknownUpload
    /// The upload is committed, failed or expired.
    case uploadNotActive
    /// A replacing upload of which nothing arrived: committing it would empty the library.
    case incompleteUpload
}
