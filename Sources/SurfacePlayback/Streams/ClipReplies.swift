import AsyncAlgorithms
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// A clip, whose bytes come from the archive while they leave. Ranges are the archive's to answer; whoever hangs
    /// up ends its answer too.
    func clip(
        _ scene: String, of file: MediaFile, _ request: Request, begin: () async throws -> Void,
        beat: @escaping @Sendable () -> Bool
    ) async throws -> Response {
        var wish = ClipRequest(sceneID: scene)
        wish.isHead = request.method == .head
        wish.range = request.headers[.range]
        wish.ifRange = request.headers[.ifRange]
        guard let clips = await features.player.clips() else { throw PlaybackError.fileUnavailable }
        let answer: ClipAnswer
        do {
            answer = try await clips.open(wish)
        } catch is ArchiveFailure {
            throw PlaybackError.fileUnavailable
        }
        try await begin()
        let headers = answer.headers(of: file)
        guard !wish.isHead, answer.status != 416 else {
            return Response(status: .init(code: answer.status), headers: headers)
        }
        let body = ResponseBody(contentLength: answer.length.map { Int($0) }) { writer in
            let pieces = AsyncThrowingChannel<[UInt8], any Error>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await answer.bytes { await pieces.send($0) }
                        pieces.finish()
                    } catch {
                        pieces.fail(error)
                    }
                }
                defer { group.cancelAll() }
                for try await piece in pieces {
                    try await writer.write(ByteBuffer(bytes: piece))
                    guard beat() else { throw FileError.unwanted }
                }
            }
            try await writer.finish(nil)
        }
        return Response(status: .init(code: answer.status), headers: headers, body: body)
    }
}

extension ClipAnswer {
    /// What a client learns of a clip; nothing of it names the archive.
    fileprivate func headers(of file: MediaFile) -> HTTPFields {
        var headers: HTTPFields = [
            .acceptRanges: "bytes", .cacheControl: "private, max-age=0, no-transform",
            .contentType: MediaType.of(fileName: file.path.text),
        ]
        headers[.contentRange] = contentRange
        headers[.eTag] = entityTag
        headers[.lastModified] = lastModified
        if let length { headers[.contentLength] = String(length) }
        return headers
    }
}
