package import Basics
import HTTPTypes
package import Hummingbird
package import NIOPosix
import Streaming

/// Answers requests for files: ranges, conditions and all headers (RFC 9110, sections 13 and 14).
///
/// On a connection made by `HTTPServerBuilder.http1(sendingFiles:)` the kernel sends the bytes; elsewhere they are read
/// piece by piece. Either way a stream takes the same small memory, however large the file is.
package struct FileReplies: Sendable {
    private let pool: NIOThreadPool
    private let world: World

    /// `pool` has the threads that wait for disks.
    package init(pool: NIOThreadPool = .singleton, world: World = .live) {
        self.pool = pool
        self.world = world
    }

    /// Opens a regular file for one answer. Throws `FileError`.
    package func open(_ path: String) async throws -> OpenedFile {
        guard !path.utf8.contains(0) else { throw FileError.missing }
        if let file = OpenedFile(cachedPath: path) { return file }
        return try await pool.runIfActive { try OpenedFile(path: path) }
    }

    /// The same for a path that need not be UTF-8. Throws `FileError`.
    package func open(rawPath: [UInt8]) async throws -> OpenedFile {
        if let path = String(validating: rawPath, as: UTF8.self) { return try await open(path) }
        return try await pool.runIfActive { try OpenedFile(rawPath: rawPath) }
    }

    /// The answer to a `GET` or `HEAD` request: 200, 206, 304, 412 or 416.
    ///
    /// The length is that of the moment of opening. A file that is cut short meanwhile ends the connection, so that the
    /// client notices. `onBytes` is told how many bytes left since the last time, at most once a second and once at the
    /// end, and says whether more may leave; where not, the connection ends, too. It runs on an event loop, so it must
    /// not wait for anything.
    package func response(
        to request: Request, file: OpenedFile, contentType: String, cacheControl: String,
        onBytes: (@Sendable (Int) -> Bool)? = nil
    ) -> Response {
        let plan = FilePlan(for: FileRequest(request), of: file.version)
        var headers: HTTPFields = [.acceptRanges: "bytes", .cacheControl: cacheControl]
        if plan == .notSatisfiable {
            headers[.contentRange] = ByteRange.unsatisfied(size: file.version.size)
        } else {
            headers[.eTag] = file.version.quotedTag
            headers[.lastModified] = file.version.lastModified
        }
        guard let content = content(of: file, type: contentType, as: plan) else {
            return Response(status: plan.status, headers: headers)
        }
        let body = FileBody(file: file, pieces: content.pieces, pool: pool, onBytes: onBytes)
        headers[.contentType] = content.type
        headers[.contentRange] = content.range
        headers[.contentLength] = String(body.byteCount)
        let isEmpty = request.method == .head || body.byteCount == 0
        return Response(status: plan.status, headers: headers, body: isEmpty ? ResponseBody() : body.responseBody)
    }

    /// Nil for the plans without a body.
    private func content(of file: OpenedFile, type: String, as plan: FilePlan) -> FileContent? {
        let size = file.version.size
        switch plan {
        case .notModified, .preconditionFailed, .notSatisfiable: return nil
        case .whole:
            return FileContent(type: type, range: nil, pieces: ByteRange(wholeOf: size).map { [.range($0)] } ?? [])
        case .partial(let range):
            return FileContent(type: type, range: range.contentRange(of: size), pieces: [.range(range)])
        case .multipart(let ranges):
            let layout = MultipartLayout(
                ranges, of: size, partType: type, boundary: world.randomHex(byteCount: SurfaceKitLimits.boundaryBytes))
            let parts = layout.parts.flatMap { [FilePiece.text($0.head), .range($0.range)] }
            return FileContent(type: layout.contentType, range: nil, pieces: parts + [.text(layout.tail)])
        }
    }
}

/// What an answer with a body holds.
private struct FileContent {
    let type: String
    /// The value of `Content-Range`.
    let range: String?
    let pieces: [FilePiece]
}

extension FilePlan {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .whole: .ok
        case .partial, .multipart: .partialContent
        case .notModified: .notModified
        case .preconditionFailed: .preconditionFailed
        case .notSatisfiable: .rangeNotSatisfiable
        }
    }
}

extension FileRequest {
    init(_ request: Request) {
        self.init()
        isHead = request.method == .head
        range = request.headers[.range]
        ifRange = request.headers[.ifRange]
        ifMatch = request.headers[.ifMatch]
        ifNoneMatch = request.headers[.ifNoneMatch]
        ifModifiedSince = request.headers[.ifModifiedSince]
        ifUnmodifiedSince = request.headers[.ifUnmodifiedSince]
    }
}
