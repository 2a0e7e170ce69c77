import NIOCore
import NIOPosix

/// One answer that is being sent by a `FileSender`; lives on the connection's event loop.
final class FileTransfer {
    let file: OpenedFile
    var steps: FilePieces
    /// The region that the connection has not taken yet; nil between two of them.
    var pending: FileSpan?
    /// Bytes that were handed to the connection, and how many of them the kernel is known to have taken.
    var handedBytes: Int64 = 0
    var takenBytes: Int64 = 0
    private let body: FileBody
    private let handle: NIOFileHandle
    private let end: EventLoopPromise<Void>
    private var progress = StreamProgress(at: .now)

    init(_ body: FileBody, end: EventLoopPromise<Void>) {
        self.body = body
        self.end = end
        file = body.file
        steps = FilePieces(body.pieces)
        handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: body.file.descriptor)
    }

    deinit {
        // The file closes its descriptor itself; the handle would take it for a leak.
        _ = try? handle.takeDescriptorOwnership()
    }

    func region(_ span: FileSpan) -> FileRegion {
        FileRegion(fileHandle: handle, readerIndex: Int(span.offset), endIndex: Int(span.end))
    }

    /// Tells how much has left, when it is time to. Says why no more may leave; nil when it goes on.
    func note(unsentBytes: Int) -> FileError? {
        progress.advance(to: handedBytes - Int64(unsentBytes), at: .now)
        if let bytes = progress.toTell(at: .now), body.onBytes?(bytes) == false { return .unwanted }
        return progress.isStalled(at: .now) ? .stalled : nil
    }

    func finish(_ result: Result<Void, any Error>) {
        progress.advance(to: takenBytes, at: .now)
        if let bytes = progress.rest() { _ = body.onBytes?(bytes) }
        end.completeWith(result)
    }

    /// Waits for the disk on another thread, until `span` can be sent without waiting.
    func fetch(_ span: FileSpan, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        body.pool.runIfActive(eventLoop: eventLoop) { [file] in file.fetch(span) }
    }
}
