import Basics
import Domain
import SurfaceKit

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

/// The answer of `PUT /library/batch/{upload_id}/chunk`, with a line for each item.
struct ChunkResponse {
    private let chunk: ChunkRequest
    private let verdicts: [EntryVerdict]

    init(_ chunk: ChunkRequest, verdicts: [EntryVerdict]) {
        self.chunk = chunk
        self.verdicts = verdicts
    }

    var bytes: [UInt8] {
        let tallies = EntryTallies(verdicts)
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("chunk_index")
            writer.value(chunk.index)
            writer.name("item_details")
            writer.list(zip(chunk.items, verdicts)) { $0.item($1.0, $1.1.rawValue) }
            writer.name("items_processed")
            writer.value(verdicts.count)
            writer.name("results")
            writer.counts([
                ("accepted", tallies.accepted), ("duplicates", tallies.duplicates), ("invalid", tallies.invalid),
            ])
            writer.name("status")
            writer.value("processed")
            writer.name("success")
            writer.value(true)
        }
        return writer.bytes
    }
}

extension JSONWriter {
    /// What became of one entry; the id as it was sent, null where none was.
    mutating func item(_ id: String?, _ status: String) {
        object { writer in
            writer.name("imdb_id")
            writer.value(id)
            writer.name("status")
            writer.value(status)
        }
    }

    mutating func counts(_ counts: [(name: String, count: Int)]) {
        object { writer in
            for (name, count) in counts {
                writer.name(name)
                writer.value(count)
            }
        }
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
