import Hummingbird
import NIOCore
import NIOPosix

/// The body of an answer that comes from a file, sent by whatever the connection can do.
struct FileBody: Sendable {
    let file: OpenedFile
    let pieces: [FilePiece]
    let pool: NIOThreadPool
    let onBytes: (@Sendable (Int) -> Bool)?

    var byteCount: Int64 { pieces.reduce(0) { $0 + $1.byteCount } }

    /// Keeps the file open until it has been written or is dropped.
    var responseBody: ResponseBody {
        ResponseBody(contentLength: Int(byteCount)) { writer in
            if let connection = FileConnection.current, connection.isWritten(by: writer) {
                try await connection.send(self)
            } else {
                try await read(into: &writer)
            }
            try await writer.finish(nil)
        }
    }

    /// Reads a bounded piece at a time, on a thread that may wait for the disk.
    private func read(into writer: inout any ResponseBodyWriter) async throws {
        var steps = FilePieces(pieces)
        var progress = StreamProgress(at: .now)
        defer { if let bytes = progress.rest() { _ = onBytes?(bytes) } }
        while let step = steps.next(spanBytesMax: SurfaceKitLimits.fileReadBytes) {
            let buffer: ByteBuffer
            switch step {
            case .bytes(let bytes): buffer = bytes
            case .span(let span): buffer = try await pool.runIfActive { [file] in try file.read(span) }
            }
            try await writer.write(buffer)
            progress.advance(to: progress.sentBytes + Int64(buffer.readableBytes), at: .now)
            if let bytes = progress.toTell(at: .now), onBytes?(bytes) == false { throw FileError.unwanted }
        }
    }
}
