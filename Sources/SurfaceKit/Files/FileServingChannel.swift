package import HTTPTypes
package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// An HTTP/1.1 connection without encryption on which answers from `FileReplies` are sent by the kernel.
///
/// Everything else is as in Hummingbird's `HTTP1Channel`, whose configuration it takes.
package struct FileServingChannel: HTTPChannelHandler {
    /// A connection that is set up.
    package struct Value: ServerChildChannelValue {
        let http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let sender: NIOLoopBound<FileSender>

        package var channel: any Channel { http.channel }
    }

    package let responder: Responder
    private let configuration: HTTP1Channel.Configuration

    /// Requests for which `isQuick` holds are answered on the connection's event loop, see
    /// `HTTPServerBuilder.http1(sendingFiles:isQuick:)`.
    package init(
        responder: @escaping Responder, configuration: HTTP1Channel.Configuration,
        isQuick: @escaping @Sendable (HTTPRequest) -> Bool
    ) {
        self.configuration = configuration
        self.responder = { request, writer, channel in
            if isQuick(request.head) {
                try await responder(request, writer, channel)
            } else {
                var writer = Optional(writer)
                try await withTaskExecutorPreference(globalConcurrentExecutor) {
                    if let writer = writer.take() { try await responder(request, writer, channel) }
                }
            }
        }
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // A connection that may become a WebSocket gets its HTTP coders from an upgrade configuration instead of
            // from the next line; what `speakHTTP` adds stays the same.
            try addCoders(to: channel.pipeline.syncOperations)
            return try speakHTTP(on: channel, logger: logger)
        }
    }

    package func handle(value: Value, logger: Logger) async {
        let connection = await FileConnection(channel: value.channel, sender: value.sender)
        await FileConnection.$current.withValue(connection) {
            await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
                await handleHTTP(asyncChannel: value.http, logger: logger)
            }
        }
    }

    /// Pipelined requests are queued by the asynchronous channel, errors are answered by Hummingbird, and HTTP types
    /// are valid by construction.
    private func addCoders(to pipeline: ChannelPipeline.SynchronousOperations) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.httpDecoder.maxHeaderFieldSize
        limits.maxHeaderListSize = configuration.httpDecoder.maxHeaderListSize
        limits.maxHeaderFieldCount = configuration.httpDecoder.maxHeaderFieldCount
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
    }

    private func speakHTTP(on channel: any Channel, logger: Logger) throws -> Value {
        let pipeline = channel.pipeline.syncOperations
        let sender = FileSender()
        try pipeline.addHandler(sender)
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandlers(configuration.additionalChannelHandlers())
        try pipeline.addHandler(
            HTTPConnectionStateHandler(idleTimeout: configuration.idleTimeout.map { .init($0) }, logger: logger))
        let http = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        return Value(http: http, sender: NIOLoopBound(sender, eventLoop: channel.eventLoop))
    }
}

extension HTTPServerBuilder {
    /// A server without encryption that sends files as fast as the kernel can.
    ///
    /// A request for which `isQuick` holds is answered on the event loop of its connection, without a change of thread,
    /// which costs more than all else that a short answer takes. Its handler, and the actors that it calls, must not
    /// compute for long or wait for anything in another way than with `await`. All other requests are answered on
    /// Swift's own threads.
    package static func http1(
        sendingFiles configuration: HTTP1Channel.Configuration,
        isQuick: @escaping @Sendable (HTTPRequest) -> Bool = { _ in false }
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { FileServingChannel(responder: $0, configuration: configuration, isQuick: isQuick) }
    }
}
