import Domain
import HTTPTypes
import Hummingbird
import Library
import SurfaceKit

extension KodiSurface {
    func startUpload(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(StartRequest.self) else { throw KodiError.jsonRequired }
        let wanted = try body.checked()
        let id = try await library.uploads.start(
            wanted.mode, totalCount: wanted.totalCount, source: wanted.source, by: context.user.id)
        return try .json(StartResponse(uploadID: id.rawValue, maxChunk: LibraryLimits.chunkEntriesMax))
    }

    func stageChunk(_ request: Request, _ context: KodiContext) async throws -> Response {
        let json = try await request.jsonBody()
        guard let body = json.object else { throw KodiError.jsonRequired }
        let chunk = try ChunkRequest(body)
        return try await request.answerOnce(
            json, by: onceCaller(context), answer: { ChunkResponse(chunk, verdicts: $0).bytes }
        ) { once in
            try await library.uploads.stage(
                chunk.items.map { $0.flatMap { IMDbID($0) } }, as: chunk.index, of: uploadID(context),
                by: context.user.id, once: once)
        }
    }

    /// Clients announce JSON here and send nothing, so the body is not looked at.
    func commitUpload(_ request: Request, _ context: KodiContext) async throws -> Response {
        try .json(CommitResponse(await library.uploads.commit(uploadID(context), by: context.user.id)))
    }

    func uploadStatus(_ request: Request, _ context: KodiContext) async throws -> Response {
        let (upload, chunks) = try await library.uploads.status(of: uploadID(context), by: context.user.id)
        return try .json(UploadStatusResponse(upload, chunks: chunks))
    }

    func listUploads(_ request: Request, _ context: KodiContext) async throws -> Response {
        let uploads = try await library.uploads.recent(of: context.user.id)
        return try .json(UploadListResponse(batches: uploads.map { UploadEntry($0) }))
    }

    /// Text that cannot be an id names an upload that does not exist.
    private func uploadID(_ context: KodiContext) throws -> UploadID {
        guard let id = UploadID(context.parameters.get("upload_id") ?? "") else { throw LibraryError.unknownUpload }
        return id
    }

    func onceCaller(_ context: KodiContext) throws -> OnceCaller {
        OnceCaller(
            user: try context.user.id, at: library.now(), keptSeconds: LibraryLimits.answersKeptSeconds)
    }
}
