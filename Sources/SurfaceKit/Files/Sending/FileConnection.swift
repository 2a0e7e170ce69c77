import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// The way from the body of an answer to the socket of its own connection, past everything that copies bytes.
///
/// It travels beside the answer, as a value of the connection's task, because a body can write nothing but buffers of
/// bytes. So there is no mark in the bytes that another answer could imitate.
struct FileConnection: Sendable {
    /// Nil where no connection of ours is being served, as in tests without sockets.
    @TaskLocal static var current: FileConnection?

    private let channel: any Channel
    private let sender: NIOLoopBound<FileSender>
    private let connectionWriter: ObjectIdentifier?

    init(channel: any Channel, sender: NIOLoopBound<FileSender>) async {
        self.channel = channel
        self.sender = sender
        connectionWriter = await Self.connectionWriter()
    }

    /// Whether what `writer` is given goes to the connection as it is. Middleware may have put a writer of its own in
    /// between that changes bytes or counts them; then it has to see them.
    func isWritten(by writer: any ResponseBodyWriter) -> Bool {
        ObjectIdentifier(type(of: writer)) == connectionWriter
    }

    /// Sends all of `body` behind what was written before, and returns when the kernel has taken the last byte.
    ///
    /// Throws `FileError` or what the connection died of; the connection is closed then.
    func send(_ body: FileBody) async throws {
        let end = channel.eventLoop.makePromise(of: Void.self)
        try await withTaskCancellationHandler {
            if channel.eventLoop.inEventLoop {
                sender.value.start(body, end: end)
            } else {
                channel.eventLoop.execute { sender.value.start(body, end: end) }
            }
            try await end.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Ends the connection, whatever is on its way.
    func drop() { channel.close(promise: nil) }

    /// The type of the writers that Hummingbird makes for a connection. It has no name outside Hummingbird, so one is
    /// made to look at it.
    private static func connectionWriter() async -> ObjectIdentifier? {
        let (outbound, _) = NIOAsyncChannelOutboundWriter<HTTPResponsePart>.makeTestingWriter()
        guard let writer = try? await ResponseWriter(outbound: outbound).writeHead(.init(status: .ok)) else {
            return nil
        }
        return ObjectIdentifier(type(of: writer))
    }
}
