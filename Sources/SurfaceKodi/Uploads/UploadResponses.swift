import Basics
import Domain

/// The answer of `POST /library/batch/start`.
struct StartResponse: Encodable {
    var success = true
    let uploadID: String
    let maxChunk: Int

    enum CodingKeys: String, CodingKey {
        case success
        case uploadID = "upload_id"
        case maxChunk = "max_chunk"
    }
}

/// The answer of `PUT /library/batch/{upload_id}/chunk`.
struct ChunkResponse: Encodable {
    var success = true
    let chunkIndex: Int
    let itemsProcessed: Int
    let results: Tallies
    let itemDetails: [ItemVerdict]
    var status = "processed"

    init(chunkIndex: Int, items: [String?], verdicts: [EntryVerdict]) {
        self.chunkIndex = chunkIndex
        itemsProcessed = verdicts.count
        results = Tallies(EntryTallies(verdicts))
        itemDetails = zip(items, verdicts).map { ItemVerdict(imdbID: $0, status: $1.rawValue) }
    }

    enum CodingKeys: String, CodingKey {
        case success, results, status
        case chunkIndex = "chunk_index"
        case itemsProcessed = "items_processed"
        case itemDetails = "item_details"
    }
}

/// What became of one entry; the id as it was sent, null where none was.
struct ItemVerdict: Encodable {
    let imdbID: String?
    let status: String

    enum CodingKeys: String, CodingKey {
        case status
        case imdbID = "imdb_id"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(imdbID, forKey: .imdbID)
        try container.encode(status, forKey: .status)
    }
}

/// Entries by verdict.
struct Tallies: Encodable {
    let accepted: Int
    let duplicates: Int
    let invalid: Int

    init(_ tallies: EntryTallies) {
        (accepted, duplicates, invalid) = (tallies.accepted, tallies.duplicates, tallies.invalid)
    }
}

/// The answer of `POST /library/batch/{upload_id}/commit`.
struct CommitResponse: Encodable {
    var success = true
    let uploadID: String
    let mode: String
    let finalTallies: Tallies
    let userMovieCount: Int
    let chunksProcessed: Int
    let removedCount: Int
    /// Films that were announced and never came.
    let missingCount: Int

    init(_ outcome: CommitOutcome) {
        uploadID = outcome.upload.id.rawValue
        mode = outcome.upload.mode.rawValue
        finalTallies = Tallies(outcome.upload.tallies)
        userMovieCount = outcome.setSize
        chunksProcessed = outcome.chunkCount
        removedCount = outcome.removed
        missingCount = max(0, outcome.upload.totalCount - outcome.upload.tallies.items)
    }

    enum CodingKeys: String, CodingKey {
        case success, mode
        case uploadID = "upload_id"
        case finalTallies = "final_tallies"
        case userMovieCount = "user_movie_count"
        case chunksProcessed = "chunks_processed"
        case removedCount = "removed_count"
        case missingCount = "missing_count"
    }
}

/// The answer of `GET /library/batch/{upload_id}/status`.
struct UploadStatusResponse: Encodable {
    let upload: Upload
    let chunks: [Int]

    init(_ upload: Upload, chunks: [Int]) {
        self.upload = upload
        self.chunks = chunks
    }

    enum CodingKeys: String, CodingKey {
        case success, status, mode, stats
        case uploadID = "upload_id"
        case totalCount = "total_count"
        case chunksReceived = "chunks_received"
        case processedChunks = "processed_chunks"
        case startedAt = "started_at"
        case committedAt = "committed_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .success)
        try container.encode(upload.id.rawValue, forKey: .uploadID)
        try container.encode(upload.state.rawValue, forKey: .status)
        try container.encode(upload.mode.rawValue, forKey: .mode)
        try container.encode(upload.totalCount, forKey: .totalCount)
        try container.encode(chunks.count, forKey: .chunksReceived)
        try container.encode(chunks, forKey: .processedChunks)
        try container.encode(Tallies(upload.tallies), forKey: .stats)
        try container.encode(upload.startedAt.iso8601WithoutZone, forKey: .startedAt)
        let committedAt = upload.state == .committed ? upload.finishedAt?.iso8601WithoutZone : nil
        try container.encode(committedAt, forKey: .committedAt)
    }
}

/// The answer of `GET /kodi/movies/batches`.
struct UploadListResponse: Encodable {
    var success = true
    let batches: [UploadEntry]
}

/// An upload in the list of them.
struct UploadEntry: Encodable {
    let upload: Upload

    init(_ upload: Upload) {
        self.upload = upload
    }

    enum CodingKeys: String, CodingKey {
        case status
        case batchID = "batch_id"
        case batchType = "batch_type"
        case totalMovies = "total_movies"
        case successfulImports = "successful_imports"
        case failedImports = "failed_imports"
        case startedAt = "started_at"
        case completedAt = "completed_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(upload.id.rawValue, forKey: .batchID)
        try container.encode(upload.mode.rawValue, forKey: .batchType)
        try container.encode(upload.listedStatus, forKey: .status)
        try container.encode(upload.totalCount, forKey: .totalMovies)
        try container.encode(upload.successfulImports, forKey: .successfulImports)
        try container.encode(upload.tallies.invalid, forKey: .failedImports)
        try container.encode(upload.startedAt.iso8601WithoutZone, forKey: .startedAt)
        try container.encode(upload.finishedAt?.iso8601WithoutZone, forKey: .completedAt)
    }
}

extension Upload {
    /// The words that lists of uploads use.
    var listedStatus: String { state == .committed ? "completed" : state.rawValue }

    /// Entries that were valid, new or not.
    var successfulImports: Int { tallies.accepted + tallies.duplicates }
}
