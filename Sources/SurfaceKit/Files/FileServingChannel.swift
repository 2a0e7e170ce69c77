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
        package let channel: any Channel
        /// Known with the first request where it may be for a WebSocket.
        let speaking: EventLoopFuture<Speaking>
    }

    /// What a connection speaks.
    enum Speaking: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>, NIOLoopBound<FileSender>)
        case webSocket(WebSocketConnection, WebSocketSession)
    }

    package let responder: Responder
    private let configuration: HTTP1Channel.Configuration
    private let webSockets: WebSocketRoutes?

    /// Requests for which `isQuick` holds are answered on the connection's event loop, see
    /// `HTTPServerBuilder.http1(sendingFiles:isQuick:webSockets:)`.
    package init(
        responder: @escaping Responder, configuration: HTTP1Channel.Configuration, webSockets: WebSocketRoutes? = nil,
        isQuick: @escaping @Sendable (HTTPRequest) -> Bool
    ) {
        self.configuration = configuration
        self.webSockets = webSockets
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
        channel.eventLoop.makeCompletedFuture { try begin(on: channel, logger: logger) }
    }

    private func begin(on channel: any Channel, logger: Logger) throws -> Value {
        let coders = try addCoders(to: channel.pipeline.syncOperations)
        let speaking = channel.eventLoop.makePromise(of: Speaking.self)
        if let webSockets {
            let door = WebSocketDoor(
                coders, routes: webSockets, idle: configuration.idleTimeout, speaking: speaking, logger: logger
            ) {
                try speakHTTP(on: $0, logger: logger)
            }
            try channel.pipeline.syncOperations.addHandler(door)
        } else {
            speaking.completeWith(Result { try speakHTTP(on: channel, logger: logger) })
        }
        return Value(channel: channel, speaking: speaking.futureResult)
    }

    package func handle(value: Value, logger: Logger) async {
        // The door answers for connections that end before it is known what they speak.
        switch try? await value.speaking.get() {
        case .http(let http, let sender):
            let connection = await FileConnection(channel: value.channel, sender: sender)
            await FileConnection.$current.withValue(connection) {
                await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
                    await handleHTTP(asyncChannel: http, logger: logger)
                }
            }
        case .webSocket(let connection, let session): await session.run(on: connection)
        case nil: break
        }
    }

    /// Pipelined requests are queued by the asynchronous channel, errors are answered by Hummingbird, and HTTP types
    /// are valid by construction. What comes behind the request for a WebSocket is kept for it.
    private func addCoders(to pipeline: ChannelPipeline.SynchronousOperations) throws -> WebSocketDoor.Coders {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.httpDecoder.maxHeaderFieldSize
        limits.maxHeaderListSize = configuration.httpDecoder.maxHeaderListSize
        limits.maxHeaderFieldCount = configuration.httpDecoder.maxHeaderFieldCount
        let coders = WebSocketDoor.Coders(
            encoder: HTTPResponseEncoder(),
            decoder: ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: webSockets == nil ? .dropBytes : .forwardBytes,
                    limitConfiguration: limits)))
        try pipeline.addHandler(coders.encoder)
        try pipeline.addHandler(coders.decoder)
        return coders
    }

    private func speakHTTP(on channel: any Channel, logger: Logger) throws -> Speaking {
        let pipeline = channel.pipeline.syncOperations
        let sender = FileSender()
        try pipeline.addHandler(LastRequest(webSockets))
        try pipeline.addHandler(sender)
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandlers(configuration.additionalChannelHandlers())
        try pipeline.addHandler(
            HTTPConnectionStateHandler(idleTimeout: configuration.idleTimeout.map { .init($0) }, logger: logger))
        let http = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        return .http(http, NIOLoopBound(sender, eventLoop: channel.eventLoop))
    }
}

extension HTTPServerBuilder {
    /// A server without encryption that sends files as fast as the kernel can.
    ///
    /// A request for which `isQuick` holds is answered on the event loop of its connection, without a change of thread,
    /// which costs more than all else that a short answer takes. Its handler, and the actors that it calls, must not
    /// compute for long or wait for anything in another way than with `await`. All other requests are answered on
    /// Swift's own threads.
    ///
    /// The first request of a connection may ask for one of `webSockets`, and browsers open a connection for each. A
    /// later one that does ends the connection behind the answers to those before, so that a proxy asks again on a new
    /// one. Behind the answer to a request for any other protocol the connection ends, too.
    package static func http1(
        sendingFiles configuration: HTTP1Channel.Configuration,
        isQuick: @escaping @Sendable (HTTPRequest) -> Bool = { _ in false }, webSockets: WebSocketRoutes? = nil
    ) -> HTTPServerBuilder {
        HTTPServerBuilder {
            FileServingChannel(
                responder: $0, configuration: configuration, webSockets: webSockets, isQuick: isQuick)
        }
    }
}
